"""Where the data rooms are: beside the packages in a checkout, inside `graph/_data` in a wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def room(name: str) -> Path:
    """The folder of a data room: `ontology`, `vocab`, `queries` or `examples`.

    Raises FileNotFoundError where the installation is broken.

    >>> room("vocab").name
    'vocab'
    """
    for parent in (_HERE / "_data", _HERE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"data room {name!r} is missing from the installation; install the wheel again")
