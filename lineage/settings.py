"""What the environment decides. Read once, at the rim, and passed on as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from lineage.errors import BadInput


class SourceSettings(BaseModel):
    """One source's settings: `LINEAGE_SOURCE_<NAME>_URL`, `_TOKEN`, `_RATE_SCALE`, `_PATH`."""

    model_config = ConfigDict(frozen=True)

    url: str | None = None
    token: SecretStr | None = None
    rate_scale: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    path: Path | None = None


class Settings(BaseModel):
    """All settings of one process; every one has a default that needs nothing installed."""

    model_config = ConfigDict(frozen=True)

    home: Path
    """`LINEAGE_HOME`: where archive, ledger, graph and reports lie."""
    contact: str | None = None
    """`LINEAGE_CONTACT`: a mail address or page for the User-Agent, so that a source's operator can reach us."""
    sources: tuple[str, ...] = ()
    """`LINEAGE_SOURCES`: the sources a weekly run visits, comma-separated; empty for all."""
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


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings from the process's environment (`LINEAGE_…`)."""
    patience = environment.get("LINEAGE_PATIENCE") or "900"
    try:
        seconds = float(patience)
    except ValueError:
        seconds = -1.0
    if not seconds >= 0:  # nor is nan
        raise BadInput(f"LINEAGE_PATIENCE={patience!r} is not a number of seconds.")
    return Settings(
        home=Path(environment.get("LINEAGE_HOME") or ".lineage"),
        contact=environment.get("LINEAGE_CONTACT") or None,
        sources=tuple(s.strip() for s in environment.get("LINEAGE_SOURCES", "").split(",") if s.strip()),
        patience=seconds,
        environment={key: value for key, value in environment.items() if key.startswith("LINEAGE_SOURCE_")},
    )
