"""Queries before an engine sees them: no way out to the network, variables bound to terms.

Two engines run the same text, so what pyoxigraph has no switch for (SERVICE) or does for projected variables only
(substitution) is done here, on tokens. Strings, comments, IRIs, variables and names are told apart: enough to know
what is code. `<` begins an IRI or is an operator, which tokens alone cannot tell; where that would let SERVICE hide,
the query is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

import pyoxigraph as ox

from graph.errors import QueryError

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:%]|\\.)(?:[\w:%-]|\\.|\.(?=[\w:%\\.-]))*)?)
    |(?P<blank>_:\w(?:[\w.-]*[\w-])?)
    |(?P<word>[^\W\d_]\w*)
    |(?P<space>\s+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLAIN_IRI = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^>]*|[\w:./%-]*)>")
_INTEGER = re.compile(r"[+-]?\d+")
_XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_NO_CODE = ("comment", "string", "variable", "language", "blank", "iri")
_CLAUSES = {"select", "where", "from", "group", "having", "order", "limit", "offset", "values"}


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """The tokens of a query or update, one after another and without a gap; `lastgroup` is the kind of each."""
    return _TOKEN.finditer(sparql)


def readings(sparql: str) -> set[str]:
    """The text as it stands, and with escapes of characters undone, as some engines read it (SPARQL 1.1, 19.2)."""
    return {sparql, _ESCAPE.sub(_character, sparql)}


def refuse_service(sparql: str, allowed: Collection[str] = ()) -> None:
    """Raises QueryError for a query in which SERVICE is, or could be, code: it would reach out to the network.

    The word may stand in strings, comments, IRIs, variables and after the colon of a prefixed name, and before the
    full IRI of an endpoint that is `allowed`. Both readings of escapes must be clean.
    """
    for reading in readings(sparql):
        if "service" in reading.lower():
            _refuse_service_in(_without_allowed(reading, allowed))


def _without_allowed(sparql: str, allowed: Collection[str]) -> str:
    """The query with `SERVICE <endpoint>` taken out for the endpoints that are allowed."""
    if not allowed:
        return sparql
    code = [token for token in _TOKEN.finditer(sparql) if token.lastgroup not in ("space", "comment")]
    for place in reversed(range(len(code))):
        following = [token for token in code[place + 1 : place + 3] if token[0].lower() != "silent"][:1]
        if code[place][0].lower() == "service" and following and following[0][0][1:-1] in allowed:
            sparql = sparql[: code[place].start()] + sparql[following[0].end() :]
    return sparql


def refuse_files(sparql: str) -> None:
    """Raises QueryError for FROM or USING with the IRI of a file, or of an engine's own file graphs.

    >>> refuse_files("SELECT * FROM <https://example.org/g> { ?s ?p ?o }")
    """
    before, read = "", _ESCAPE.sub(_character, sparql)
    for token in _TOKEN.finditer(read) if "file:" in read.lower() else ():
        kind, text = token.lastgroup, token[0].lower()
        if kind == "iri" and before in ("from", "using", "named") and text.startswith("<file:"):
            raise QueryError(f"{token[0]} is a file; this graph opens none for you. Name a graph of /sparql")
        if kind not in ("space", "comment"):
            before = text


def _refuse_service_in(sparql: str) -> None:
    for token in _TOKEN.finditer(sparql):
        kind, text = token.lastgroup, token[0].lower()
        if kind == "iri" and not _PLAIN_IRI.fullmatch(text):
            raise QueryError(f"{text} could be read in two ways beside the word SERVICE; write a full IRI")
        if kind not in _NO_CODE and "service" in (text.partition(":")[0] if kind == "name" else text):
            raise QueryError("SERVICE is not allowed: this graph does not query other servers for you")


def _character(escape: re.Match[str]) -> str:
    try:
        return chr(int(escape[1] or escape[2], 16))
    except (ValueError, OverflowError) as fault:
        raise QueryError(f"{escape[0]} is no character") from fault


def query_form(sparql: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE. Raises QueryError for anything else, such as an update.

    >>> query_form("PREFIX select: <x:> # ASK?\\nCONSTRUCT WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (token[0].upper() for token in _TOKEN.finditer(sparql) if token.lastgroup == "word")
    form = next((word for word in words if word not in ("PREFIX", "BASE")), "nothing")
    if form not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise QueryError(f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {form}")
    return form


def with_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """The query with those prefixes declared that it does not declare itself; its lines keep their numbers."""
    declared = {match[1] for match in _DECLARED.finditer(sparql)}
    missing = (f"PREFIX {prefix}: <{iri}> " for prefix, iri in prefixes.items() if prefix not in declared)
    return "".join(missing) + sparql


def with_bindings(sparql: str, bindings: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The query with the variables of `bindings` replaced by terms wherever they are used, and still projected.

    `LIMIT ?n` may be bound to an integer; `BOUND(?x)` of a bound variable is true. Raises QueryError for a name that
    is no variable's, a term that is neither IRI nor literal, and a variable that the query assigns (AS, VALUES).

    >>> with_bindings("SELECT ?s ?o { ?s ?p ?o } LIMIT ?n", {"s": ox.NamedNode("x:a"), "n": ox.Literal(3)})
    'SELECT (<x:a> AS ?s) ?o { <x:a> ?p ?o } LIMIT 3'
    """
    terms = {name: _written(name, term) for name, term in bindings.items()}
    return "".join(_Binder(terms).pieces(sparql)) if terms else sparql


def _written(name: str, term: object) -> str:
    if not re.fullmatch(r"\w+", name):
        raise QueryError(f"{name!r} is no name of a variable; letters, digits and _ only, without the question mark")
    if not isinstance(term, ox.NamedNode | ox.Literal):
        raise QueryError(f"?{name} can be bound to an IRI or a literal only, not to {term!r}")
    if isinstance(term, ox.Literal) and term.datatype.value == _XSD_INTEGER and _INTEGER.fullmatch(term.value):
        return term.value
    return str(term)


class _Binder:
    """One walk over the tokens of a query, knowing the clause and the brackets that it is in."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = terms
        self._clause = ""
        self._brackets = 0
        self._outer: list[tuple[str, int]] = []
        self._before = ""

    def pieces(self, sparql: str) -> Iterator[str]:
        """The query piece by piece, its variables bound."""
        for token in _TOKEN.finditer(self._answered(sparql)):
            kind, text = token.lastgroup, token[0]
            bound = kind == "variable" and text[1:] in self._terms
            yield self._use(text[1:]) if bound else text
            if kind not in ("space", "comment"):
                self._step(kind, text.lower())

    def _answered(self, sparql: str) -> str:
        """The query with `BOUND(?x)` answered for bound variables: a term cannot stand in it."""
        tokens = [(token.lastgroup, token[0]) for token in _TOKEN.finditer(sparql)]
        code = [place for place, (kind, _) in enumerate(tokens) if kind not in ("space", "comment")]
        for first, second, third, fourth in zip(code, code[1:], code[2:], code[3:], strict=False):
            words = [tokens[place][1].lower() for place in (first, second, fourth)]
            if words == ["bound", "(", ")"] and tokens[third][1][1:] in self._terms:
                tokens[first], tokens[third] = ("space", " "), ("word", "true")
        return "".join(text for _, text in tokens)

    def _step(self, kind: str | None, text: str) -> None:
        if kind == "word" and text in _CLAUSES:
            self._clause = text
        elif text == "{":
            self._outer.append((self._clause, self._brackets))
            self._clause, self._brackets = "", 0
        elif text == "}" and self._outer:
            clause, self._brackets = self._outer.pop()
            self._clause = "" if clause == "values" else clause
        elif text in ("(", ")"):
            self._brackets += 1 if text == "(" else -1
        self._before = text

    def _use(self, name: str) -> str:
        term = self._terms[name]
        if self._before == "as" or self._clause == "values":
            raise QueryError(f"?{name} cannot be bound: the query assigns it itself (AS or VALUES)")
        if self._brackets:
            return term
        in_clause = {
            "select": f"({term} AS ?{name})",
            "group": f"({term} AS ?{name}__bound)",
            "order": f"({term})",
        }
        return in_clause.get(self._clause, term)
