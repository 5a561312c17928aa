"""The sections of a trace as data: which properties each follows, and which way."""

from __future__ import annotations

from dataclasses import dataclass

from api.evidence import CITES


@dataclass(frozen=True, slots=True)
class Relation:
    """A section of the trace: its name in JSON, its heading, the properties it follows, and which way.

    `reported` tells the section of what was read from a text from that of what a record says, where there are two.
    """

    name: str
    heading: str
    properties: tuple[str, ...]
    inverse: bool = False
    followed: bool = False
    reported: bool | None = None


RELATIONS = (
    Relation("asks", "What it asks", ("chm:action",)),
    Relation("ofWhom", "Of whom", ("chm:addressee",)),
    Relation("byWhen", "By when", ("chm:deadline",)),
    Relation("respondsTo", "What it responds to", ("chm:respondsTo",)),
    Relation("respondedBy", "What has been done: activities", ("chm:respondsTo",), inverse=True, reported=False),
    Relation("reportedDone", "What reports say was done", ("chm:respondsTo",), inverse=True, reported=True),
    Relation("reportedIn", "What has been done: reports", ("chm:reportsOn",), inverse=True, followed=True),
    Relation("mandates", "Records it gave rise to", ("chm:mandatedBy",), inverse=True),
    Relation("mandatedBy", "What it goes back to", ("chm:mandatedBy",)),
    Relation("serves", "Which goals and targets it serves", ("chm:serves",)),
    Relation("servedBy", "What serves it", ("chm:serves",), inverse=True),
    Relation("definedAs", "As a goal or target", ("chm:definedIn",), inverse=True),
    Relation("definedIn", "Where it is set", ("chm:definedIn", "chm:adoptedBy")),
    Relation("adopts", "What it adopts", ("chm:adoptedBy",), inverse=True),
    Relation("reportsOn", "What it reports on", ("chm:reportsOn",), followed=True),
    Relation("cites", "What it cites", CITES, followed=True),
    Relation("citedBy", "What cites it", CITES, inverse=True, followed=True),
    Relation("responsible", "Who is responsible", ("prov:wasAssociatedWith",)),
    Relation("produced", "What came out of it", ("prov:generated",)),
    Relation("about", "What it is about", ("dcterms:subject",)),
    Relation("subjectOf", "What is about it", ("dcterms:subject",), inverse=True),
    Relation("askedOf", "What is asked of it", ("chm:addressee",), inverse=True),
    Relation("carriedOut", "Activities it is responsible for", ("prov:wasAssociatedWith",), inverse=True),
    Relation("actOf", "Where the act stands", ("chm:action",), inverse=True),
)
"""Every section, in the order in which people ask; empty ones are left out of a trace."""
CANDIDATES = Relation("candidates", "Likely links that nobody has confirmed", ())
WHOLE = ("respondedBy", "reportedDone", "reportedIn", "citedBy", "mandates")
"""The sections that a part also has through what is said of the whole."""
OWN = ("definedAs", "definedIn", "adopts")
"""The sections that lead to a thing's other self, and leave it out."""
