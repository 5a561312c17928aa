"""Texts of bodies outside the Convention that decisions refer to: their decisions and resolutions, and treaties."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import IdentifierError

SERIES = {"unfccc-cop": "CP", "unfccc-cmp": "CMP", "unfccc-cma": "CMA"}
"""Governing bodies under the climate convention, to the letters between number and session in `1/CP.21`."""

ASSEMBLY = "unga"
_KINDS = ("decision", "resolution")
_LIMIT = 1000
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SESSION = re.compile(
    r"(?:(?P<kind>decision|resolution)\s+)?(?P<number>\d{1,3})/(?P<series>CP|CMP|CMA)\.(?P<session>\d{1,2})",
    re.IGNORECASE,
)
_ASSEMBLED = re.compile(
    r"A/(?P<mark>RES|DEC)/(?P<session>\d{1,3})/(?P<number>\d{1,3})"
    r"|(?:UNGA|General Assembly) (?P<kind>decision|resolution) (?P<later>\d{1,3})/(?P<last>\d{1,3})",
    re.IGNORECASE,
)
_TREATY = re.compile(r"treaty (?P<code>[a-z][a-z0-9]*(-[a-z0-9]+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutsideAct:
    """A decision or resolution of the General Assembly or of a body under the climate convention.

    Raises IdentifierError for another body or kind, or a number out of 1..999.

    >>> OutsideAct("decision", "unfccc-cop", 21, 1).label, OutsideAct("resolution", "unga", 77, 321).path
    ('1/CP.21', 'resolution/unga/77/321')
    """

    kind: str
    body: str
    session: int
    number: int

    def __post_init__(self) -> None:
        if self.kind not in _KINDS or self.body not in (ASSEMBLY, *SERIES):
            raise IdentifierError(f"{self.kind}/{self.body} is no act known here, like resolution/unga")
        if not (0 < self.session < _LIMIT and 0 < self.number < _LIMIT):
            raise IdentifierError(f"there is no {self.kind} {self.session}/{self.number} of {self.body}")

    @property
    def path(self) -> str:
        """The IRI path, `decision/unfccc-cop/21/1`."""
        return f"{self.kind}/{self.body}/{self.session}/{self.number}"

    @property
    def label(self) -> str:
        """As it is cited: 1/CP.21, Resolution 1/CP.21, A/RES/77/321."""
        if self.body == ASSEMBLY:
            return f"A/{'RES' if self.kind == 'resolution' else 'DEC'}/{self.session}/{self.number}"
        short = f"{self.number}/{SERIES[self.body]}.{self.session}"
        return short if self.kind == "decision" else f"Resolution {short}"

    @property
    def symbol(self) -> str | None:
        """The symbol of a resolution of the Assembly; no other act has one of its own."""
        return self.label if self.body == ASSEMBLY and self.kind == "resolution" else None

    @property
    def page(self) -> str | None:
        """The official address by its symbol; None where it has none."""
        return f"https://undocs.org/{self.symbol}" if self.symbol else None

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this act, the short one first."""
        if self.body == ASSEMBLY:
            return self.label, f"UNGA {self.kind} {self.session}/{self.number}", self.path
        return self.label, f"{self.kind} {self.number}/{SERIES[self.body]}.{self.session}", self.path


@dataclass(frozen=True, slots=True)
class Treaty:
    """The text of a treaty by a code. The articles of the Convention that decisions cite are concepts.

    >>> Treaty("bbnj").path, Treaty("bbnj").label
    ('treaty/bbnj', 'treaty bbnj')
    """

    code: str

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.code):
            raise IdentifierError(f"{self.code!r} is no code of a treaty, like bbnj")

    @property
    def path(self) -> str:
        """The IRI path, `treaty/bbnj`."""
        return f"treaty/{self.code}"

    @property
    def label(self) -> str:
        """The code, said to be a treaty's."""
        return f"treaty {self.code}"

    @property
    def symbol(self) -> None:
        """A treaty has no symbol."""

    @property
    def page(self) -> None:
        """No address is known that a rule could give."""

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this treaty."""
        return self.label, self.path


def outside(text: str) -> OutsideAct | Treaty | None:
    """The act or treaty behind a whole spelling; None for anything else.

    >>> outside("Decision 1/CP.21").path, outside("a/res/77/321").label, outside("X/15")
    ('decision/unfccc-cop/21/1', 'A/RES/77/321', None)
    """
    if match := _SESSION.fullmatch(text):
        body = next(body for body, series in SERIES.items() if series == match["series"].upper())
        return OutsideAct((match["kind"] or "decision").lower(), body, int(match["session"]), int(match["number"]))
    if match := _ASSEMBLED.fullmatch(text):
        kind = (match["kind"] or {"RES": "resolution", "DEC": "decision"}[match["mark"].upper()]).lower()
        return OutsideAct(
            kind, ASSEMBLY, int(match["session"] or match["later"]), int(match["number"] or match["last"])
        )
    match = _TREATY.fullmatch(text)
    return Treaty(match["code"].lower()) if match else None
