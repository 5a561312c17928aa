"""Every setting of the project, in one table.

A setting is read from the environment (`CHM_DATA`), else from `chm.toml` in the working folder (`data = "..."`), else
it has its default. `docs/settings.md` prints this table, and a test holds the two together.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from graph.errors import StoreError
from graph.namespaces import DEFAULT_BASE, Names

EMBEDDED = "embedded"


def _namespace(iri: str) -> str:
    if not iri.startswith(("http://", "https://")) or not iri.endswith(("/", "#")):
        raise ValueError("must be an http(s) IRI that ends with / or #")
    return iri


def _engine(store: str) -> str:
    if store != EMBEDDED and not store.startswith(("http://", "https://")):
        raise ValueError("must be 'embedded' or the http(s) URL of a SPARQL query endpoint")
    return store


class Settings(BaseSettings):
    """The settings, frozen. `Settings.read()` is the way in: its errors name the setting and the remedy.

    >>> Settings(max_rows=5).max_rows
    5
    """

    model_config = SettingsConfigDict(
        env_prefix="CHM_", toml_file="chm.toml", frozen=True, extra="forbid", env_ignore_empty=True
    )

    data: Annotated[Path, Field(description="folder of the embedded store and its generations")] = Path("data")
    base_iri: Annotated[
        str,
        AfterValidator(_namespace),
        Field(description="what every IRI begins with, apart from the host that serves it"),
    ] = DEFAULT_BASE
    store: Annotated[
        str, AfterValidator(_engine), Field(description="`embedded`, or the URL of a SPARQL 1.1 query endpoint")
    ] = EMBEDDED
    store_update: Annotated[
        str, Field(description="URL of the update endpoint; empty: that of queries with its last segment `update`")
    ] = ""
    store_graphs: Annotated[
        str,
        Field(description="URL of its Graph Store Protocol, for more than one update carries; empty: by updates"),
    ] = ""
    store_union: Annotated[
        bool, Field(description="whether the endpoint's default graph is the union of its graphs, as in Virtuoso")
    ] = False
    store_auth: Annotated[Literal["basic", "digest"], Field(description="how the endpoint checks the password")] = (
        "basic"
    )
    store_connections: Annotated[int, Field(ge=1, description="how many requests are open at the endpoint at once")] = 8
    store_at_once: Annotated[
        int,
        Field(ge=1, description="how many statements one update carries to the endpoint; Virtuoso takes some 500"),
    ] = 20_000
    store_user: Annotated[str, Field(description="user name at the endpoint; empty: none is sent")] = ""
    store_password: Annotated[SecretStr, Field(description="password at the endpoint")] = SecretStr("")
    corpus: Annotated[
        Path, Field(description="folder of official texts that `chm load` reads when it is told no path")
    ] = Path("../shared/corpus")
    keep_generations: Annotated[int, Field(ge=1, description="how many published generations are kept")] = 10
    query_seconds: Annotated[
        float,
        Field(gt=0, description="how long a query or an update may take, and a write wait for another, in seconds"),
    ] = 30.0
    write_seconds: Annotated[
        float,
        Field(
            gt=0,
            description="how long to check, write and publish what an update or a graph changes may take, in seconds; "
            "beyond, it is stopped and taken back",
        ),
    ] = 120.0
    processes: Annotated[
        int, Field(ge=1, description="how many processes answer HTTP on the one address; each has its own of the next")
    ] = 1
    query_workers: Annotated[int, Field(ge=1, description="how many processes answer queries of the public")] = 2
    query_memory: Annotated[
        int,
        Field(ge=64, description="how much memory a process for queries and updates may take, in megabytes"),
    ] = 2048
    max_changes: Annotated[
        int,
        Field(
            ge=1,
            description="how many statements an update may add and take away; writing some 15,000 takes a second",
        ),
    ] = 250_000
    service_endpoints: Annotated[
        str, Field(description="endpoints that a query may ask by SERVICE, with a space between; empty: none")
    ] = ""
    harvest_hosts: Annotated[
        str,
        Field(description="servers inside the network that `chm harvest` may ask: `host:port`, a space between"),
    ] = ""
    check_writes: Annotated[
        bool, Field(description="whether what is written by HTTP must pass the shapes; off for a scratch service only")
    ] = True
    default_graph: Annotated[
        str,
        Field(
            description="graph that updates and `/graphs?default` take for the default graph; "
            "empty: the merge of all graphs, which nobody writes to"
        ),
    ] = ""
    license: Annotated[str, Field(description="IRI of the licence that answers name")] = (
        "https://creativecommons.org/licenses/by/4.0/"
    )
    max_rows: Annotated[int, Field(ge=1, description="how many rows a query may give before it is cut and says so")] = (
        10_000
    )
    max_body_bytes: Annotated[int, Field(ge=1, description="how large the body of a request may be, in bytes")] = (
        10_000_000
    )
    max_header_bytes: Annotated[
        int, Field(ge=1024, description="how large the head of a request may be, address and fields, in bytes")
    ] = 32_768
    receive_seconds: Annotated[
        float,
        Field(gt=0, description="how long the head of a request, and then its body, may take to come, in seconds"),
    ] = 60.0

    public_url: Annotated[
        str,
        Field(
            description="address that answers name this server by; empty: that of the socket, never what `Host` says"
        ),
    ] = ""
    trusted_proxies: Annotated[
        str,
        Field(
            description="addresses of front servers whose X-Forwarded-For and X-Forwarded-Proto are believed, "
            "with a space between; empty: none"
        ),
    ] = ""
    contact: Annotated[str, Field(description="e-mail address that harvesters are told to write to")] = "root@localhost"
    publisher: Annotated[str, Field(min_length=1, description="name of who publishes the graph, for catalogues")] = (
        "Clearing-House Mechanism of the Convention on Biological Diversity"
    )
    requests_per_minute: Annotated[
        int,
        Field(ge=0, description="how many requests an address may make a minute before 429; 0: as many as it likes"),
    ] = 0

    @property
    def services(self) -> tuple[str, ...]:
        """The endpoints that a query may ask by SERVICE."""
        return tuple(self.service_endpoints.split())

    @property
    def names(self) -> Names:
        """The IRIs under the base."""
        return Names(self.base_iri)

    @classmethod
    def read(cls) -> Settings:
        """The settings of environment and `chm.toml`. Raises StoreError that names each wrong setting."""
        try:
            return cls()
        except ValidationError as fault:
            faults = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in fault.errors())
            raise StoreError(f"settings: {faults}; correct CHM_* or chm.toml (docs/settings.md)") from fault
        except ValueError as fault:
            raise StoreError(f"chm.toml: {fault}; correct it (docs/settings.md)") from fault

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  pydantic calls it with all of them
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before environment before `chm.toml`; no `.env`, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def table() -> str:
    """The Markdown table of all settings that stands in `docs/settings.md`."""
    lines = ["| environment | `chm.toml` | default | what it is |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = f"`{default}`" if str(default) else "empty"
        lines.append(f"| `CHM_{name.upper()}` | `{name}` | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"
