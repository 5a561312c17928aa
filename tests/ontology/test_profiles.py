"""Every shape of a profile lets the good example pass, and catches what is left out, doubled or of the wrong kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.namespaces import PREFIXES
from graph.rooms import room
from graph.validation import profile_names, shape_names, validate

FOLDER = Path(__file__).parent / "profiles"
SH, A = PREFIXES["sh"], ox.NamedNode(f"{PREFIXES['rdf']}type")
NOTHING = ox.NamedNode("https://example.org/nothing")


@dataclass(frozen=True)
class Rule:
    """A shape of one property of a class: how many values there must be, whether each must be described, and whether a
    fault is a warning."""

    profile: str
    name: str
    on: ox.NamedNode
    path: ox.NamedNode
    least: int
    most: int | None
    described: bool
    warns: bool


def _triples(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(path))]


def _rules() -> list[Rule]:
    found = []
    for profile in profile_names():
        store = ox.Store()
        store.extend(ox.Quad(*triple) for triple in _triples(room("ontology") / "profiles" / f"{profile}.ttl"))
        rows = store.query(
            f"PREFIX sh: <{SH}> SELECT ?rule ?on ?path ?least ?most ?class ?severity {{ ?shape sh:targetClass ?on ; "
            "sh:property ?rule . ?rule sh:path ?path ; sh:severity ?severity OPTIONAL { ?rule sh:minCount ?least } "
            "OPTIONAL { ?rule sh:maxCount ?most } OPTIONAL { ?rule sh:class ?class } }"
        )
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            name, least, most = row["rule"].value.rpartition("#")[2], row["least"], row["most"]
            warns = row["severity"].value == f"{SH}Warning"
            bounds = (int(least.value) if least else 0, int(most.value) if most else None)
            found.append(Rule(profile, name, row["on"], row["path"], *bounds, row["class"] is not None, warns))
    return sorted(found, key=lambda rule: rule.name)


RULES = _rules()


def _broken(triples: list[ox.Triple], profile: str) -> set[str]:
    return {result.shape for result in validate(triples, "", shapes=profile).results}


def _good(rule: Rule) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """The good example: what the rule is about, and the rest."""
    triples = _triples(FOLDER / f"{rule.profile}.ttl")
    nodes = {triple.subject for triple in triples if triple.predicate == A and triple.object == rule.on}
    about = [triple for triple in triples if triple.subject in nodes and triple.predicate == rule.path]
    assert about, f"the good example does not say {rule.path} of a {rule.on}"
    return about, [triple for triple in triples if triple not in about]


@pytest.mark.parametrize("profile", profile_names())
def test_a_good_example_breaks_nothing(profile: str) -> None:
    assert _broken(_triples(FOLDER / f"{profile}.ttl"), profile) == set()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.least], ids=lambda rule: rule.name)
def test_what_is_left_out_is_told(rule: Rule) -> None:
    _, rest = _good(rule)
    assert _broken(rest, rule.profile) == {rule.name}
    assert validate(rest, "", shapes=rule.profile).conforms == rule.warns


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.most], ids=lambda rule: rule.name)
def test_what_is_said_twice_is_told(rule: Rule) -> None:
    about, rest = _good(rule)
    twice = [ox.Triple(each.subject, each.predicate, _other(each)) for each in about]
    assert _broken([*rest, *about, *twice], rule.profile) == {rule.name}


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.warns], ids=lambda rule: rule.name)
def test_a_value_of_another_kind_is_told(rule: Rule) -> None:
    about, rest = _good(rule)
    literal = isinstance(about[0].object, ox.Literal)
    wrong: list[ox.NamedNode | ox.Literal] = (
        [NOTHING] if literal else [ox.Literal("wrong"), *([NOTHING] if rule.described else [])]
    )
    for value in wrong:
        replaced = [ox.Triple(each.subject, each.predicate, value) for each in about]
        assert _broken([*rest, *replaced], rule.profile) == {rule.name}


def _other(triple: ox.Triple) -> ox.NamedNode | ox.Literal:
    """Another value of the same kind."""
    if isinstance(triple.object, ox.Literal):
        return ox.Literal(f"{triple.object.value}0", datatype=triple.object.datatype)
    return ox.NamedNode("https://example.org/other")


def test_no_profile_is_asked_of_a_source_graph() -> None:
    assert not set(profile_names()) & set(shape_names())
    nothing = [ox.Triple(ox.NamedNode("https://example.org/d"), A, ox.NamedNode(f"{PREFIXES['dcat']}Dataset"))]
    assert validate(nothing, "").conforms
    assert not validate(nothing, "", shapes="dcat-ap").conforms
