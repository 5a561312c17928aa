"""JSON with records in it: the outermost objects that are known as records, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import orjson

from graph.errors import SourceError

if TYPE_CHECKING:
    from loaders.records.rows import Tree


def read_json(data: bytes, name: str) -> Tree:
    """The document in bytes; one document for each line is an array. Raises SourceError with the place of the fault.

    >>> read_json(b'{"a": 1}\\n{"a": 2}', "a.jsonl")
    [{'a': 1}, {'a': 2}]
    """
    bare = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return orjson.loads(bare)  # type: ignore[no-any-return]
    except orjson.JSONDecodeError as whole:
        lines = [line for line in bare.splitlines() if line.strip()]
        try:
            if len(lines) > 1 and all(line.lstrip()[:1] == b"{" for line in lines):
                return [orjson.loads(line) for line in lines]
        except orjson.JSONDecodeError:
            pass
        place = f"line {whole.lineno}, column {whole.colno}"
        raise SourceError(name, f"is no JSON: {whole.msg}", place=place, remedy="mend the JSON") from whole


def objects(tree: Tree, is_record: Callable[[dict[str, Tree]], bool]) -> Iterator[tuple[str, dict[str, Tree]]]:
    """The JSON pointer and content of each outermost object that is a record, in the order of the document.

    >>> list(objects({"docs": [{"id": "a"}, 7]}, lambda tree: "id" in tree))
    [('/docs/0', {'id': 'a'})]
    """
    waiting: list[tuple[str, Tree]] = [("", tree)]
    while waiting:
        pointer, found = waiting.pop()
        if isinstance(found, dict):
            if is_record(found):
                yield pointer, found
                continue
            below = [(_escaped(name), item) for name, item in found.items()]
        elif isinstance(found, list):
            below = [(str(at), item) for at, item in enumerate(found)]
        else:
            continue
        waiting.extend((f"{pointer}/{name}", item) for name, item in reversed(below) if isinstance(item, dict | list))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
