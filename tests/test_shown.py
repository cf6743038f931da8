"""What people read at a terminal of a week's run."""

from __future__ import annotations

from pathlib import Path

from lineage.jobs.crawl import CrawlResult
from lineage.jobs.requests.replan import Replanned
from lineage.jobs.standing import News
from lineage.jobs.weekly import WeeklyResult
from lineage.shown import week
from lineage.trace.diff import difference
from tests.graph.making import EMPTY


def printed(capsys, **parts):
    report = Path("reports/2026-11-16.html")
    week(WeeklyResult(CrawlResult("2026-11-16", ()), None, difference(EMPTY, EMPTY), report, **parts))
    said = capsys.readouterr()
    return said.out, said.err


def test_requests_that_were_planned_again_are_told_also_where_nobody_has_standing_ones(capsys):
    again = (
        Replanned("5d0c41e7", (14, 15), (3,)),
        Replanned("6e1d52f8", (), ()),
        Replanned("7f2e63a9", (), (), "Lost."),
    )

    out, _ = printed(capsys, replanned=again)

    assert "Request 5d0c41e7: 2 new obligations, 1 copies there again\n" in out
    assert "6e1d52f8" not in out
    assert "Request 7f2e63a9: Lost.\n" in out


def test_each_problem_of_a_standing_request_is_told_once(capsys):
    news = tuple(News(name, None, (), (f"Nobody knows {name}.",), Path(f"{name}.json")) for name in ("one", "two"))

    _, err = printed(capsys, news=news, replanned=(Replanned("5d0c41e7", (14,), ()),) * 2)

    assert [line for line in err.splitlines() if "Nobody" in line] == [
        "  one: Nobody knows one.",
        "  two: Nobody knows two.",
    ]
