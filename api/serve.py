"""`chm serve`: the application under uvicorn, on one address, in one process or in several."""

from __future__ import annotations

import gc
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.connections import READ, bounded
from graph.memory import bound_arenas
from graph.settings import Settings
from graph.store import open_reader

_START_SECONDS = 300


class _Listening(uvicorn.Config):
    """How a process listens, made from the settings in the process itself: a protocol of ours cannot be handed over."""

    def __init__(self, settings: Settings, host: str, port: int, shared: Path | None) -> None:
        super().__init__(
            partial(_application, settings, shared),
            host=host,
            port=port,
            factory=True,
            workers=settings.processes,
            # until it has read the code, which takes long on a busy machine, a process answers no ping
            timeout_worker_healthcheck=_START_SECONDS,
            log_level="info",
            access_log=False,
            h11_max_incomplete_event_size=settings.max_header_bytes + READ,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies.split(),
        )
        self._settings = settings

    def load(self) -> None:
        super().load()
        self.http_protocol_class = bounded(self._settings.receive_seconds, self._settings.max_header_bytes)


def _application(settings: Settings, shared: Path | None) -> FastAPI:
    bound_arenas()
    app = create_app(settings, shared=shared)
    spare_collector()
    return app


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted. Raises StoreError or NotFound where there is nothing to serve.

    Several processes accept from one socket, and one that dies is started again. Each has all for itself but for what
    clients are counted by (`api.shared`) and the one writer (`api.writing`).
    """
    bound_arenas()
    open_reader(settings).close()
    if settings.processes == 1:
        server = uvicorn.Server(_Listening(settings, host, port, None))
        with suppress(KeyboardInterrupt):
            server.run()
        if not server.started:
            sys.exit(STARTUP_FAILURE)
        return
    with tempfile.TemporaryDirectory(prefix="chm-shared-") as folder:
        config = _Listening(settings, host, port, Path(folder))
        Multiprocess(config, [config.bind_socket()]).run()


def spare_collector() -> None:
    """Keep the garbage collector from walking through what lasts as long as the process.

    A full walk takes 0.1 s beside a large generation, and by the usual thresholds a few traces bring one on.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 20)
