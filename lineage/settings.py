"""What the environment decides. Read once, at the rim, and passed on as a frozen value."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from lineage.errors import BadInput
from lineage.model.addresses import named_mail


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


class Sending(BaseModel):
    """How notices leave, where they do more than lie in a folder; each is None where that way is not used."""

    model_config = ConfigDict(frozen=True)

    smtp_url: SecretStr | None = None
    """`LINEAGE_SMTP_URL`, `smtp://user:password@host:587` or `smtps://…:465`: the server that takes our mail. With
    `smtp://` the connection is encrypted by STARTTLS, unless the server is on this machine."""
    mail_from: str | None = None
    """`LINEAGE_MAIL_FROM`, `data@lineage.example` or `Name <data@lineage.example>`; its domain ends our Message-IDs."""
    mail_reply_to: str | None = None
    """`LINEAGE_MAIL_REPLY_TO`: where answers go, if not there."""
    signing_key: SecretStr | None = None
    """`LINEAGE_SIGNING_KEY`: an Ed25519 seed, 32 bytes in base64; signs what is sent to holders' APIs."""
    agent_id: str | None = None
    """`LINEAGE_AGENT_ID`: our id in the directory of the Data Rights Protocol, capitals and underscores."""
    holder_origins: tuple[str, ...] = ()
    """`LINEAGE_HOLDER_ORIGINS`: origins such as `http://127.0.0.1:8900`, comma-separated: the only way for a holder's
    API to be anywhere but at a public host, by https."""
    channel_rate_scale: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    """`LINEAGE_CHANNEL_RATE_SCALE`: a factor on the rates of all channels' cards. Above 1 it is for trials with servers
    of one's own: refused for public hosts, and in production."""


_SCHEMES = {
    "storage_url": ("s3",),
    "graph_url": ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"),
    "database_url": ("postgresql+psycopg", "sqlite"),
    "keys_url": ("postgresql+psycopg", "sqlite"),
}
_SHORTEST_KEY = 16
_SEED_BYTES = 32
_SMTP = re.compile(r"smtps?://([\w.~%-]+:[\w.~%-]*@)?([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?/?", re.ASCII)
_SHORTEST_MASTER_KEY = 32
EXAMPLE_SECRET = "change-me"  # noqa: S105  what every secret of the example contains; refused in production


class Settings(BaseModel):
    """All settings of one process; every one has a default that needs nothing installed."""

    model_config = ConfigDict(frozen=True)

    home: Path
    """`LINEAGE_HOME`: where archive, ledger, graph and reports lie."""
    servers: Servers = Servers()
    """Where the embedded stores are not used."""
    sending: Sending = Sending()
    """How notices leave."""
    mode: Literal["", "production"] = ""
    """`LINEAGE_MODE`: `production` refuses the secrets of the example."""
    contact: str | None = None
    """`LINEAGE_CONTACT`: a mail address or page for the User-Agent, so that a source's operator can reach us."""
    office: str | None = None
    """`LINEAGE_OFFICE`: who writes letters, by name: `Tern Data Rights Office`."""
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


def _seed(text: str) -> bytes:
    """The bytes of base64, in the alphabet of addresses, too; none where it is not."""
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        return b""


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and text == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return False


def _sending(environment: Mapping[str, str]) -> Sending:
    given = {name: value for name in Sending.model_fields if (value := environment.get(f"LINEAGE_{name.upper()}"))}
    origins = [part.strip() for part in given.pop("holder_origins", "").split(",") if part.strip()]
    if "smtp_url" in given and not _SMTP.fullmatch(given["smtp_url"]):  # it may hold a password
        raise BadInput(
            "LINEAGE_SMTP_URL is no smtp://user:password@host:587 or smtps://user:password@host:465; "
            "user and password may be left out, other characters in them than letters, digits and -._~ are written %40."
        )
    for name in ("mail_from", "mail_reply_to"):
        if name in given and named_mail(given[name]) is None:
            raise BadInput(f"LINEAGE_{name.upper()} is no mail address; write data@lineage.example or Name <…>.")
    if "smtp_url" in given and "mail_from" not in given:
        raise BadInput("LINEAGE_SMTP_URL is set, but not LINEAGE_MAIL_FROM; say whom our mail comes from.")
    if "signing_key" in given:
        seed = _seed(given["signing_key"])
        if len(seed) != _SEED_BYTES:
            raise BadInput(
                f"LINEAGE_SIGNING_KEY is not {_SEED_BYTES} bytes in base64; make one with `openssl rand -base64 32`."
            )
        given["signing_key"] = base64.b64encode(seed).decode()
    if "agent_id" in given and not re.fullmatch("[A-Z_]{1,64}", given["agent_id"]):
        raise BadInput("LINEAGE_AGENT_ID is more than capitals and underscores, as the Data Rights Protocol has them.")
    for origin in origins:
        if not _is_origin(origin) or "@" in origin:
            raise BadInput("LINEAGE_HOLDER_ORIGINS has what is no origin; write http://127.0.0.1:8900, without a path.")
    try:
        return Sending.model_validate({**given, "holder_origins": origins})
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])  # the others were looked at above; a number is no secret
        raise BadInput(f"LINEAGE_{field.upper()}={given[field]!r}: {error.errors()[0]['msg'].lower()}.") from None


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
        sending=_sending(environment),
        mode=mode,
        home=Path(environment.get("LINEAGE_HOME") or ".lineage"),
        contact=environment.get("LINEAGE_CONTACT") or None,
        office=environment.get("LINEAGE_OFFICE") or None,
        sources=tuple(s.strip() for s in environment.get("LINEAGE_SOURCES", "").split(",") if s.strip()),
        patience=seconds,
        environment={key: value for key, value in environment.items() if key.startswith("LINEAGE_SOURCE_")},
    )
