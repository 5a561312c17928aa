"""Requests to a SPARQL endpoint: queries and updates by SPARQLWrapper, whole graphs by the Graph Store Protocol.

Every request is authorised, bounded in time and in number (`connections` at once), and tried again when it cannot be
reached or is busy; every request that is sent here may be sent twice with the same effect.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import BoundedSemaphore
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    Request,
    build_opener,
)

from SPARQLWrapper import BASIC, DIGEST, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from graph.errors import QueryError, StoreError
from graph.settings import Settings
from graph.sparql import query_form

_ATTEMPTS = 4
_FIRST_WAIT = 0.1
_BUSY = (429, 502, 503, 504)
# the forms that engines write alike: Virtuoso has no XML for a yes or no, Comunica adds to its JSON for rows
_FORMS = {"SELECT": XML, "ASK": JSON}
_MEDIA_TYPES = {"SELECT": "application/sparql-results+xml", "ASK": "application/sparql-results+json"}
# body and media type
Answer = tuple[bytes, str]


@dataclass(frozen=True)
class Endpoint:
    """Where an engine takes queries, updates and whole graphs, and how it is asked.

    `graphs` is the address of its Graph Store Protocol, empty when it has none; `union` says that its default graph is
    the union of its graphs; `seconds` bounds each request, `at_once` the triples that one update carries.

    >>> Endpoint("http://127.0.0.1:7878/query").updates
    'http://127.0.0.1:7878/update'
    """

    query: str
    update_url: str = ""
    graphs: str = ""
    union: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    digest: bool = False
    seconds: float = 30
    connections: int = 8
    at_once: int = 20_000
    _free: BoundedSemaphore = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.query.startswith(("http://", "https://")):
            raise StoreError(f"{self.query!r} is no SPARQL endpoint; write an http(s) URL")
        object.__setattr__(self, "_free", BoundedSemaphore(self.connections))

    @classmethod
    def of_settings(cls, settings: Settings) -> Endpoint:
        """The endpoint that the settings name."""
        return cls(
            settings.store,
            settings.store_update,
            settings.store_graphs,
            settings.store_union,
            settings.store_user,
            settings.store_password.get_secret_value(),
            settings.store_auth == "digest",
            settings.query_seconds,
            settings.store_connections,
            settings.store_at_once,
        )

    @property
    def updates(self) -> str:
        """The address for updates; where none is given, that of queries with its last segment `update`."""
        return self.update_url or self.query.rpartition("/")[0] + "/update"

    def ask(self, sparql: str) -> Answer:
        """Body and media type of the answer to a query. Raises QueryError when it is refused, StoreError else."""
        form = query_form(sparql)
        request = self._request(sparql, form)
        request.setReturnFormat(_FORMS.get(form, TURTLE))
        request.addCustomHttpHeader("Accept", _MEDIA_TYPES.get(form, "text/turtle"))
        return self._tried(self.query, lambda: _read(request))

    def update(self, sparql: str) -> None:
        """Sends an update that has the same effect when it is sent twice."""
        request = self._request(sparql, "INSERT")
        self._tried(self.updates, lambda: _read(request))

    def put(self, graph: str, ntriples: bytes) -> None:
        """Makes `ntriples` the content of a graph by the Graph Store Protocol; for what is too long for an update."""
        address = f"{self.graphs}?{urlencode({'graph': graph})}"
        headers = {"Content-Type": "text/turtle"}
        request = Request(address, ntriples, headers, method="PUT")  # noqa: S310  the scheme is checked in settings
        opener = self._opener()

        def sent() -> Answer:
            with opener.open(request, timeout=self.seconds) as answer:
                return answer.read(), ""

        self._tried(address, sent)

    def _request(self, sparql: str, form: str) -> SPARQLWrapper:
        request = SPARQLWrapper(self.query, updateEndpoint=self.updates)
        request.setMethod(POST)
        # Virtuoso leaves a query that is posted directly without an end
        request.setRequestMethod(POSTDIRECTLY if form == "INSERT" else URLENCODED)
        request.setOnlyConneg(True)
        request.setTimeout(math.ceil(self.seconds))
        if self.user:
            request.setHTTPAuth(DIGEST if self.digest else BASIC)
            request.setCredentials(self.user, self.password)
        # setQuery would guess the form from the text, and can be misled by comments and strings
        request.queryString, request.queryType = sparql, form
        return request

    def _opener(self) -> OpenerDirector:
        known = HTTPPasswordMgrWithDefaultRealm()
        if self.user:
            known.add_password(None, self.graphs, self.user, self.password)
        return build_opener(HTTPBasicAuthHandler(known), HTTPDigestAuthHandler(known))

    def _tried(self, url: str, send: Callable[[], Answer]) -> Answer:
        wait = _FIRST_WAIT
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with self._free:
                    return send()
            except QueryBadFormed as fault:
                raise QueryError(f"the query cannot be run: {fault}") from fault
            except (OSError, HTTPException, SPARQLWrapperException) as fault:
                if attempt == _ATTEMPTS or not _passes(fault):
                    raise StoreError(f"{url}: {fault}; check CHM_STORE and that the endpoint runs") from fault
            time.sleep(wait)
            wait *= 2
        raise AssertionError("the last attempt returns or raises")


def _read(request: SPARQLWrapper) -> Answer:
    response = request.query().response
    return response.read(), response.headers.get_content_type()


def _passes(fault: Exception) -> bool:
    """Whether trying again may help: a connection refused or broken off, a busy gateway; never a timeout."""
    if isinstance(fault, HTTPError):
        return fault.code in _BUSY
    cause = fault.reason if isinstance(fault, URLError) else fault
    return isinstance(cause, ConnectionError | HTTPException)
