"""Identifiers as values: every spelling that the field uses is read to one of them, and each prints its spellings.

    parse(text)    any spelling, IRI path or IRI -> Identifier
    of_path(path)  an IRI path, strictly         -> Identifier
    official_page(identifier)                    -> address at cbd.int, or None

Every identifier has `path` (its IRI without the base) and `label` (its short spelling).
"""

from __future__ import annotations

from graph.identifiers.decisions import LAST_DECISION, LAST_ROMAN_SESSION, Decision
from graph.identifiers.documents import Document, FiledDocument
from graph.identifiers.numerals import arabic, roman
from graph.identifiers.outside import OutsideAct, Treaty
from graph.identifiers.paths import of_path
from graph.identifiers.pinpoints import cited_element
from graph.identifiers.spellings import parse
from graph.identifiers.texts import LANGUAGES, Element, Expression, Recommendation, Text
from graph.identifiers.values import Concept, Identifier, Meeting, Notification, Page, Record, official_page

__all__ = [
    "LANGUAGES",
    "LAST_DECISION",
    "LAST_ROMAN_SESSION",
    "Concept",
    "Decision",
    "Document",
    "Element",
    "Expression",
    "FiledDocument",
    "Identifier",
    "Meeting",
    "Notification",
    "OutsideAct",
    "Page",
    "Recommendation",
    "Record",
    "Text",
    "Treaty",
    "arabic",
    "cited_element",
    "of_path",
    "official_page",
    "parse",
    "roman",
]
