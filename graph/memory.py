"""What the C library keeps of the memory that was given back to it.

Each generation is opened and read by other threads, and for threads that compete the library keeps arenas of their own,
whose free pieces it does not return: a service whose generations go, and whose use of memory stays the same, would
grow for hours. Only glibc has these calls; elsewhere nothing is done.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import cache

_ARENA_MAX, _ARENAS = -8, 2


def bound_arenas() -> None:
    """Makes all threads share two arenas; for the start of a process, as those that there are stay."""
    if (library := _library()) is not None:
        library.mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Lets go of what only garbage holds and returns free pages to the system; for when a generation was replaced.

    An error that was answered may hold, in a circle with its traceback, the reader that it was met with; the collector,
    which counts objects and not what they weigh, would leave it for hours.
    """
    gc.collect()
    if (library := _library()) is not None:
        library.malloc_trim(0)


@cache
def _library() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
