"""What leaves a case, asked of the program and of the model: a part of the machine in ``test_process``."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from samsyn.core.clock import SystemClock
from tests.conftest import Town
from tests.domains.cases.process_model import Answer
from tests.domains.cases.process_model_out import ModelOut, Paper

PEOPLE = st.sampled_from(
    ("kurator", "kurator", "rektor", "bitradande", "psykolog", "larare", "rektor-2", "admin")
)
RECEIVERS = st.sampled_from(("rektor-2", "bitradande-2", "kurator-2", "rektor", "kurator"))
KINDS_OF_REPORT = st.sampled_from(("SOCIAL_SERVICES", "WORK_ENVIRONMENT", "ORGANISER_6_10"))
TODAY = SystemClock().today()
LATER = (TODAY + timedelta(days=30)).isoformat()
RECIPIENT = {"recipientKind": "HEALTH_CARE", "recipient": "Barn- och ungdomspsykiatrin"}


HAPPENS = frozenset(
    {
        "SOCIAL_SERVICES", "CONSENT", "BY_CONSENT", "DUTY", "REVOKED", "UNSHARED", "CONSENT_REVOKED",
        "CONSENT_STATE", "SHARING_ENDED",
    }
)  # fmt: skip
"""In every type of case, for the examples to say anything; a handover only where there is a pupil."""
HANDOVER = frozenset({"HANDED_OVER", "RECEIVED"})


class Outward(RuleBasedStateMachine):
    """``town`` and ``loop`` are given by the test; every example is a case of its own."""

    town: Town
    loop: asyncio.AbstractEventLoop
    code: str
    reached: set[str]
    happened: set[str]
    case: str
    pupil: str | None
    model: ModelOut

    def ask(
        self, who: str, method: str, path: str = "", sent: Any = None, version: int | None = None
    ) -> httpx.Response:
        return self.send(who, method, f"/cases/{self.case}{path}", sent, version)

    def send(
        self, who: str, method: str, path: str, sent: Any = None, version: int | None = None
    ) -> httpx.Response:
        headers = {"if-match": f'"{version}"'} if version is not None else {}
        return self.loop.run_until_complete(self.town.as_(who)(method, path, json=sent, headers=headers))

    def same(self, answer: httpx.Response, expected: Answer, done: str = "") -> None:
        """``done``: what has happened when it went well."""
        code = "" if answer.is_success else answer.json()["code"]
        assert (answer.status_code, code) == expected, answer.text
        self.reached.add(self.model.phase)
        self.happened.add(code or done)

    def paper(self, answer: httpx.Response, kept: list[Paper], **more: Any) -> None:
        """What the program has written, the model keeps."""
        if answer.is_success:
            kept.append(Paper(answer.json()["id"], self.model.sealed, **more))

    def version_of(self, table: str, paper: Paper) -> int:
        rows = self.town.world.sql(f"SELECT version FROM {table} WHERE id = %s", paper.id)
        return int(rows[0][0])

    @rule(who=PEOPLE, kind=KINDS_OF_REPORT)
    def report(self, who: str, kind: str) -> None:
        self.same(self.ask(who, "POST", "/reports", {"kind": kind}), self.model.report(who, kind), kind)

    @rule(who=PEOPLE)
    def read_reports(self, who: str) -> None:
        answer = self.ask(who, "GET", "/reports")
        assert answer.status_code == (200 if self.model.standing(who) else 404), who
        if answer.is_success:
            assert len(answer.json()["items"]) == self.model.reports_seen(who), who

    @rule(who=PEOPLE)
    def consent(self, who: str) -> None:
        sent = {
            **RECIPIENT,
            "studentId": self.pupil,
            "bornOn": "2016-05-17" if self.pupil else None,
            "scope": "Hur skoldagen fungerar",
            "givers": [{"party": "GUARDIAN", "name": "Vårdnadshavare 1"}],
            "form": "WRITTEN",
            "givenOn": TODAY.isoformat(),
            "expiresOn": LATER,
        }
        answer = self.ask(who, "POST", "/consents", sent)
        self.same(answer, self.model.consent(who), "CONSENT")
        self.paper(answer, self.model.consents)

    @rule(who=PEOPLE)
    def revoke(self, who: str) -> None:
        if not self.model.consents:
            return
        consent = self.model.consents[-1]
        sent = {"revokedBy": "GUARDIAN", "revokedOn": TODAY.isoformat()}
        version = self.version_of("case_consents", consent)
        answer = self.ask(who, "POST", f"/consents/{consent.id}/revocation", sent, version)
        self.same(answer, self.model.revoke(who, consent), "REVOKED")

    @rule(who=PEOPLE, duty=st.booleans(), partner=st.booleans())
    def disclose(self, who: str, duty: bool, partner: bool) -> None:
        under = self.model.consents[-1] if self.model.consents and not duty else None
        duties = {"basis": "STATUTORY_DUTY", "reason": "Socialnämnden begärde uppgiften skriftligt."}
        leave = {"basis": "CONSENT_GUARDIAN", "consentId": under.id if under else None}
        person = str(self.town.world.people["partner"])
        shared = {"partnerId": person, "sharedUntil": LATER}
        told = shared if partner else {"channel": "TELEPHONE"}
        sent = {**RECIPIENT, "studentId": self.pupil, "what": "Att eleven ofta är trött"}
        sent |= (duties if duty else leave) | told | {"toldOn": TODAY.isoformat()}
        answer = self.ask(who, "POST", "/disclosures", sent)
        self.same(answer, self.model.disclose(who, under, duty=duty), "DUTY" if duty else "BY_CONSENT")
        self.paper(answer, self.model.ledger, under=under, shown=partner)

    @rule(who=PEOPLE)
    def unshare(self, who: str) -> None:
        if not self.model.ledger:
            return
        line = self.model.ledger[-1]
        version = self.version_of("case_disclosures", line)
        answer = self.ask(who, "POST", f"/disclosures/{line.id}/ending", None, version)
        self.same(answer, self.model.unshare(who, line), "UNSHARED")

    @rule()
    def partner_looks(self) -> None:
        """What is shown now, and nothing else of the case."""
        found = {item["id"] for item in self.send("partner", "GET", "/shared-items").json()["items"]}
        lines = {line.id: line.shown for line in self.model.ledger}
        assert found & lines.keys() == {key for key, shown in lines.items() if shown}
        assert self.ask("partner", "GET").status_code == 404

    @rule(who=PEOPLE)
    def hand_over(self, who: str) -> None:
        if self.pupil is None:
            return
        sent = {
            "studentId": self.pupil,
            "destination": "UNIT",
            "toSchoolId": str(self.town.world.schools["B"]),
            "summary": "Tål pauser",
            "told": "Vårdnadshavarna och eleven vet vad som lämnas.",
            "toldOn": TODAY.isoformat(),
        }
        answer = self.ask(who, "POST", "/transfers", sent)
        self.same(answer, self.model.hand_over(who), "HANDED_OVER")
        self.paper(answer, self.model.transfers)

    @rule(who=RECEIVERS)
    def receive(self, who: str) -> None:
        if not self.model.transfers:
            return
        sent = self.model.transfers[-1]
        path, version = f"/incoming-transfers/{sent.id}/receipt", self.version_of("case_transfers", sent)
        answer = self.send(who, "POST", path, {"nextFollowUpOn": LATER}, version)
        self.same(answer, self.model.receive(who, sent), "RECEIVED")

    @rule(who=PEOPLE, other=PEOPLE, duty=st.booleans())
    def shared_and_taken_back(self, who: str, other: str, duty: bool) -> None:
        """From a consent to its end, with whoever tries in between: by chance alone few examples come far."""
        self.consent("kurator")
        self.disclose("kurator", False, True)
        self.disclose(who, duty, True)
        self.partner_looks()
        for ends in (other, "kurator", "kurator"):
            self.unshare(ends)
        self.revoke(who)
        self.revoke("kurator")
        self.partner_looks()
        self.disclose(other, False, False)
        self.disclose("kurator", False, False)

    @rule(who=RECEIVERS, other=RECEIVERS)
    def moved_and_taken_in_hand(self, who: str, other: str) -> None:
        self.hand_over("kurator")
        self.receive(who)
        self.receive(other)

    def nothing_is_lost(self) -> None:
        """Each paper is a row, and there are no others."""
        model, count = self.model, "SELECT count(*) FROM {} WHERE case_id = %s"
        for table, papers in {
            "authority_reports": model.reports,
            "case_consents": model.consents,
            "case_disclosures": model.ledger,
            "case_transfers": model.transfers,
        }.items():
            assert self.town.world.sql(count.format(table), self.case)[0][0] == len(papers), table
