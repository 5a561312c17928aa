"""Harvesting by OAI-PMH: a repository on loopback, which the tests start, and what a hostile one may not do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from graph.errors import SourceError
from loaders.fetch import Limits, fetch
from loaders.harvest import harvest

PROJECT = Path(__file__).parents[2]
INSIDE = "an address inside this network"


def page(number: int, token: str = "") -> str:
    record = (
        f"<record><header><identifier>oai:x:{number}</identifier><datestamp>2011-01-01</datestamp></header><metadata>"
        '<d:dc xmlns:d="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Pond {number}</dc:title></d:dc></metadata></record>"
    )
    more = f"<resumptionToken>{token}</resumptionToken>" if token else "<resumptionToken/>"
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2011-01-01T00:00:00Z</responseDate>'
        f"<ListRecords>{record}{more}</ListRecords></OAI-PMH>"
    )


FAULT = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badResumptionToken"/></OAI-PMH>'
BOMB = '<!DOCTYPE x [<!ENTITY a "ha">]><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">&a;</OAI-PMH>'

MOVED = {
    "/moved": "/oai?verb=ListRecords",
    "/inside": "http://169.254.169.254/latest/meta-data",
    "/file": "file:///etc/hostname",
    "/turns": "/turns",
}


@dataclass
class Repository:
    """A server whose paths misbehave in one way each; `asked` is what it was asked."""

    host: str
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str, token: str) -> tuple[int, dict[str, str], str]:
        if path in MOVED:
            return 302, {"Location": MOVED[path]}, ""
        if path == "/busy" and len(self.asked) < 3:
            return 503, {"Retry-After": "7"}, ""
        bodies = {
            "/oai": {"": page(1, "two"), "two": page(2, "three"), "three": page(3)}.get(token, ""),
            "/breaks": FAULT if token else page(1, "two"),
            "/busy": page(1),
            "/round": page(1, "again"),
            "/bomb": BOMB,
            "/text": "hello",
        }
        return 200, {}, bodies[path]


@pytest.fixture
def repository() -> Iterator[Repository]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            served.asked.append(self.path)
            status, headers, body = served.answer(parts.path, parse_qs(parts.query).get("resumptionToken", [""])[0])
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
            """Nothing: the output of the tests is theirs."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = Repository(f"127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield served
        server.shutdown()
        thread.join()


def test_all_pages_of_a_repository_become_one_file_that_loads(repository: Repository, tmp_path: Path) -> None:
    environment = {**os.environ, "CHM_DATA": str(tmp_path), "CHM_HARVEST_HOSTS": repository.host}
    words = [sys.executable, str(PROJECT / "chm.py"), "harvest", f"http://{repository.host}/oai", "--set", "lakes"]
    done = subprocess.run(words, check=False, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "3 records in 3 pages" in done.stdout
    assert "resumptionToken" not in done.stderr
    first, *others = repository.asked
    assert parse_qs(urlsplit(first).query) == {"verb": ["ListRecords"], "metadataPrefix": ["oai_dc"], "set": ["lakes"]}
    assert all("metadataPrefix" not in asked for asked in others)
    (file,) = (tmp_path / "harvests").iterdir()
    assert file.name.endswith("-oai-lakes.xml")
    before = file.read_bytes()
    again = harvest(f"http://{repository.host}/oai", tmp_path / "harvests", "lakes", (repository.host,))
    assert (again.file, again.file.read_bytes()) == (file, before)


def test_a_harvest_that_breaks_leaves_the_file_of_the_last_one(repository: Repository, tmp_path: Path) -> None:
    allowed = (repository.host,)
    kept = harvest(f"http://{repository.host}/oai", tmp_path, allowed=allowed).file
    (broken := tmp_path / kept.name.replace("-oai.xml", "-breaks.xml")).write_bytes(kept.read_bytes())
    with pytest.raises(SourceError, match="badResumptionToken"):
        harvest(f"http://{repository.host}/breaks", tmp_path, allowed=allowed)
    assert broken.read_bytes() == kept.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([broken, kept])


def test_a_list_that_comes_round_to_itself_is_left(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="comes round"):
        harvest(f"http://{repository.host}/round", tmp_path, allowed=(repository.host,))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("path", "reason"), [("/bomb", "document type"), ("/text", "not well-formed")])
def test_a_hostile_answer_is_refused(repository: Repository, tmp_path: Path, path: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        harvest(f"http://{repository.host}{path}", tmp_path, allowed=(repository.host,))


def test_a_busy_server_is_asked_again_after_the_time_that_it_names(repository: Repository) -> None:
    waited: list[float] = []
    assert fetch(f"http://{repository.host}/busy", (repository.host,), wait=waited.append) == page(1).encode()
    assert waited == [7.0, 7.0]


def test_a_server_that_stays_busy_is_left(repository: Repository) -> None:
    with pytest.raises(SourceError, match="answers 503"):
        fetch(f"http://{repository.host}/busy", (repository.host,), Limits(attempts=2), wait=lambda _: None)


def test_a_redirect_is_followed_within_what_is_allowed(repository: Repository) -> None:
    assert fetch(f"http://{repository.host}/moved", (repository.host,)) == page(1, "two").encode()


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/inside", INSIDE), ("/file", "no http or https address"), ("/turns", "redirected too often")],
)
def test_a_redirect_to_a_neighbour_a_file_or_itself_is_not(repository: Repository, path: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        fetch(f"http://{repository.host}{path}", (repository.host,))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/oai", "http://localhost:{port}/oai", "http://[::1]:{port}/oai", "http://0.0.0.0:{port}/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/", "http://[::ffff:127.0.0.1]:{port}/",
        "http://[fd00::1]/", "http://2130706433:{port}/", "http://0x7f.1:{port}/", "http://[2002:7f00:1::]/",
        "http://100.64.0.1/", "http://224.0.0.1/", "http://[64:ff9b::7f00:1]/",
    ],
)  # fmt: skip
def test_an_address_inside_the_network_is_refused_unless_it_is_listed(repository: Repository, url: str) -> None:
    with pytest.raises(SourceError, match=f"{INSIDE}|is not found"):
        fetch(url.format(port=repository.host.partition(":")[2]))
    assert repository.asked == []


def test_a_listed_server_opens_no_other_port_of_its_host(repository: Repository) -> None:
    with pytest.raises(SourceError, match=INSIDE):
        fetch(f"http://{repository.host}/oai", ("127.0.0.1:1",))


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/", "http://", "http://a:b@8.8.8.8/", "x"])
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(SourceError, match="no http or https address"):
        fetch(url)


def test_an_answer_that_is_too_long_is_cut_off(repository: Repository) -> None:
    with pytest.raises(SourceError, match="longer than 100 bytes"):
        fetch(f"http://{repository.host}/oai", (repository.host,), Limits(size=100))


@pytest.fixture
def dripping(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server that sends its answer a byte at a time, each long before anybody gives up waiting for it."""
    body = page(1).encode()
    length = b"Content-Length: %d\r\n\r\n" % len(body)
    at_once, dripped = {
        "head": (b"", b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 60 + b"\r\n" + length + body),
        "body": (b"HTTP/1.1 200 OK\r\n" + length, body),
        "head without end": (b"", b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 100_000),
    }[request.param]
    ended = threading.Event()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(65536)
            self.request.sendall(at_once)
            with suppress(OSError):  # the other side has gone, as it should
                for at in range(len(dripped)):
                    self.request.sendall(dripped[at : at + 1])
                    if ended.wait(0.002):
                        return

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        ended.set()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("dripping", ["head", "body", "head without end"], indirect=True)
def test_a_server_that_drips_its_head_or_its_body_is_left_when_the_time_is_over(dripping: str, tmp_path: Path) -> None:
    # each byte comes in time: only a limit for the whole ends this before the page is there
    with pytest.raises(SourceError, match=r"takes over 0\.2 seconds"):
        harvest(f"http://{dripping}/oai", tmp_path, allowed=(dripping,), limits=Limits(seconds=0.2))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("dripping", ["head", "body"], indirect=True)
def test_a_slow_answer_within_the_time_is_read_whole(dripping: str) -> None:
    assert fetch(f"http://{dripping}/oai", (dripping,)) == page(1).encode()
