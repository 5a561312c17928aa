"""What the words of a search mean, over a few entries in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import pyoxigraph as ox
import pytest
import tantivy

from api.finding import Asked, Found, find
from api.matching import expand
from api.naming import addresses, concepts
from graph import entries as indexed
from graph import fulltext
from graph.embedded import EmbeddedReader
from graph.entries import Entry, entries
from graph.namespaces import Names

NAMES = Names()
SUBJECT, REPORT = "vocab/subjects/PA", "vocab/record-types/chm-nationalReport6"


def _index(*found: Entry) -> tantivy.Index:
    return fulltext.write(None, found)


def _texts(**texts: str) -> list[Entry]:
    return [Entry(path, {"en": text}, {"type": ("paragraph",)}) for path, text in texts.items()]


def _paths(index: tantivy.Index, words: str) -> list[str]:
    return [hit.path for hit in find(index, Asked(words)).hits]


def test_what_is_not_wanted_is_not_there() -> None:
    index = _index(*_texts(a="forest portal", b="island portal", c="portal on good practice", d="forest"))
    assert set(_paths(index, "portal -forest")) == {"b", "c"}
    assert set(_paths(index, 'portal -"good practice"')) == {"a", "b"}
    assert set(_paths(index, "portal -isl*")) == {"a", "c"}
    assert set(_paths(index, "2011-2020 portal")) == {"a", "b", "c"}, "a stroke inside of a word is none"
    assert set(_paths(index, "-forest")) == {"a", "d"}, "what is left of nothing is what is named"


def test_a_misspelt_word_is_taken_for_the_nearest_one_and_that_is_said() -> None:
    index = _index(*_texts(a="The informal advisory committee", b="The commission"))
    found = find(index, Asked("advisory comittee"))
    assert [hit.path for hit in found.hits] == ["a"]
    assert dict(found.spelling.taken) == {"comittee": "committee"}
    assert find(index, Asked('"advisory comittee"')).total == 0
    assert dict(find(index, Asked("commission")).spelling.taken) == {}, "what is there is as it should be"


def test_a_word_of_no_label_is_found_with_one_letter_wrong() -> None:
    index = _index(*_texts(a="quetzals cross the forest", b="herders"))
    assert _paths(index, "quetsals") == ["a"]


def test_accents_may_be_left_out() -> None:
    index = _index(Entry("a", {"fr": "Finance de la biodiversité"}, {"type": ("concept",)}))
    assert _paths(index, "biodiversite") == ["a"]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Protected Areas", "en"),
        ("protected area", "en"),
        ("aires protegees", "fr"),
        ("área protegida", "es"),
        ("охраняемых районов", "ru"),
        ("وبالمناطق المحمية", "ar"),
        ("保護區", "zh"),
    ],
)
def test_a_concept_is_named_in_any_form_of_its_label(words: str, language: str) -> None:
    assert SUBJECT in concepts(words.split(), [language])
    index = _index(Entry("a", {"en": "Sample reserve"}, {"type": ("record",), "subject": (SUBJECT,)}))
    assert _paths(index, words) == ["a"]


def test_traditional_characters_find_simplified_ones_and_the_other_way_round() -> None:
    index = _index(Entry("a", {"zh": "外来入侵物种"}), Entry("b", {"zh": "外來入侵物種"}))
    assert set(_paths(index, "外來入侵物種")) == set(_paths(index, "外来入侵物种")) == {"a", "b"}


def test_what_is_named_so_stands_first() -> None:
    texts = _texts(a="The toolkit grows and the toolkit is a toolkit", b="toolkit toolkit toolkit")
    named = Entry("c", {"en": "Toolkits\nSix modules on a site"}, {"type": ("record",)}, names=(("en", "Toolkits"),))
    index = _index(*texts, named)
    assert _paths(index, "toolkit")[0] == "c"
    (first, *_) = find(index, Asked("toolkit", explain=True)).hits
    assert "is named “toolkit”" in dict(first.parts)
    assert sum(score for _, score in first.parts) == pytest.approx(first.score, abs=0.01)


def test_an_identifier_among_words_asks_for_what_belongs_to_it() -> None:
    def part(number: str, text: str) -> Entry:
        path = f"decision/cop/{number}"
        return Entry(path, {"en": text}, {"type": ("paragraph",)}, about=(path.rpartition("/")[0],))

    index = _index(part("10/15/5.d", "The website"), part("7/23/3.a", "The website"), part("10/15/1", "The mission"))
    for words in ("X/15 website", "website decision 10/15", "第X/15号决定 website", "المقرر 10/15 website"):
        assert _paths(index, words)[0] == "decision/cop/10/15/5.d", words
    assert addresses(["SBSTTA", "10"]) == ("vocab/meetings/sbstta-10",)
    assert addresses(["website"]) == ()


def _generation() -> EmbeddedReader:
    """Two graphs: a decision's paragraph, a report without a name, and what a second source says of the paragraph."""
    paragraph, title, report = (
        f"<{NAMES.iri(path)}>" for path in ("decision/cop/10/15/5.d", "decision/cop/10/15/fr", "record/chm/R-1")
    )
    said = f"""
    {paragraph} chm:text "The website"@en ; chm:addressee <{NAMES.iri("vocab/actors/executive-secretary")}> .
    {title} dcterms:title "Centre d'échange"@fr .
    {report} chm:recordType <{NAMES.iri(REPORT)}> ; chm:government <{NAMES.iri("vocab/countries/ke")}> ;
      chm:mandatedBy {paragraph} .
    """
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMES.prefixes().items())
    quads = [
        ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode(NAMES.iri("source/one")))
        for each in ox.parse(prefixes + said, format=ox.RdfFormat.TURTLE)
    ]
    subject = ox.Quad(
        ox.NamedNode(NAMES.iri("decision/cop/10/15/5.d")),
        ox.NamedNode(NAMES.prefixes()["dcterms"] + "subject"),
        ox.NamedNode(NAMES.iri("vocab/subjects/CHM")),
        ox.NamedNode(NAMES.iri("source/two")),
    )
    return EmbeddedReader.in_memory([*quads, subject])


def test_a_record_is_found_by_its_kind_and_its_country_in_any_language() -> None:
    index = _index(*entries(_generation(), NAMES))
    for words in (
        "Kenya sixth national report",
        "sixième rapport national du Kenya",
        "肯尼亚第六次国家报告",
        "كينيا التقرير الوطني السادس",
    ):
        assert _paths(index, words)[0] == "record/chm/R-1", words
    found = find(index, Asked("national report"))
    assert found.facets["country"] == (("vocab/countries/ke", 1),)
    assert found.facets["kind"] == ((REPORT, 1),)
    assert find(index, Asked("", filters={"country": "ke", "kind": "chm-nationalReport6"})).total == 1


def test_a_text_is_found_by_its_number_and_its_meeting() -> None:
    index = _index(*entries(_generation(), NAMES))
    for words in ("decision X/15", "Conférence des Parties, dixième réunion centre d'échange", "COP 10 centre"):
        assert "decision/cop/10/15" in _paths(index, words), words
    assert _paths(index, "decision X/15")[0] == "decision/cop/10/15"


def _sorted(found: Iterable[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: entry.path)


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_entries_are_the_same_in_batches_of_any_size(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _sorted(entries(_generation(), NAMES))
    assert [entry.path for entry in whole] == ["decision/cop/10/15", "decision/cop/10/15/5.d", "record/chm/R-1"]
    assert whole[1].codes["actor"] == ("vocab/actors/executive-secretary",)
    assert whole[1].codes["subject"] == ("vocab/subjects/CHM",), "what another graph says counts"
    monkeypatch.setattr(indexed, "_BATCH", batch)
    assert _sorted(entries(_generation(), NAMES)) == whole


def test_the_things_of_a_graph_are_those_that_it_speaks_of_in_full() -> None:
    reader = _generation()
    whole = _sorted(entries(reader, NAMES))
    assert _sorted(entries(reader, NAMES, [NAMES.iri("source/two")])) == [whole[1]]
    assert _sorted(entries(reader, NAMES, [NAMES.iri("source/one"), NAMES.iri("source/two")])) == whole


def test_things_are_read_as_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what keeps memory flat: no more than a batch is read before the first entry is there."""
    asked: list[str] = []

    class _Counting:
        def __init__(self, reader: EmbeddedReader) -> None:
            self._reader = reader

        def query(self, sparql: str) -> Any:
            asked.append(sparql)
            return self._reader.query(sparql)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._reader, name)

    monkeypatch.setattr(indexed, "_BATCH", 1)
    reader: Any = _Counting(_generation())
    found: Iterator[Entry] = entries(reader, NAMES)
    assert len(list(islice(found, 1))) == len(asked) == 1
    with suppress(StopIteration):
        next(found)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "words", ["website", "website languages", "advisory comittee", "portal -forest", '"site of the"', "zzzz", "biodiv*"]
)
def test_sparql_matches_what_the_box_finds_in_its_order(words: str) -> None:
    texts = {f"t{at}": f"The website {at} of the forest portal" for at in range(30)}
    index = _index(
        *_texts(**texts, a="site of the Convention", b="portal, languages", c="advisory committee, biodiversity")
    )
    box: list[str] = []
    page = Found(1, (), {})
    while len(box) < page.total:
        page = find(index, Asked(words, page=len(box) // 20 + 1))
        if not page.hits:
            break
        box += [hit.path for hit in page.hits]
    literal = ox.Literal(words)
    query = expand(f"SELECT ?e {{ ?e chm:matches {literal} }}", lambda: index, NAMES)
    rows = EmbeddedReader.in_memory([]).query(query)
    assert isinstance(rows, ox.QuerySolutions)
    assert [NAMES.path(row["e"].value) for row in rows] == box
