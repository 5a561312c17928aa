"""The folders of published generations: `generations/000007/` holds one, with its description beside its database."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from graph.errors import StoreError
from graph.store import Generation

_DESCRIPTION = "generation.json"


def generations_folder(folder: Path) -> Path:
    """Where a store's folder keeps its generations."""
    return Path(folder) / "generations"


def numbers(folder: Path) -> list[int]:
    """The numbers of the finished generations, ascending; folders with other names are half-made or half-deleted."""
    with suppress(FileNotFoundError):
        return sorted(int(place.name) for place in generations_folder(folder).iterdir() if place.name.isdecimal())
    return []


def place_of(folder: Path, number: int) -> Path:
    """The folder of one generation."""
    return generations_folder(folder) / f"{number:06}"


def write(place: Path, generation: Generation) -> None:
    """Describes a generation in its folder, on disk when this returns."""
    facts = {
        "number": generation.number,
        "created": generation.created.isoformat(),
        "quads": generation.quads,
        "graphs": generation.graphs,
    }
    with (place / _DESCRIPTION).open("w", encoding="utf-8") as file:
        json.dump(facts, file)
        file.flush()
        os.fsync(file.fileno())


def read(place: Path) -> Generation:
    """The description in the folder of a generation. Raises StoreError when it is not readable."""
    path = place / _DESCRIPTION
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        created = datetime.fromisoformat(facts["created"])
        return Generation(facts["number"], created, facts["quads"], facts["graphs"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise StoreError(f"{path}: not readable: {fault}; roll back to another generation") from fault


def kept(folder: Path) -> list[Generation]:
    """The generations of a store's folder, oldest first; one that the writer sweeps at this moment is none of them."""
    found = []
    for number in numbers(folder):
        try:
            found.append(read(place_of(folder, number)))
        except StoreError:
            if place_of(folder, number).is_dir():
                raise
    return found


def settle(folder: Path) -> None:
    """Makes a rename in a folder last through a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
