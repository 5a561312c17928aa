"""What is loaded from files: texts, their language versions and their elements."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import IdentifierError
from graph.identifiers.decisions import Decision
from graph.identifiers.documents import Document, FiledDocument
from graph.identifiers.numerals import arabic, letter_number, roman
from graph.identifiers.outside import OutsideAct, Treaty

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The six languages of the United Nations: the last segment of a language version's path."""

BODY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ELEMENT = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*(/[A-Za-z0-9]+([.-][A-Za-z0-9]+)*)*")
_PARAGRAPH = re.compile(r"(?:([A-Z])(?:/|$))?(?:([1-9]\d*)(?:\.([a-z]))?(?:\.([ivx]+))?)?")
_LAST_ROMAN_SBSTTA = 20
_LAST_UNEP = {"sbstta": 20, "sbi": 1, "wg8j": 9, "wgri": 5, "icnp": 3, "wgabs": 9, "wgpa": 2, "iccp": 3}
_SYMBOL_BODY = {"wgri": "WG-RI", "wgabs": "WG-ABS", "wgpa": "WG-PA"}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation of a subsidiary body: sbstta, sbi, wg8j, wgri ...

    >>> Recommendation("sbstta", 20, 1).label, Recommendation("sbi", 3, 15).symbol
    ('SBSTTA XX/1', 'CBD/SBI/REC/3/15')
    """

    body: str
    session: int
    number: int

    def __post_init__(self) -> None:
        if not BODY.fullmatch(self.body) or not (0 < self.session < 100 and 0 < self.number < 1000):  # noqa: PLR2004
            raise IdentifierError(f"there is no recommendation {self.body} {self.session}/{self.number}")

    @property
    def path(self) -> str:
        """The IRI path, `recommendation/sbstta/10/4`."""
        return f"recommendation/{self.body}/{self.session}/{self.number}"

    @property
    def label(self) -> str:
        """The short number with its body: SBSTTA XX/1, SBSTTA 21/1, SBI 3/15."""
        return f"{self.body.upper()} {self._session}/{self.number}"

    @property
    def page(self) -> None:
        """No address is known that a rule could give: the pages have ids."""

    @property
    def symbol(self) -> str:
        """The UN symbol, `CBD/SBSTTA/REC/21/1`."""
        unep = "UNEP/" if self.session <= _LAST_UNEP.get(self.body, 0) else ""
        body = _SYMBOL_BODY.get(self.body, self.body.upper())
        return f"{unep}CBD/{body}/REC/{self._session}/{self.number}"

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this recommendation, the short one first."""
        spoken = f"{self.body.upper()} recommendation {self._session}/{self.number}"
        return self.label, spoken, self.symbol, self.path

    @property
    def _session(self) -> str:
        return (
            roman(self.session) if self.body == "sbstta" and self.session <= _LAST_ROMAN_SBSTTA else str(self.session)
        )


Text = Decision | Recommendation | Document | FiledDocument | OutsideAct | Treaty
"""What is loaded from files and has language versions and elements."""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a text by its path under the text: `2.c`, `B/4`, `preamble/3`, `annex/goal-1/1.2`, `section/II/B/1`.

    >>> Element(Decision("cop", 10, 15), "5.d").label, Element(Decision("cop", 10, 15), "5.d").code
    ('X/15, paragraph 5 (d)', 'CBD/COP/10/15.05.04')
    """

    of: Text
    element: str

    def __post_init__(self) -> None:
        if not ELEMENT.fullmatch(self.element) or self.element.rpartition("/")[2] in LANGUAGES:
            raise IdentifierError(f"{self.element!r} is no path of an element, like 2.c or annex/goal-1/1.2")

    @property
    def path(self) -> str:
        """The IRI path: that of the text, then the element's own."""
        return f"{self.of.path}/{self.element}"

    @property
    def label(self) -> str:
        """As a decision is cited: `VII/23 B, paragraph 4 (a)`; the path for what is no paragraph."""
        match = _PARAGRAPH.fullmatch(self.element)
        if match is None or not any(match.groups()):
            return f"{self.of.label}, {self.element}"
        section, number, item, subitem = match.groups()
        words = f" {section}" if section else ""
        words += f", paragraph {number}" if number else ""
        return self.of.label + words + "".join(f" ({part})" for part in (item, subitem) if part)

    @property
    def code(self) -> str | None:
        """The DTT code of a decision's paragraph, item or subitem, `CBD/COP/10/15.05.04`; None for anything else."""
        return self._coded(".")

    @property
    def dialog_code(self) -> str | None:
        """The code in DTT's pick dialog, `CBD/COP/07/16/G12`."""
        return self._coded("/")

    @property
    def page(self) -> str | None:
        """The official page of a paragraph, `https://www.cbd.int/decisions/cop/7/16/g12`; else of the whole text."""
        places = self._places()
        whole = self.of.page
        if not isinstance(self.of, Decision) or whole is None or places is None:
            return whole
        section, *numbers = places
        return "/".join([whole, section.lower() + str(numbers[0]), *map(str, numbers[1:])])

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this element, the cited one first."""
        page = self.page if self.code else None
        return tuple(text for text in (self.label, self.code, self.dialog_code, page, self.path) if text)

    def _coded(self, joint: str) -> str | None:
        places = self._places()
        if not isinstance(self.of, Decision) or places is None:
            return None
        section, *numbers = places
        return self.of.code + joint + section + ".".join(f"{number:02}" for number in numbers)

    def _places(self) -> tuple[str, *tuple[int, ...]] | None:
        """Section letter, paragraph, item and subitem as DTT numbers them; None for what DTT has no code for."""
        match = _PARAGRAPH.fullmatch(self.element)
        if match is None or match[2] is None:
            return None
        section, number, item, subitem = match.groups()
        numbers = [int(number)]
        if item:
            numbers.append(letter_number(item))
        if subitem:
            place = arabic(subitem)
            if place is None or not item:
                return None
            numbers.append(place)
        return section or "", *numbers


@dataclass(frozen=True, slots=True)
class Expression:
    """A language version of a text: the name of the graph that is read from it.

    >>> Expression(Decision("cop", 10, 15), "zh").path
    'decision/cop/10/15/zh'
    """

    of: Text
    language: str

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise IdentifierError(f"{self.language!r} is no language of a text; one of {', '.join(LANGUAGES)}")

    @property
    def path(self) -> str:
        """The IRI path: that of the text, then the language."""
        return f"{self.of.path}/{self.language}"

    @property
    def label(self) -> str:
        """The text's short spelling with the language: `X/15 (zh)`."""
        return f"{self.of.label} ({self.language})"
