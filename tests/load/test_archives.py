"""Archives: one outcome for each member, bombs and paths that escape refused with their place."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from docx import Document
from openpyxl import Workbook

from graph.embedded import EmbeddedStore
from graph.errors import SourceError
from graph.namespaces import Names
from loaders.archives import Member
from loaders.files import files, name_of
from loaders.load import Outcome, load
from loaders.pipeline import Work, read, tools
from loaders.readers import package
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
POND = """X/{}. Ponds

The Conference of the Parties,

1. Invites Parties to count their ponds through the clearing-house mechanism;

2. Requests the Executive Secretary to report to the Conference of the Parties at its eleventh meeting.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path / "data")
    yield opened
    opened.close()


def zipped(path: Path, **contents: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def tarred(path: Path, mode: str, contents: dict[str, bytes]) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in contents.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def refusal(found: object) -> str:
    assert isinstance(found, Member)
    with pytest.raises(SourceError) as fault:
        found.read_bytes()
    return str(fault.value)


def test_each_member_has_an_outcome_and_a_bad_one_harms_no_other(store: EmbeddedStore, tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {"cop__a": POND.format(46), "cop__b": b"\x00\x01", "c": POND.format(47)}
    archive = zipped(tmp_path / "cop.zip", **texts, **{"README": "no", ".x": "no"})
    found = load([archive], store, NAMES).files
    assert [(o.file.removeprefix(str(tmp_path)), o.outcome) for o in found] == [
        ("/cop.zip!/c", Outcome.LOADED),
        ("/cop.zip!/cop/a", Outcome.LOADED),
        ("/cop.zip!/cop/b", Outcome.REFUSED),
    ]
    files_told = store.reader().quads(None, ox.NamedNode(NAMES.term("file")), None, found[1].graph)
    assert [quad.object for quad in files_told] == [ox.Literal("cop.zip!/cop/a")]


def test_an_archive_loaded_twice_changes_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    archive = tarred(tmp_path / "cop.tar.gz", "w:gz", {"a.txt": POND.format(46).encode()})
    load([archive], store, NAMES)
    assert [outcome.outcome for outcome in load([archive], store, NAMES, jobs=2).files] == [Outcome.UNCHANGED]


@pytest.mark.parametrize(("ending", "mode"), [("tar", "w"), ("tar.gz", "w:gz"), ("tgz", "w:gz"), ("tar.bz2", "w:bz2")])
def test_every_kind_of_tar_file_is_opened(tmp_path: Path, ending: str, mode: str) -> None:
    archive = tarred(tmp_path / f"x.{ending}", mode, {"b/c.txt": b"two", "a.txt": b"one"})
    found = list(files([archive]))
    assert [(name_of(str(member)), member.read_bytes()) for member in found] == [
        (f"x.{ending}!/a.txt", b"one"),
        (f"x.{ending}!/b/c.txt", b"two"),
    ]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt", "..\\out.txt"])
def test_a_path_that_leaves_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    archive = tarred(tmp_path / "x.tar", "w", {name: b"text", "good.txt": b"text"})
    refused, *good = sorted(files([archive]), key=lambda member: "good" in str(member))
    assert "the member's path leaves the archive" in refusal(refused)
    assert len(good) == 1


def test_a_link_in_a_tar_file_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        link = tarfile.TarInfo("x.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert "a link or device" in refusal(next(files([tmp_path / "x.tar"])))


def test_a_zip_bomb_is_refused_with_the_member(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "x.zip", good="text", bomb=b"\x00" * 20_000_000)
    assert "bomb: unpacks to over 200 times its size" in refusal(next(files([archive])))


def test_a_tar_bomb_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    archive = tarred(tmp_path / "x.tar.gz", "w:gz", {"bomb": b"\x00" * 20_000_000})
    assert "bomb: unpacks to over 200 times its size" in refusal(next(files([archive])))


def test_a_directory_that_lies_about_a_size_is_found_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", bomb=b"\x00" * 5_000_000)
    honest = path.read_bytes()
    path.write_bytes(honest.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert refusal(next(files([path])))


@pytest.mark.parametrize("limit", ["LARGEST_MEMBER", "LARGEST_TOTAL"])
def test_an_archive_beyond_a_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(package, limit, 1000)
    archive = zipped(tmp_path / "x.zip", a=bytes(range(256)) * 3, b=bytes(range(256)) * 4)
    assert "more than 1000 bytes" in refusal(next(files([archive])))


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_MEMBERS", 2)
    assert "3 members; 2 are read at most" in refusal(next(files([zipped(tmp_path / "x.zip", a="1", b="2", c="3")])))


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b""])
def test_a_broken_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content or zipped(tmp_path / "y.zip", a=POND).read_bytes()[:60])
    assert "not a readable ZIP file" in refusal(next(files([path])))


def test_an_archive_in_an_archive_is_not_opened(store: EmbeddedStore, tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", a=POND.format(46)).read_bytes()
    outcome = load([zipped(tmp_path / "outer.zip", inner=inner)], store, NAMES).files[0]
    assert outcome.outcome is Outcome.REFUSED
    assert "archives in archives are not opened" in (outcome.reason or "")


def test_office_files_are_files_and_no_archives(tmp_path: Path) -> None:
    text, table = Document(), Workbook()
    text.add_paragraph("The Conference of the Parties,")
    text.save(str(tmp_path / "a.docx"))
    table.save(tmp_path / "b.xlsx")
    assert list(files([tmp_path])) == [tmp_path / "a.docx", tmp_path / "b.xlsx"]
    work = read(Work("a.docx", (tmp_path / "a.docx").read_bytes(), NOTHING_ASKED), tools(NAMES))
    assert work.source is not None
    assert work.source.media_type.endswith("wordprocessingml.document")


def test_a_document_type_in_a_workbook_is_refused(tmp_path: Path) -> None:
    book = tmp_path / "b.xlsx"
    Workbook().save(book)
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/extra.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(SourceError, match=r"xl/extra.xml: the XML has a document type"):
        read(Work("b.xlsx", book.read_bytes(), NOTHING_ASKED), tools(NAMES))


SKOS = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="https://example.org/terms/bogs">
<skos:prefLabel xml:lang="en">Bogs</skos:prefLabel></skos:Concept></rdf:RDF>"""


def test_a_thesaurus_packed_with_gzip_is_one_input_and_rdf_may_end_in_xml(store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "terms.xml.gz").write_bytes(gzip.compress(SKOS.encode()))
    (outcome,) = load([tmp_path / "terms.xml.gz"], store, NAMES).files
    assert (outcome.outcome, outcome.elements) == (Outcome.LOADED, 1)
    assert outcome.file.endswith("terms.xml.gz!/terms.xml")
    (outcome,) = load([tmp_path / "terms.xml.gz"], store, NAMES).files
    assert outcome.outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(b"\x00" * 20_000_000), "unpacks to over 200 times its size"),
        (gzip.compress(SKOS.encode())[:-20], "not a readable gzip file"),
    ],
)
def test_a_gzip_file_that_is_a_bomb_or_cut_off_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "terms.rdf.gz").write_bytes(content)
    assert reason in refusal(next(files([tmp_path / "terms.rdf.gz"])))
