"""The dataset that a request names beside its query or update (SPARQL 1.1 Protocol, 2.1.4 and 2.2.3), written into it.

Every engine reads FROM and USING, so the same text goes to each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.errors import QueryError
from graph.sparql import tokens

_AFTER = {"where", "group", "having", "order", "limit", "offset", "values"}
_FORMS = {"select", "ask", "construct", "describe"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The IRIs of the graphs whose merge is the default graph, and of the named graphs. Neither: that of the query."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)

    def clauses(self, word: str) -> str:
        """The clauses that name it, `word` being FROM or USING. Raises QueryError for what is no absolute IRI."""
        default = (f"{word} {_iri(iri)}" for iri in self.default)
        return " ".join([*default, *(f"{word} NAMED {_iri(iri)}" for iri in self.named)])


def _iri(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError as fault:
        raise QueryError(f"{text!r} cannot name a graph: {fault}; write an absolute IRI") from fault


@dataclass(frozen=True, slots=True)
class _Token:
    """A token of code with its place, and the brackets of both kinds that it stands in."""

    text: str
    word: str
    start: int
    end: int
    depth: int
    before: str


def _code(sparql: str) -> Iterator[_Token]:
    depth, before = 0, ""
    for token in tokens(sparql):
        kind, text = token.lastgroup, token[0]
        if kind in ("space", "comment"):
            continue
        if text in ("}", ")"):
            depth -= 1
        word = text.lower() if kind == "word" else text
        yield _Token(text, word, token.start(), token.end(), depth, before)
        if text in ("{", "("):
            depth += 1
        before = word


def query_over(sparql: str, dataset: Dataset) -> str:
    """The query over a dataset; what it says itself by FROM gives way to it (Protocol, 2.1.4).

    >>> query_over("SELECT * FROM <x:g> { ?s ?p ?o }", Dataset(default=("x:h",)))
    'SELECT *  FROM <x:h> { ?s ?p ?o }'
    """
    if not dataset:
        return sparql
    code = list(_code(sparql))
    kept = _without_from(sparql, code)
    code = list(_code(kept))
    place = _place(code, len(kept))
    return f"{kept[:place]}{dataset.clauses('FROM')} {kept[place:]}"


def _without_from(sparql: str, code: list[_Token]) -> str:
    cut = []
    for number, token in enumerate(code):
        if token.word == "from" and not token.depth:
            last = number + (2 if [each.word for each in code[number + 1 : number + 2]] == ["named"] else 1)
            if last < len(code):
                cut.append((token.start, code[last].end))
    for start, end in reversed(cut):
        sparql = sparql[:start] + sparql[end:]
    return sparql


def _place(code: list[_Token], end: int) -> int:
    """Where the dataset clause of a query stands."""
    form = next((number for number, token in enumerate(code) if token.word in _FORMS), None)
    if form is None:
        return end
    rest = code[form + 1 :]
    if code[form].word == "construct":
        if rest and rest[0].text == "{":
            return next((token.end for token in rest if token.text == "}" and not token.depth), end)
        return rest[0].start if rest else end
    stops = (token for token in rest if not token.depth and (token.text == "{" or token.word in _AFTER))
    return next((token.start for token in stops), end)


def update_over(sparql: str, dataset: Dataset) -> str:
    """The update whose patterns are matched in a dataset.

    Raises QueryError where it names one itself with USING or WITH (Protocol, 2.2.3).

    >>> update_over("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", Dataset(default=("x:g",)))
    'DELETE { ?s ?p ?o } USING <x:g> WHERE { ?s ?p ?o }'
    """
    if not dataset:
        return sparql
    code = [token for token in _code(sparql) if not token.depth]
    if any(token.word in ("using", "with") for token in code):
        raise QueryError("an update that says USING or WITH takes no using-graph-uri or using-named-graph-uri")
    clauses = dataset.clauses("USING")
    for token in reversed(code):
        if token.word == "where" and token.before != "delete":
            sparql = f"{sparql[: token.start]}{clauses} {sparql[token.start :]}"
    return sparql
