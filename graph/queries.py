"""The named questions: one file of `queries/` each, a SPARQL query under a header that says what it answers.

    #+ title: Open requests of a decision
    #+ question: Which requests of a decision has nobody answered yet?
    #+ audience: secretariat
    #+ param decision: identifier = X/15 -- the decision
    #+ param labels: language = fr, default en -- language of the names
    #+ columns: element number text

A parameter is a variable of the query that is bound before it is asked. `, default VALUE` and `, optional` make it one
that may be left out, `, one of A B` lists its values. Types:

    identifier   anything with an address, in any spelling: X/15, X/15 para 5(d), COP-11, vocab/gbf/8
    code(SCHEME) a concept of vocab/SCHEME by its code: executive-secretary
    iri          an IRI, or a path under the base: source/activities, vocab/subjects
    text, language, integer, number, date

`python -m graph.queries` prints docs/queries.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import IdentifierError, QueryError
from graph.identifiers import LANGUAGES, Concept, parse
from graph.namespaces import PREFIXES, Names
from graph.rooms import room

if TYPE_CHECKING:
    from graph.store import Reader, Results

Term = ox.NamedNode | ox.Literal
AUDIENCES = ("secretariat", "researcher", "developer")
"""Who asks, in the order in which questions are listed."""

_NAMES = Names()
_XSD = PREFIXES["xsd"]
_FIELD = re.compile(r"#\+ (?P<key>title|question|audience|param|columns):? (?P<value>.*)")
_PARAM = re.compile(
    r"(?P<name>\w+): (?P<type>identifier|code|iri|text|language|integer|number|date)(?:\((?P<scheme>[a-z0-9-]+)\))?"
    r" = (?P<example>[^,]+?)(?P<optional>, optional)?(?:, default (?P<default>[^,]+?))?"
    r"(?:, one of (?P<choices>[^,]+?))?"
    r" -- (?P<about>.+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that the asker binds; it is required unless it is optional or has a default."""

    name: str
    type: str
    example: str
    about: str
    scheme: str | None = None
    default: str | None = None
    optional: bool = False
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return not self.optional and self.default is None

    def term(self, value: str, names: Names = _NAMES) -> Term:
        """The value as an RDF term. Raises QueryError that names the parameter and an example.

        >>> Parameter("decision", "identifier", "X/15", "the decision").term("VII/23").value
        'https://w3id.org/chm/decision/cop/7/23'
        """
        try:
            return self._read(value.strip(), names)
        except (ValueError, IdentifierError) as fault:
            raise QueryError(
                f"parameter {self.name}: {value!r} is no {self.type}: {fault}; for example {self.name}={self.example}"
            ) from fault

    def _read(self, value: str, names: Names) -> Term:
        if self.choices and value not in self.choices:
            raise ValueError(f"it is one of {', '.join(self.choices)}")
        if self.type == "identifier":
            return ox.NamedNode(names.iri(parse(value, names.base).path))
        if self.type == "code":
            code = (names.path(value) or value).removeprefix(f"vocab/{self.scheme}/")
            return ox.NamedNode(names.iri(Concept(str(self.scheme), code).path))
        if self.type == "iri":
            return ox.NamedNode(value if "://" in value else names.iri(value))
        if self.type == "language" and value not in LANGUAGES:
            raise ValueError(f"languages are {', '.join(LANGUAGES)}")
        return _LITERALS.get(self.type, ox.Literal)(value)


def _decimal(value: str) -> ox.Literal:
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", value):
        raise ValueError("write digits and a decimal point")
    return ox.Literal(format(Decimal(value), "f"), datatype=ox.NamedNode(f"{_XSD}decimal"))


def _date(value: str) -> ox.Literal:
    return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(f"{_XSD}date"))


_LITERALS: Mapping[str, Callable[[str], ox.Literal]] = {
    "integer": lambda value: ox.Literal(int(value)),
    "number": _decimal,
    "date": _date,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A named question; `text` is its SPARQL with the default base, `columns` are the variables of its answer."""

    name: str
    title: str
    question: str
    audience: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str

    def bind(self, values: Mapping[str, str], names: Names = _NAMES) -> dict[str, Term]:
        """The bindings for values as people type them, defaults included; an empty value counts as left out.

        Raises QueryError that names the parameter and an example, for one that is missing, unknown or of another type.
        """
        given = {name: value for name, value in values.items() if value.strip()}
        if unknown := [name for name in given if name not in {known.name for known in self.parameters}]:
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise QueryError(f"{self.name} has no parameter {unknown[0]!r}; its parameters: {known}")
        bound = {}
        for parameter in self.parameters:
            value = given.get(parameter.name, parameter.default)
            if value is not None:
                bound[parameter.name] = parameter.term(value, names)
            elif parameter.required:
                raise QueryError(
                    f"{self.name} needs {parameter.name} ({parameter.about}); "
                    f"for example {parameter.name}={parameter.example}"
                )
        return bound

    def ask(self, reader: Reader, values: Mapping[str, str], names: Names = _NAMES) -> Results:
        """The solutions of the question in a reader's graph. Raises QueryError as `bind` does."""
        return reader.query(names.rebase(self.text), self.bind(values, names))

    def example(self) -> dict[str, str]:
        """The values of the examples, for every parameter."""
        return {parameter.name: parameter.example for parameter in self.parameters}


@cache
def questions() -> tuple[Question, ...]:
    """Every named question, by audience and name. Raises QueryError for a file whose header cannot be read."""
    found = [_read(file) for file in sorted(room("queries").glob("*.rq"))]
    return tuple(sorted(found, key=lambda each: (AUDIENCES.index(each.audience), each.name)))


def question(name: str) -> Question:
    """A question by its name. Raises QueryError with the names there are."""
    for each in questions():
        if each.name == name:
            return each
    raise QueryError(f"no question {name!r}; there are: {', '.join(each.name for each in questions())}")


def _read(file: Path) -> Question:
    lines = file.read_text("utf-8").splitlines()
    header = [line for line in lines if line.startswith("#+")]
    fields: dict[str, list[str]] = {}
    for line in header:
        match = _FIELD.fullmatch(line)
        if match is None:
            raise QueryError(f"{file.name}: {line!r} is no line of a header; see graph/queries.py")
        fields.setdefault(match["key"], []).append(match["value"])
    try:
        title, asked, audience, columns = (fields[key][0] for key in ("title", "question", "audience", "columns"))
        AUDIENCES.index(audience)
    except (KeyError, ValueError) as fault:
        raise QueryError(f"{file.name}: the header needs title, question, columns and a known audience") from fault
    parameters = tuple(_parameter(file, line) for line in fields.get("param", ()))
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
    return Question(file.stem, title, asked, audience, parameters, tuple(columns.split()), body)


def _parameter(file: Path, line: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if match is None or (match["type"] == "code") is (match["scheme"] is None):
        raise QueryError(f"{file.name}: {line!r} is no parameter, like decision: identifier = X/15 -- the decision")
    return Parameter(
        match["name"],
        match["type"],
        match["example"],
        match["about"],
        match["scheme"],
        match["default"],
        match["optional"] is not None,
        tuple((match["choices"] or "").split()),
    )


def as_triples(names: Names = _NAMES) -> tuple[ox.Triple, ...]:
    """The questions as SHACL executables (sh:SPARQLSelectExecutable), for the graph `queries`.

    Each is named by the address at which it can be asked; a parameter's path ends in the variable that it binds.
    """
    return tuple(triple for each in questions() for triple in _triples(each, names))


def _triples(each: Question, names: Names) -> Iterator[ox.Triple]:
    known = names.prefixes()
    subject = ox.NamedNode(names.iri(f"queries/{each.name}"))

    def say(node: ox.NamedNode, term: str, value: Term) -> ox.Triple:
        prefix, _, local = term.partition(":")
        return ox.Triple(node, ox.NamedNode(known[prefix] + local), value)

    yield say(subject, "rdf:type", ox.NamedNode(known["sh"] + "SPARQLExecutable"))
    yield say(subject, "rdf:type", ox.NamedNode(known["sh"] + "SPARQLSelectExecutable"))
    yield say(subject, "rdfs:label", ox.Literal(each.title, language="en"))
    yield say(subject, "rdfs:comment", ox.Literal(each.question, language="en"))
    yield say(subject, "schema:keywords", ox.Literal(each.audience))
    yield say(subject, "sh:select", ox.Literal(names.rebase(each.text)))
    for parameter in each.parameters:
        node = ox.NamedNode(names.iri(f"queries/{each.name}#{parameter.name}"))
        yield say(subject, "sh:parameter", node)
        yield say(node, "rdf:type", ox.NamedNode(known["sh"] + "Parameter"))
        yield say(node, "sh:path", ox.NamedNode(names.iri(f"queries#{parameter.name}")))
        yield say(node, "sh:description", ox.Literal(parameter.about, language="en"))
        yield say(node, "sh:optional", ox.Literal(not parameter.required))
        if parameter.default is not None:
            yield say(node, "sh:defaultValue", parameter.term(parameter.default, names))


if __name__ == "__main__":
    from graph.queries_page import page

    print(page(), end="")
