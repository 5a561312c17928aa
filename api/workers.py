"""Queries of the public, and updates, in warm child processes that are killed at the limit of time.

The engine has no time limit of its own and a thread cannot be stopped, so each query runs in a child that reads the
generation read-only (`api.children`). A child that is killed is replaced by a new one while others go on.

    Pool(opener(settings), seconds).run(job)  ->  Found(answer, body)

The event loop itself writes to the pipe of a child that is ready and waits for its word: a thread for each question
would cost more than a look-up does.
"""

from __future__ import annotations

import asyncio
import pickle
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

import anyio
import pyoxigraph as ox

from api.children import BY_PIPE, Child, Found, Opener, Reply
from api.evaluation import Answer, Job
from api.trial import Trial, Tried
from graph.errors import ChmError, StoreError
from graph.namespaces import Names
from graph.settings import Settings
from graph.store import Reader, open_reader

_KEPT = 256
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


class Pool:
    """A few children, each doing one query at a time; waiting for a free one blocks nobody else."""

    def __init__(self, open_generation: Opener, seconds: float, size: int = 2, megabytes: int = 2048) -> None:
        self._open, self._seconds, self._size, self._megabytes = open_generation, seconds, size, megabytes
        self._free: deque[Child] = deque()
        self._waiting: deque[Future[Child]] = deque()
        self._children: set[Child] = set()
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
            if child.ready and len(question) <= BY_PIPE:
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

    async def _handed(self, promised: Future[Child]) -> Child:
        """The child that was promised, waited for on the event loop."""
        try:
            return await asyncio.wrap_future(promised)
        except asyncio.CancelledError:
            if not promised.cancel():
                self._release(promised.result())
            raise

    def _next(self) -> Child | Future[Child]:
        """A child that is free, or the promise of the next one, in the order in which they were asked for."""
        with self._guard:
            if self._free:
                return self._free.popleft()
            promised: Future[Child] = Future()
            self._waiting.append(promised)
            return promised

    def _release(self, child: Child) -> None:
        with self._guard:
            while self._waiting:
                promised = self._waiting.popleft()
                if promised.set_running_or_notify_cancel():
                    promised.set_result(child)
                    return
            self._free.append(child)

    def _replace(self, child: Child) -> None:
        with self._starting:
            if child in self._children:
                self._children.discard(child)
                child.kill()
                self._fill()

    def _fill(self) -> None:
        while len(self._children) < self._size:
            child = Child(self._open, self._megabytes)
            self._children.add(child)
            self._release(child)


def _good(found: Found[Reply] | ChmError) -> Found[Reply]:
    try:
        if isinstance(found, ChmError):
            raise found
        return found
    finally:
        del found
