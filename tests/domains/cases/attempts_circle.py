"""The attempts on reports, on the circle and on what a case says of itself: C10 to C20."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.domains.cases.attempts import TO_DECISION, WITHDRAWN, at, change, close, go, go_on, post, voice
from tests.domains.cases.breaking import CHAIN, CLOSE, MOVE, NOWHERE, Attempt, Ground, Sent
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_contribution, add_investigation, let_in, part_of
from tests.factories.pupils import add_student, grant
from tests.factories.reports import add_report

PAST = "2026-01-07T08:00:00Z"
DEGRADING = {"case_type": "DEGRADING", "reach": "BOTH", "pointed_out": "UNKNOWN"}
PAST_THE_UNIT = {"case_type": "DEGRADING", "reach": "ORGANISER", "pointed_out": "STAFF"}
SECRET = {"confidentiality": "K4", "protection_level": "CONFIDENTIAL_MARK"}
CHAIN_DECISION = (*TO_DECISION, "REOPENED")
LEVELS = ("findings_individual", "findings_group", "findings_organisation")
BEGINS = ("PRELIMINARY", "REOPENED")
UNDER_RULES = {"rulePack": "SE-2028", "reason": "Vi vill ha de nya reglerna redan nu"}


def told(ground: Ground) -> Any:
    """The organiser has its report, a while ago."""
    world, place = ground.town.world, part_of(ground.town.world, ground.case)
    world.insert("case_events", **place, type="ORGANISER_NOTIFIED", at=datetime.now(UTC), data="{}")
    return add_report(world, ground.case, "ORGANISER_6_10", channel="SAMSYN")


def backdate(ground: Ground) -> Sent:
    path = at(ground, f"/reports/{ground.key}/correction")
    return Sent(path, {"reason": "Den kom in tidigare", "sentAt": PAST})


def teacher_pointed_out(ground: Ground) -> Any:
    """By name, though in the circle by a way that somebody forgot."""
    world = ground.town.world
    let_in(world, ground.case, "larare", role_in_case="INVESTIGATOR")
    voice(ground)
    told(ground)
    add_alleged(world, ground.case, "larare")
    return add_investigation(world, ground.case, kind="DEGRADING")


def let_in_the_teacher(ground: Ground) -> Sent:
    body = {"personId": ground.person("larare"), "role": "INFORMED", "reason": "Undervisar eleven"}
    return Sent(at(ground, "/members"), body)


def hand_it_to_the_teacher(ground: Ground) -> Sent:
    return Sent(at(ground), {"ownerId": ground.person("larare")}, "PATCH", "case")


def ask_the_teacher(ground: Ground) -> Sent:
    respondents = [{"role": "TEACHER", "personId": ground.person("larare")}]
    body = {"investigationId": str(ground.key), "question": "Vad hände?", "respondents": respondents}
    return Sent(at(ground, "/contributions"), body)


def let_in_without_reason(ground: Ground) -> Sent:
    body = {"personId": ground.person("larare"), "role": "INFORMED", "reason": " "}
    return Sent(at(ground, "/members"), body)


def with_a_protected_pupil(ground: Ground) -> Sent:
    """One whom the heads know, by a grant."""
    secret = add_student(ground.town.world, protection_level="PROTECTED_REGISTRATION")
    for who in ("rektor", "bitradande"):
        grant(ground.town.world, secret, who)
    ids = [str(ground.pupil), str(secret)]
    return Sent(at(ground), {"studentIds": ids}, "PATCH", "case")


def hand_over(ground: Ground) -> Sent:
    body = {
        "studentId": str(ground.pupil),
        "destination": "UNIT",
        "toSchoolId": str(ground.town.world.schools["B"]),
        "summary": "Tål pauser",
        "told": "Vårdnadshavarna och eleven vet vad som lämnas.",
        "toldOn": ground.day(-1),
    }
    return Sent(at(ground, "/transfers"), body)


def asked_at_home(ground: Ground) -> Any:
    world = ground.town.world
    open_ = dict.fromkeys((*LEVELS, "cause_analysis"))
    under_way = add_investigation(world, ground.case, sealed=b"x", **open_)
    asked = {"question": None, "recipient": None, "sealed": b"x"}
    return add_contribution(world, ground.case, under_way, **asked)


def link(ground: Ground) -> Sent:
    return Sent(at(ground, f"/contributions/{ground.key}/link"), None, version="part")


CIRCLE_TRIED: tuple[Attempt, ...] = (
    Attempt(
        "C10", "dated back", "HEAD", post("/reports", kind="ORGANISER_6_10", sentAt=PAST), "C10",
        states=CHAIN, row=DEGRADING,
    ),
    Attempt(
        "C10", "reported again", "HEAD", post("/reports", kind="ORGANISER_6_10"), "C10_TOLD", told, 409,
        states=CHAIN, row=DEGRADING,
    ),
    Attempt(
        "C10", "corrected back", "INVESTIGATE", backdate, "C10", told, states=CHAIN, row=DEGRADING,
        state=NOWHERE,
    ),
    Attempt(
        "C10", "decided unreported", "INVESTIGATE", go("DECISION"), "C10", voice, state=MOVE,
        reached=CHAIN_DECISION, states=CHAIN, row=DEGRADING,
    ),
    Attempt(
        "C10", "closed unreported", "MANAGE", close(**WITHDRAWN), "C10_CLOSED", state=CLOSE, states=CHAIN,
        row=DEGRADING,
    ),
    Attempt(
        "C11", "into the circle", "MANAGE", let_in_the_teacher, "C11", teacher_pointed_out, states=CHAIN,
        row=PAST_THE_UNIT,
    ),
    Attempt(
        "C11", "responsible", "MANAGE", hand_it_to_the_teacher, "C11", teacher_pointed_out, states=CHAIN,
        row=PAST_THE_UNIT,
    ),
    Attempt(
        "C11", "asked", "INVESTIGATE", ask_the_teacher, "C11", teacher_pointed_out, states=CHAIN,
        row=PAST_THE_UNIT,
    ),
    Attempt(
        "C11", "on with them inside", "INVESTIGATE", go_on, "C11", teacher_pointed_out, state=MOVE,
        reached=(*CHAIN_DECISION, "MEASURES", "FOLLOW_UP"), states=CHAIN, row=PAST_THE_UNIT,
    ),
    Attempt("C13", "no reason", "MANAGE", let_in_without_reason, "C13"),
    Attempt(
        "C13", "another's branch", "WRITE", post("/notes", text="Samtal", keptIn="EMI"), "C13",
        exempt=frozenset({"skolskoterska"}), state=NOWHERE,
    ),
    Attempt(
        "C13", "no basis", "WRITE", post("/notes", text="Utlåtande"), "C13",
        exempt=frozenset({"kurator", "specialpedagog", "rektor", "bitradande"}), state=NOWHERE,
    ),
    Attempt("C14", "a title", "MANAGE", change(title="Alva Ek slåss"), "V01", state=NOWHERE),
    Attempt(
        "C15", "lowered", "MANAGE", change(confidentiality="K2", classReason="Inget känsligt kvar"), "C15",
        row=SECRET,
    ),
    Attempt(
        "C15", "printed", "MANAGE", post("/exports", reason="Vill ha den på papper"), "EXPORT_K4",
        status=409, row=SECRET, state=NOWHERE,
    ),
    Attempt("C15", "handed over", "MANAGE", hand_over, "TRANSFER_K4", row=SECRET),
    Attempt("C15", "a link home", "INVESTIGATE", link, "LINK_NOT_OFFERED", asked_at_home, row=SECRET),
    Attempt("C15", "from outside the circle", "MANAGE", with_a_protected_pupil, "C15",
            exempt=frozenset({"kurator"})),
    Attempt("C16", "told nobody", "MANAGE", close(reason="WITHDRAWN"), "C16", state=CLOSE),
    Attempt(
        "C16", "a reason of another phase", "MANAGE", close(**WITHDRAWN | {"reason": "COMPLETED"}), "C16",
        state=CLOSE,
    ),
    Attempt("C17", "a clock of one's own", "MANAGE", change(openedAt=PAST), "V01", state=NOWHERE),
    Attempt(
        "C18", "nothing tried", "INVESTIGATE", go("INVESTIGATION"), "C18", state=MOVE, reached=BEGINS
    ),
    Attempt("C19", "rules to come", "RULES", lambda g: Sent(at(g, "/rule-pack"), UNDER_RULES, version="case"),
            "C19", status=409),
    Attempt("C19", "by a change", "MANAGE", change(rulePack="SE-2028"), "V01", state=NOWHERE),
)  # fmt: skip
