"""Which release of the project runs."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def release() -> str:
    """The version of the installed distribution; `checkout` where it was never installed.

    >>> release()  # doctest: +SKIP
    '0.1.0'
    """
    try:
        return version("chm-graph")
    except PackageNotFoundError:
        return "checkout"
