"""The holder whom somebody means: by id, by name, or by a part of the name that fits no other. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Final

from lineage.errors import BadInput
from lineage.model.obligation import Obligation
from lineage.model.request import Request

_SHOWN: Final = 5


def holders_obligations(
    request: Request, every: Sequence[Obligation], holder: str, only: Collection[int] = ()
) -> list[Obligation]:
    """The obligations of the holder who is meant, or some of them. Raises BadInput naming those who may be meant."""
    wanted = holder.strip().casefold()
    theirs = [each for each in every if wanted in (each.holder.casefold(), each.holder_name.casefold())]
    theirs = theirs or [each for each in every if wanted and wanted in each.holder_name.casefold()]
    if len({each.holder for each in theirs}) != 1:
        raise BadInput(_who(request, theirs, every, holder))
    if unknown := set(only) - {each.number for each in theirs}:
        has = ", ".join(str(each.number) for each in theirs)
        raise BadInput(f"Obligation {min(unknown)} is not of {theirs[0].holder_name}; it has {has}.")
    return [each for each in theirs if not only or each.number in only]


def _who(request: Request, several: Sequence[Obligation], every: Sequence[Obligation], holder: str) -> str:
    """Who may be meant, by name, how many others there are, and where all of them stand."""
    among = {each.holder: each.holder_name for each in several or every}
    close = get_close_matches(holder, set(among.values()), _SHOWN)
    ids = sorted(among, key=lambda who: (among[who] not in close, among[who].casefold(), who))[:_SHOWN]
    alike = len(set(among.values())) < len(among)
    names = ", ".join(f"{among[who]} ({who})" if several and alike else among[who] for who in ids)
    said = f"Several holders are called '{holder}'" if several else f"No holder of this request is called '{holder}'"
    more = f" and {len(among) - len(ids)} more" if len(among) > len(ids) else ""
    return f"{said}: there are {names}{more}; `lineage request status {request.id[:8]}` lists them."
