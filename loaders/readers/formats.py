"""The formats that a text can come in, as one list; the file's content decides, never its name alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import SourceError
from loaders.readers import plain
from loaders.readers.akn import read_akn
from loaders.readers.bluebell import KEYWORD, read_bluebell
from loaders.readers.docx import is_docx, read_docx
from loaders.readers.extract import Extract, without_calls
from loaders.readers.html import is_html, read_html
from loaders.readers.markdown import is_markdown, read_markdown
from loaders.readers.markup import Markup
from loaders.readers.package import member_bytes, open_package
from loaders.readers.pdf import read_pdf
from loaders.text import Leftover, Line

_REFUSED = (
    (b"\x1f\x8b", "a gzip file", "unpack it, or load it, which unpacks it"),
    (b"{\\rtf", "an RTF file", "save it as DOCX or PDF"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "pack it as ZIP"),
    (b"Rar!", "a RAR archive", "pack it as ZIP"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WEB_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n)*?MIME-Version:", re.IGNORECASE)
_MARKUP_LINE = re.compile(r"^\s*" + KEYWORD.pattern, re.MULTILINE)
_ENOUGH_KEYWORDS = 2
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is told from the content, and how it is read, to lines or to a marked-up tree."""

    name: str
    media_type: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], Extract | Markup]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as its reader understood it: `lines` or `markup`, and the running text for the language check.

    `leftovers` and `warnings` are the reader's own, `whole` and `title` as in `Extract`.
    """

    format: str
    media_type: str
    running_text: str
    lines: tuple[Line, ...] = ()
    markup: Markup | None = None
    leftovers: tuple[Leftover, ...] = ()
    warnings: tuple[str, ...] = ()
    whole: bool = False
    title: str = ""


def _read_plain(data: bytes, file: str) -> Extract:
    text, warning = plain.without_controls(plain.decode(data, file, tolerant=True))
    return Extract(plain.lines(text), warnings=(warning,) if warning else ())


def _is_xml(data: bytes) -> bool:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return data[:_HEAD].decode(encoding, "replace").lstrip().startswith("<")


def _is_bluebell(data: bytes) -> bool:
    return len(_MARKUP_LINE.findall(data.decode("utf-8", "replace"))) >= _ENOUGH_KEYWORDS


def _read_bluebell(data: bytes, file: str) -> Markup:
    return read_bluebell(plain.decode(data, file))


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: tuple[Format, ...] = (
    Format("pdf", "application/pdf", lambda data: data[:1024].lstrip().startswith(b"%PDF"), read_pdf),
    Format("docx", _DOCX, lambda data: data.startswith(_ZIP), read_docx),
    Format("markdown", "text/markdown", lambda data: is_markdown(data) and not _is_bluebell(data), read_markdown),
    Format("html", "text/html", is_html, read_html),
    Format(
        "akn",
        "application/akn+xml",
        _is_xml,
        read_akn,
    ),
    Format(
        "bluebell",
        "text/x-bluebell",
        _is_bluebell,
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
    _refuse(data, file)
    form = next(form for form in FORMATS if form.recognises(data))
    content = form.read(data, file)
    if isinstance(content, Markup):
        running = _running(content)
        plain.refuse_garbage(running, file)
        return Reading(form.name, form.media_type, running, markup=content)
    running = without_calls("\n".join(line.text for line in content.lines))
    plain.refuse_garbage(running, file)
    told = (content.leftovers, content.warnings, content.whole, content.title)
    return Reading(form.name, form.media_type, running, content.lines, None, *told)


def _refuse(data: bytes, file: str) -> None:
    """Raise SourceError for files of a kind that is known and not read, each with what to do instead."""
    for magic, what, remedy in _REFUSED:
        if data.startswith(magic):
            raise SourceError(file, f"{what} is not read", place="byte 0", remedy=remedy)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        what = "an encrypted Office file" if locked else "an old Office file (.doc)"
        remedy = "save it without a password" if locked else "save it as DOCX or PDF"
        raise SourceError(file, f"{what} is not read", place="byte 0", remedy=remedy)
    if _WEB_ARCHIVE.match(data[:_HEAD]):
        raise SourceError(file, "a web archive (MHTML) is not read", place="line 1", remedy="save it as HTML only")
    if data.startswith(_ZIP):
        _refuse_package(data, file)


def _refuse_package(data: bytes, file: str) -> None:
    package = open_package(data, file)
    names = package.namelist()
    types = member_bytes(package, "[Content_Types].xml", file) if "[Content_Types].xml" in names else b""
    if is_docx(names, types):
        return
    office = types or "mimetype" in names
    what = "a ZIP archive" if not office else "an Office file without text" if types else "an OpenDocument file"
    remedy = "save it as DOCX" if office else "load it as an archive; archives in archives are not opened"
    raise SourceError(file, f"{what} is not read as a text", place="byte 0", remedy=remedy)


def _running(markup: Markup) -> str:
    pieces: list[str] = []
    waiting = [markup.root]
    while waiting:
        node = waiting.pop()
        pieces.append(node.text)
        waiting += reversed(node.children)
    return "\n".join(pieces)
