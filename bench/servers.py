"""Servers on loopback, for measurements and for tests: started on a free port, waited for, and ended."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

COMMAND_LINE = Path(__file__).parent.parent / "chm.py"
HOST = "127.0.0.1"


VIRTUOSO = "virtuoso-t"
"""The program of the Debian package `virtuoso-opensource-7-bin`."""


class NotStarted(Exception):
    """A server ended, did not open its port in time, or is not installed."""


def free_port() -> int:
    """A port of loopback that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    seconds: float = 60,
    cwd: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """The address of the server that a command starts on a port, from when that is open until the block ends.

    `settings` are added to the environment. Raises NotStarted.
    """
    quiet, surroundings = subprocess.DEVNULL, {**os.environ, **(settings or {})}
    with subprocess.Popen(command, cwd=cwd, env=surroundings, stdout=quiet, stderr=quiet) as server:
        try:
            _wait(port, server, seconds)
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()


@contextmanager
def served(settings: Mapping[str, str]) -> Iterator[int]:
    """The port of `chm serve` with these settings, until the block ends."""
    port = free_port()
    with started([sys.executable, str(COMMAND_LINE), "serve", "--port", str(port)], port, settings=settings):
        yield port


def family(port: int) -> list[int]:
    """The processes of the server that was told a port, its own first, then their descendants; none without `/proc`."""
    parents, found = {}, list[int]()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int((place / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            command = (place / "cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            continue  # it has ended meanwhile
        if str(port).encode() in command or f"{HOST}:{port}".encode() in command:
            found.append(int(place.name))
    while more := [process for process, parent in parents.items() if parent in found and process not in found]:
        found += more
    return found


def processor_seconds(port: int) -> float:
    """Seconds of the processor that the family of a server has used so far; 0 where the system has no `/proc`."""
    used = 0
    for process in family(port):
        with suppress(OSError):
            told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
            used += int(told[11]) + int(told[12])
    return used / os.sysconf("SC_CLK_TCK")


@contextmanager
def virtuoso(place: Path) -> Iterator[tuple[str, int]]:
    """The address of a Virtuoso whose files are in `place` (`/sparql`; dba/dba), and its port for `isql-vt`.

    Raises NotStarted, also where it is not installed.
    """
    program = shutil.which(VIRTUOSO)
    if program is None:
        raise NotStarted("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")
    sql, port = free_port(), free_port()
    (place / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, port=port))
    with started([program, "-f", "-c", "virtuoso.ini"], port, cwd=place) as address:
        yield address, sql


_VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 40000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 1000000
"""


def _wait(port: int, server: subprocess.Popen[bytes], seconds: float) -> None:
    """Until the port is open. Raises NotStarted when the server ends before, or takes longer."""
    until = monotonic() + seconds
    while monotonic() < until:
        if server.poll() is not None:
            raise NotStarted(f"the server ended with {server.returncode}; try its command: {server.args!r}")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        sleep(0.05)
    raise NotStarted(f"the server does not open its port within {seconds:.0f} s; try its command: {server.args!r}")
