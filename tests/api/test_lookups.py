"""Look-ups are answered without a child, and nothing else is."""

from __future__ import annotations

import threading
from io import BytesIO

import httpx2 as httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from api.app import create_app
from api.evaluation import Job, evaluate
from api.lookups import ROWS, answered, is_look_up
from graph.embedded import EmbeddedReader
from graph.errors import QueryError
from graph.namespaces import Names
from graph.settings import Settings
from tests.api.conftest import listening

NAMES = Names()
PARAGRAPH = "<https://w3id.org/chm/decision/cop/10/15/6>"
LOOK_UPS = [
    f"SELECT ?p ?o {{ {PARAGRAPH} ?p ?o }}",
    f"SELECT * WHERE {{ {PARAGRAPH} chm:text ?o . }} # a comment {'{'}",
    f"PREFIX own: <https://w3id.org/chm/ontology#> select ?o {{ {PARAGRAPH} own:text ?o }} limit 1",
    f"ASK {{ {PARAGRAPH} a chm:Element }}",
    "SELECT ?s { ?s a chm:Decision }",
    'SELECT ?s ?p { ?s ?p "{ ?a ?b ?c }"@en }',
    "ASK { ?s ?p ?o }",
]
OTHERS = [
    "SELECT ?x { ?x ?p ?x }",
    f"SELECT ?l {{ {PARAGRAPH} ?p ?o . ?o rdfs:label ?l }}",
    f"SELECT ?o {{ {PARAGRAPH} chm:text ?o, ?t }}",
    f"SELECT ?o {{ {PARAGRAPH} chm:cites* ?o }}",
    f"SELECT ?o {{ {PARAGRAPH} !chm:cites ?o }}",
    f"SELECT DISTINCT ?o {{ {PARAGRAPH} ?p ?o }}",
    f"SELECT ?o {{ {PARAGRAPH} ?p ?o }} ORDER BY ?o",
    f"SELECT ?o {{ {PARAGRAPH} ?p ?o FILTER(ISIRI(?o)) }}",
    f"SELECT ?o {{ {PARAGRAPH} ?p ?o }} OFFSET 1000000",
    f"SELECT ?o FROM <https://w3id.org/chm/decision/cop/10/15/en> {{ {PARAGRAPH} ?p ?o }}",
    f"SELECT ?o {{ GRAPH ?g {{ {PARAGRAPH} ?p ?o }} }}",
    f"SELECT ?o {{ {PARAGRAPH} ?p ?o }} VALUES ?o {{ 1 }}",
    f"SELECT ?o {{ {{ {PARAGRAPH} ?p ?o }} UNION {{ ?o ?p 1 }} }}",
    f"SELECT (COUNT(*) AS ?n) {{ {PARAGRAPH} ?p ?o }}",
    'SELECT ?s { ?s ?p """x""" }',
    r"SELECT ?s { ?s ?p '\u007D' }",
    f"SELECT ?o {{ {PARAGRAPH} ?p ?o }} #{'x' * 5000}",
    f"DESCRIBE {PARAGRAPH}",
    "ASK {}",
]


def job(query: str, max_rows: int = 10_000) -> Job:
    return Job(query, 1, None, max_rows, NAMES)


@pytest.mark.parametrize("query", LOOK_UPS)
def test_one_triple_pattern_is_a_look_up(query: str) -> None:
    assert is_look_up(query)


@pytest.mark.parametrize("query", OTHERS)
def test_what_joins_sorts_filters_or_may_be_read_in_two_ways_is_none(query: str) -> None:
    assert not is_look_up(query)


PIECES = [
    *"SELECT ASK DISTINCT WHERE { } ( ) * . ; , / | ^ + ! ? ?s ?p ?o ?s $s a x:y <x:z> _:b [] 'q' @en ^^ 1 2.5".split(),
    *"true LIMIT OFFSET 7 FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS GROUP BY ORDER HAVING FROM <x:a{>".split(),
    *'# #} < > = && \\ \' " """ \'\'\' "q" PREFIX x: <x:> BASE SERVICE'.split(),
]
SKELETONS = (
    "SELECT ?s ?p { ?s ?p ?o }",
    "SELECT * WHERE { x:y ?p ?o . } LIMIT 7",
    "ASK { <x:z> a ?o }",
    "PREFIX x: <x:> SELECT ?s { ?s x:y 'q' @en }",
)


@settings(max_examples=500, deadline=None)
@given(
    some.sampled_from(SKELETONS),
    some.lists(some.tuples(some.integers(0, 20), some.sampled_from([*PIECES, "\n", "# {\n"])), max_size=3),
    some.sampled_from([" ", "\n", "  "]),
)
def test_what_is_taken_for_a_look_up_is_one_triple_pattern_to_another_parser_too(
    skeleton: str, changes: list[tuple[int, str]], between: str
) -> None:
    pieces = skeleton.split(" ")
    for place, piece in changes:
        pieces.insert(place, piece)
    query = between.join(pieces)
    if not is_look_up(query):
        return
    try:
        algebra = prepareQuery(query, initNs={"x": "x:"}).algebra
    except Exception:  # the other parser refuses by many kinds of error, and what it refuses says nothing here
        return
    found: list[CompValue] = []
    _gather(algebra, found)
    names = [each.name for each in found]
    assert set(names) <= {"SelectQuery", "AskQuery", "Project", "Slice", "BGP"}, query
    triples = [triple for each in found if each.name == "BGP" for triple in each.triples]
    assert len(triples) == 1, query
    variables = [term for term in triples[0] if type(term).__name__ == "Variable"]
    assert len(set(variables)) == len(variables), query


def _gather(node: object, found: list[CompValue]) -> None:
    if isinstance(node, CompValue):
        found.append(node)
        for each in node.values():
            _gather(each, found)
    elif isinstance(node, list | tuple):
        for each in node:
            _gather(each, found)


@pytest.mark.parametrize("query", LOOK_UPS)
def test_a_look_up_has_the_answer_that_a_child_gives(reader: EmbeddedReader, query: str) -> None:
    here = answered(reader, job(query))
    out = BytesIO()
    answer = evaluate(reader, job(query), out)
    assert here is not None
    assert here.read() == answer.head + out.getvalue()
    assert here.answer.media_type == answer.media_type


def test_the_row_limit_cuts_a_look_up_too(reader: EmbeddedReader) -> None:
    found = answered(reader, job("SELECT ?p ?o { ?s ?p ?o }", max_rows=3))
    assert found is not None
    assert found.answer.cut


def test_a_look_up_of_many_rows_or_of_a_slow_store_is_left_to_a_child(reader: EmbeddedReader) -> None:
    everything = "SELECT * { ?s ?p ?o }"
    assert sum(1 for _ in reader.triples()) > ROWS
    assert answered(reader, job(everything)) is None
    assert answered(reader, job(f"{everything} LIMIT {ROWS}")) is not None
    assert answered(reader, job(f"{everything} LIMIT 1"), seconds=0) is None


def test_a_wrong_look_up_is_the_fault_of_the_query(reader: EmbeddedReader) -> None:
    with pytest.raises(QueryError):
        answered(reader, job("SELECT ?o { nowhere:x ?p ?o }"))


def test_a_look_up_is_answered_while_every_child_is_busy(reader: EmbeddedReader) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    statuses: list[int] = []
    app = create_app(Settings(query_seconds=6, query_workers=1), reader)
    with listening(app, lifespan="on") as address:

        def attack() -> None:
            statuses.append(httpx.get(f"{address}/sparql", params={"query": endless}, timeout=60).status_code)

        attacker = threading.Thread(target=attack)
        assert httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=60).status_code == 200
        attacker.start()
        for each in range(20):
            asked = {"query": f"{LOOK_UPS[0]} # {each}"}
            assert httpx.get(f"{address}/sparql", params=asked, timeout=60).status_code == 200
        assert statuses == []
        attacker.join()
    assert statuses == [503]
