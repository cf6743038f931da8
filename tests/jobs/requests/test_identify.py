"""Whether the requester is who they say: a code on their Flickr account, or a reviewer's decision, with evidence."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput, NotApproved
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.identify import check_code, issue_code, reviewed
from lineage.jobs.requests.open import OpenOptions, open_request
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.status import status
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from tests.jobs.photos import conftest as collection

ADA = collection.GULL
CODE = "lineage-c0de"


@contextmanager
def flickr(description):
    """Flickr's API, which knows one account and what stands on it."""
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            wanted = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
            asked.append(wanted)
            known = wanted["method"] == "flickr.people.getInfo" and wanted["user_id"] == ADA
            said = {"stat": "ok", "person": {"nsid": ADA, "description": {"_content": description}}}
            body = json.dumps(said if known else {"stat": "fail", "code": 1}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def asking(stores, url):
    """The same stores, with a way to Flickr."""
    variables = {
        "LINEAGE_SOURCE_FLICKR_URL": url, "LINEAGE_SOURCE_FLICKR_TOKEN": "an-api-key",
        "LINEAGE_SOURCE_FLICKR_RATE_SCALE": "1000",
    }  # fmt: skip
    return Stores(stores.settings.model_copy(update={"environment": variables}), stores.clock)


@pytest.fixture
def request_id(built):
    said = OpenOptions(ADA, "ada@heron.example", consent=True)
    return open_request(built, said, lambda: UUID(int=1)).request.id


def checks(stores, request_id):
    with desk(stores) as at:
        return at.docket.events(request_id, kinds=[EventKind.IDENTITY_CHECKED])


@pytest.mark.parametrize(("description", "satisfied"), [(f"Birds. {CODE}", True), ("Birds.", False), ("", False)])
def test_a_code_is_looked_for_on_the_account_itself(built, request_id, description, satisfied):
    issue_code(built, request_id, lambda: CODE)
    with flickr(description) as (url, asked):
        found = check_code(asking(built, url), request_id)

    assert found.satisfied is satisfied
    assert asked[0]["user_id"] == ADA
    (event,) = checks(built, request_id)
    assert (event.body["method"], event.body["satisfied"]) == ("flickr_code", satisfied)


def test_the_code_stays_the_same_when_it_is_asked_for_again(built, request_id):
    first = issue_code(built, request_id, lambda: CODE)

    assert issue_code(built, request_id, lambda: "another") == first == CODE


def test_what_flickr_answered_is_sealed_and_the_docket_names_nobody(built, request_id):
    issue_code(built, request_id, lambda: CODE)
    with flickr(f"{CODE} of Ada Heron") as (url, _):
        check_code(asking(built, url), request_id)

    with desk(built) as at:
        (event,) = checks(built, request_id)
        sealed = json.loads(at.unseal(request_id, "identity", event.body["evidence"]))
        assert sealed["evidence"]
        assert not any(word in str(at.docket.events()) for word in (ADA, "Ada", "heron.example"))


def test_without_a_code_there_is_nothing_to_look_for(built, request_id):
    with pytest.raises(BadInput, match="No code was issued"):
        check_code(built, request_id)


def test_without_a_key_of_flickr_s_a_reviewer_decides(built, request_id):
    issue_code(built, request_id, lambda: CODE)

    with pytest.raises(BadInput, match="let a reviewer look and decide"):
        check_code(built, request_id)

    assert reviewed(built, request_id, "privacy desk", satisfied=True, note="showed the account").satisfied


@pytest.mark.parametrize(("role", "note"), [("", "showed it"), ("privacy desk", " ")])
def test_a_reviewer_says_in_which_role_and_what_they_saw(built, request_id, role, note):
    with pytest.raises(BadInput, match="--as and --note"):
        reviewed(built, request_id, role, satisfied=True, note=note)

    assert checks(built, request_id) == []


def test_whom_nobody_checked_nothing_is_approved_for(built, request_id):
    plan(built, request_id)

    with pytest.raises(NotApproved, match="Nobody checked who makes request"):
        approve(built, request_id, "privacy desk")


def test_the_last_check_counts(built, request_id):
    for satisfied in (True, False):
        reviewed(built, request_id, "privacy desk", satisfied=satisfied, note="looked again")

    (seen,) = status(built, request_id)
    assert (seen.standing.status, seen.standing.detail) == ("in_progress", "need_verification")
