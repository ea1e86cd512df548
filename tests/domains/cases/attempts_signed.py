"""The attempts on decisions and on those who are told and asked: C02 to C06, C21, C22."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.domains.cases.attempts import at
from tests.domains.cases.breaking import NOWHERE, SIGN, Attempt, Ground, Sent
from tests.factories.cases import add_investigation, add_voice
from tests.factories.decisions import add_decision, add_hearing, add_investigated, add_signed

DELEGATED = {"delegation_ref": "Delegationsordning 4.2"}


def ready(ground: Ground, conclusion: str = "SUPPORT_NEEDED", **more: Any) -> None:
    """Everything that comes before a decision."""
    world = ground.town.world
    add_voice(world, ground.case)
    add_hearing(world, ground.case)
    add_investigated(world, ground.case, conclusion, **more)


def draft(conclusion: str = "SUPPORT_NEEDED", **more: Any) -> Any:
    """A draft of a decision with ``more``; it lacks nothing else."""

    def arrange(ground: Ground) -> Any:
        ready(ground, conclusion)
        return add_decision(ground.town.world, ground.case, **(DELEGATED | more))

    return arrange


def uninvestigated(ground: Ground) -> Any:
    add_voice(ground.town.world, ground.case)
    return add_decision(ground.town.world, ground.case, **DELEGATED)


def on_an_old_one(ground: Ground) -> Any:
    then = datetime.now(UTC) - timedelta(days=368)
    ready(ground, started_at=then - timedelta(days=9), completed_at=then)
    return add_decision(ground.town.world, ground.case, **DELEGATED)


def on_a_used_one(ground: Ground) -> Any:
    world = ground.town.world
    ready(ground)
    (used,) = world.sql("SELECT id FROM investigations WHERE case_id = %s", ground.case)[0]
    add_signed(world, ground.case, investigation_id=used)
    return add_decision(world, ground.case, **DELEGATED)


EMPTY: dict[str, Any] = dict.fromkeys(
    ("needs", "measures", "student_part", "guardians", "follow_up_on", "evaluate_on", "follow_up_by",
     "evaluate_by")
)  # fmt: skip


def past_the_term(ground: Ground) -> Any:
    terms = ground.town.world.sql(
        "SELECT starts_on, ends_on FROM terms WHERE tenant_id = %s ORDER BY starts_on",
        ground.town.world.tenant,
    )
    first, last = terms[2]
    ready(ground)
    days = {"starts_on": first, "ends_on": last + timedelta(days=1)}
    return add_decision(ground.town.world, ground.case, support_forms=["DISTANCE"], **days, **DELEGATED)


def sign(ground: Ground) -> Sent:
    path = at(ground, f"/decisions/{ground.key}/signature")
    return Sent(path, {"confirmation": "fel lösenord"}, version="part")


def signed(age: int) -> Any:
    """A signed decision about a pupil who was born so many years ago today."""

    def arrange(ground: Ground) -> Any:
        today = ground.town.runtime.clock.today()
        born = date(today.year - age, today.month, min(today.day, 28)).isoformat()
        return add_signed(ground.town.world, ground.case, born_on=born)

    return arrange


def signed_before_k4(ground: Ground) -> Any:
    """In a case that was raised after it."""
    return add_signed(ground.town.world, ground.case, kind="NO_ACTION_PROGRAMME", confidentiality="K2")


def tell(party: str) -> Any:
    def send(ground: Ground) -> Sent:
        who = {"party": party, "name": "Vårdnadshavare 1", "channel": "IN_PERSON"}
        path = at(ground, f"/decisions/{ground.key}/notifications")
        return Sent(path, who | {"sentOn": ground.day(0)})

    return send


GUARDIAN = {"role": "GUARDIAN", "recipient": "Vårdnadshavare 1"}


def ask(**more: Any) -> Any:
    def send(ground: Ground) -> Sent:
        body = {"investigationId": str(ground.key), "question": "När går det bra?", "respondents": [GUARDIAN]}
        return Sent(at(ground, "/contributions"), body | more)

    return send


def under_way(ground: Ground) -> Any:
    return add_investigation(ground.town.world, ground.case)


def signing(
    invariant: str, what: str, arrange: Any, code: str, exempt: frozenset[str] = frozenset()
) -> Attempt:
    return Attempt(
        invariant, what, "SIGN", sign, code, arrange, state=SIGN, reached=("DECISION",), exempt=exempt
    )


PRINCIPAL = frozenset({"rektor"})
ALL_HOME = {"ageGroup": "UNDER_16", "everyGuardian": True}
SIGNED: tuple[Attempt, ...] = (
    signing("C02", "signed uninvestigated", uninvestigated, "C02"),
    signing("C02", "without need", draft("NOT_NEEDED"), "C02"),
    signing("C02", "on an old investigation", on_an_old_one, "C02"),
    signing("C02", "on a used one", on_a_used_one, "C02"),
    signing("C03", "none in spite of need", draft(kind="NO_ACTION_PROGRAMME", support_forms=[]), "C03"),
    signing("C04", "an empty programme", draft(**EMPTY), "C04"),
    signing("C05", "a special group", draft(support_forms=["SPECIAL_GROUP"]), "C05", PRINCIPAL),
    signing("C05", "alone", draft(support_forms=["INDIVIDUAL"]), "C05", PRINCIPAL),
    signing("C05", "an adapted course", draft(kind="ADAPTED_COURSE", support_forms=["ADAPTED_COURSE"]), "C05",
            PRINCIPAL),
    signing("C06", "past the term", past_the_term, "C06"),
    Attempt("C21", "a guardian of an adult", "INVESTIGATE", tell("GUARDIAN"), "C21", signed(18),
            state=NOWHERE),
    Attempt("C21", "a child alone", "INVESTIGATE", tell("STUDENT"), "C21", signed(15), state=NOWHERE),
    Attempt("C21", "one guardian of two", "INVESTIGATE", ask(ageGroup="UNDER_16"), "C21", under_way),
    Attempt("C21", "asked of an adult's home", "INVESTIGATE", ask(ageGroup="ADULT"), "C21", under_way),
    Attempt("C22", "about somebody at home", "INVESTIGATE", ask(aboutHome=True, **ALL_HOME), "C22",
            under_way),
    Attempt("C22", "told unconsidered", "INVESTIGATE", tell("GUARDIAN"), "C22", signed_before_k4,
            state=NOWHERE, row={"confidentiality": "K4"}),
)  # fmt: skip
