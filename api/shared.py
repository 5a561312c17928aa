"""What all processes of one service must count together: a few numbers for each client, in a file that they map.

Each process that answers HTTP has all else for itself: its reader of the generation, its children for queries, what it
keeps of answers. How often a client asks or fails is one count, whichever process it meets.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from time import monotonic

_ROWS, _NEAR, _KEY = 8192, 8, 16


class Table:
    """Some numbers for each name, zeros at first; the `_ROWS` names used last are known, others are forgotten.

    Without a path the numbers are those of this process. With one, every process that opens the path on this machine
    has the same ones, until the machine starts anew.
    """

    def __init__(self, numbers: int, path: Path | None = None) -> None:
        # key, when it was last used (time.monotonic, which the processes of a machine share), and the numbers
        self._row = struct.Struct(f"={_KEY}sd{numbers}d")
        size = self._row.size * _ROWS
        self._file: int | None = None
        if path is not None:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            os.ftruncate(self._file, size)
        self._held = mmap.mmap(-1 if self._file is None else self._file, size)
        self._guard = threading.Lock()

    @contextmanager
    def of(self, name: str) -> Iterator[list[float]]:
        """The numbers of a name, to be changed in place; nobody else reads or changes them meanwhile."""
        key = blake2b(name.encode(), digest_size=_KEY).digest()
        first = int.from_bytes(key[:4], "big") % (_ROWS - _NEAR)
        with self._alone(first):
            near = [self._row.unpack_from(self._held, (first + each) * self._row.size) for each in range(_NEAR)]
            place = next((each for each, row in enumerate(near) if row[0] == key), None)
            if place is None:
                place = min(range(_NEAR), key=lambda each: float(near[each][1]))
                near[place] = (key, 0.0, *[0.0] * (len(near[place]) - 2))
            numbers = [float(number) for number in near[place][2:]]
            yield numbers
            self._row.pack_into(self._held, (first + place) * self._row.size, key, monotonic(), *numbers)

    @contextmanager
    def _alone(self, first: int) -> Iterator[None]:
        """A lock among threads, then among processes; the system takes it from a process that ends."""
        with self._guard:
            if self._file is None:
                yield
                return
            where = self._row.size * _NEAR, self._row.size * first
            fcntl.lockf(self._file, fcntl.LOCK_EX, *where)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, *where)
