"""`chm serve`: the application under uvicorn, on one address."""

from __future__ import annotations

import gc

from graph.memory import bound_arenas
from graph.settings import Settings
from graph.store import open_reader


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted. Raises StoreError or NotFound where there is nothing to serve."""
    bound_arenas()
    import uvicorn

    from api.app import create_app
    from api.connections import READ, bounded

    open_reader(settings).close()
    app = create_app(settings)
    spare_collector()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="info",
        access_log=False,
        http=bounded(settings.receive_seconds, settings.max_header_bytes),
        h11_max_incomplete_event_size=settings.max_header_bytes + READ,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies.split(),
    )


def spare_collector() -> None:
    """Keep the garbage collector from walking through what lasts as long as the process.

    A full walk takes 0.1 s beside a large generation, and by the usual thresholds a few traces bring one on.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 20)
