"""Requests for tests, opened and planned in the docket directly: no index of photos and no graph is needed."""

from __future__ import annotations

import json
from uuid import UUID

from lineage.deletion.pen import NO_NEWS
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.identify import reviewed
from lineage.model.plan import DatasetAnswer, PlanDocument, PlannedPhoto
from lineage.model.request import Requester
from tests.deletion.making import AT, WHYS, request

ROLE = "data protection officer"
NSID = "12345678@N90"
REQUESTER = Requester(nsid=NSID, asked=NSID, name="Ada Heron", contact="ada@heron.example")
DOCUMENT = PlanDocument(
    made_at=AT, graph="g" * 64, searched=("The index of root (60 photos, complete).",),
    photos=(
        PlannedPhoto(
            photo_id="1234567890", page_url=f"https://www.flickr.com/photos/{NSID}/1234567890/",
            download_url="https://farm8.staticflickr.com/7205/1234567890_0a1b2c3d4e.jpg", md5="0" * 32,
        ),
    ),
    answers={"made": DatasetAnswer(name="Made", answer="may_contain", by=None, photos=0)},
)  # fmt: skip


def opened(stores, number=1, **more):
    """A request that was opened, of somebody who was checked."""
    made = request(number, **{"id": str(UUID(int=number << 96)), **more})
    with desk(stores) as at:
        at.keys.make(f"request:{made.id}", at.now)
        sealed = at.seal(made.id, "requester", REQUESTER.model_dump_json().encode())
        with at.writing() as pen:
            pen.open(made, {"requester": sealed})
    reviewed(stores, made.id, ROLE, satisfied=True, note="a letter with their name")
    return made


def planned(stores, made, *drafts, known=NO_NEWS):
    """Freeze drafts as a plan does, with what is known since the one before; gives the new obligations."""
    with desk(stores) as at:

        def body():
            sealed = at.seal(made.id, "plan", DOCUMENT.model_dump_json().encode())
            return {"document": sealed, "graph": DOCUMENT.graph}

        with at.writing() as pen:
            return pen.plan(made.id, drafts, WHYS, body, lambda _before: known).added


def reachable(home, ways):
    """Write contacts into a home: holder → (channel, address) and more of its fields."""
    rows = [
        {"holder": holder, "channel": channel, "address": address, "source": "a letter", "as_of": "2026-11-01", **more}
        for holder, (channel, address, more) in ways.items()
    ]
    (home / "contacts").mkdir(parents=True, exist_ok=True)
    (home / "contacts" / "made.yaml").write_text(json.dumps(rows))  # JSON is YAML


def states(stores, made):
    """Number → state of a request's obligations."""
    with desk(stores) as at:
        return {each.number: each.state for each in at.docket.obligations([made.id])}
