"""Whose a repository is: an organisation by its account, a person without a name but with the company it gives.

Profiles are personal: of a person's, only the type and the organisations named as company are kept.
API: https://docs.github.com/en/rest/users/users#get-a-user.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lineage.model.base import canonical
from lineage.model.document import Page
from lineage.model.words import ThingKind
from lineage.sources.crawl import Crawl
from lineage.sources.github.beside import blank, settled
from lineage.sources.github.repositories import WEB, Repository, judged

HANDLE = re.compile(r"(?<![\w.])@([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)")


@dataclass
class Owners:
    """The owners met in one run; each profile is asked for once."""

    crawl: Crawl
    _profiles: dict[str, Page] = field(default_factory=dict)
    _organizations: dict[str, str] = field(default_factory=dict)

    def of(self, repository: Repository) -> Page:
        """The page that says whose a repository is; the organisations in it are remembered."""
        page = blank(repository, "owner", WEB + repository.full_name)
        page = settled(self.crawl, page) or self._asked(page, repository)
        for claim in self.crawl.claims(page):
            if claim.object.startswith("github:"):
                login, version = claim.object.removeprefix("github:").lower(), page.version or ""
                self._organizations[login] = max(version, self._organizations.get(login, ""))
        return page

    def organizations(self) -> Iterator[Page]:
        """The own page of every organisation met or known: what it is called."""
        known = (name.removeprefix("organizations/") for name in self.crawl.known if name.startswith("organizations/"))
        for login in sorted({*known, *self._organizations}):
            version = self._organizations.get(login)
            page = Page(f"organizations/{login}", ThingKind.ORGANIZATION, WEB + login, version=version)
            yield settled(self.crawl, page) or self._named(page, login)

    def _asked(self, page: Page, repository: Repository) -> Page:
        login = repository.owner
        if repository.is_organization:
            return _with(page, {"type": "Organization", "login": login})
        profile = self._profile(login)
        if profile.body is None:
            return replace(page, outcome=profile.outcome, reason=profile.reason)
        said = _object(profile.body)
        if said.get("type") == "Organization":
            return _with(page, {"type": "Organization", "login": login})
        return _with(page, {"type": "User", "company": self._company(said.get("company"))})

    def _company(self, company: Any) -> str | None:  # noqa: ANN401  JSON of strangers
        """What a person gives as company, without the handles that are no organisation's."""
        text = _whole(company)
        return text and HANDLE.sub(lambda match: match[0] if self._is_organization(match[1]) else "", text)[:200]

    def _is_organization(self, login: str) -> bool:
        known = self.crawl.known.get(f"organizations/{login.lower()}")
        if known and known.outcome.validates:
            return True
        return _object(self._profile(login).body).get("type") == "Organization"

    def _named(self, page: Page, login: str) -> Page:
        profile = self._profile(login)
        if profile.body is None:
            return replace(page, outcome=profile.outcome, reason=profile.reason)
        said = _object(profile.body)
        return _with(page, {field: _whole(said.get(field)) for field in ("login", "type", "name")})

    def _profile(self, login: str) -> Page:
        key = login.lower()
        if key not in self._profiles:
            self._profiles[key] = self.crawl.document(
                f"profiles/{key}", f"/users/{login}", "core", kind=ThingKind.DOCUMENT, url=WEB + login,
                outcome=judged, personal=True,
            )  # fmt: skip
        return self._profiles[key]


def _with(page: Page, record: dict[str, Any]) -> Page:
    return replace(page, body=canonical(record), media_type="application/json")


def _object(body: bytes | None) -> dict[str, Any]:
    found = json.loads(body) if body is not None else None
    return found if isinstance(found, dict) else {}


def _whole(value: Any) -> str | None:  # noqa: ANN401  JSON of strangers
    """A text without half characters, which could not be written down; None for anything else."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else None
