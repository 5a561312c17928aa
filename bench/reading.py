"""How much of each file becomes elements, and how much is left over: `python -m bench.reading PATH...`.

For each file: texts, elements, words in elements, words left over, characters lost (which must be none), warnings, and
the reason of a refusal; then one line for each folder, with its leftovers and refusals by reason. Structure only:
nothing is annotated. `--folders` leaves out the files: docs/formats.md shows that table.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import SourceError
from loaders.readers import formats
from loaders.records.formats import read_rows
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
    reasons: Mapping[str, int] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Row) -> Row:
        counts = ("files", "read", "texts", "elements", "words", "leftover", "lost", "warnings", "seconds")
        sums = {name: getattr(self, name) + getattr(other, name) for name in counts}
        reasons = Counter(self.reasons) + Counter(other.reasons)
        refusals = Counter(self.refusals) + Counter(other.refusals)
        return replace(self, reasons=reasons, refusals=refusals, **sums)

    def printed(self) -> str:
        """The row as a line of a Markdown table."""
        share = f"{100 * self.words / (self.words + self.leftover):.1f}" if self.words else ""
        cells = (self.name, f"{self.read}/{self.files}", self.texts, self.elements, self.words, self.leftover, share)
        return "| " + " | ".join(map(str, (*cells, self.lost, self.warnings, self.refusal))) + " |"

    def reasoned(self) -> str:
        """The row of a folder as a line of a Markdown table: what was left over and what was refused, by reason."""
        share = f"{100 * self.words / (self.words + self.leftover):.1f}" if self.words else ""
        files = f"{self.read}/{self.files}"
        cells = (self.name, files, self.elements, self.words, share, _told(self.reasons), self.lost)
        return "| " + " | ".join(map(str, (*cells, _told(self.refusals)))) + " |"


HEAD = "| file | read | texts | elements | words in elements | words left over | % | lost | warnings | refusal |"


FOLDERS = "| folder | files read | elements | words in elements | % | words left over | lost | files refused |"
_NUMBERS = re.compile(r"'[^']*'|\b\d+\b")


def _told(counts: Mapping[str, int]) -> str:
    """Reasons with their counts, most first."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return "; ".join(f"{reason} {count}" for reason, count in ordered)


def _kind(reason: str) -> str:
    """A reason of a refusal without what is special to one file."""
    return _NUMBERS.sub("…", reason.partition(", first ")[0].partition(" (")[0])


def reading(file: Path) -> Row:
    """Read one file. What it raises is its refusal; any other error than SourceError is a fault and is raised."""
    started = time.perf_counter()
    try:
        data = file.read_bytes()
        read_rows(data, file.name)
        read = formats.read(data, str(file))
        texts = texts_of(read, Source(file.name, hashlib.sha256(data).hexdigest(), read.media_type))
    except SourceError as fault:
        refusals = {_kind(fault.reason): 1}
        return Row(file.name, refusal=fault.reason, refusals=refusals, seconds=time.perf_counter() - started)
    row = Row(file.name, read=1, texts=len(texts), seconds=time.perf_counter() - started)
    row = replace(row, lost=sum(unaccounted(read, *texts).values()))
    for text in texts:
        row = row + _counted(text)
    return row


def _counted(text: Text) -> Row:
    reasons: Counter[str] = Counter()
    for left in text.unparsed:
        reasons[left.reason] += len(left.text.split())
    return Row(
        "",
        files=0,
        elements=len(text.elements),
        words=sum(len(element.text.split()) for element in text.elements),
        leftover=sum(reasons.values()),
        reasons=reasons,
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
    given = [*paths]
    brief = "--folders" in given
    folders: dict[Path, Row] = {}
    if not brief:
        print(HEAD, "|---" * 10 + "|", sep="\n")
    for folder, row in rows(Path(path) for path in given if path != "--folders"):
        if not brief:
            print(row.printed(), flush=True)
        folders[folder] = folders.get(folder, Row("/".join(folder.parts[-2:]), files=0)) + row
    print(FOLDERS, "|---" * 8 + "|", *(row.reasoned() for row in folders.values()), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
