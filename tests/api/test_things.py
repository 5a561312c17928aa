"""The address of every thing: formats, languages, redirects, headers."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from pyld import jsonld

from api.jsonld import CONTEXT, context_file
from api.things import Bodies, Body
from graph.namespaces import Names

THINGS = [
    "decision/cop/10/15",
    "decision/cop/10/15/5",
    "decision/cop/10/15/5.d",
    "decision/cop/10/15/annex/goal-1/1.2",
    "decision/cop/10/15/zh",
    "document/UNEP_CBD_SBSTTA_10_11",
    "vocab/actors/executive-secretary",
    "vocab/meetings/cop-10",
    "vocab/chm",
    "record/calendar/ACT-1",
    "source/activities-sample",
]
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
}
PARSERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
}


def triples(body: bytes, suffix: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(body, format=PARSERS[suffix])}


def from_json_ld(body: bytes) -> set[ox.Triple]:
    def published(url: str, _options: object) -> dict[str, object]:
        assert url == Names().iri(CONTEXT)
        return {"contextUrl": None, "documentUrl": url, "document": json.loads(context_file())}

    quads = jsonld.to_rdf(json.loads(body), {"format": "application/n-quads", "documentLoader": published})
    return triples(quads.encode(), "nt")


@pytest.mark.parametrize("path", THINGS)
@pytest.mark.parametrize("suffix", ["ttl", "rdf", "trig"])
def test_every_rdf_format_is_the_same_graph(client: TestClient, path: str, suffix: str) -> None:
    reference = triples(client.get(f"/{path}.nt").content, "nt")
    assert triples(client.get(f"/{path}.{suffix}").content, suffix) == reference
    assert reference


@pytest.mark.parametrize("path", THINGS)
def test_json_ld_read_with_the_published_context_is_the_same_graph(client: TestClient, path: str) -> None:
    assert from_json_ld(client.get(f"/{path}.jsonld").content) == triples(client.get(f"/{path}.nt").content, "nt")


def test_json_ld_of_a_text_holds_its_elements_in_reading_order(client: TestClient) -> None:
    document = client.get("/decision/cop/10/15.jsonld").json()
    assert document["id"] == "https://w3id.org/chm/decision/cop/10/15"
    assert document["title"]["zh"] == "信息交换所（示例复述）"
    paths = [element["path"] for element in document["elements"]]
    assert paths[:4] == ["preamble/1", "5", "5.d", "6"]


def test_trig_names_the_source_of_every_statement(client: TestClient) -> None:
    quads = list(ox.parse(client.get("/decision/cop/10/15/6.trig").content, format=ox.RdfFormat.TRIG))
    graphs = {str(quad.graph_name) for quad in quads if quad.predicate.value.endswith("#addressee")}
    assert graphs == {
        "<https://w3id.org/chm/decision/cop/10/15/zh>",
        "<https://w3id.org/chm/decision/cop/10/15/en>",
    }


@pytest.mark.parametrize(("suffix", "media_type"), MEDIA_TYPES.items())
def test_the_same_format_comes_by_suffix_and_by_accept(client: TestClient, suffix: str, media_type: str) -> None:
    plain = media_type.partition(";")[0]
    by_suffix = client.get("/decision/cop/10/15/5.d." + suffix, headers={"Accept": "image/png"})
    by_accept = client.get("/decision/cop/10/15/5.d", headers={"Accept": plain})
    assert by_suffix.headers["content-type"] == by_accept.headers["content-type"] == media_type
    assert by_suffix.content == by_accept.content
    assert by_accept.headers["content-location"] == f"/decision/cop/10/15/5.d.{suffix}"


def test_json_is_json_ld(client: TestClient) -> None:
    answer = client.get("/vocab/actors/parties", headers={"Accept": "application/json"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == client.get("/vocab/actors/parties.jsonld").json()


def test_an_answer_has_every_header_of_a_negotiated_one(client: TestClient) -> None:
    headers = client.get("/decision/cop/10/15", headers={"Accept": "text/turtle"}).headers
    assert headers["vary"] == "Accept, Accept-Language"
    assert headers["etag"].startswith('"g1-ttl')
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    for relation in ("alternate", "canonical", "describedby", "license"):
        assert f'rel="{relation}"' in headers["link"]
    assert '<https://w3id.org/chm/decision/cop/10/15>; rel="canonical"' in headers["link"]


def test_the_tag_differs_by_format_and_by_language(client: TestClient) -> None:
    def tag(suffix: str, language: str) -> str:
        return client.get(f"/decision/cop/10/15.{suffix}", headers={"Accept-Language": language}).headers["etag"]

    assert len({tag("ttl", "zh"), tag("nt", "zh"), tag("html", "zh"), tag("html", "en")}) == 4


def test_a_known_tag_is_answered_with_304_that_keeps_the_headers(client: TestClient) -> None:
    first = client.get("/decision/cop/10/15.ttl")
    again = client.get("/decision/cop/10/15.ttl", headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "vary", "content-location", "cache-control"):
        assert again.headers[name] == first.headers[name]
    assert client.get("/decision/cop/10/15.ttl", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("suffix", ["", ".jsonld", ".html"])
def test_a_part_that_is_not_loaded_is_not_found_in_any_format(client: TestClient, suffix: str) -> None:
    answer = client.get(f"/decision/cop/10/15/77.z{suffix}", follow_redirects=False)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/", "/decision/cop/10/15", "/decision/cop/10/15.ttl", "/health", "/nothing"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert dict(head.headers) == dict(get.headers)


def test_406_lists_the_formats_there_are(client: TestClient) -> None:
    answer = client.get("/decision/cop/10/15", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert {"type": "text/turtle", "href": "/decision/cop/10/15.ttl"} in answer.json()["alternatives"]
    assert answer.headers["vary"] == "Accept, Accept-Language"


def test_a_slash_form_redirects_to_the_underscore_form(client: TestClient) -> None:
    answer = client.get("/document/UNEP/CBD/SBSTTA/10/11.ttl?page=1")
    assert (answer.status_code, answer.headers["location"]) == (
        308,
        "/document/UNEP_CBD_SBSTTA_10_11.ttl?page=1",
    )


@pytest.mark.parametrize("spelling", ["X/15", "UNEP/CBD/COP/DEC/X/15", "CBD/COP/DEC/10/15"])
def test_another_spelling_redirects_to_the_address(client: TestClient, spelling: str) -> None:
    answer = client.get(f"/{spelling}")
    assert (answer.status_code, answer.headers["location"]) == (308, "/decision/cop/10/15")


def test_what_is_not_loaded_is_404_with_its_official_page_and_trace(client: TestClient) -> None:
    answer = client.get("/decision/cop/10/2", headers={"Accept": "text/turtle"})
    assert answer.status_code == 404
    assert answer.json()["officialPage"].startswith("https://www.cbd.int/")
    assert client.get(answer.json()["trace"]).status_code == 200


def test_the_language_of_the_text_follows_header_and_parameter(client: TestClient) -> None:
    chinese = client.get("/decision/cop/10/15", headers={"Accept-Language": "zh-CN, en;q=0.5"})
    assert chinese.headers["content-language"] == "zh"
    assert "请执行秘书" in chinese.text
    english = client.get("/decision/cop/10/15?lang=en", headers={"Accept-Language": "zh"})
    assert english.headers["content-language"] == "en"
    assert "Invites Parties" in english.text
    russian = client.get("/decision/cop/10/15?lang=ru")
    assert russian.headers["content-language"] == "en"


def test_words_of_a_source_are_escaped_on_pages(client: TestClient) -> None:
    page = client.get("/decision/cop/10/15?lang=en").text
    assert "&lt;other&gt;" in page
    assert "<other>" not in page


def test_a_page_asks_nothing_of_another_host(client: TestClient) -> None:
    for path in ("/", "/decision/cop/10/15", "/decision/cop/10/15/5.d", "/trace/decision/cop/10/15/5.d", "/coverage"):
        page = client.get(path).text
        assert "<script" not in page
        assert 'src="http' not in page
        assert 'rel="stylesheet" href="/static/chm.css"' in page


def test_a_paragraph_has_an_anchor_and_its_citations_are_links(client: TestClient) -> None:
    page = client.get("/decision/cop/10/15?lang=zh").text
    assert 'id="5.d"' in page
    assert 'href="/decision/cop/7/23"' in page
    assert '<a class="dangling" href="/decision/cop/10/2"' in page


def test_incoming_links_come_in_pages(client: TestClient) -> None:
    first = triples(client.get("/vocab/actors/executive-secretary.nt").content, "nt")
    second = triples(client.get("/vocab/actors/executive-secretary.nt?page=2").content, "nt")
    assert len(second) < len(first)
    assert client.get("/vocab/actors/executive-secretary.nt?page=0").status_code == 422


def test_pages_are_linked_in_the_header_and_in_the_graph(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.description.PAGE", 2)
    path = "/vocab/actors/executive-secretary"
    answer = client.get(f"{path}.ttl?page=2")
    for relation, page in (("first", 1), ("prev", 1), ("next", 3)):
        assert f'<{path}.ttl?page={page}>; rel="{relation}"' in answer.headers["link"]
    pages = ox.NamedNode("http://www.w3.org/ns/hydra/core#next")
    said = [each for each in ox.parse(answer.content, format=ox.RdfFormat.TURTLE) if each.predicate == pages]
    assert [each.object.value for each in said] == [f"http://testserver{path}?page=3"]
    assert 'rel="next"' not in client.get("/vocab/actors/other-governments.ttl").headers["link"]


def test_several_lines_of_a_header_are_one_list(client: TestClient) -> None:
    answer = client.get(
        "/decision/cop/10/15", headers=[("Accept", "image/png"), ("Accept", "text/turtle"), ("Accept", "*/*;q=0.1")]
    )
    assert answer.headers["content-type"].startswith("text/turtle")


def test_a_thing_has_signposts(client: TestClient) -> None:
    links = client.get("/decision/cop/10/15.html").headers["link"]
    assert '<https://w3id.org/chm/decision/cop/10/15>; rel="cite-as"' in links
    assert '<https://schema.org/Legislation>; rel="type"' in links
    assert '</decision/cop/10/15/zh>; rel="item"' in links
    assert '</decision/cop/10/15>; rel="collection"' in client.get("/decision/cop/10/15/5.d").headers["link"]


def test_a_host_that_is_none_is_in_no_address_that_is_written(client: TestClient) -> None:
    answer = client.get("/timemap/vocab/actors/parties", headers={"Host": "x> <y"})
    assert answer.status_code == 200
    assert "x> <y" not in answer.text
    assert "<http://testserver/timemap/vocab/actors/parties>" in answer.text


def test_a_thing_asked_for_again_is_written_once_and_anew_in_another_generation() -> None:
    written: list[str] = []

    def write() -> Body:
        written.append("once")
        return Body(b"{}", more=False)

    bodies = Bodies(most=10)
    for tag in ("g1", "g1", "g2", "g2", "g1"):
        assert bodies.of(("/decision/cop/10/15", tag, 1), write) == Body(b"{}", more=False)
    assert len(written) == 2
    large = Body(b"{" + b" " * 10 + b"}", more=True)
    assert [bodies.of(("/a", "g1", 1), lambda: large) for _ in range(2)] == [large, large]
