"""The main job on the official texts: `chm load`, then the five questions by `chm`, by SPARQL and over HTTP."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.servers import HOST, served
from graph.identifiers import parse
from loaders.sources import OFFICIAL

BASE = "https://w3id.org/chm/"
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def chm(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The command line over a store that holds the official texts."""
    data = tmp_path_factory.mktemp("data")

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "chm", *words],
            env=os.environ | {"CHM_DATA": str(data)},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    rows = json.loads(run("load", "--json", *(str(corpus / name) for name in OFFICIAL)))
    assert [row["outcome"] for row in rows["files"]] == ["loaded"] * 4
    run.data = data  # type: ignore[attr-defined]
    return run


@pytest.fixture(scope="module")
def address(chm: Callable[..., str]) -> Iterator[str]:
    """The address of a server that `chm serve` started."""
    data: Path = chm.data  # type: ignore[attr-defined]
    with served({"CHM_DATA": str(data)}) as port:
        yield f"http://{HOST}:{port}"


def get(url: str, accept: str = "application/json") -> Any:
    request = urllib.request.Request(url, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as answer:
        body = answer.read().decode()
    return json.loads(body) if "json" in answer.headers["Content-Type"] else body


@pytest.fixture(scope="module")
def sparql(address: str) -> Callable[[str], list[tuple[str, ...]]]:
    def ask(query: str) -> list[tuple[str, ...]]:
        url = f"{address}/sparql?" + urllib.parse.urlencode({"query": query})
        rows = list(csv.reader(io.StringIO(get(url, "text/csv"))))
        return [tuple(row) for row in rows[1:]]

    return ask


# ------------------------------------------------------------------------ 1: elements in reading order


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("decision/cop/10/15", 43, "title", "annex/goal-3/3.4"),
        ("document/UNEP_CBD_SBSTTA_10_11", 110, "cover/agenda", "45"),
        ("decision/cop/9/14", 142, "preface", "annex/35.iii"),
    ],
)
def test_every_element_is_there_with_its_path_in_reading_order(
    sparql: Ask, text: str, count: int, first: str, last: str
) -> None:
    rows = sparql(
        f"SELECT ?path ?order {{ ?e chm:inText <{BASE}{text}> ; chm:path ?path ; chm:order ?order }} ORDER BY ?order"
    )
    assert [int(order) for _, order in rows] == list(range(1, count + 1))
    assert (rows[0][0], rows[-1][0]) == (first, last)


def test_what_belongs_to_no_element_is_kept_with_its_reason(sparql: Ask) -> None:
    reasons = dict(
        sparql("SELECT ?reason (COUNT(?x) AS ?n) { ?x a chm:Unparsed ; chm:reason ?reason } GROUP BY ?reason")
    )
    assert reasons == {"cover": "12", "end rule": "1", "table of contents": "9"}


# ----------------------------------------------------------------------------------- 2: citations


def facts(corpus: Path) -> list[dict[str, str]]:
    with (corpus.parent / "reference/facts/founding_citations.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


PARAGRAPH = re.compile(
    r"COP (\d+/\d+)(?: (annex)(?: (I))?)?(?: (?:goal (\d)|([A-Z]\.)?(\d+)(?:\((\w)\))?))?",
)


def wanted(normalised: str) -> Iterator[str]:
    """The targets of a row of the facts, as identifiers: "COP 7/32 6; COP 7/32 7" -> two paths."""
    articles = {"CBD": "cbd", "Cartagena Protocol": "cartagena"}
    programmes = {"7/27": "MNT", "7/28": "PA", "7/29": "TTC", "7/4": "WTR"}
    for part in normalised.split("; "):
        if found := re.fullmatch(r"(CBD|Cartagena Protocol) art ([\d.()a-z-]+)", part):
            treaty, numbers = articles[found[1]], found[2]
            yield from (f"vocab/{treaty}/{number}" for number in _articles(numbers))
        elif found := re.fullmatch(r"COP (\d+/\d+)(?: annex)? component ([\d.]+)", part):
            yield f"vocab/programmes/{programmes[found[1]]}-{found[2]}"
        elif found := PARAGRAPH.fullmatch(part):
            decision, annex, roman, goal, section, number, item = found.groups()
            steps = ["annex-1" if roman else annex or "", f"goal-{goal}" if goal else "", (section or "").rstrip(".")]
            steps.append(f"{number}.{item}" if item else number or "")
            yield "/".join([f"decision/cop/{decision}", *(step for step in steps if step)])
        elif part == "SBSTTA-10 agenda item 5.4":
            yield "vocab/meetings/sbstta-10"
        else:
            yield from _documents(part)


def _articles(numbers: str) -> Iterator[str]:
    letters = re.fullmatch(r"(\d+)\((\w)\)-\((\w)\)", numbers)
    whole = re.fullmatch(r"(\d+)-(\d+)", numbers)
    if letters:
        yield from (f"{letters[1]}.{chr(code)}" for code in range(ord(letters[2]), ord(letters[3]) + 1))
    elif whole:
        yield from (str(number) for number in range(int(whole[1]), int(whole[2]) + 1))
    else:
        yield numbers


def _documents(part: str) -> Iterator[str]:
    symbol, _, place = part.partition(" ")
    path = parse(symbol).path
    if found := re.fullmatch(r"(\d+)-(\d+)", place):
        yield from (f"{path}/{number}" for number in range(int(found[1]), int(found[2]) + 1))
    elif place == "annex II":
        yield f"{path}/annex-2"
    else:
        yield f"{path}/{place}" if place.isdigit() else path


def place(locator: str) -> str:
    """Where a row of the facts stands, as the path of an element."""
    fixed = {
        "cover": "cover/agenda",
        "cover footnote": "note/star",
        "34(b) footnote": "note/star-2",
        "footnote 1": "note/1",
    }
    if locator in fixed:
        return fixed[locator]
    locator = locator.replace("exec.summary ", "summary/").removesuffix(" (unnumbered)")
    return re.sub(r"\((\w)\)", r".\1", locator)


def test_every_citation_of_the_founding_texts_is_found_where_it_stands(sparql: Ask, corpus: Path) -> None:
    texts = {"UNEP/CBD/SBSTTA/10/11": "document/UNEP_CBD_SBSTTA_10_11", "X/15": "decision/cop/10/15"}
    found = set(
        sparql("SELECT ?element ?target { ?m chm:inElement ?element ; chm:link eli:cites ; chm:target ?target }")
    )
    missing = []
    for row in facts(corpus):
        element = place(row["locator"])
        around = {f"{BASE}{texts[row['document']]}/{each}" for each in (element, f"{element}/quotation")}
        for target in wanted(row["normalised"]):
            if not any((each, BASE + target) in found for each in around):
                missing.append((row["document"], row["locator"], row["normalised"], target))
    assert missing == []


def test_the_slips_are_kept_as_printed_and_marked_suspect(sparql: Ask) -> None:
    rows = sparql("""
        SELECT ?path ?exact ?target ?suspected {
          ?m chm:resolution "suspect" ; chm:inElement/chm:path ?path ; chm:exact ?exact ; chm:target ?target ;
             chm:suspected ?suspected } ORDER BY ?path""")
    assert rows == [
        ("1", "第 VII/23 号决定 13(b) 段", BASE + "decision/cop/7/23/13.b", BASE + "decision/cop/7/30/13.b"),
        ("5", "第 10 条第 3 款", BASE + "vocab/cbd/10.3", BASE + "vocab/cbd/18.3"),
    ]


def test_a_citation_of_a_text_that_is_not_loaded_is_dangling_and_others_are_resolved(sparql: Ask) -> None:
    rows = dict(
        sparql("""SELECT ?target ?word { ?m chm:link eli:cites ; chm:target ?target ; chm:resolution ?word }""")
    )
    assert rows[BASE + "decision/cop/7/30/3"] == "dangling"
    assert rows[BASE + "decision/cop/10/15/annex/goal-1"] == "resolved"
    assert rows[BASE + "vocab/cartagena/20.1"] == "resolved"
    assert rows[BASE + "vocab/programmes/MNT-3.3.3"] == "resolved"


# ------------------------------------------------------------------------------------------ 3: trace


def test_the_trace_of_x_15_5_d_says_what_is_asked_of_whom_and_which_objective_it_may_serve(
    chm: Callable[..., str], address: str
) -> None:
    told = json.loads(chm("trace", "decision/cop/10/15/5.d", "--format", "json"))
    served = get(f"{address}/trace/decision/cop/10/15/5.d")
    assert served["id"] == told["id"] == BASE + "decision/cop/10/15/5.d"
    tree = chm("trace", "decision/cop/10/15/5.d")
    for words in ("requests", "Executive Secretary", "annex/goal-1/1.2", "网站"):
        assert words in tree


def test_the_trace_of_vii_23_names_the_paragraphs_that_report_on_it(chm: Callable[..., str], sparql: Ask) -> None:
    rows = sparql(f"""
        SELECT ?path ?target {{ ?e chm:reportsOn ?target ; chm:path ?path
          FILTER(STRSTARTS(STR(?target), "{BASE}decision/cop/7/23")) }} ORDER BY ?path ?target""")
    assert [(path, target.removeprefix(BASE + "decision/cop/7/23")) for path, target in rows] == [
        ("18bis", "/7.c"),
        ("35", "/7.f"),
        ("36", ""),
        ("39", "/3.c"),
        ("39", "/7.c"),
    ]
    tree = chm("trace", "VII/23")
    for paragraph in ("18bis", "paragraph 35", "paragraph 36", "paragraph 39"):
        assert f"UNEP/CBD/SBSTTA/10/11, {paragraph}" in tree


# ------------------------------------------------------------------------------------- 4: activities


def test_each_of_the_47_activities_hangs_on_a_decision_and_has_its_dates(sparql: Ask) -> None:
    hanging = sparql(
        "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a chm:Activity ; chm:respondsTo ?e ; chm:starts ?s ; chm:ends ?f }"
    )
    assert hanging == [("47",)]
    rows = sparql(f"SELECT ?e {{ <{BASE}record/calendar/ACT-2024-01> chm:respondsTo ?e }} ORDER BY ?e")
    assert rows == [(BASE + "decision/np-mop/4/3/5",), (BASE + "decision/np-mop/4/3/7",)]


# --------------------------------------------------------------------------------------- 5: coverage


def test_coverage_names_the_operative_paragraphs_without_activity(chm: Callable[..., str], address: str) -> None:
    told = json.loads(chm("coverage", "--body", "cop", "--session", "10", "--format", "json"))
    served = get(f"{address}/coverage?body=cop&session=10")
    gaps = [
        gap["id"].removeprefix(BASE + "decision/cop/10/15/") for gap in told["gaps"] if "activity" in gap["missing"]
    ]
    assert gaps == ["1", "2.a", "2.b", "2.c", "3", "4", "5.a", "5.b", "5.c", "5.d"]
    assert served["counts"] == told["counts"]
