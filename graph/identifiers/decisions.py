"""A decision of a governing body and every spelling it is printed in.

Sources: the Decision-Tracking Tool (DTT), cbd.int pages, calendar records, the symbols on the documents themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import IdentifierError
from graph.identifiers.numerals import roman

LAST_ROMAN_SESSION = 13
"""COP 13 (2016) closed the era of roman numbers and of the UNEP/ prefix."""

LAST_DECISION: dict[int, int] = {
    1: 13,
    2: 23,
    3: 27,
    4: 19,
    5: 29,
    6: 32,
    7: 36,
    8: 36,
    9: 37,
    10: 47,
    11: 33,
    12: 35,
    13: 34,
    14: 38,
    15: 38,
    16: 36,
}
"""COP session to the number of its last decision (1 to 13 from the reference; 14 to 16 to be checked against a list
of decisions). A value may lie beyond: the finder of citations refuses, the identifier does not."""

_LAST_UNEP_SESSION = {"cop": LAST_ROMAN_SESSION, "cp-mop": 8, "np-mop": 2, "excop": 1}
_ROMAN_SESSIONS = {"cop": LAST_ROMAN_SESSION, "cp-mop": 8, "np-mop": 0, "excop": 1}
_LAST_BS_SESSION = 7
_HOST = "https://www.cbd.int"
_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Decision:
    """Decision `number` of session `session` of a `body`: cop, cp-mop, np-mop or excop. Sections are elements of it.

    Raises IdentifierError for another body, or a number out of 1..999.

    >>> Decision("cop", 10, 15).label, Decision("cop", 15, 4).symbol, Decision("cp-mop", 5, 14).label
    ('X/15', 'CBD/COP/DEC/15/4', 'BS-V/14')
    """

    body: str
    session: int
    number: int

    def __post_init__(self) -> None:
        if self.body not in _LAST_UNEP_SESSION:
            known = ", ".join(_LAST_UNEP_SESSION)
            raise IdentifierError(f"{self.body!r} takes no decisions; the bodies are {known}")
        if not (0 < self.session < _LIMIT // 10 and 0 < self.number < _LIMIT):
            raise IdentifierError(f"there is no decision {self.session}/{self.number} of {self.body}")

    @property
    def path(self) -> str:
        """The IRI path, `decision/cop/10/15`."""
        return f"decision/{self.body}/{self.session}/{self.number}"

    @property
    def label(self) -> str:
        """The short number as printed in its time: X/15, 14/1, BS-V/14, CP-VIII/1, CP-11/7, NP-4/3, EM-I/3."""
        return f"{self._series}{self._session}/{self.number}"

    @property
    def symbol(self) -> str:
        """The UN symbol as printed in its time: `UNEP/CBD/COP/DEC/X/15`, `CBD/COP/DEC/15/4`.

        Those of the Protocols and of the extraordinary meeting are by analogy with the symbols of their reports.
        """
        unep = self.session <= _LAST_UNEP_SESSION[self.body]
        return f"{'UNEP/' if unep else ''}CBD/{self._organ}/DEC/{self._session}/{self.number}"

    @property
    def code(self) -> str:
        """The DTT code, `CBD/COP/10/15`: digits padded to two. Of COP 14 on it can also be read as a document."""
        return f"CBD/{self.body.upper()}/{self.session:02}/{self.number:02}"

    @property
    def calendar_code(self) -> str:
        """The code in calendar records, `CBD-DECISION-COP-15-4`."""
        series = self.body.upper().removesuffix("-MOP")
        return f"CBD-DECISION-{series}-{self.session}-{self.number}"

    @property
    def page(self) -> str | None:
        """The page in DTT, `https://www.cbd.int/decisions/cop/10/15`; None for the Protocols, which it leaves out."""
        tracked = self.body in ("cop", "excop")
        return f"{_HOST}/decisions/{self.body}/{self.session}/{self.number}" if tracked else None

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this decision, the short number first."""
        short = [self.label]
        if self.body == "cop":
            short += [
                f"COP {self.session}/{self.number}",
                f"{_HOST}/decisions/?m={self._meeting}&n={self.number}",
            ]
        if self.body == "cop" and self.session <= LAST_ROMAN_SESSION:
            short += [f"{self.session}/{self.number}", f"UNEP/CBD/COP/DEC/{self.session}/{self.number}"]
        if self.session <= LAST_ROMAN_SESSION or f"{self.number:02}".startswith("0"):
            short.append(self.code)
        return (*short, self.symbol, self.calendar_code, *([self.page] if self.page else []), self.path)

    @property
    def _session(self) -> str:
        return roman(self.session) if self.session <= _ROMAN_SESSIONS[self.body] else str(self.session)

    @property
    def _meeting(self) -> str:
        return f"COP-{self.session:02}"

    @property
    def _series(self) -> str:
        if self.body == "cp-mop":
            return "BS-" if self.session <= _LAST_BS_SESSION else "CP-"
        return {"cop": "", "np-mop": "NP-", "excop": "EM-"}[self.body]

    @property
    def _organ(self) -> str:
        unep = self.session <= _LAST_UNEP_SESSION[self.body]
        if self.body == "cp-mop" and unep:
            return "BS/COP-MOP" if self.session <= _LAST_BS_SESSION else "CP/COP-MOP"
        if self.body == "np-mop" and unep:
            return "NP/COP-MOP"
        return {"cop": "COP", "cp-mop": "CP/MOP", "np-mop": "NP/MOP", "excop": "EXCOP"}[self.body]
