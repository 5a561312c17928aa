"""Search: words, phrases, prefixes, concepts and identifiers in six languages, over the examples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from api.app import create_app
from api.finding import Asked as Search
from api.finding import find
from graph import fulltext
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.entries import Entry
from graph.errors import StoreError
from graph.generations import place_of
from graph.namespaces import Names
from graph.settings import Settings
from loaders.load import load
from loaders.structure.stage import Asked

PROJECT = Path(__file__).resolve().parents[2]
WEBSITE = "decision/cop/10/15/annex/goal-1/1.2"


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The service over the example decision X/15 in all languages, loaded as files are, and the data rooms."""
    folder = tmp_path_factory.mktemp("searched")
    store = EmbeddedStore(folder)
    load(sorted((PROJECT / "examples").glob("x-15.*")), store, Names(), Asked(), 1, lambda _: None)
    store.close()
    with TestClient(create_app(Settings(data=folder, query_workers=1))) as client:
        yield client


def _asked(client: TestClient, **values: str) -> dict[str, Any]:
    response = client.get("/search", params=values, headers={"Accept": "application/ld+json"})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def _paths(found: dict[str, Any]) -> list[str]:
    return [each["path"] for each in found["member"]]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("website languages", "en"),
        ("site langues", "fr"),
        ("sitio idioma", "es"),
        ("веб-сайта языков", "ru"),
        ("الموقع اللغات", "ar"),
        ("网站 语文", "zh"),
    ],
)
def test_words_are_found_in_another_form_in_every_language(searched: TestClient, words: str, language: str) -> None:
    assert WEBSITE in _paths(_asked(searched, q=words, lang=language, type="paragraph"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "معلومات المعلومات والمعلومات بالمعلومات وبالمعلومات للمعلومات مَعلومات لمعلومات بمعلومات"),
        ("ar", "شبكة الشبكة والشبكة شبكات لشبكة"),
        ("ar", "بلدان البلدان والبلدان للبلدان ولبلدان"),
        ("fr", "échange l'échange d’échange échanges echange"),
        ("fr", "national nationaux nationale nationales"),
        ("zh", "信息交换所网站 信息交换所的网站"),
    ],
)
def test_a_word_finds_each_of_its_forms(tmp_path: Path, language: str, words: str) -> None:
    forms = words.split()
    index = fulltext.write(tmp_path / "search", [Entry(form, {language: form}) for form in forms])
    for form in forms:
        assert {hit.path for hit in find(index, Search(form)).hits} == set(forms)


def test_one_character_of_chinese_finds_what_has_it_anywhere(tmp_path: Path) -> None:
    texts = ("水资源", "内陆水域", "水", "森林")
    index = fulltext.write(tmp_path / "search", [Entry(text, {"zh": text}) for text in texts])
    assert {hit.path for hit in find(index, Search("水")).hits} == set(texts[:3])


def test_a_run_of_chinese_is_parted_where_a_concept_stands_in_it(searched: TestClient) -> None:
    found = _asked(searched, q="执行秘书维护网站")
    assert Names().iri("vocab/actors/executive-secretary") in [each["id"] for each in found["concepts"]]


def test_a_word_cut_short_is_found_behind_an_article(searched: TestClient) -> None:
    assert WEBSITE in _paths(_asked(searched, q="الاتفاق*", lang="ar", type="paragraph"))
    assert WEBSITE in _paths(_asked(searched, q="اتفاق*", lang="ar", type="paragraph"))


def test_an_index_of_another_form_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = EmbeddedStore(tmp_path)
    load([PROJECT / "examples" / "x-15.en.txt"], store, Names(), Asked(), 1, lambda _: None)
    store.close()
    place = place_of(tmp_path, 1) / fulltext.FOLDER
    (place / "digests.json").write_text((place / "digests.json").read_text().replace("terms, 4", "terms, 1"))
    index = fulltext.index_of(EmbeddedReader.of_folder(tmp_path), Names(), place)
    assert find(index, Search("website")).total
    assert "made anew in memory" in caplog.text


def test_a_phrase_is_words_one_after_the_other(searched: TestClient) -> None:
    assert WEBSITE in _paths(_asked(searched, q='"website of the Convention"'))
    assert WEBSITE not in _paths(_asked(searched, q='"Convention of the website"'))


def test_where_few_things_have_all_words_those_with_most_of_them_follow(searched: TestClient) -> None:
    found = _asked(searched, q="Convention website all languages", explain="true")
    assert found["relaxed"]
    assert _paths(found)[0] == WEBSITE
    assert "decision/cop/10/15/5.d" in _paths(found)
    scores = [(each["score"], sum(part["score"] for part in each["explanation"])) for each in found["member"]]
    assert all(score == pytest.approx(parts, abs=0.01) for score, parts in scores)


def test_a_star_finds_every_word_that_begins_so(searched: TestClient) -> None:
    assert WEBSITE in _paths(_asked(searched, q="websi*", type="paragraph"))
    assert "decision/cop/10/15/5.b" in _paths(_asked(searched, q="biodiversit*", lang="en", type="paragraph"))


def test_a_concept_in_one_language_finds_what_is_said_in_another(searched: TestClient) -> None:
    found = _asked(searched, q="الأمين التنفيذي", type="paragraph")
    assert "vocab/actors/executive-secretary" in [each["id"].partition("/chm/")[2] for each in found["concepts"]]
    assert "decision/cop/10/15/5.d" in _paths(found)


@pytest.mark.parametrize(
    "spelling", ["X/15 para 5 d", "第X/15号决定第5(d)段", "decision/cop/10/15/5.d", "X/15, paragraph 5 (d)"]
)
def test_an_identifier_in_any_spelling_goes_straight_to_the_thing(searched: TestClient, spelling: str) -> None:
    assert _asked(searched, q=spelling)["direct"] == Names().iri("decision/cop/10/15/5.d")
    page = searched.get("/search", params={"q": spelling}, headers={"Accept": "text/html"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/decision/cop/10/15/5.d")


def test_facets_count_what_filters_then_give(searched: TestClient) -> None:
    found = _asked(searched, q="clearing-house")
    for name in ("type", "session", "action", "actor"):
        for facet in found["facets"][name][:3]:
            narrowed = _asked(searched, q="clearing-house", **{name: facet["value"]})
            assert narrowed["totalItems"] == facet["count"], (name, facet)
    assert _asked(searched, q="website", actor="executive-secretary")["totalItems"] == 1


def test_the_parts_of_a_score_add_up_to_it(searched: TestClient) -> None:
    found = _asked(searched, q="website convention", explain="true")
    assert found["member"]
    for hit in found["member"]:
        assert sum(part["score"] for part in hit["explanation"]) == pytest.approx(hit["score"], abs=0.01)


def test_pages_follow_each_other_without_gap_or_repeat(searched: TestClient) -> None:
    first = searched.get("/search?q=biodiversity", headers={"Accept": "application/ld+json"})
    assert 'rel="next"' in first.headers["link"]
    second = searched.get(first.json()["view"]["next"], headers={"Accept": "application/ld+json"}).json()
    assert len(_paths(first.json())) == 20
    assert not set(_paths(first.json())) & set(_paths(second))
    assert second["view"]["previous"]


def test_the_page_marks_the_match_and_escapes_what_was_typed(searched: TestClient) -> None:
    page = searched.get("/search", params={"q": 'website "><script>alert(1)</script>'}, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<mark>website</mark>" in page.text
    assert "<script>" not in page.text


def test_a_snippet_that_is_the_name_of_the_hit_stands_once(searched: TestClient) -> None:
    label = "Clearing-house mechanism"
    asked = {"q": f'"{label}"', "type": "concept"}
    found = searched.get("/search", params=asked, headers={"Accept": "application/ld+json"}).json()
    same = [each for each in found["member"] if "".join(part["text"] for part in each["snippet"]) == each["label"]]
    assert same, "no hit is named as its snippet"
    page = searched.get("/search", params=asked, headers={"Accept": "text/html"}).text
    for each in same:
        item = page.partition(f'<li><a href="/{each["path"]}" dir="auto">')[2].partition("</li>")[0]
        assert re.sub(r"<[^>]*>", "", item).count(each["label"]) == 1
        assert ("<mark>" in item) == any(part["match"] for part in each["snippet"])


@pytest.mark.parametrize(
    "words", ['"', '"a', "AND", "OR NOT", "***", "+-(", "a:b^2~", "\\", "[a TO b]", "字", "x" * 10_000, " "]
)
def test_odd_words_are_answered(searched: TestClient, words: str) -> None:
    assert "member" in _asked(searched, q=words)


@examples(max_examples=40)
@given(st.text(max_size=60))
def test_no_words_whatever_break_the_search(searched: TestClient, words: str) -> None:
    assert searched.get(
        "/search", params={"q": words}, headers={"Accept": "text/html"}, follow_redirects=False
    ).status_code in {200, 303}


def _asked_sparql(client: TestClient, query: str) -> Any:
    return client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})


def test_sparql_joins_words_with_structure(searched: TestClient) -> None:
    query = 'SELECT ?e ?e_score { ?e chm:matches "website languages"@en . ?e chm:addressee|chm:action ?x }'
    rows = _asked_sparql(searched, query).json()["results"]["bindings"]
    assert {row["e"]["value"] for row in rows} == {Names().iri("decision/cop/10/15/5.d")}
    assert all(float(row["e_score"]["value"]) > 0 for row in rows)


def test_a_named_question_joins_words_with_structure(searched: TestClient) -> None:
    asked = {"words": "website languages", "actor": "executive-secretary", "language": "en"}
    rows = searched.get("/queries/acts-with-words", params=asked, headers={"Accept": "text/csv"}).text.splitlines()[1:]
    assert [row.partition(",")[0] for row in rows] == [Names().iri("decision/cop/10/15/5.d")]
    # the words are words: what would end the string, and the query, finds nothing
    broken = {"words": 'website" . } # \\', "actor": "executive-secretary"}
    page = searched.get("/queries/acts-with-words", params=broken, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "5 (d)" in page.text


def test_sparql_leaves_the_property_in_strings_and_comments_alone(searched: TestClient) -> None:
    query = 'SELECT ?x { BIND("?e chm:matches \\"a\\"" AS ?x) # ?e chm:matches "b"\n}'
    assert _asked_sparql(searched, query).json()["results"]["bindings"][0]["x"]["value"] == '?e chm:matches "a"'


def test_sparql_says_how_to_write_the_property(searched: TestClient) -> None:
    answer = _asked_sparql(searched, 'SELECT * { ?e a chm:Element ; chm:matches "a" }')
    assert answer.status_code == 400
    assert "by itself" in answer.json()["detail"]


@pytest.mark.parametrize("damage", ["a byte", "the end", "a file", "meta.json"])
def test_a_damaged_index_is_made_anew_from_its_generation(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    store = EmbeddedStore(tmp_path)
    load([PROJECT / "examples" / "x-15.en.txt"], store, Names(), Asked(), 1, lambda _: None)
    store.close()
    reader = EmbeddedReader.of_folder(tmp_path)
    place = place_of(tmp_path, 1) / fulltext.FOLDER
    whole = find(fulltext.opened(place), Search("website"))
    segment = next(place.glob("*.pos"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 0xFF
    if damage == "a byte":
        segment.write_bytes(content)
    elif damage == "the end":
        segment.write_bytes(content[: len(content) // 2])
    else:
        (segment if damage == "a file" else place / "meta.json").unlink()
    with pytest.raises(StoreError, match="publish again"):
        fulltext.opened(place)
    assert find(fulltext.index_of(reader, Names(), place), Search("website")) == whole
    assert "made anew in memory" in caplog.text


def test_a_load_killed_at_any_moment_leaves_the_last_index_searchable(tmp_path: Path) -> None:
    command = [sys.executable, str(PROJECT / "chm.py"), "load"]
    settings = {**os.environ, "CHM_DATA": str(tmp_path)}
    subprocess.run([*command, str(PROJECT / "examples" / "x-15.en.txt")], env=settings, check=True, capture_output=True)
    killed = 0
    for seconds in (1.5, 2.5, 3.5):
        with subprocess.Popen(
            [*command, str(PROJECT / "examples")], env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as loading:
            with suppress(subprocess.TimeoutExpired):
                loading.wait(seconds)
            killed += loading.poll() is None
            loading.kill()
        reader = EmbeddedReader.of_folder(tmp_path)
        assert reader.place is not None
        index = fulltext.opened(reader.place / fulltext.FOLDER)
        assert WEBSITE in [hit.path for hit in find(index, Search("website")).hits]
        reader.close()
    assert killed


def test_an_index_belongs_to_its_generation_and_rollback_takes_it_along(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    load([PROJECT / "examples" / "x-15.en.txt"], store, Names(), Asked(), 1, lambda _: None)
    graph = Names().iri("decision/cop/10/15/en")
    assert store.remove(graph)
    assert (store.publish(), store.rollback(1)) == (2, 3)
    store.close()
    held = []
    for number in (1, 2, 3):
        reader = EmbeddedReader.of_folder(tmp_path, number)
        index = fulltext.index_of(reader, Names(), place_of(tmp_path, number) / fulltext.FOLDER)
        held.append(index.searcher().num_docs)
    assert held[0] == held[2] > held[1]
