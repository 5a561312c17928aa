"""The readers of cells: what a column of a record type can hold. A mapping names them by `chm:reads`.

literal              as typed                        period               dates and intervals of any spelling
text                 tags and wraps undone           code                 codes of a vocabulary
boolean              Y, yes, true; N, no, false      identifier           decisions, notifications, meetings ...
number               a decimal point, spaces at 000  typed                with the datatype of the column
address              an http(s) address              decision-paragraphs  two columns: what a row answers
texts                texts by language, or one text  concept              found by code, by label, or by likeness
day                  a date, its time of day left    record               records by identifier, `guid@revision`
keywords             concepts, where the vocabularies have them: a word that they have not is no fault
place                the concept that the last known part of an address names ("Lake hotel, Nairobi, Kenya")
citations            the decisions, paragraphs, documents and targets that a text names
linked               http addresses as links, anything else as text
"""

from __future__ import annotations

from collections.abc import Mapping

from loaders.records.literals import (
    read_address,
    read_boolean,
    read_day,
    read_interval,
    read_linked,
    read_literal,
    read_number,
    read_text,
    read_texts,
    read_typed,
)
from loaders.records.references import (
    read_citations,
    read_codes,
    read_concepts,
    read_decision_paragraphs,
    read_identifiers,
    read_keywords,
    read_place,
    read_records,
)
from loaders.records.values import CellReader

READERS: Mapping[str, CellReader] = {
    "literal": read_literal,
    "text": read_text,
    "boolean": read_boolean,
    "number": read_number,
    "typed": read_typed,
    "address": read_address,
    "code": read_codes,
    "identifier": read_identifiers,
    "period": read_interval,
    "decision-paragraphs": read_decision_paragraphs,
    "texts": read_texts,
    "day": read_day,
    "record": read_records,
    "concept": read_concepts,
    "keywords": read_keywords,
    "place": read_place,
    "citations": read_citations,
    "linked": read_linked,
}
