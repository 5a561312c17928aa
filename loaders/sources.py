"""What `chm load` reads when no path is given: the official texts beside the project, or else the examples."""

from __future__ import annotations

from pathlib import Path

from graph.rooms import room

OFFICIAL = (
    "founding/x-15.zh.txt",
    "founding/sbstta-10-11.zh.txt",
    "decisions/cbd/ix-14.akn.xml",
    "records/activities/activities-2025-26.csv",
)
"""The texts of the main job, below the folder of the corpus."""


def default_sources(corpus: Path) -> tuple[Path, ...]:
    """The official texts where their folder is there, `examples/` otherwise.

    >>> [path.name for path in default_sources(Path("nowhere"))]
    ['examples']
    """
    official = tuple(corpus / name for name in OFFICIAL)
    return official if all(path.is_file() for path in official) else (room("examples"),)
