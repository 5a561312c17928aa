"""What annotate finds in an element: values that point at spans of its text.

Every span counts Unicode code points of `Element.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Resolution(StrEnum):
    """How far a citation leads. DANGLING is known only beside a store: nothing loaded has that address."""

    RESOLVED = "resolved"
    DANGLING = "dangling"
    AMBIGUOUS = "ambiguous"
    SUSPECT = "suspect"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of an element's text; `exact` repeats them."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Action:
    """An operative or preambular act: `code` in vocab/actions, `strength` 0 to 6.

    `origin` is the path of the element whose words carry the act: the chapeau, for an item that only continues it.
    """

    code: str
    strength: int
    span: Span
    origin: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """An actor that an act is directed to: `code` in vocab/actors; `origin` as in Action."""

    code: str
    span: Span
    origin: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference read from the text. `target` is an identifier path (`decision/cop/7/23/7.c`, `vocab/cbd/18.3`) or an
    absolute IRI when external; None where nothing was made of it. `suspected` is the target the evidence gives instead,
    `reason` says why a citation is suspect or ambiguous."""

    span: Span
    target: str | None
    resolution: Resolution
    suspected: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time by which: `meeting` is a code (`cop/11`), `date` an ISO date, month or year, `period` an ISO 8601 duration
    (`P3M`): how long before the meeting or date or, where neither is set, how much time is allowed."""

    span: Span
    meeting: str | None = None
    date: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A thesaurus concept named in the text: `concept` is its path (`vocab/subjects/CHM`)."""

    concept: str
    span: Span


@dataclass(frozen=True, slots=True)
class Service:
    """A goal, objective, target or component that the element says it serves (`chm:serves`)."""

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """What a paragraph of a document says was done about a decision or paragraph (`chm:reportsOn`).

    `origin` is the path of the element whose words say so: the heading, for a paragraph that stands below it.
    """

    target: str
    span: Span
    origin: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a document tells was done, on which days (ISO dates, both inclusive), about what it reports on.

    `name` is its address below the element (`activity-2004-05-12`), `span` the sentence, `date` the words of the
    date, `actors` codes in vocab/actors of those who did it, `targets` the decisions or parts that it responds to.
    """

    name: str
    span: Span
    date: Span
    start: str
    end: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How an element follows what it cites: `property` is the name of a property (`recalls`), `span` the citation's."""

    property: str
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status that an element gives to a text or a part of one: `target` its path, `status` in vocab/statuses (a
    path), `since` the ISO date from which, where known."""

    target: str
    status: str
    span: Span
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a record says of an element, without words as evidence: a property (`chm:status`) and what it leads to (a
    path or an absolute IRI)."""

    property: str
    target: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A likely link that nobody asserted: from `origin` (element path) to `target`, ranked by `score` in 0..1."""

    origin: str
    target: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one element."""

    actions: tuple[Action, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    citations: tuple[Citation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    subjects: tuple[Subject, ...] = ()
    serves: tuple[Service, ...] = ()
    reports: tuple[Report, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    relations: tuple[Relation, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    asserted: tuple[Assertion, ...] = ()
    deeds: tuple[Deed, ...] = ()
