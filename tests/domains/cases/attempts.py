"""The attempts on a case's own course: C01 to C03 and C07 to C09. What is signed is in ``attempts_signed``,
what is reported and who is let in in ``attempts_circle``."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.domains.cases.breaking import (
    CHAIN,
    CLOSE,
    MOVE,
    NOWHERE,
    REOPEN,
    Attempt,
    Ground,
    Sent,
)
from tests.factories.cases import (
    add_investigation,
    add_measure,
    add_voice,
    investigated,
)
from tests.factories.decisions import add_investigated


def at(ground: Ground, rest: str = "") -> str:
    return f"/cases/{ground.case}{rest}"


def go(phase: str, **more: Any) -> Any:
    return lambda ground: Sent(at(ground, "/phase"), {"phase": phase, **more}, version="case")


def change(**sent: Any) -> Any:
    return lambda ground: Sent(at(ground), sent, "PATCH", "case")


def close(**sent: Any) -> Any:
    return lambda ground: Sent(at(ground, "/closure"), sent, version="case")


def post(rest: str, **sent: Any) -> Any:
    return lambda ground: Sent(at(ground, rest), sent)


def voice(ground: Ground, **more: Any) -> None:
    add_voice(ground.town.world, ground.case, **more)


def adults_view(ground: Ground) -> None:
    voice(ground, perspective="ADULT_ON_CHILD")


def unconsulted(ground: Ground, kind: str = "SPECIAL_SUPPORT") -> Any:
    return add_investigation(ground.town.world, ground.case, kind=kind, student_health_consulted_on=None)


def unconsulted_absence(ground: Ground) -> Any:
    more = {"kind": "ABSENCE", "not_consulted_reason": "Det är uppenbart obehövligt i det här fallet."}
    return add_investigation(ground.town.world, ground.case, student_health_consulted_on=None, **more)


def complete(ground: Ground) -> Sent:
    path = at(ground, f"/investigations/{ground.key}/completion")
    return Sent(path, {"conclusion": "SUPPORT_NEEDED"}, version="part")


def no_need(ground: Ground) -> None:
    add_investigated(ground.town.world, ground.case, "NOT_NEEDED")


def without_a_day(ground: Ground) -> None:
    """All that its next phase asks for is there but the day for follow-up."""
    world = ground.town.world
    voice(ground)
    investigated(world, ground.case)
    world.sql("UPDATE cases SET next_follow_up_on = NULL WHERE id = %s", ground.case)


NEXT = {"PRELIMINARY": "INVESTIGATION", "INVESTIGATION": "DECISION", "MEASURES": "FOLLOW_UP"}


def go_on(ground: Ground) -> Sent:
    (phase,) = ground.town.world.sql("SELECT phase FROM cases WHERE id = %s", ground.case)[0]
    onward = NEXT | {"FOLLOW_UP": "EVALUATION", "EVALUATION": "DECISION"}
    body = {"phase": onward.get(phase, "DECISION"), "reason": "Hela klassen har provat det"}
    return Sent(at(ground, "/phase"), body, version="case")


def measure(ground: Ground) -> Any:
    return add_measure(ground.town.world, ground.case)


def locked(ground: Ground) -> Any:
    done = {"effect": "NO", "what_happened": "Ingen skillnad", "ended_on": date(2026, 2, 7)}
    by = ground.town.world.people["kurator"]
    return add_measure(ground.town.world, ground.case, state="ENDED", evaluated_by=by, **done)


def evaluate(**sent: Any) -> Any:
    return lambda ground: Sent(at(ground, f"/measures/{ground.key}/evaluation"), sent)


def reopen_in_the_past(ground: Ground) -> Sent:
    return Sent(
        at(ground, "/reopening"), {"reason": "Börjat igen", "nextFollowUpOn": ground.day(-1)}, version="case"
    )


def too_far_ahead(ground: Ground) -> Sent:
    """Eight weeks are the longest, and the holidays that follow on them."""
    return Sent(at(ground), {"nextFollowUpOn": ground.day(140)}, "PATCH", "case")


def running(ground: Ground) -> Any:
    """What is proposed, turned down or ended is in nobody's way; one under way is."""
    for state in ("APPROVED", "PARTLY"):
        key = add_measure(ground.town.world, ground.case, state=state)
    return key


WITHDRAWN = {"reason": "WITHDRAWN", "feedback": "Samtal med elev och vårdnadshavare"}
TO_DECISION = ("INVESTIGATION", "EVALUATION")
SHORT = {"perspective": "CHILD_OWN", "method": "DECLINED", "askedOn": "2026-01-07", "missingReason": "Nej"}

COURSE: tuple[Attempt, ...] = (
    Attempt("C01", "no voice", "INVESTIGATE", go("DECISION"), "C01", state=MOVE, reached=TO_DECISION),
    Attempt(
        "C01", "an adult's view", "INVESTIGATE", go("DECISION"), "C01", adults_view, state=MOVE,
        reached=TO_DECISION,
    ),
    Attempt("C01", "silence without why", "WRITE", post("/child-voices", **SHORT), "C01"),
    Attempt(
        "C02", "not investigated", "INVESTIGATE", go("DECISION"), "C02", voice, state=MOVE,
        reached=TO_DECISION,
    ),
    Attempt("C03", "closed undecided", "MANAGE", close(**WITHDRAWN), "C03", no_need, state=CLOSE),
    Attempt("C07", "3:7 without consultation", "INVESTIGATE", complete, "C07", unconsulted),
    Attempt(
        "C07", "7:19 a with a reason", "INVESTIGATE", complete, "C07", unconsulted_absence, states=CHAIN,
        row={"case_type": "ABSENCE"},
    ),
    Attempt("C08", "no day", "MANAGE", change(nextFollowUpOn=None), "C08"),
    Attempt("C08", "a day that was", "MANAGE", change(nextFollowUpOn="2026-01-07"), "C08"),
    Attempt("C08", "a day too far ahead", "MANAGE", too_far_ahead, "C08"),
    Attempt("C08", "nobody responsible", "MANAGE", change(ownerId=None), "V01", state=NOWHERE),
    Attempt(
        "C08", "on without a day", "INVESTIGATE", go_on, "C08", without_a_day, state=MOVE,
        reached=(*TO_DECISION, "PRELIMINARY", "MEASURES", "FOLLOW_UP", "REOPENED"),
    ),
    Attempt("C08", "reopened late", "MANAGE", reopen_in_the_past, "C08", state=REOPEN, reached=("CLOSED",)),
    Attempt("C09", "no words", "INVESTIGATE", evaluate(effect="YES", whatHappened=" "), "C09", measure),
    Attempt("C09", "no effect", "INVESTIGATE", evaluate(whatHappened="Gick bra"), "C09", measure),
    Attempt("C09", "closed while it runs", "MANAGE", close(**WITHDRAWN), "C09", running, state=CLOSE),
    Attempt(
        "C09", "again", "INVESTIGATE", evaluate(effect="YES", whatHappened="Gick bra"), "C09", locked, 409
    ),
)  # fmt: skip
