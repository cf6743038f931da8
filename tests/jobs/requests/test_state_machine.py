"""Any order of events, any moment of death: no obligation is lost or reached twice unknown to humans.

The docket, the keys, the archive and the jobs are the real ones. Only the servers of others are played, and the process
dies where a fuse says: between any two of its transactions, writes and deliveries.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import SecretStr

from lineage.deletion.replanning import News
from lineage.deletion.status import OVER, identified
from lineage.errors import BadInput, Erased, IllegalTransition, NotApproved
from lineage.jobs.requests import switch
from lineage.jobs.requests.approve import AGAIN, approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.end import deny, erase, revoke, settle
from lineage.jobs.requests.identify import reviewed
from lineage.jobs.requests.record import ANSWERS, Said, record
from lineage.jobs.requests.send import send
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.settings import Sending, Settings
from tests.channels.making import SEED
from tests.conftest import NOON
from tests.deletion.making import draft
from tests.jobs.requests import held
from tests.jobs.requests.making import ROLE, opened, planned, reachable
from tests.jobs.requests.outside import MOODS, Fuse, Killed, Outside, process

ACME, GULL, TERN, AUK = HOLDERS = [f"organization:{name}" for name in ("acme", "gull", "tern", "auk")]
WAYS = {
    ACME: ("email", "privacy@acme.example", {}),
    GULL: ("holder_api", "https://gull.example", {}),
    TERN: ("holder_api", "https://tern.example", {"honours_keys": False}),
}
DATASETS = ["dataset:made", "dataset:mix"]
SENDING = Sending(
    smtp_url=SecretStr("smtp://127.0.0.1"), mail_from="data@lineage.example", signing_key=SecretStr(SEED), agent_id="L"
)
ENDS = {"revoke": revoke, "erase": erase, "deny": lambda stores, who: deny(stores, who, "other", ROLE)}
MEMORY = Path("/dev/shm")
"""Where files are written fast, if there is such a place: no power fails here, only processes end."""
ORDER = ["items", "entries", "model", "possible"]
"""What may be owed, the most first."""
REFUSALS = (BadInput, NotApproved, IllegalTransition, Erased)

which = st.integers(0, 3)
deaths = st.none() | st.integers(0, 80)
moods = st.fixed_dictionaries({holder: st.sampled_from(["takes", *MOODS]) for holder in (ACME, GULL, TERN)})
drafts = st.lists(
    st.builds(
        draft, st.sampled_from(HOLDERS), st.sampled_from(DATASETS), owed=st.sampled_from(ORDER[::-1]),
        place=st.sampled_from(["", "https://data.example/1"]), holder_name=st.sampled_from(["Old name", "New name"]),
    ),
    max_size=6, unique_by=lambda each: (each.holder, each.dataset),
)  # fmt: skip


class Requests(RuleBasedStateMachine):
    """More and more requests, four holders, and everything that can come between."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        home = Path(self.folder.name)
        self.now, self.fuse, self.frozen, self.requests = NOON, Fuse(), {}, []
        self.outside = Outside(self.fuse, watch=self.may_leave)
        self.settings = Settings(home=home, sending=SENDING)
        reachable(home, WAYS)
        self.others = process(self.settings, lambda: self.now, self.outside, Fuse())
        self.stores = process(self.settings, lambda: self.now, self.outside, self.fuse)
        self.one_more_asks()

    @rule()
    def one_more_asks(self):
        made = opened(self.others, len(self.requests) + 1)
        planned(self.others, made, *(draft(holder, dataset) for holder in HOLDERS[:3] for dataset in DATASETS))
        approve(self.others, made.id, ROLE)
        self.requests.append(made)

    def may_leave(self, notice):
        """What arrives was approved, nobody has stopped sending, its request goes on, and who asks is known."""
        with desk(self.others) as at:
            assert not switch.why_stopped(at)
            assert at.docket.events(notice.request, kinds=OVER) == []
            assert at.docket.events(notice.request, kinds=[EventKind.APPROVED])
            assert identified(at.docket.events(notice.request))

    def do(self, job, *args, death=None, **more):
        """Run a job in a process that may die, and then go on with a new one."""
        self.fuse.left = death
        try:
            return job(self.stores, *args, **more)
        except Killed:
            return None
        finally:
            self.fuse.left, self.fuse.dead = None, False

    def id(self, at):
        """The id of some request; the newest is the likeliest."""
        return self.requests[-1 - at % len(self.requests)].id

    def number(self, at, index):
        """The number of some obligation of a request."""
        with desk(self.others) as opened_:
            numbers = [each.number for each in opened_.docket.obligations([self.id(at)])]
        return numbers[index % len(numbers)]

    @rule(at=which, drafts=drafts, more=st.sets(st.sampled_from(DATASETS)), death=deaths)
    def plan_again(self, at, drafts, more, death):
        """Datasets may have more photos of the person than before, and what is owed may be more or less."""
        known = News(differs=bool(more), further=more.__contains__)
        request = self.requests[-1 - at % len(self.requests)]
        with suppress(Erased, NotApproved):  # forgotten, or over
            if self.do(planned, request, *drafts, known=known, death=death) is not None:
                self.as_much_is_asked_for(request, drafts)

    def as_much_is_asked_for(self, request, drafts):
        """Of everybody at least what the plan says that they owe, unless another stands for them."""
        with desk(self.others) as at:
            newest = {(each.holder, each.dataset): each for each in at.docket.obligations([request.id])}
        for each in drafts:
            row = newest[each.holder, each.dataset]
            assert row.state is State.SUPERSEDED or ORDER.index(row.owed) <= ORDER.index(each.owed)

    @rule(at=which, index=st.none() | st.integers(0, 9), death=deaths)
    def approve(self, at, index, death):
        with suppress(BadInput, NotApproved):
            only = () if index is None else [self.number(at, index)]
            self.do(approve, self.id(at), ROLE, only=only, death=death)

    @rule(moods=moods, death=deaths)
    def send(self, moods, death):
        self.outside.moods, self.outside.meanwhile = moods, lambda: None
        self.do(send, really=True, sleep=lambda seconds: None, death=death)

    @rule(moods=moods, at=which)
    def send_one_in_peace(self, moods, at):
        self.outside.moods, self.outside.meanwhile = moods, lambda: None
        with suppress(NotApproved):  # it is over, or nobody approved anything of it
            self.do(send, self.id(at), really=True, sleep=lambda seconds: None)

    @rule(moods=moods, act=st.sampled_from([*ENDS, "stop", "doubt", "settle", "record"]), after=st.integers(0, 3),
          at=which, index=st.integers(0, 9), waiting=st.booleans(), death=deaths)  # fmt: skip
    def send_while_others_act(self, moods, act, after, at, index, waiting, death):
        """They do so while we wait for our turn, or while an answer is on its way."""
        left = [after]

        def meanwhile(_seconds=None):
            left[0] -= 1
            if left[0] == -1:
                with suppress(*REFUSALS):
                    self.act(act, at, index)

        self.outside.moods, self.outside.meanwhile = moods, (lambda: None) if waiting else meanwhile
        with suppress(NotApproved):  # it was stopped
            self.do(send, really=True, sleep=meanwhile if waiting else lambda seconds: None, death=death)
        switch.switch(self.others, ROLE, "all is well", on=True)

    @rule(before=moods, after=moods, act=st.sampled_from([*ENDS, "doubt", "settle", "record"]), at=which,
          index=st.integers(0, 9), death=st.integers(5, 80))  # fmt: skip
    def send_and_die_and_act_and_send(self, before, after, act, at, index, death):
        """What was cut off meets what somebody said of it before it is looked at again."""
        self.one_more_asks()
        self.send(before, death)
        with suppress(*REFUSALS):
            self.act(act, at, index)
        self.send(after, None)

    def act(self, act, at, index):
        if act in ENDS:
            ENDS[act](self.others, self.id(at))
        elif act == "stop":
            switch.switch(self.others, ROLE, "wrong addresses", on=False)
        elif act == "doubt":
            reviewed(self.others, self.id(at), ROLE, satisfied=bool(index % 2), note="a passport")
        elif act == "settle":
            settle(self.others, self.id(at), [self.number(at, index)], "not_applicable", "not theirs", ROLE)
        else:
            record(self.others, self.id(at), HOLDERS[index % 4], Said("sent"))

    @rule(at=which, holder=st.sampled_from(HOLDERS), answer=st.sampled_from(sorted(ANSWERS)), death=deaths)
    def record(self, at, holder, answer, death):
        with suppress(*REFUSALS):
            self.do(record, self.id(at), holder, Said(answer, "Art. 17(3)(d)"), death=death)

    @rule(at=which, index=st.integers(0, 9), state=st.sampled_from(["not_applicable", "superseded"]), death=deaths)
    def settle(self, at, index, state, death):
        with suppress(*REFUSALS):
            self.do(settle, self.id(at), [self.number(at, index)], state, "not theirs", ROLE, death=death)

    @rule(how=st.sampled_from(sorted(ENDS)), at=which, death=deaths)
    def end(self, how, at, death):
        with suppress(BadInput):
            self.do(ENDS[how], self.id(at), death=death)

    @rule(death=deaths)
    def stop_for_a_while(self, death):
        self.do(switch.switch, ROLE, "a trial", on=False, death=death)
        with desk(self.others) as at, suppress(NotApproved):
            stopped = switch.why_stopped(at)
            self.do(send, really=True, sleep=lambda seconds: None)
            assert not stopped
        switch.switch(self.others, ROLE, "all is well", on=True)

    @rule(days=st.integers(5, 20))
    def days_pass(self, days):
        self.now += timedelta(days=days)

    @invariant()
    @precondition(lambda self: hasattr(self, "others"))
    def all_holds(self):
        held.check(self.others, self.outside.arrived)

    @invariant()
    @precondition(lambda self: hasattr(self, "others"))
    def nothing_planned_is_lost_or_rewritten(self):
        now = held.frozen(self.others)
        assert {number: now.get(number) for number in self.frozen} == self.frozen
        self.frozen = now

    def teardown(self):
        if not hasattr(self, "others"):
            return
        try:
            self.everything_ends_well()
        finally:
            for stores in (self.stores, self.others):
                stores.database.dispose()
                stores.keys.close()
            self.folder.cleanup()

    def everything_ends_well(self):
        """Once servers are well and humans have decided, everybody whom a live request names was told."""
        self.outside.moods, self.outside.meanwhile = {}, lambda: None
        for each in self.requests:
            with suppress(Erased):
                reviewed(self.others, each.id, ROLE, satisfied=True, note="a passport")
        for _ in range(2):
            send(self.others, really=True, sleep=lambda seconds: None)
            for each in self.requests:
                with suppress(NotApproved), desk(self.others) as at:
                    stuck = [o.number for o in at.docket.obligations([each.id], AGAIN)]
                    if stuck:
                        approve(self.others, each.id, ROLE, only=stuck)
        send(self.others, really=True, sleep=lambda seconds: None)
        self.all_holds()
        with desk(self.others) as at:
            for each in self.requests:
                events = at.docket.events(each.id)
                left = list(at.docket.obligations([each.id], [State.PLANNED, State.APPROVED, State.SENDING]))
                carried = {event.body["holder"] for event in events if event.kind is EventKind.HANDED_OVER}
                assert {o.holder for o in left if o.state is State.SENDING} <= carried
                over = any(event.kind in OVER for event in events)
                assert over or all(o.state is State.SENDING for o in left)
                assert not [o for o in left if o.state is State.APPROVED]


TestRequests = pytest.mark.slow(Requests.TestCase)
TestRequests.settings = settings(
    max_examples=15, stateful_step_count=25, suppress_health_check=list(HealthCheck), deadline=None
)
