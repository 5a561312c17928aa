"""Triples go to rdflib with nothing changed, whatever stands in them."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef

from graph.indexed_graph import IndexedGraph
from graph.rdflib_terms import Statement, term

AT = ox.NamedNode("https://example.org/pond")
XSD = "http://www.w3.org/2001/XMLSchema#"
words = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\\"\n\r\t\b\f\x00\x85\u2028 @^<>.'))
literals = st.one_of(
    st.builds(ox.Literal, words),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), words, st.sampled_from(["en", "zh", "ar-EG"])),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
        words,
        st.sampled_from(["string", "integer", "date", "boolean"]),
    ),
)


def statements(triples: list[ox.Triple]) -> list[Statement]:
    return list(IndexedGraph.read(triples).triples((None, None, None)))


@given(literals)
def test_a_literal_keeps_its_words_language_and_datatype(literal: ox.Literal) -> None:
    [(_, _, told)] = statements([ox.Triple(AT, AT, literal)])
    assert isinstance(told, Literal)
    assert str(told) == literal.value
    assert told.language == (literal.language.lower() if literal.language else None)
    plain = literal.language or literal.datatype.value == f"{XSD}string"
    assert told.datatype == (None if plain else URIRef(literal.datatype.value))


def test_names_and_blank_nodes_are_told_apart() -> None:
    triples = [ox.Triple(ox.BlankNode("a"), AT, ox.BlankNode("b")), ox.Triple(AT, AT, ox.BlankNode("a"))]
    assert set(statements([*triples, *triples])) == {
        (BNode("a"), URIRef(AT.value), BNode("b")),
        (URIRef(AT.value), URIRef(AT.value), BNode("a")),
    }
    assert len(IndexedGraph.read([*triples, *triples])) == 2


def test_the_same_term_is_the_same_object() -> None:
    assert term("<https://example.org/pond>") is term("<https://example.org/pond>")


def test_a_lexical_form_that_is_wrong_stays_as_it_is() -> None:
    [(_, _, told)] = statements([ox.Triple(AT, AT, ox.Literal("07", datatype=ox.NamedNode(XSD + "integer")))])
    assert str(told) == "07"
    [(_, _, told)] = statements([ox.Triple(AT, AT, ox.Literal("seven", datatype=ox.NamedNode(XSD + "integer")))])
    assert (str(told), getattr(told, "ill_typed", None)) == ("seven", True)


def test_a_statement_about_a_statement_is_some_node() -> None:
    inner = ox.Triple(AT, AT, ox.Literal("quoted > here"))
    [(_, _, told)] = statements([ox.Triple(AT, AT, inner)])
    assert isinstance(told, BNode)
