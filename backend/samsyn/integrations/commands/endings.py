"""How a run ends: its state, its counts and its report in both languages, without anything that was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samsyn.integrations.models import SyncRun
from samsyn.integrations.rules import RunPhase, RunState
from samsyn.integrations.ss12000 import Outcome, Report, SourceFault, failed

MOST_REFUSED = 1_000
"""Refused objects that are listed; all are counted."""
REFUSED_TEXTS = {
    "OFF": ("Källan är avstängd. Inget har hämtats.", "The source is switched off. Nothing was fetched."),
    "RUNNING": (
        "En annan hämtning från källan pågick. Inget har hämtats.",
        "Another pull from the source was under way. Nothing was fetched.",
    ),
}
FAILED_TEXTS = {
    "CHANGED_MEANWHILE": (
        "Något hann ändras, eller databasen svarade inte. Inget har ändrats av hämtningen. Försök igen.",
        "Something changed meanwhile, or the database did not answer. The pull changed nothing. Try again.",
    ),
    "UNFORESEEN": (
        "Något gick fel hos oss. Inget har ändrats. Försök igen, och kontakta driften om det upprepas.",
        "Something went wrong here. Nothing was changed. Try again; tell operations if it happens again.",
    ),
}


@dataclass(frozen=True, slots=True)
class Ending:
    """What is written on a run when it is over."""

    state: RunState
    report: dict[str, Any]
    counts: dict[str, int]
    confirmation: str | None = None

    def put_on(self, run: SyncRun, now: datetime) -> None:
        run.state, run.phase, run.finished_at = self.state.value, RunPhase.OVER.value, now
        run.report, run.counts, run.confirmation = self.report, self.counts, self.confirmation


def of_report(report: Report) -> Ending:
    """After a difference was applied."""
    waits = report.outcome is Outcome.NEEDS_CONFIRMATION
    return Ending(
        RunState.CONFIRM if waits else RunState.DONE,
        {language: _data(report, language) for language in ("sv", "en")},
        _counts(report),
        report.confirmation,
    )


def failed_by_fault(fault: SourceFault) -> Ending:
    """The source could not be read."""
    report = failed(fault)
    data = {language: _data(report, language) for language in ("sv", "en")}
    return Ending(RunState.FAILED, data, {})


def failed_by_us(*, again: bool) -> Ending:
    """``again``: the database refused; another attempt may do."""
    code = "CHANGED_MEANWHILE" if again else "UNFORESEEN"
    return Ending(RunState.FAILED, _told("FAILED", code, FAILED_TEXTS[code]), {})


def refused(code: str) -> Ending:
    """It never began."""
    return Ending(RunState.REFUSED, _told("REFUSED", code, REFUSED_TEXTS[code]), {})


def _told(outcome: str, code: str, texts: tuple[str, str]) -> dict[str, Any]:
    none = dict.fromkeys(("organisations", "persons", "duties", "groups"), 0)
    told: dict[str, Any] = {name: [] for name in ("records", "refusals", "droppedFields", "notices")}
    told |= dict.fromkeys(("received", "outside", "over"), none)
    told |= {"outcome": outcome, "refusedTotal": 0}
    told["fault"] = {"code": code, "endpoint": None, "status": None}
    return {"sv": {**told, "text": texts[0]}, "en": {**told, "text": texts[1]}}


def _data(report: Report, language: str) -> dict[str, Any]:
    data = report.as_data(language)
    refusals = data["refusals"]
    del data["unknownCodes"], data["confirmation"]
    return {**data, "refusals": refusals[:MOST_REFUSED], "refusedTotal": len(refusals)}


def _counts(report: Report) -> dict[str, int]:
    kinds = list(report.counts.values())
    return {
        "created": sum(one.created for one in kinds),
        "changed": sum(one.changed for one in kinds),
        "unchanged": sum(one.unchanged for one in kinds),
        "ended": sum(one.ended for one in kinds),
        "withheld": sum(sum(one.withheld.values()) for one in kinds),
        "refused": len(report.refusals),
    }
