"""What else has an address: concepts, records, meetings, notifications, pages; and any identifier's official page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from graph.errors import IdentifierError
from graph.identifiers.decisions import Decision
from graph.identifiers.documents import Document, FiledDocument
from graph.identifiers.outside import OutsideAct, Treaty
from graph.identifiers.texts import BODY, Element, Expression, Recommendation

_CODE = re.compile(r"[A-Za-z0-9]+([._+-][A-Za-z0-9]+)*")
_MEETING = re.compile(r"\d{6}|[a-z][a-z0-9]*(-[a-z0-9]+)+")
_SESSION = re.compile(r"(?P<body>[a-z][a-z0-9]*(?:-[a-z]+)*)-(?P<session>[1-9]\d?)(?P<rest>-r\d+)?")
_NOTIFICATION = re.compile(r"\d{4}-\d{3}")
_HOST = "https://www.cbd.int"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the thesaurus: `Concept("subjects", "FOR")`, `Concept("aichi", "19")`, `Concept("cbd", "18.3")`.

    Meetings stand in the scheme `meetings` too; `parse` gives them as `Meeting`.
    """

    scheme: str
    code: str

    def __post_init__(self) -> None:
        if not BODY.fullmatch(self.scheme) or not _CODE.fullmatch(self.code):
            raise IdentifierError(f"{self.scheme}/{self.code} is no concept, like subjects/FOR or aichi/19")

    @property
    def path(self) -> str:
        """The IRI path, `vocab/subjects/FOR`."""
        return f"vocab/{self.scheme}/{self.code}"

    @property
    def label(self) -> str:
        """Scheme and code, `subjects/FOR`: what it is called is in the thesaurus."""
        return f"{self.scheme}/{self.code}"


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a source by the identifier it has there: `Record("calendar", "ACT-2025-02")`."""

    source: str
    identifier: str

    def __post_init__(self) -> None:
        if not BODY.fullmatch(self.source) or not self.identifier.strip(" ."):
            raise IdentifierError(f"{self.source}/{self.identifier} is no record, like calendar/ACT-2025-02")

    @property
    def path(self) -> str:
        """The IRI path, percent-encoded where the identifier needs it."""
        return f"record/{self.source}/{quote(self.identifier, safe=':')}"

    @property
    def label(self) -> str:
        """The identifier at the source."""
        return self.identifier

    @classmethod
    def of_segment(cls, source: str, segment: str) -> Record:
        """The record whose identifier is percent-encoded in a path segment."""
        return cls(source, unquote(segment))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting by its code in lower case, sessions without zeros: `cop-10`, `sbi-5`, `cop-16-r1`, `ias-ws-2026-01`.

    >>> Meeting("sbi-5").label, Meeting("sbi-5").page
    ('SBI-5', 'https://www.cbd.int/meetings/SBI-05')
    """

    code: str

    def __post_init__(self) -> None:
        if not _MEETING.fullmatch(self.code):
            raise IdentifierError(f"{self.code!r} is no code of a meeting, like cop-10 or ias-ws-2026-01")

    @property
    def path(self) -> str:
        """The IRI path in the scheme of meetings."""
        return f"vocab/meetings/{self.code}"

    @property
    def label(self) -> str:
        """The code in capitals."""
        return self.code.upper()

    @property
    def page(self) -> str:
        """The official page; sessions have two digits there."""
        match = _SESSION.fullmatch(self.code)
        code = f"{match['body']}-{int(match['session']):02}{match['rest'] or ''}" if match else self.code
        return f"{_HOST}/meetings/{code.upper()}"

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this meeting, the code first."""
        return self.label, self.page.rpartition("/")[2], self.page, self.path


@dataclass(frozen=True, slots=True)
class Notification:
    """A notification by year and number: `2010-215`."""

    number: str

    def __post_init__(self) -> None:
        if not _NOTIFICATION.fullmatch(self.number):
            raise IdentifierError(f"{self.number!r} is no number of a notification, like 2010-215")

    @property
    def path(self) -> str:
        """The IRI path, `notification/2010-215`."""
        return f"notification/{self.number}"

    @property
    def label(self) -> str:
        """The number."""
        return self.number

    @property
    def page(self) -> str:
        """The official page."""
        return f"{_HOST}/notifications/{self.number}"

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this notification, the number first."""
        return self.number, f"Notification {self.number}", self.page, self.path


@dataclass(frozen=True, slots=True)
class Page:
    """An official page by the id it has in a system of the Secretariat or InforMEA; only a table can say what it shows.

    Kinds: decision, recommendation, document, notification (the number in its SCBD/ reference), informea (slug of a
    title, which collides across sessions). `page/decision/12280` is X/14, but nothing in `12280` says so.
    """

    kind: str
    id: str

    def __post_init__(self) -> None:
        if not BODY.fullmatch(self.kind) or not _CODE.fullmatch(self.id):
            raise IdentifierError(f"{self.kind}/{self.id} is no page, like decision/12280")

    @property
    def path(self) -> str:
        """The IRI path, `page/decision/12280`."""
        return f"page/{self.kind}/{self.id}"

    @property
    def label(self) -> str:
        """Kind and id: `decision page 12280`."""
        return f"{self.kind} page {self.id}"

    @property
    def page(self) -> str | None:
        """The official page; None for a notification's reference, which no address is known for."""
        addresses = {
            "decision": f"{_HOST}/decisions/?id={self.id}",
            "recommendation": f"{_HOST}/kb/record/recommendation/{self.id}",
            "document": f"{_HOST}/documents/{self.id}",
            "informea": f"https://www.informea.org/en/decision/{self.id}",
        }
        return addresses.get(self.kind)


Identifier = (
    Decision
    | Recommendation
    | Document
    | FiledDocument
    | OutsideAct
    | Treaty
    | Element
    | Expression
    | Concept
    | Record
    | Meeting
    | Notification
    | Page
)


def official_page(identifier: Identifier) -> str | None:
    """The address of the official page of an identifier; None where no rule gives one.

    >>> official_page(Element(Decision("cop", 8, 11), "3"))
    'https://www.cbd.int/decisions/cop/8/11/3'
    """
    if isinstance(identifier, Expression):
        return identifier.of.page
    return None if isinstance(identifier, Concept | Record) else identifier.page
