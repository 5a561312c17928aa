"""What is read of decisions set against what the Secretariat coded by hand in its decision-tracking tool.

`python -m bench tracker [FOLDER]` looks through a folder (`../shared/corpus` where none is named) for records of the
tool, the JSON that `chm load` takes. Of the paragraphs and items that carry codes it counts the codes that are also
read from the words, those that are not, and what is read besides. This is no goal: people code by other rules, an item
often has no code of its own where its paragraph has one, and the tool has no code for what a paragraph does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.gold import CORPUS
from graph.namespaces import Names
from loaders.findings import Findings
from loaders.readers.tracking import is_tracking
from loaders.text import Text

GROUPS = {"actors": "chm:addressee", "subjects": "dcterms:subject", "targets": "chm:serves"}
"""What is compared, with the property that a record asserts it by."""

_FRAMEWORKS = ("vocab/aichi/", "vocab/gbf/")
_MOST = 10


@dataclass
class Compared:
    """One group of codes: `coded` and `agreed` count the codes, `paragraphs` those that carry any, `missed` and
    `added` what one side alone says, by code."""

    paragraphs: int = 0
    whole: int = 0
    coded: int = 0
    agreed: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)

    def add(self, coded: set[str], read: set[str]) -> None:
        """Count one paragraph that the Secretariat coded."""
        self.paragraphs += 1
        self.whole += coded <= read
        self.coded += len(coded)
        self.agreed += len(coded & read)
        self.missed.update(coded - read)
        self.added.update(read - coded)


def compare(texts: Iterable[Text]) -> dict[str, Compared]:
    """Each group of codes over all elements of some texts that carry codes of that group."""
    compared = {group: Compared() for group in GROUPS}
    for text in texts:
        for found in text.findings.values():
            for group, name in GROUPS.items():
                if coded := {each.target for each in found.asserted if each.property == name}:
                    compared[group].add(coded, _read(found, group))
    return compared


def _read(found: Findings, group: str) -> set[str]:
    if group == "actors":
        return {f"vocab/actors/{actor.code}" for actor in found.addressees}
    if group == "subjects":
        return {subject.concept for subject in found.subjects if subject.concept.startswith("vocab/subjects/")}
    told = {service.target for service in found.serves} | {each.target for each in found.citations if each.target}
    return {target for target in told if target.startswith(_FRAMEWORKS)}


def records(folder: Path) -> Iterator[Path]:
    """The files of a folder, at any depth, that are records of the tool."""
    for file in sorted(folder.rglob("*.json")):
        if is_tracking(file.read_bytes()):
            yield file


def read(files: Iterable[Path]) -> Iterator[Text]:
    """The texts of records, with what they assert and what is read of their words."""
    from loaders.pipeline import PARSING, Work, run, tools
    from loaders.structure.stage import Asked

    for file in files:
        yield from run(Work(file.name, file.read_bytes(), Asked()), tools(Names()), PARSING).texts


def report(folder: Path = CORPUS) -> Iterator[str]:
    """The comparison as Markdown, or what is missing for it."""
    files = list(records(folder)) if folder.is_dir() else []
    if not files:
        where = "no record of the tool is in" if folder.is_dir() else "there is no folder"
        yield f"Not measured: {where} {'../shared/corpus' if folder == CORPUS else folder}."
        return
    texts = list(read(files))
    yield f"{len(files)} files of records, {len(texts)} language versions.\n"
    yield "| codes | paragraphs coded | all codes read | codes | read too | share | read besides |\n|" + "---|" * 7
    compared = compare(texts)
    for group, each in compared.items():
        share = f"{each.agreed / each.coded:.3f}" if each.coded else ""
        cells = (group, each.paragraphs, each.whole, each.coded, each.agreed, share, each.added.total())
        yield "| " + " | ".join(map(str, cells)) + " |"
    yield "\nThe most frequent differences: " + ("; ".join(_differences(compared.values())) or "none") + "."


def _differences(compared: Iterable[Compared]) -> Iterator[str]:
    told: Counter[str] = Counter()
    for each in compared:
        told.update({f"{code} coded, not read": count for code, count in each.missed.items()})
        told.update({f"{code} read, not coded": count for code, count in each.added.items()})
    for words, count in sorted(told.items(), key=lambda one: (-one[1], one[0]))[:_MOST]:
        yield f"{words.removeprefix('vocab/')} {count}"
