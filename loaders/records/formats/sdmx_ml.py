"""SDMX-ML data messages, generic and structure-specific (2.0 to 3.0), as the table that SDMX-CSV would have of them.

Read here and not by a library: sdmx1 brings pandas, and asks for the structure definition, which partners do not send
along. Without one nothing tells a dimension from an attribute of a series, so the attributes that all data flows share
are known by name; whatever else a series says is taken for a dimension.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from graph.errors import SourceError
from loaders.readers.table import Row, Table
from loaders.readers.xml import parse_xml

_VALUE, _TIME, _FLOW = "OBS_VALUE", "TIME_PERIOD", "DATAFLOW"
_ATTRIBUTES = frozenset(
    "UNIT_MEASURE UNIT_MULT DECIMALS OBS_STATUS OBS_CONF CONF_STATUS COMMENT_OBS COMMENT_TS COMMENT TITLE TITLE_COMPL "
    "TIME_FORMAT TIME_DETAIL COLLECTION BASE_PER PRE_BREAK_VALUE SOURCE_DETAIL SOURCE NATURE TIME_COVERAGE "
    "GEO_INFO_URL GEO_INFO_TYPE UPPER_BOUND LOWER_BOUND".split()
)

Values = dict[str, str]


def sdmx_table(data: bytes, name: str) -> Table:
    """The observations of a message, each with the line that it stands in as its number.

    Raises SourceError for XML that is broken or has a document type, and for a message without an observation.
    """
    root = parse_xml(data, name)
    flows = _flows(root)
    found = [
        (line, values)
        for dataset in root.iter("{*}DataSet")
        for line, values in _observations(dataset, flows.get(_flow_key(dataset), ""))
    ]
    if not found:
        kind = etree.QName(root).localname
        reason = f"an SDMX-ML message without an observation ({kind})"
        raise SourceError(name, reason, place="line 1", remedy="ask its service for the data, not for their structure")
    named = dict.fromkeys(head for _, values in found for head in values)
    dimensions = [head for head in named if head not in (_VALUE, _TIME, *_ATTRIBUTES)]
    attributes = [head for head in named if head in _ATTRIBUTES]
    heads = (*dimensions, _TIME, _VALUE, *attributes)
    return Table(heads, tuple(Row(line, tuple(values.get(head, "") for head in heads)) for line, values in found))


def _flows(root: etree._Element) -> Values:
    """The data flow, or else the structure, that each `structureID` of the header leads to."""
    flows: Values = {}
    for structure in root.iterfind("{*}Header/{*}Structure"):
        for reference in structure.iter("{*}Ref"):
            flows[structure.get("structureID", "")] = reference.get("id", "")
        for urn in structure.iter("{*}URN", "{*}Structure", "{*}StructureUsage"):
            if "=" in (text := (urn.text or "").strip()):
                flows[structure.get("structureID", "")] = text.rpartition(":")[2].partition("(")[0]
    return flows


def _flow_key(dataset: etree._Element) -> str:
    references = (value for key, value in dataset.attrib.items() if str(key).endswith("structureRef"))
    return str(next(references, ""))


def _observations(dataset: etree._Element, flow: str) -> Iterator[tuple[int, Values]]:
    """Each observation with what its data set, its groups and its series say of it; a nearer word counts."""
    above = {_FLOW: flow} if flow else {}
    above |= {key: value for key, value in _own(dataset).items() if key in _ATTRIBUTES}
    groups = [_own(group) for group in dataset.iterfind("{*}Group")]
    for observation in dataset.iter("{*}Obs"):
        parent = observation.getparent()
        series = _own(parent) if parent is not None and parent is not dataset else {}
        values = series | _own(observation)
        for group in groups:
            if all(values.get(key) == value for key, value in group.items() if key in values):
                above_all = {key: value for key, value in group.items() if key in _ATTRIBUTES}
                values = above_all | values
        yield int(str(observation.sourceline)), above | values


def _own(element: etree._Element) -> Values:
    """What an element says itself: its attributes in structure-specific data, its lists of values in generic data."""
    said = {str(key): str(value) for key, value in element.attrib.items() if not str(key).startswith("{")}
    for part in element:
        kind = etree.QName(part).localname if isinstance(part.tag, str) else ""
        if kind in ("SeriesKey", "ObsKey", "GroupKey", "Attributes"):
            said |= {one.get("id") or one.get("concept") or "": one.get("value") or "" for one in part}
        elif kind == "ObsDimension":
            said[part.get("id") or _TIME] = part.get("value", "")
        elif kind == "Time":
            said[_TIME] = (part.text or "").strip()
        elif kind == "ObsValue":
            said[_VALUE] = part.get("value", "")
    return {key: value for key, value in said.items() if value and key not in ("type", "REPORTING_YEAR_START_DAY")}
