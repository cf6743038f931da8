"""What the environment decides. Read once, at the rim, and passed on as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from lineage.errors import BadInput


class SourceSettings(BaseModel):
    """One source's settings: `LINEAGE_SOURCE_<NAME>_URL`, `_TOKEN`, `_RATE_SCALE`, `_PATH`."""

    model_config = ConfigDict(frozen=True)

    url: str | None = None
    token: SecretStr | None = None
    rate_scale: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    path: Path | None = None


class Servers(BaseModel):
    """Servers in place of the embedded stores; each is None where the embedded one is used.

    Addresses may hold a password, so they are secrets: nothing that prints settings shows them.
    """

    model_config = ConfigDict(frozen=True)

    storage_url: SecretStr | None = None
    """`LINEAGE_STORAGE_URL`, `s3://bucket/prefix`: archive and ledger. Keys come from boto3's own chain (`AWS_…`)."""
    s3_endpoint: str | None = None
    """`LINEAGE_S3_ENDPOINT`: an S3 server that is not Amazon's."""
    s3_region: str = "us-east-1"
    """`LINEAGE_S3_REGION`."""
    s3_path_style: bool = True
    """`LINEAGE_S3_PATH_STYLE`: the bucket in the path (most own servers) or in the host name (`false`, Amazon's)."""
    graph_url: SecretStr | None = None
    """`LINEAGE_GRAPH_URL`, `bolt://host:7687`: Neo4j."""
    graph_user: str = "neo4j"
    """`LINEAGE_GRAPH_USER`."""
    graph_password: SecretStr = SecretStr("")
    """`LINEAGE_GRAPH_PASSWORD`."""
    database_url: SecretStr | None = None
    """`LINEAGE_DATABASE_URL`, `postgresql+psycopg://user:password@host/name`: judgements, limits, journals."""
    keys_url: SecretStr | None = None
    """`LINEAGE_KEYS_URL`: the store of the keys that people's data are sealed with; another database than the above."""


_SCHEMES = {
    "storage_url": ("s3",),
    "graph_url": ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"),
    "database_url": ("postgresql+psycopg", "sqlite"),
    "keys_url": ("postgresql+psycopg", "sqlite"),
}
_SHORTEST_KEY = 16
_SHORTEST_MASTER_KEY = 32
EXAMPLE_SECRET = "change-me"  # noqa: S105  what every secret of the example contains; refused in production


class Settings(BaseModel):
    """All settings of one process; every one has a default that needs nothing installed."""

    model_config = ConfigDict(frozen=True)

    home: Path
    """`LINEAGE_HOME`: where archive, ledger, graph and reports lie."""
    servers: Servers = Servers()
    """Where the embedded stores are not used."""
    mode: Literal["", "production"] = ""
    """`LINEAGE_MODE`: `production` refuses the secrets of the example."""
    contact: str | None = None
    """`LINEAGE_CONTACT`: a mail address or page for the User-Agent, so that a source's operator can reach us."""
    sources: tuple[str, ...] = ()
    """`LINEAGE_SOURCES`: the sources a weekly run visits, comma-separated; empty for all."""
    photos_key: SecretStr | None = None
    """`LINEAGE_PHOTOS_KEY`: the key that owners in an index of photos are sealed with; at least 16 characters."""
    photos_url: SecretStr | None = None
    """`LINEAGE_PHOTOS_URL`, `s3://bucket/prefix`: an index of photos that a team shares."""
    master_key: SecretStr | None = None
    """`LINEAGE_MASTER_KEY`: what the keys of people's data are wrapped with; at least 32 characters."""
    master_key_before: tuple[SecretStr, ...] = ()
    """`LINEAGE_MASTER_KEY_BEFORE`: former master keys, comma-separated, newest first, until all is wrapped anew."""
    patience: float = 900.0
    """`LINEAGE_PATIENCE`: seconds a crawl waits for a rate limit before it stops and says until when."""
    environment: Mapping[str, str] = Field(default={}, repr=False)
    """All `LINEAGE_SOURCE_…` variables; tokens are among them, so they are never shown."""

    def source(self, name: str) -> SourceSettings:
        """The settings of one source, by its folder's name."""
        prefix = f"LINEAGE_SOURCE_{name.upper().replace('-', '_')}_"
        given = {
            key.removeprefix(prefix).lower(): value
            for key, value in self.environment.items()
            if key.startswith(prefix) and value
        }
        unknown = sorted(set(given) - set(SourceSettings.model_fields))
        if unknown:
            raise BadInput(
                f"{prefix}{unknown[0].upper()} is no setting; known are "
                f"{', '.join(prefix + field.upper() for field in SourceSettings.model_fields)}."
            )
        try:
            return SourceSettings.model_validate(given)
        except ValidationError as error:
            field = str(error.errors()[0]["loc"][0])
            raise BadInput(f"{prefix}{field.upper()}={given[field]!r}: {error.errors()[0]['msg'].lower()}.") from None


def _servers(environment: Mapping[str, str]) -> Servers:
    given = {name: value for name in Servers.model_fields if (value := environment.get(f"LINEAGE_{name.upper()}"))}
    for name, schemes in _SCHEMES.items():
        found, colon, _ = given.get(name, "").partition("://")
        if name in given and found not in schemes:  # without a scheme it may begin with a password
            begin = f"'{found[:20]}://'" if colon else "no scheme"
            raise BadInput(
                f"LINEAGE_{name.upper()} begins with {begin}, expected one of "
                f"{', '.join(f'{scheme}://' for scheme in schemes)}."
            )
    if "storage_url" in given and not urlsplit(given["storage_url"]).netloc:
        raise BadInput("LINEAGE_STORAGE_URL names no bucket; write s3://bucket or s3://bucket/prefix.")
    if "keys_url" in given and _database(given["keys_url"]) == _database(given.get("database_url", "")):
        raise BadInput(
            "LINEAGE_KEYS_URL and LINEAGE_DATABASE_URL name the same database; put the keys into another, so that no "
            "backup of the docket has them."
        )
    try:
        return Servers.model_validate(given)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise BadInput(f"LINEAGE_{field.upper()}={given[field]!r}: {error.errors()[0]['msg'].lower()}.") from None


def _database(url: str) -> str:
    """What of an address says which database it is: neither who asks nor how."""
    return url.partition("?")[0].partition("://")[2].rpartition("@")[2]


def _refuse_examples(environment: Mapping[str, str]) -> None:
    """Secrets that anybody can read in the example protect nothing; raises BadInput.

    Every variable is looked at, also those that only other programs read: a list of secrets would miss the next one.
    """
    left = sorted(name for name, value in environment.items() if EXAMPLE_SECRET in value)
    if left:
        raise BadInput(
            f"{', '.join(left)} still {'has' if len(left) == 1 else 'have'} the example's value, and LINEAGE_MODE is "
            "production; put secrets of your own into .env."
        )


def _photos_url(environment: Mapping[str, str]) -> SecretStr | None:
    given = environment.get("LINEAGE_PHOTOS_URL")
    if not given:
        return None
    if urlsplit(given).scheme != "s3" or not urlsplit(given).netloc:
        raise BadInput("LINEAGE_PHOTOS_URL is no s3://bucket or s3://bucket/prefix.")
    return SecretStr(given)


def _secret(environment: Mapping[str, str], name: str, shortest: int) -> str | None:
    """A secret that is long enough, or None where there is none. Raises BadInput, which does not show it."""
    given = environment.get(name, "")
    if given and len(given) < shortest:
        raise BadInput(
            f"{name} has {len(given)} characters, at least {shortest} were expected; "
            "make one with `openssl rand -hex 32`."
        )
    return given or None


def _master_keys(environment: Mapping[str, str]) -> tuple[SecretStr | None, tuple[SecretStr, ...]]:
    now, before = "LINEAGE_MASTER_KEY", "LINEAGE_MASTER_KEY_BEFORE"
    current = _secret({now: environment.get(now, "").strip()}, now, _SHORTEST_MASTER_KEY)
    if current and "," in current:  # it could never stand among the former ones
        raise BadInput(f"{now} contains a comma, which separates keys; make one with `openssl rand -hex 32`.")
    listed = [each.strip() for each in environment.get(before, "").split(",")]
    former = [_secret({before: each}, before, _SHORTEST_MASTER_KEY) for each in listed]
    if any(former) and not current:
        raise BadInput(f"{before} is set and {now} is not; put the key that is in use now into {now}.")
    return SecretStr(current) if current else None, tuple(SecretStr(each) for each in former if each)


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings from the process's environment (`LINEAGE_…`)."""
    patience = environment.get("LINEAGE_PATIENCE") or "900"
    try:
        seconds = float(patience)
    except ValueError:
        seconds = -1.0
    if not seconds >= 0:  # nor is nan
        raise BadInput(f"LINEAGE_PATIENCE={patience!r} is not a number of seconds.")
    mode = environment.get("LINEAGE_MODE") or ""
    if mode not in ("", "production"):
        raise BadInput(f"LINEAGE_MODE={mode!r}: it is 'production', or not set.")
    if mode == "production":
        _refuse_examples(environment)
    photos_key = _secret(environment, "LINEAGE_PHOTOS_KEY", _SHORTEST_KEY)
    master_key, master_key_before = _master_keys(environment)
    return Settings(
        master_key=master_key,
        master_key_before=master_key_before,
        photos_key=SecretStr(photos_key) if photos_key else None,
        photos_url=_photos_url(environment),
        servers=_servers(environment),
        mode=mode,
        home=Path(environment.get("LINEAGE_HOME") or ".lineage"),
        contact=environment.get("LINEAGE_CONTACT") or None,
        sources=tuple(s.strip() for s in environment.get("LINEAGE_SOURCES", "").split(",") if s.strip()),
        patience=seconds,
        environment={key: value for key, value in environment.items() if key.startswith("LINEAGE_SOURCE_")},
    )
