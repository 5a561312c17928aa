"""Which column of a table of statistics stands for which concept of SDMX, told from its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

CONCEPTS: dict[str, tuple[str, ...]] = {
    "DATAFLOW": ("dataflow", "structureid"),
    "REF_AREA": (
        *("refarea", "geoareacode", "countrycode", "countryorareacode", "iso3code", "isocode", "iso3", "iso2"),
        *("m49code", "m49", "areacode", "locationcode"),
    ),
    "REF_AREA_NAME": (
        *("geoareaname", "countryname", "countryorarea", "country", "areaname", "area", "entity", "location", "party"),
    ),
    "TIME_PERIOD": ("timeperiod", "year", "referenceyear", "time"),
    "OBS_VALUE": ("obsvalue", "observationvalue", "indicatorvalue", "datavalue", "value"),
    "INDICATOR": ("seriescode", "series", "indicatorcode", "indicatorid"),
    "INDICATOR_NAME": ("seriesdescription", "seriesname", "indicatorname", "indicator", "indicatordescription"),
    "UNIT_MEASURE": ("unitmeasure", "unitofmeasure", "units", "unit"),
    "OBS_STATUS": ("obsstatus", "observationstatus", "obsflag", "nature", "flag", "flags", "status"),
    "COMMENT_OBS": (
        *("commentobs", "obscomment", "footnote", "footnotes", "note", "notes", "comment", "comments", "remarks"),
        "quality",
    ),
    "SOURCE": ("sourcedetail", "datasource", "source", "sources"),
    "TARGET": ("globaltarget", "gbftarget", "aichitarget", "target", "targets"),
    "GOAL": ("goal",),
}
"""Each concept with the heads that stand for it, without case, spaces and signs; the first that is there counts."""

ATTRIBUTES = ("UNIT_MEASURE", "OBS_STATUS", "COMMENT_OBS", "SOURCE", "TARGET", "GOAL", "DATAFLOW")
"""What says something of an observation, and does not tell it from others."""

STATUSES = {
    "A": "normal value",
    "B": "break in the series",
    "E": "estimated value",
    "F": "forecast value",
    "I": "imputed value",
    "M": "missing value",
    "P": "provisional value",
    "S": "strike",
}
"""The codes of CL_OBS_STATUS that the RDF Data Cube vocabulary has."""

MISSING = {"", ".", "..", "...", "-", "--", "–", "—", ":", "na", "n/a", "n.a.", "nan", "null", "none", "missing", "x"}
"""How tables write that there is no value, in lower case."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a table what stands: the place of each concept and of each other column by its head, the place of each
    year of a wide table, the heads that are dimensions, and whether heads and codes carry labels (`KE: Kenya`)."""

    columns: dict[str, int]
    years: dict[str, int]
    dimensions: tuple[str, ...]
    labelled: bool

    @property
    def has_area(self) -> bool:
        """Whether an observation is of a country or area."""
        return "REF_AREA" in self.columns or "REF_AREA_NAME" in self.columns

    @property
    def has_indicator(self) -> bool:
        """Whether the table names its indicator."""
        return "INDICATOR" in self.columns or "INDICATOR_NAME" in self.columns


def layout_of(heads: Sequence[str]) -> Layout | None:
    """The layout of a table with these heads; None for a table of something else.

    >>> layout_of(["Country", "Year", "Area", "Value"]).columns["REF_AREA_NAME"]
    0
    >>> list(layout_of(["BIOME", "1990", "2000"]).years)
    ['1990', '2000']
    >>> layout_of(["code", "title", "service", "value"])
    """
    labelled = any(head.startswith("OBS_VALUE: ") for head in heads)
    bare = [head.partition(": ")[0] if labelled else head for head in heads]
    years = {head.strip(): at for at, head in enumerate(bare) if _YEAR.fullmatch(head.strip())}
    places = {re.sub(r"[\W_]+", "", head).casefold(): at for at, head in reversed(list(enumerate(bare)))}
    columns = {
        concept: next(places[known] for known in names if known in places)
        for concept, names in CONCEPTS.items()
        if not places.keys().isdisjoint(names)
    }
    if "OBS_VALUE" in columns and "TIME_PERIOD" in columns:
        if columns.keys() <= {"OBS_VALUE", "TIME_PERIOD", *ATTRIBUTES} - {"DATAFLOW"}:
            return None
        return _long(bare, columns, labelled)
    wide = len(years) >= _FEWEST_YEARS and "OBS_VALUE" not in columns and "TIME_PERIOD" not in columns
    return _wide(bare, columns, years) if wide else None


def _long(heads: Sequence[str], columns: dict[str, int], labelled: bool) -> Layout:
    strangers = {head: at for at, head in enumerate(heads) if head.strip() and at not in columns.values()}
    dimensions = tuple(head for head, at in strangers.items() if at < columns["OBS_VALUE"] or head.startswith("["))
    return Layout(columns | strangers, {}, _without_form(dimensions), labelled)


def _wide(heads: Sequence[str], columns: dict[str, int], years: dict[str, int]) -> Layout:
    taken = {*columns.values(), *years.values()}
    strangers = {head: at for at, head in enumerate(heads) if head.strip() and at not in taken}
    strangers = {head: at for head, at in strangers.items() if not re.fullmatch(r"\(?column \d+\)?", head)}
    return Layout(columns | strangers, years, tuple(strangers), labelled=False)


def _without_form(dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """Dimensions without what SDMX-CSV 2.0 says of the line itself."""
    return tuple(head for head in dimensions if head not in ("STRUCTURE", "STRUCTURE_NAME", "ACTION"))
