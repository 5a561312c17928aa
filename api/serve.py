"""`chm serve`: the application under uvicorn, on one address."""

from __future__ import annotations

from graph.settings import Settings
from graph.store import open_reader


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted. Raises StoreError or NotFound where there is nothing to serve."""
    import uvicorn

    from api.app import create_app

    open_reader(settings).close()
    uvicorn.run(create_app(settings), host=host, port=port, log_level="info", access_log=False)
