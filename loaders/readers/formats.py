"""The formats that a text can come in, as one list; the file's content decides, never its name alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import SourceError
from loaders.readers import plain
from loaders.readers.akn import read_akn
from loaders.readers.bluebell import KEYWORD, read_bluebell
from loaders.readers.markup import Markup
from loaders.readers.pdf import read_pdf
from loaders.text import Line

_ARCHIVES = {
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
_MARKUP_LINE = re.compile(r"^\s*" + KEYWORD.pattern, re.MULTILINE)
_ENOUGH_KEYWORDS = 2


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is told from the content, and how it is read, to lines or to a marked-up tree."""

    name: str
    media_type: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], tuple[Line, ...] | Markup]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as its reader understood it: `lines` or `markup`, and the running text for the language check."""

    format: str
    media_type: str
    running_text: str
    lines: tuple[Line, ...] = ()
    markup: Markup | None = None


def _read_plain(data: bytes, file: str) -> tuple[Line, ...]:
    return plain.lines(plain.decode(data, file))


def _read_bluebell(data: bytes, file: str) -> Markup:
    return read_bluebell(plain.decode(data, file))


FORMATS: tuple[Format, ...] = (
    Format("pdf", "application/pdf", lambda data: data[:1024].lstrip().startswith(b"%PDF"), read_pdf),
    Format(
        "akn",
        "application/akn+xml",
        lambda data: data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"),
        read_akn,
    ),
    Format(
        "bluebell",
        "text/x-bluebell",
        lambda data: len(_MARKUP_LINE.findall(data.decode("utf-8", "replace"))) >= _ENOUGH_KEYWORDS,
        _read_bluebell,
    ),
    Format("plain", "text/plain", lambda _: True, _read_plain),
)


def read(data: bytes, file: str) -> Reading:
    """Read the bytes of a file in the first format that recognises them.

    Raises SourceError for an empty, binary or broken file, and for text that is garbage.

    >>> read("1. 通过".encode(), "x.txt").format
    'plain'
    """
    for magic, what in _ARCHIVES.items():
        if data.startswith(magic):
            raise SourceError(file, f"{what} is not read", place="byte 0", remedy="give text, Akoma Ntoso or PDF")
    form = next(form for form in FORMATS if form.recognises(data))
    content = form.read(data, file)
    markup, lines = (content, ()) if isinstance(content, Markup) else (None, content)
    running = _running(markup) if markup else "\n".join(line.text for line in lines)
    plain.refuse_garbage(running, file)
    return Reading(form.name, form.media_type, running, lines, markup)


def _running(markup: Markup) -> str:
    pieces: list[str] = []
    waiting = [markup.root]
    while waiting:
        node = waiting.pop()
        pieces.append(node.text)
        waiting += reversed(node.children)
    return "\n".join(pieces)
