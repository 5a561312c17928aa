"""Who may write: bearer tokens (RFC 6750), kept in `tokens.sqlite` of the data folder as SHA-256 digests only.

A token has 256 random bits, so that a plain digest of it cannot be guessed back. It has scopes, ends at a time, and
can be revoked. `chm token new|list|revoke` keeps them; the writing paths ask `allowed`.
"""

from __future__ import annotations

import hmac
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from fastapi import Request

from api.problems import HttpProblem
from api.shared import Table
from graph.errors import NotFound, QueryError, StoreError
from graph.settings import Settings

SCOPES = ("update", "graphs")
"""What a token may allow: SPARQL Update, the Graph Store Protocol."""

_FAILURES, _WINDOW = 10, 60.0
_TABLE = (
    "CREATE TABLE IF NOT EXISTS token (id TEXT PRIMARY KEY, digest TEXT NOT NULL, name TEXT NOT NULL,"
    " scopes TEXT NOT NULL, created TEXT NOT NULL, expires TEXT NOT NULL, revoked TEXT)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: without its secret. Times are UTC; `revoked` is None while it holds."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created: datetime
    expires: datetime
    revoked: datetime | None


class Tokens:
    """The tokens of a data folder. Raises StoreError where their file cannot be used."""

    def __init__(self, folder: Path) -> None:
        self._path = Path(folder) / "tokens.sqlite"

    def new(self, name: str, scopes: tuple[str, ...], days: int) -> str:
        """Makes a token that ends after `days` and returns it; it is shown this once. Raises QueryError for a scope."""
        if unknown := [scope for scope in scopes if scope not in SCOPES]:
            raise QueryError(f"there is no scope {unknown[0]!r}; there are {', '.join(SCOPES)}")
        now = datetime.now(UTC)
        # url-safe without the sign that parts it
        identifier, secret = secrets.token_hex(4), secrets.token_hex(32)
        row = (identifier, _digest(secret), name, " ".join(scopes), now, now + timedelta(days=days), None)
        with self._open() as file:
            values = [each.isoformat() if isinstance(each, datetime) else each for each in row]
            file.execute("INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        return f"chm_{identifier}_{secret}"

    def all(self) -> list[Token]:
        """Every token, those that no longer hold among them, oldest first."""
        with self._open() as file:
            rows = file.execute("SELECT id, name, scopes, created, expires, revoked FROM token ORDER BY created")
            return [_token(row) for row in rows]

    def revoke(self, identifier: str) -> None:
        """Ends a token at once. Raises NotFound for one that is not there."""
        with self._open() as file:
            now = datetime.now(UTC).isoformat()
            done = file.execute("UPDATE token SET revoked = ? WHERE id = ? AND revoked IS NULL", (now, identifier))
            if not done.rowcount:
                raise NotFound(f"no token {identifier!r} holds; `chm token list` shows them")

    def of(self, presented: str) -> Token | None:
        """The token that somebody presents, if it is one and still holds."""
        _, _, rest = presented.partition("chm_")
        identifier, _, secret = rest.partition("_")
        with self._open() as file:
            row = file.execute(
                "SELECT id, name, scopes, created, expires, revoked, digest FROM token WHERE id = ?", (identifier,)
            ).fetchone()
        # an unknown token takes the same comparison as a known one
        known = row[6] if row else _digest("")
        if not hmac.compare_digest(known, _digest(secret)) or row is None:
            return None
        token = _token(row[:6])
        return token if token.revoked is None and token.expires > datetime.now(UTC) else None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                self._path.touch(0o600)
            with closing(sqlite3.connect(self._path, timeout=5)) as file, file:
                file.execute(_TABLE)
                yield file
        except (OSError, sqlite3.Error) as fault:
            raise StoreError(f"{self._path}: {fault}; check the folder (CHM_DATA)") from fault


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _token(row: tuple[str, str, str, str, str, str | None]) -> Token:
    identifier, name, scopes, created, expires, revoked = row
    ended = datetime.fromisoformat(revoked) if revoked else None
    moments = datetime.fromisoformat(created), datetime.fromisoformat(expires)
    return Token(identifier, name, tuple(scopes.split()), *moments, ended)


class Attempts:
    """How often each client has failed of late: ten failures a minute, then it waits."""

    def __init__(self, path: Path | None = None) -> None:
        # for each client, when it failed: the last ten times
        self._failed = Table(_FAILURES, path)

    def wait(self, client: str) -> int:
        """How many seconds the client must wait; 0 for one that may try."""
        with self._failed.of(client) as times:
            recent = [moment for moment in times if moment and time.monotonic() - moment < _WINDOW]
        return 0 if len(recent) < _FAILURES else int(_WINDOW - (time.monotonic() - min(recent))) + 1

    def failed(self, client: str) -> None:
        """Counts a failure."""
        with self._failed.of(client) as times:
            times[times.index(min(times))] = time.monotonic()


def allowed(request: Request, settings: Settings, scope: str) -> Token:
    """The token of a request that may do what `scope` says.

    Raises HttpProblem: 401 without a token that holds, 403 where it has other scopes, 429 after too many failures.
    """
    attempts: Attempts = request.app.state.attempts
    client = request.client.host if request.client else ""
    if wait := attempts.wait(client):
        raise HttpProblem(429, "too many tokens that are none; wait", {"Retry-After": str(wait)})
    kind, _, presented = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not presented:
        raise HttpProblem(401, "writing needs a token (chm token new)", {"WWW-Authenticate": 'Bearer realm="chm"'})
    token = Tokens(settings.data).of(presented.strip())
    if token is None:
        attempts.failed(client)
        told = 'Bearer realm="chm", error="invalid_token"'
        raise HttpProblem(401, "this token is unknown, has ended or was revoked", {"WWW-Authenticate": told})
    if scope not in token.scopes:
        told = f'Bearer realm="chm", error="insufficient_scope", scope="{scope}"'
        raise HttpProblem(403, f"this token does not allow {scope}", {"WWW-Authenticate": told})
    return token
