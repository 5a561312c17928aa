"""The characters of markup: told by a byte order mark, by XML or by the page's own `charset`; never guessed."""

from __future__ import annotations

import codecs
import re

from graph.errors import SourceError
from loaders.readers.plain import decode

_DECLARED = re.compile(rb"(?:<meta[^>]*?charset|<\?xml[^>]*?encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_HEAD = 4096
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
"""As browsers do: the declared set is read as the one that holds it (WHATWG Encoding, labels)."""
_TEXTUAL = re.compile(
    r"utf-8|cp125\d|cp874|iso8859-\d+|koi8-[ru]|gb18030|big5(?:hkscs)?|euc_jp|shift_jis|euc_kr|utf-16.*"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def decode_markup(data: bytes, file: str) -> str:
    """The characters of a page. Raises SourceError for an unknown character set and for bytes that are not in it.

    >>> decode_markup('<meta charset="windows-1251"><p>Стороны'.encode("cp1251"), "x.html")[-7:]
    'Стороны'
    """
    found = None if data.startswith(_BOMS) else _DECLARED.search(data[:_HEAD])
    if found is None:
        return decode(data, file)
    label = found[1].decode("ascii")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    if not _TEXTUAL.fullmatch(name) and name not in _WIDER:
        place = f"line {data[: found.start()].count(10) + 1}"
        raise SourceError(file, f"character set {label!r} is not read", place=place, remedy="save the file as UTF-8")
    if name == "utf-8" or name.startswith("utf-16"):  # a page that could be searched for `charset` is not UTF-16
        return decode(data, file)
    try:
        text = data.decode(_WIDER.get(name, name))
    except UnicodeDecodeError as fault:
        place = f"line {data[: fault.start].count(10) + 1}"
        reason = f"byte {fault.start} (0x{data[fault.start]:02x}) is not {label}"
        raise SourceError(file, reason, place=place, remedy="save the file as UTF-8") from fault
    if control := _CONTROL.search(text):
        place = f"line {text.count(chr(10), 0, control.start()) + 1}"
        raise SourceError(file, f"control character {control[0]!r} in the text", place=place, remedy="remove it")
    return text
