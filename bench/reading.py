"""How much of each file becomes elements, and how much is left over: `python -m bench.reading PATH...`.

For each file: texts, elements, words in elements, words left over, characters lost (which must be none), warnings, and
the reason of a refusal; then one line for each folder. Structure only: nothing is annotated.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import SourceError
from loaders.readers import formats
from loaders.structure.stage import texts_of, unaccounted
from loaders.text import Source, Text


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file, or of all files of a folder: `files` counts them, `refusal` is the reason of one."""

    name: str
    files: int = 1
    read: int = 0
    texts: int = 0
    elements: int = 0
    words: int = 0
    leftover: int = 0
    lost: int = 0
    warnings: int = 0
    seconds: float = 0.0
    refusal: str = ""

    def __add__(self, other: Row) -> Row:
        counts = ("files", "read", "texts", "elements", "words", "leftover", "lost", "warnings", "seconds")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in counts})

    def printed(self) -> str:
        """The row as a line of a Markdown table."""
        share = f"{100 * self.words / (self.words + self.leftover):.1f}" if self.words else ""
        cells = (self.name, f"{self.read}/{self.files}", self.texts, self.elements, self.words, self.leftover, share)
        return "| " + " | ".join(map(str, (*cells, self.lost, self.warnings, self.refusal))) + " |"


HEAD = "| file | read | texts | elements | words in elements | words left over | % | lost | warnings | refusal |"


def reading(file: Path) -> Row:
    """Read one file. What it raises is its refusal; any other error than SourceError is a fault and is raised."""
    started = time.perf_counter()
    try:
        data = file.read_bytes()
        read = formats.read(data, str(file))
        texts = texts_of(read, Source(file.name, hashlib.sha256(data).hexdigest(), read.media_type))
    except SourceError as fault:
        return Row(file.name, refusal=fault.reason, seconds=time.perf_counter() - started)
    row = Row(file.name, read=1, texts=len(texts), seconds=time.perf_counter() - started)
    row = replace(row, lost=sum(unaccounted(read, *texts).values()))
    for text in texts:
        row = row + _counted(text)
    return row


def _counted(text: Text) -> Row:
    return Row(
        "",
        files=0,
        elements=len(text.elements),
        words=sum(len(element.text.split()) for element in text.elements),
        leftover=sum(len(left.text.split()) for left in text.unparsed),
        warnings=len(text.warnings),
    )


def rows(paths: Iterable[Path]) -> Iterator[tuple[Path, Row]]:
    """Every file below the paths with its row, in order."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else (path,):
            if file.is_file():
                yield file.parent, reading(file)


def main(paths: Iterable[str]) -> None:
    """Print the table of files and the table of folders."""
    print(HEAD, "|---" * 10 + "|", sep="\n")
    folders: dict[Path, Row] = {}
    for folder, row in rows(map(Path, paths)):
        print(row.printed(), flush=True)
        folders[folder] = folders.get(folder, Row("/".join(folder.parts[-2:]), files=0)) + row
    print("", HEAD, "|---" * 10 + "|", *(row.printed() for row in folders.values()), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
