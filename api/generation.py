"""The generations that are served: the newest one, opened again when a newer is published, and those that are kept."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime

from graph.errors import NotFound
from graph.memory import give_back
from graph.settings import EMBEDDED, Settings
from graph.store import Generation, Reader, kept_generations, newest, open_reader

_REMOTE_SECONDS = 5


class Current:
    """Gives the reader of the newest generation.

    What is checked on each request is the time of the folder of generations (embedded) or a clock (remote): a new
    generation is a new entry in that folder. A reader given by hand is served for ever.
    """

    def __init__(self, settings: Settings, reader: Reader | None = None) -> None:
        self._settings, self._reader = settings, reader
        self._given = reader is not None
        self._folder = str(settings.data / "generations") if settings.store == EMBEDDED else ""
        self._stamp = -1
        self._opening = threading.Lock()
        self._past: dict[int, Reader] = {}
        self._kept: tuple[int, tuple[Generation, ...]] = (-1, ())
        self._started = datetime.now(UTC)

    def reader(self) -> Reader:
        """The reader to answer a request with. Raises NotFound before the first generation, StoreError for faults.

        A former reader is not closed: another thread may be answering with it.
        """
        if (ready := self.ready()) is not None:
            return ready
        with self._opening:
            stamp, known = self._changed(), self._reader
            if known is None or (stamp != self._stamp and newest(self._settings) != known.generation):
                self._reader = known = open_reader(self._settings)
                self._past = self._still_kept()
                give_back()
            self._stamp = stamp
            return known

    def ready(self) -> Reader | None:
        """The reader where it is open and still the newest, which costs microseconds; None where `reader` must work."""
        if self._reader is not None and (self._given or self._stamp == self._changed()):
            return self._reader
        return None

    def generations(self) -> tuple[Generation, ...]:
        """The generations that are kept, oldest first; a reader given by hand is one that began with this service."""
        if self._given:
            return (Generation(self.reader().generation, self._started, 0, 0),)
        stamp = self._changed()
        if self._kept[0] != stamp:
            self._kept = stamp, tuple(kept_generations(self._settings))
        return self._kept[1]

    def at(self, number: int) -> Reader:
        """The reader of a kept generation. Raises NotFound for one that is not kept."""
        last = self.reader()
        if number == last.generation:
            return last
        kept = [each.number for each in self.generations()]
        if number not in kept:
            raise NotFound(f"generation {number} is not kept; there is {', '.join(map(str, kept)) or 'none'}")
        with self._opening:
            self._past = self._still_kept()
            if number not in self._past:
                self._past[number] = open_reader(self._settings, number)
            return self._past[number]

    def _still_kept(self) -> dict[int, Reader]:
        """The opened earlier generations without those that were swept: an open one keeps its files on the disk."""
        kept = {each.number for each in self.generations()} if self._past else set()
        return {number: reader for number, reader in self._past.items() if number in kept}

    def readable(self) -> bool:
        """Whether there is a generation to serve."""
        with suppress(NotFound):
            return self.reader().generation >= 0
        return False

    def _changed(self) -> int:
        """A number that changes when there may be a new generation."""
        if not self._folder:
            return int(time.monotonic() / _REMOTE_SECONDS)
        with suppress(OSError):
            return os.stat(self._folder).st_mtime_ns  # noqa: PTH116  asked at each request; a path takes five times as long
        return 0
