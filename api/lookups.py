"""Questions that are answered where they are asked: look-ups, whose every row costs the engine a bounded step.

A child that can be killed is for questions of which nobody knows what they cost; the way there and back costs more than
a look-up itself. Of one triple pattern that is known: it is one range of one index, read row by row as rows are asked
for, and nothing is joined, sorted, filtered or kept. What turns out to have many rows, or comes from a slow disk, is
given up after `ROWS` or `_SECONDS` and goes to a child as every other question does.

    if is_look_up(query): answered(reader, job)  ->  Found(answer), or None for what a child must do
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from time import monotonic
from typing import TypeVar

from api.children import Found
from api.evaluation import Answer, Job, evaluate
from graph.sparql import tokens
from graph.store import Reader

ROWS, _SECONDS, _LONGEST = 100, 0.02, 4096
_KINDS = {"iri": "i", "name": "i", "variable": "v", "string": "s", "language": "l", "space": "", "comment": ""}
_WORDS = {"a": "i", "select": "S", "ask": "A", "where": "W", "prefix": "P", "base": "B", "limit": "L"}
_SHAPE = re.compile(r"(?:Pii|Bi)*(?:S(?:\*|v+)|A)W?\{([iv])([iv])([ivs])l?\.?\}(?:L\d+)?")
_TWO_READINGS = re.compile(r"\\|\"\"\"|'''")
Item = TypeVar("Item")


class _Beyond(Exception):
    """It is more than a look-up."""


def is_look_up(query: str) -> bool:
    """Whether a query is SELECT or ASK of one triple pattern in the default graph, with LIMIT at most.

    No variable stands in it twice: the engine could read a whole index for a row whose places agree. Escapes and long
    strings are left to the children, so that our tokens and those of the engine are surely the same.

    >>> is_look_up("SELECT ?p ?o { <https://w3id.org/chm/decision/cop/10/15> ?p ?o } LIMIT 10")
    True
    >>> is_look_up("SELECT ?x { ?x ?p ?x }")
    False
    """
    if len(query) > _LONGEST or _TWO_READINGS.search(query):
        return False
    found = [(token.lastgroup or "", token[0]) for token in tokens(query)]
    code = "".join(_KINDS[kind] if kind in _KINDS else _letter(kind, text) for kind, text in found)
    if not _SHAPE.fullmatch(code):
        return False
    variables = [text[1:] for kind, text in found[found.index(("sign", "{")) :] if kind == "variable"]
    return len(set(variables)) == len(variables)


def _letter(kind: str, text: str) -> str:
    if kind == "word":
        return _WORDS.get(text.lower(), "?")
    return text if text in "{}*." or text in "0123456789" else "?"


def answered(reader: Reader, job: Job, seconds: float = _SECONDS) -> Found[Answer] | None:
    """The answer to a look-up (`is_look_up`); None for one of more rows or more seconds than are given here.

    Raises QueryError as a child would.
    """
    out = BytesIO()
    try:
        answer = evaluate(reader, job, out, partial(_bounded, until=monotonic() + seconds))
    except _Beyond:
        return None
    return Found(replace(answer, head=answer.head + out.getvalue()))


def _bounded(rows: Iterator[Item], until: float) -> Iterator[Item]:
    for number, row in enumerate(rows):
        if number >= ROWS or monotonic() > until:
            raise _Beyond
        yield row
