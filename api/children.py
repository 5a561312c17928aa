"""A child process that answers queries and updates, and the pipe to it.

A child writes a large result to a file of its own and is free again: a slow client holds a file, never a child. A
small one comes by the pipe.

    Child(open_generation, megabytes).ask(pickle.dumps(job), job.what, seconds)  ->  Found(answer, body)
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Generic, TypeVar

from api.evaluation import Answer, Job, evaluate
from api.trial import Trial, Tried, attempt
from graph.errors import ChmError, StoreError
from graph.memory import bound_arenas, give_back
from graph.store import Reader

Opener = Callable[[int], Reader]
"""Opens a generation by its number."""
START_SECONDS = 60.0
BY_PIPE = 65_536
"""Bytes that a pipe takes at once: more is written to a file."""
_LOOK_SECONDS = 1.0
_ENDED = "the {} needed more memory than a query may take (CHM_QUERY_MEMORY), and was stopped; ask for less"
Work = Job | Trial
Reply = TypeVar("Reply", Answer, Tried)


@dataclass(frozen=True, slots=True)
class Found(Generic[Reply]):
    """The answer to a query or update; `body` is the file that holds its rows, or nothing where there are none."""

    answer: Reply
    body: IO[bytes] | None = None

    @property
    def length(self) -> int:
        """How many bytes the body has."""
        return len(self.answer.head) + (os.fstat(self.body.fileno()).st_size if self.body is not None else 0)

    def read(self) -> bytes:
        """The whole body, for an answer that a page is made of."""
        return b"".join(self.chunks())

    def chunks(self) -> Iterator[bytes]:
        """The body piece by piece; the file is closed after the last one."""
        yield self.answer.head
        if self.body is not None:
            with self.body as body:
                while chunk := body.read(BY_PIPE):
                    yield chunk


class Child:
    """A child process, the pipe to it, and the file that it writes results to."""

    def __init__(self, open_generation: Opener, megabytes: int) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        handle, place = tempfile.mkstemp(prefix="chm-result-")
        os.close(handle)
        self._place = Path(place)
        self._process = started(_serve, theirs, place, megabytes)
        theirs.close()
        self._open: Opener | None = open_generation

    @property
    def ready(self) -> bool:
        """Whether it has said that it can be asked."""
        return self._open is None

    def ask(self, question: bytes, what: str, seconds: float) -> Found[Any] | ChmError:
        """The answer, or the error that the query met. Raises StoreError when the child must be replaced."""
        try:
            self._wait_until_ready()
            self._pipe.send_bytes(question)
            if not self._pipe.poll(seconds):
                raise _late(what, seconds)
            return self._received()
        except (EOFError, OSError) as fault:
            raise StoreError(_ENDED.format(what)) from fault

    async def answer(self, question: bytes, what: str, seconds: float) -> Found[Any] | ChmError:
        """What `ask` gives, of a child that is ready and for a question that its pipe takes at once."""
        try:
            self._pipe.send_bytes(question)
            if not await _readable(self._pipe.fileno(), seconds):
                raise _late(what, seconds)
            return self._received()
        except (EOFError, OSError) as fault:
            raise StoreError(_ENDED.format(what)) from fault

    def _received(self) -> Found[Any] | ChmError:
        told: Found[Any] | ChmError | Answer | Tried = pickle.loads(self._pipe.recv_bytes())  # noqa: S301  our own child
        if not isinstance(told, Answer | Tried):
            return told
        body = self._place.open("rb")
        # the name goes, the file stays until it is closed
        self._place.unlink()
        self._place.touch(0o600)
        return Found(told, body)

    def _wait_until_ready(self) -> None:
        if self._open is not None:
            # by our own pipe: the start of a process would wait for ever to hand a large one to a child that died
            self._pipe.send(self._open)
            if not self._pipe.poll(START_SECONDS):
                raise StoreError("no process for queries came up; the machine is too busy")
            self._pipe.recv()
            self._open = None

    def kill(self) -> None:
        """Ends the process at once and lets go of what it held."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()
        self._place.unlink(missing_ok=True)


def _late(what: str, seconds: float) -> StoreError:
    return StoreError(f"the {what} took more than {seconds:g} seconds and was stopped (CHM_QUERY_SECONDS)")


async def _readable(descriptor: int, seconds: float) -> bool:
    """Whether there is something to read within so many seconds."""
    loop = asyncio.get_running_loop()
    come: asyncio.Future[bool] = loop.create_future()

    def told(word: bool) -> None:
        if not come.done():
            come.set_result(word)

    clock = loop.call_later(seconds, told, False)
    loop.add_reader(descriptor, told, True)
    try:
        return await come
    finally:
        loop.remove_reader(descriptor)
        clock.cancel()
        # libuv watches only what does not block, and an answer that comes in two pieces would be an error
        os.set_blocking(descriptor, True)


def _serve(pipe: Connection, place: str, megabytes: int) -> None:
    """The life of a child: open what is asked for, answer, end when the parent has gone."""
    _limit_memory(megabytes)
    bound_arenas()
    end_with_parent(place)
    reader: Reader | None = None
    with suppress(EOFError, OSError, KeyboardInterrupt):
        open_generation: Opener = pipe.recv()
        pipe.send("ready")
        while True:
            job: Work = pickle.loads(pipe.recv_bytes())  # noqa: S301  our own parent
            try:
                if isinstance(job, Job) and (reader is None or reader.generation != job.generation):
                    reader = open_generation(job.generation)
                    give_back()
                with SpooledTemporaryFile(BY_PIPE) as out:
                    _send(pipe, _done(reader, job, out), out, place)
            except ChmError as fault:
                pipe.send_bytes(pickle.dumps(fault))
            except MemoryError:
                pipe.send_bytes(pickle.dumps(StoreError(_ENDED.format(job.what))))


def _done(reader: Reader | None, job: Work, out: SpooledTemporaryFile[bytes]) -> Answer | Tried:
    if isinstance(job, Trial):
        return attempt(job, out)
    assert reader is not None  # noqa: S101  it is opened for every query
    return evaluate(reader, job, out)


def _send(pipe: Connection, answer: Answer | Tried, out: SpooledTemporaryFile[bytes], place: str) -> None:
    """A small body by the pipe, as Found; of a large one, which is in the file, the answer alone."""
    size = out.tell()
    out.seek(0)
    if size <= BY_PIPE:
        pipe.send_bytes(pickle.dumps(Found(replace(answer, head=answer.head + out.read()))))
        return
    with Path(place).open("wb") as file:
        copyfileobj(out, file)
    pipe.send_bytes(pickle.dumps(answer))


def _limit_memory(megabytes: int) -> None:
    """The engine ends its process when it gets no more: the limit counts what is written to, not mapped files."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, hard))


def started(life: Callable[..., None], *arguments: object) -> BaseProcess:
    """A child process that does `life`; it is forked from a clean process that has imported what children need."""
    # fork would copy the threads' locks of the server, spawn would import everything anew for each child
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", __name__, "graph.embedded"])
    process = context.Process(target=life, args=arguments, daemon=True)
    process.start()
    return process


def end_with_parent(place: str = "") -> None:
    """Ends this process, and takes away the file `place`, when its parent has gone.

    A server that was killed, and with it the process that forks for it, leaves no child that goes on computing.
    """
    parent = os.getppid()

    def watch() -> None:
        tick = threading.Event()
        while os.getppid() == parent:
            tick.wait(_LOOK_SECONDS)
        if place:
            Path(place).unlink(missing_ok=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
