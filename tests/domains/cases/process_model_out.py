"""What leaves a case, as a plain model: reports, consents and the ledger, handovers between units."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.domains.cases.process_model import (
    CLOSED,
    HEADS,
    NOT_ALLOWED,
    NOT_THERE,
    ROLES,
    WELL,
    Answer,
    Model,
    Standing,
)


@dataclass
class Paper:
    """A consent, a line of the ledger, a report or a handover. ``sealed``: of class K3, and never less again.

    ``strict``: K4, for the circle alone whatever the class of its case. ``over``: taken back, or in hand at
    the other end. ``shown``: to a partner, now.
    """

    id: str
    sealed: bool
    strict: bool = False
    over: bool = False
    under: Paper | None = None
    shown: bool = False


@dataclass
class ModelOut(Model):
    reports: list[Paper] = field(default_factory=list)
    consents: list[Paper] = field(default_factory=list)
    ledger: list[Paper] = field(default_factory=list)
    transfers: list[Paper] = field(default_factory=list)
    measures: list[Paper] = field(default_factory=list)

    def stands_by(self, who: str, paper: Paper) -> Standing:
        """By what the paper is: heads outside the circle reach none that is stricter than K2."""
        own = ROLES[self.circle[who]] if who in self.circle else Standing.NOTHING
        by_function = who in HEADS and not (paper.sealed or paper.strict or self.sealed)
        return Standing.MANAGES if by_function else own

    def reclass(self, who: str, *, sealed: bool, stale: bool) -> Answer:
        """Everything that is written is raised with the case; nothing is lowered with it."""
        answer = super().reclass(who, sealed=sealed, stale=stale)
        if answer[0] == 200 and sealed:
            for paper in (*self.reports, *self.consents, *self.ledger, *self.transfers, *self.measures):
                paper.sealed = True
        return answer

    def running(self, who: str) -> list[Paper]:
        """Measures not evaluated, as far as somebody knows of them."""
        return [one for one in self.measures if not one.over and self.stands_by(who, one)]

    def evaluate(self, who: str, measure: Paper) -> Answer:
        refused = self.refusal(who, Standing.INVESTIGATES)
        if refused or self.closed:
            return refused or CLOSED
        if not self.stands_by(who, measure):
            return NOT_THERE
        measure.over = True
        return WELL

    def close(self, who: str, reason: str, *, feedback: bool, stale: bool) -> Answer:
        """Not while a measure runs that the closer knows of (C09)."""
        refused = self.refusal(who, Standing.MANAGES, stale=stale)
        if refused or self.closed:
            return refused or CLOSED
        if self.running(who):
            return 422, "C09"
        return super().close(who, reason, feedback=feedback, stale=stale)

    def report(self, who: str, kind: str) -> Answer:
        """C12: of a child in danger by everybody who opens the case, closed or not; they are in the circle
        afterwards, and the principal knows of it. Others are for those who write, while it is open."""
        held = self.standing(who)
        if held is Standing.NOTHING:
            return NOT_THERE
        if kind == "SOCIAL_SERVICES":
            self.circle.setdefault(who, "CONTRIBUTOR")
            self.circle.setdefault("rektor", "INFORMED")
            self.reports.append(Paper("", self.sealed, strict=True))
            return WELL
        if held < Standing.WRITES or (kind == "ORGANISER_6_10" and who not in HEADS):
            return NOT_ALLOWED
        if self.closed:
            return CLOSED
        if kind == "ORGANISER_6_10":
            return 422, "REPORT_KIND"
        self.reports.append(Paper("", self.sealed))
        return WELL

    def reports_seen(self, who: str) -> int:
        return sum(self.stands_by(who, paper) > Standing.NOTHING for paper in self.reports)

    def consent(self, who: str) -> Answer:
        refused = self.refusal(who, Standing.INVESTIGATES)
        return refused or (CLOSED if self.closed else WELL)

    def revoke(self, who: str, consent: Paper) -> Answer:
        """Also when the case is closed. What was shown to a partner under it is shut in the same moment."""
        held = self.stands_by(who, consent)
        if held < Standing.INVESTIGATES:
            return NOT_ALLOWED if held else NOT_THERE
        if consent.over:
            return 409, "CONSENT_STATE"
        consent.over = True
        for line in self.ledger:
            line.shown = line.shown and line.under is not consent
        return WELL

    def disclose(self, who: str, under: Paper | None, *, duty: bool) -> Answer:
        """By a duty of the law, or by consent: one that the teller may see, and that holds."""
        refused = self.refusal(who, Standing.INVESTIGATES)
        if refused or self.closed:
            return refused or CLOSED
        if duty:
            return WELL
        if under is None:
            return 422, "DISCLOSURE"
        if not self.stands_by(who, under):
            return 422, "V01"
        return (422, "CONSENT_REVOKED") if under.over else WELL

    def unshare(self, who: str, line: Paper) -> Answer:
        held = self.stands_by(who, line)
        if held < Standing.INVESTIGATES:
            return NOT_ALLOWED if held else NOT_THERE
        if not line.shown:
            return 409, "SHARING_ENDED"
        line.shown = False
        return WELL

    def hand_over(self, who: str) -> Answer:
        refused = self.refusal(who, Standing.MANAGES)
        return refused or (CLOSED if self.closed else WELL)

    def receive(self, who: str, sent: Paper) -> Answer:
        """Once, by a head of the unit it was sent to; of class K3 by the principal that it was sent to."""
        receivers = ("rektor-2",) if sent.sealed else ("rektor-2", "bitradande-2")
        if sent.over or who not in receivers:
            return NOT_THERE
        sent.over = True
        return WELL
