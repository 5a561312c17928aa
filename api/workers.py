"""Queries of the public, and updates, in warm child processes that are killed at the limit of time.

The engine has no time limit of its own and a thread cannot be stopped, so each query runs in a child that reads the
generation read-only. A child that is killed is replaced by a new one while others go on.

    Pool(opener(settings), seconds).run(job)  ->  Found(answer, body)

A child writes a large result to a file of its own and is free again: a slow client holds a file, never a child. A
small one comes by the pipe. The event loop itself writes to the pipe of a child that is ready and waits for its word:
a thread for each question would cost more than a look-up does.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import tempfile
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Generic, TypeVar

import anyio
import pyoxigraph as ox

from api.evaluation import Answer, Job, evaluate
from api.trial import Trial, Tried, attempt
from graph.errors import ChmError, StoreError
from graph.memory import bound_arenas, give_back
from graph.namespaces import Names
from graph.settings import Settings
from graph.store import Reader, open_reader

Opener = Callable[[int], Reader]
START_SECONDS = 60.0
_LOOK_SECONDS = 1.0
_CHUNK = _BY_PIPE = 65536
_KEPT = 256
_ENDED = "the {} needed more memory than a query may take (CHM_QUERY_MEMORY), and was stopped; ask for less"
Work = Job | Trial
Reply = TypeVar("Reply", Answer, Tried)
Result = TypeVar("Result")


def opener(settings: Settings, reader: Reader | None = None) -> Opener:
    """How a child opens a generation: from the store of the settings, or from a copy of a reader given by hand."""
    if reader is None:
        return partial(open_reader, settings)
    content = ox.serialize(reader.quads(), format=ox.RdfFormat.N_QUADS) or b""
    return partial(_copy, content, settings.names)


def _copy(content: bytes, names: Names, generation: int) -> Reader:
    from graph.embedded_reader import EmbeddedReader

    return EmbeddedReader.in_memory(ox.parse(content, format=ox.RdfFormat.N_QUADS), generation, names)


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
                while chunk := body.read(_CHUNK):
                    yield chunk


class Pool:
    """A few children, each doing one query at a time; waiting for a free one blocks nobody else."""

    def __init__(self, open_generation: Opener, seconds: float, size: int = 2, megabytes: int = 2048) -> None:
        self._open, self._seconds, self._size, self._megabytes = open_generation, seconds, size, megabytes
        self._free: deque[_Child] = deque()
        self._waiting: deque[Future[_Child]] = deque()
        self._children: set[_Child] = set()
        # starting a process takes long, handing one over does not: the event loop takes the second lock only
        self._starting, self._guard = threading.Lock(), threading.Lock()
        self._limiter: anyio.CapacityLimiter | None = None
        self._kept: OrderedDict[Job, Found[Answer]] = OrderedDict()

    def start(self) -> None:
        """Starts the children that are missing, so that the first query finds them warm."""
        with self._starting:
            self._fill()

    def close(self) -> None:
        """Ends all children; who still waits for one is told so."""
        with self._starting, self._guard:
            for child in self._children:
                child.kill()
            self._children.clear()
            self._free.clear()
            while self._waiting:
                promised = self._waiting.popleft()
                if promised.set_running_or_notify_cancel():
                    promised.set_exception(StoreError("the service ends; ask again later"))

    async def run(
        self, job: Job, *, lasting: bool = False, here: Callable[[Job], Found[Answer] | None] | None = None
    ) -> Found[Answer]:
        """The answer to a query. Raises QueryError for a wrong one, StoreError when it took too long or died.

        `lasting`: it can be no other in this generation, so that a small answer is kept and given again. `here`
        answers what needs no child.
        """
        if lasting and (kept := self._kept.get(job)) is not None:
            self._kept.move_to_end(job)
            return kept
        found = (here(job) if here else None) or await self._asked(job)
        if lasting and found.body is None:
            self._keep(job, found)
        return found

    def _keep(self, job: Job, found: Found[Answer]) -> None:
        if self._kept and job.generation > next(reversed(self._kept)).generation:
            self._kept.clear()  # nobody asks the former generation again
        self._kept[job] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def attempt(self, trial: Trial) -> Found[Tried]:
        """What an update would write, from a thread that may wait. Raises what `attempt` and `run` do."""
        self.start()
        child = self._next()
        child = child.result() if isinstance(child, Future) else child
        try:
            found = child.ask(pickle.dumps(trial), trial.what, self._seconds)
        except StoreError:
            self._replace(child)
            raise
        self._release(child)
        try:
            return _good(found)
        finally:
            del found  # else its traceback, this frame and itself would hold one another, and the reader with them

    async def _asked(self, job: Job) -> Found[Answer]:
        if len(self._children) < self._size and not self._free:
            await self._in_thread(self.start)
        child = self._next()
        if isinstance(child, Future):
            child = await self._handed(child)
        question = pickle.dumps(job)
        try:
            if child.ready and len(question) <= _BY_PIPE:
                found = await child.answer(question, job.what, self._seconds)
            else:
                found = await self._in_thread(partial(child.ask, question, job.what, self._seconds))
        except BaseException:
            # too late, dead, or nobody waits any more: the next question must not get its answer
            threading.Thread(target=self._replace, args=(child,)).start()
            raise
        self._release(child)
        try:
            return _good(found)
        finally:
            del found

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(2 * self._size)
        return await anyio.to_thread.run_sync(work, limiter=self._limiter)

    async def _handed(self, promised: Future[_Child]) -> _Child:
        """The child that was promised, waited for on the event loop."""
        try:
            return await asyncio.wrap_future(promised)
        except asyncio.CancelledError:
            if not promised.cancel():
                self._release(promised.result())
            raise

    def _next(self) -> _Child | Future[_Child]:
        """A child that is free, or the promise of the next one, in the order in which they were asked for."""
        with self._guard:
            if self._free:
                return self._free.popleft()
            promised: Future[_Child] = Future()
            self._waiting.append(promised)
            return promised

    def _release(self, child: _Child) -> None:
        with self._guard:
            while self._waiting:
                promised = self._waiting.popleft()
                if promised.set_running_or_notify_cancel():
                    promised.set_result(child)
                    return
            self._free.append(child)

    def _replace(self, child: _Child) -> None:
        with self._starting:
            if child in self._children:
                self._children.discard(child)
                child.kill()
                self._fill()

    def _fill(self) -> None:
        while len(self._children) < self._size:
            child = _Child(self._open, self._megabytes)
            self._children.add(child)
            self._release(child)


def _good(found: Found[Reply] | ChmError) -> Found[Reply]:
    try:
        if isinstance(found, ChmError):
            raise found
        return found
    finally:
        del found


class _Child:
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
                with SpooledTemporaryFile(_BY_PIPE) as out:
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
    if size <= _BY_PIPE:
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
