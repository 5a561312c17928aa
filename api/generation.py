"""The generation that is served: one reader, opened again when a newer generation is published."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

from graph.errors import NotFound
from graph.settings import EMBEDDED, Settings
from graph.store import Reader, open_reader

_REMOTE_SECONDS = 5


class Current:
    """Gives the reader of the newest generation.

    What is checked on each request is the time of the folder of generations (embedded) or a clock (remote): a new
    generation is a new entry in that folder. A reader given by hand is served for ever.
    """

    def __init__(self, settings: Settings, reader: Reader | None = None) -> None:
        self._settings, self._reader = settings, reader
        self._given = reader is not None
        self._stamp = -1
        self._opening = threading.Lock()

    def reader(self) -> Reader:
        """The reader to answer a request with. Raises NotFound before the first generation, StoreError for faults.

        A former reader is not closed: another thread may be answering with it.
        """
        if self._reader is not None and (self._given or self._stamp == self._changed()):
            return self._reader
        with self._opening:
            stamp = self._changed()
            if self._reader is None or stamp != self._stamp:
                newer = open_reader(self._settings)
                if self._reader is None or newer.generation != self._reader.generation:
                    self._reader = newer
                self._stamp = stamp
            return self._reader

    def readable(self) -> bool:
        """Whether there is a generation to serve."""
        with suppress(NotFound):
            return self.reader().generation >= 0
        return False

    def _changed(self) -> int:
        """A number that changes when there may be a new generation."""
        if self._settings.store != EMBEDDED:
            return int(time.monotonic() / _REMOTE_SECONDS)
        with suppress(OSError):
            return (self._settings.data / "generations").stat().st_mtime_ns
        return 0
