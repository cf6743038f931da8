"""By when a holder has to answer, from the regulation that a request is made under. Pure, but for loading its table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import yaml
from pydantic import Field

from lineage.errors import BadInput
from lineage.model.base import Record
from lineage.model.request import Regulation

_SATURDAY = 5


class Rule(Record):
    """What one regulation says of time, and whom one turns to when it runs out."""

    name: str
    articles: tuple[str, ...]
    """The articles that letters cite."""
    answer_months: int = Field(default=0, ge=0)
    answer_days: int = Field(default=0, ge=0)
    extension_months: int = Field(default=0, ge=0)
    extension_days: int = Field(default=0, ge=0)
    confirm_business_days: int | None = Field(default=None, gt=0)
    """Business days within which the receipt has to be confirmed; None where nothing is said of it."""
    skips_days_off: bool = False
    """Whether a time that ends on a Saturday, a Sunday or a public holiday ends with the next working day."""
    remind_at: tuple[float, ...] = ()
    """Parts of the time after which a holder is reminded."""
    remind_days_before: tuple[int, ...] = ()
    """Days before the end at which a holder is reminded."""
    authority: str
    """Whom a person can turn to, in a sentence or two."""
    source: str
    """Where the law can be read."""

    @property
    def binds(self) -> bool:
        """Whether there is a time to keep at all."""
        return bool(self.answer_months or self.answer_days)


def rule(regulation: str) -> Rule:
    """The rule of a regulation. Raises BadInput, naming those there are, when there is no such regulation."""
    rules = _load()
    if regulation not in rules:
        raise BadInput(f"There is no regulation '{regulation}'; use one of: {', '.join(sorted(rules))}.")
    return rules[Regulation(regulation)]


def due(
    regulation: str, start: datetime, extended: bool = False, *, holidays: Collection[date] = ()
) -> datetime | None:
    """The last second in which an answer is in time; None where no law gives a time.

    GDPR, Art. 12(3): one calendar month, with the extension three. Counted by Regulation (EEC, Euratom) No 1182/71: the
    day of the event is not counted (Art. 3(1)); the time ends with the last hour of the day of the same date, or of the
    last day of a shorter month (Art. 3(2)(c)); an end on a Saturday, a Sunday or one of `holidays` moves to the next
    working day (Art. 3(4)). Which days are public holidays differs by country and is not known here: without
    `holidays`, the end is up to some days too early where it falls on one, so look before an authority is told.

    CCPA: 45 calendar days after the day of receipt, with the extension 90 (Cal. Civ. Code § 1798.130(a)(2)(A)); days
    off are not left out.

    Days are those of `start`'s time zone. Raises BadInput for an unknown regulation or a start without time zone.
    """
    found = rule(regulation)
    if start.tzinfo is None:
        raise BadInput("A time limit was asked for a start without a time zone; give one, since days depend on it.")
    if not found.binds:
        return None
    months = found.answer_months + (found.extension_months if extended else 0)
    days = found.answer_days + (found.extension_days if extended else 0)
    last = _months_after(start.date(), months) + timedelta(days)
    while found.skips_days_off and _is_off(last, holidays):
        last += timedelta(1)
    return datetime.combine(last, time(23, 59, 59), start.tzinfo)


def confirm_by(regulation: str, start: datetime, *, holidays: Collection[date] = ()) -> datetime | None:
    """The last second in which the receipt can be confirmed in time; None where no law asks for it.

    CCPA: 10 business days (Cal. Code Regs., tit. 11, § 7021(a)): Monday to Friday, without `holidays`. Raises BadInput
    as `due` does.
    """
    left = rule(regulation).confirm_business_days
    if start.tzinfo is None:
        raise BadInput("A time limit was asked for a start without a time zone; give one, since days depend on it.")
    if left is None:
        return None
    last = start.date()
    while left:
        last += timedelta(1)
        left -= not _is_off(last, holidays)
    return datetime.combine(last, time(23, 59, 59), start.tzinfo)


def reminders(
    regulation: str, start: datetime, extended: bool = False, *, holidays: Collection[date] = ()
) -> tuple[datetime, ...]:
    """When a holder who has not answered is reminded, in order; all after the start and before the end.

    Raises BadInput as `due` does.
    """
    end = due(regulation, start, extended, holidays=holidays)
    return () if end is None else tuple(sorted(set(_moments(rule(regulation), start, end))))


def _moments(found: Rule, start: datetime, end: datetime) -> Iterator[datetime]:
    candidates = [start + (end - start) * part for part in found.remind_at]
    candidates += [end - timedelta(days) for days in found.remind_days_before]
    for moment in candidates:
        if start < moment < end:
            yield moment.replace(microsecond=0)


def _months_after(day: date, months: int) -> date:
    """The day of the same date some months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_after - timedelta(1)).day))


def _is_off(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() >= _SATURDAY or day in holidays


@cache
def _load() -> dict[Regulation, Rule]:
    text = (Path(__file__).parent / "regulations.yaml").read_text(encoding="utf-8")
    return {Regulation(key): Rule.model_validate(row) for key, row in yaml.safe_load(text).items()}
