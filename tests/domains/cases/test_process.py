"""The case process against a plain model, as several people at once: program and model never differ."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from samsyn.core.settings import Settings
from samsyn.main.app import create_app
from samsyn.main.runtime import make_runtime
from tests.conftest import Town
from tests.domains.cases.process_model import KINDS
from tests.domains.cases.process_model_out import ModelOut, Paper
from tests.domains.cases.process_out import HANDOVER, HAPPENS, LATER, PEOPLE, TODAY, Outward
from tests.domains.cases.signing import sign
from tests.factories.decisions import add_decision, add_notification
from tests.factories.pupils import add_student
from tests.factories.world import make_world

BUDGET = settings(
    max_examples=22,
    stateful_step_count=24,
    derandomize=True,
    deadline=None,
    report_multiple_bugs=False,
    database=None,
    suppress_health_check=list(HealthCheck),
)
OTHERS = st.sampled_from(("psykolog", "larare", "bitradande"))
PHASES = st.sampled_from(("INVESTIGATION", "DECISION", "MEASURES", "FOLLOW_UP", "EVALUATION", "PRELIMINARY"))
REASONS = st.sampled_from(("WITHDRAWN", "GOAL_MET", "NO_NEED", "COMPLETED"))
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()
SELDOM = st.sampled_from((False, False, False, False, True))
INSIDE = {
    "findingsIndividual": "Orkar läsa tio minuter",
    "findingsGroup": "Många byten av sal",
    "findingsOrganisation": "Ingen läsverkstad",
    "causeAnalysis": "Långa texter utan förberedelse",
    "notConsultedReason": "Det är uppenbart obehövligt: elevhälsan har redan deltagit.",
}


class Process(Outward):
    """The course of a case: written in, investigated, decided, closed, reopened."""

    @initialize()
    def open(self) -> None:
        town, kind = self.town, self.code
        body: dict[str, Any] = {
            "schoolId": str(town.world.school),
            "caseTypeCode": kind,
            "nextFollowUpOn": LATER,
        }
        self.pupil = str(add_student(town.world)) if KINDS[kind].subject == "STUDENT" else None
        if self.pupil:
            body["studentIds"] = [self.pupil]
        answer = self.send("kurator", "POST", "/cases", body)
        assert answer.status_code == 201, answer.text
        self.case, self.model = answer.json()["id"], ModelOut(KINDS[kind])

    def version(self, *, stale: bool) -> int:
        """Of the row as it is; ``stale``: of what somebody saw before."""
        rows = self.town.world.sql("SELECT version FROM cases WHERE id = %s", self.case)
        return int(rows[0][0]) - (1 if stale else 0)

    @rule(who=PEOPLE, basis=st.booleans())
    def note(self, who: str, basis: bool) -> None:
        sent = {"text": "Samtal med mentor"} | ({"disclosureBasis": "CONSENT_GUARDIAN"} if basis else {})
        self.same(self.ask(who, "POST", "/notes", sent), self.model.note(who, basis=basis))

    @rule(who=PEOPLE, own=st.booleans())
    def voice(self, who: str, own: bool) -> None:
        sent = {
            "perspective": "CHILD_OWN" if own else "ADULT_ON_CHILD",
            "method": "CONVERSATION",
            "askedOn": TODAY.isoformat(),
            "content": "Jag vill sitta nära dörren",
        }
        self.same(self.ask(who, "POST", "/child-voices", sent), self.model.voice(who, own=own))

    @rule(who=PEOPLE)
    def start(self, who: str) -> None:
        if self.model.investigation == "OPEN AGAIN":
            return
        kind = self.model.kind.investigates
        self.same(self.ask(who, "POST", "/investigations", {"kind": kind}), self.model.start(who))

    @rule(who=PEOPLE)
    def complete(self, who: str) -> None:
        """Written by somebody who may, completed by whoever tries."""
        if not self.model.investigation.startswith("OPEN") or self.model.closed:
            return
        items = self.ask("kurator", "GET", "/investigations").json()["items"]
        one = next(item for item in items if item["completedAt"] is None)
        path = f"/investigations/{one['id']}"
        written = self.ask("kurator", "PATCH", path, INSIDE, one["version"])
        assert written.status_code == 200, written.text
        version = written.json()["version"]
        answer = self.ask(who, "POST", f"{path}/completion", {"conclusion": "SUPPORT_NEEDED"}, version)
        self.same(answer, self.model.complete(who))

    @rule(who=PEOPLE, to=PHASES, reason=st.booleans(), stale=SELDOM)
    def move(self, who: str, to: str, reason: bool, stale: bool) -> None:
        sent = {"phase": to} | ({"reason": "Hela klassen har provat det"} if reason else {})
        answer = self.ask(who, "POST", "/phase", sent, self.version(stale=stale))
        self.same(answer, self.model.move(who, to, reason=reason, stale=stale))

    @rule(steps=st.integers(1, 8))
    def go_on(self, steps: int) -> None:
        """Where the process leads, with what it asks for: by chance alone few examples come far."""
        for _ in range(steps):
            onward = self.model.kind.onward.get(self.model.phase, ())
            if self.model.phase == "INVESTIGATION":
                self.prepare()
            if onward:
                self.move("kurator", onward[-1], reason=True, stale=False)
            else:
                self.decide("rektor")
        if steps % 2:
            self.close("bitradande", "WITHDRAWN", feedback=True, stale=False)
            while any(not one.over for one in self.model.measures) and not self.model.closed:
                self.evaluate("kurator")
            self.close("kurator", "WITHDRAWN", feedback=True, stale=False)

    def prepare(self) -> None:
        self.voice("kurator", own=True)
        if self.model.investigation == "NONE":
            self.start("kurator")
        self.complete("kurator")
        self.hear("kurator")

    @rule(who=PEOPLE)
    def hear(self, who: str) -> None:
        sent = {
            "party": "GUARDIAN",
            "name": "Vårdnadshavare 1",
            "state": "ANSWERED",
            "informedOn": YESTERDAY,
            "channel": "IN_PERSON",
            "answerBy": LATER,
            "answeredOn": TODAY.isoformat(),
            "view": "Instämmer",
        }
        self.same(self.ask(who, "POST", "/hearings", sent), self.model.hear(who))

    @rule(who=st.sampled_from(("rektor", "rektor", "bitradande", "kurator", "larare")))
    def decide(self, who: str) -> None:
        """The draft is the factory's, in open words (K3 would seal it). The guardian is told at once."""
        if not self.model.kind.decides or self.model.sealed:
            return
        case = UUID(self.case)
        more = {"delegation_ref": "Punkt 4.2", "reuse_reason": "Utredningen gjordes i höst."}
        draft = add_decision(self.town.world, case, **more)
        answer = self.loop.run_until_complete(sign(self.town, case, draft, who))
        if answer.status_code == 201:
            add_notification(self.town.world, case, draft)
        self.same(answer, self.model.decide(who))
        if answer.is_success:
            rows = self.town.world.sql("SELECT id FROM case_measures WHERE case_id = %s ORDER BY id", case)
            known = {one.id for one in self.model.measures}
            new = (str(key) for (key,) in rows if str(key) not in known)
            self.model.measures.extend(Paper(key, self.model.sealed) for key in new)

    @rule(who=PEOPLE)
    def evaluate(self, who: str) -> None:
        """The measure that has run for longest."""
        running = [one for one in self.model.measures if not one.over]
        if not running:
            return
        sent = {"effect": "YES", "whatHappened": "Läser hela passet"}
        answer = self.ask(who, "POST", f"/measures/{running[0].id}/evaluation", sent)
        self.same(answer, self.model.evaluate(who, running[0]), "EVALUATED")

    @rule(who=PEOPLE, reason=REASONS, feedback=st.booleans(), stale=SELDOM)
    def close(self, who: str, reason: str, feedback: bool, stale: bool) -> None:
        sent = {"reason": reason} | ({"feedback": "Samtal i torsdags"} if feedback else {})
        answer = self.ask(who, "POST", "/closure", sent, self.version(stale=stale))
        self.same(answer, self.model.close(who, reason, feedback=feedback, stale=stale))

    @rule(who=PEOPLE, stale=SELDOM)
    def reopen(self, who: str, stale: bool) -> None:
        sent = {"reason": "Det har börjat igen", "nextFollowUpOn": LATER}
        answer = self.ask(who, "POST", "/reopening", sent, self.version(stale=stale))
        self.same(answer, self.model.reopen(who, stale=stale))

    @rule(who=PEOPLE, whom=OTHERS, role=st.sampled_from(("INFORMED", "CONTRIBUTOR", "INVESTIGATOR")))
    def let_in(self, who: str, whom: str, role: str) -> None:
        sent = {"personId": str(self.town.world.people[whom]), "role": role, "reason": "Undervisar eleven"}
        self.same(self.ask(who, "POST", "/members", sent), self.model.let_in(who, whom, role))

    @rule(who=PEOPLE, whom=st.sampled_from(("psykolog", "larare", "bitradande", "kurator")))
    def let_out(self, who: str, whom: str) -> None:
        if whom not in self.model.circle:
            return
        person = self.town.world.people[whom]
        found = "SELECT id FROM case_access WHERE case_id = %s AND person_id = %s AND valid_to IS NULL"
        (way,) = self.town.world.sql(found, self.case, person)[0]
        self.same(self.ask(who, "DELETE", f"/members/{way}"), self.model.let_out(who, whom))

    @rule(sealed=st.booleans(), stale=SELDOM)
    def reclass(self, sealed: bool, stale: bool) -> None:
        """By the owner: to K3, or back with a reason."""
        sent = {
            "confidentiality": "K3" if sealed else "K2",
            "classReason": "Uppgifter om hemmet",
        }
        answer = self.ask("kurator", "PATCH", "", sent, self.version(stale=stale))
        self.same(answer, self.model.reclass("kurator", sealed=sealed, stale=stale))

    @rule(who=PEOPLE)
    def look(self, who: str) -> None:
        answer = self.ask(who, "GET")
        assert answer.status_code == (200 if self.model.standing(who) else 404), who
        if answer.is_success:
            assert answer.json()["phase"] == self.model.phase, who

    def teardown(self) -> None:
        if hasattr(self, "case"):
            self.look("kurator")
            self.look("larare")
            kept = "SELECT count(*) FROM case_notes WHERE case_id = %s"
            assert self.town.world.sql(kept, self.case)[0][0] == self.model.notes
            self.partner_looks()
            self.nothing_is_lost()


@pytest.fixture
def process(settings: Settings, admin_dsn: str) -> Iterator[type[Process]]:
    """The program with an event loop of its own: Hypothesis calls from outside of any."""
    loop = asyncio.new_event_loop()
    runtime = make_runtime(settings)
    town = Town(make_world(admin_dsn), create_app(runtime=runtime), runtime)
    yield type("GivenProcess", (Process,), {"town": town, "loop": loop, "reached": set(), "happened": set()})
    loop.run_until_complete(runtime.engine.dispose())
    loop.close()


@pytest.mark.parametrize("code", KINDS)
def test_the_program_and_the_model_never_differ(process: type[Process], code: str) -> None:
    process.code = code
    run_state_machine_as_test(process, settings=BUDGET)
    assert process.reached == {*KINDS[code].onward, "CLOSED"}
    wanted = HAPPENS | HANDOVER if KINDS[code].subject == "STUDENT" else HAPPENS
    assert process.happened >= (wanted | {"C09", "EVALUATED"} if KINDS[code].decides else wanted)
