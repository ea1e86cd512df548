"""Who sees a question, and who does what with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import Contribution
from samsyn.cases.policy import BY_ROLE
from samsyn.cases.policy.contributions import (
    MY_QUESTIONS,
    ONE_QUESTION,
    ContributionAction,
    QuestionAction,
    allowed_on_contribution,
    allowed_on_question,
)
from samsyn.core.actor import Actor, Function
from samsyn.core.runtime import Runtime
from tests.domains.cases.test_policy import AT_ORGANISER, HEAD, TEACHER
from tests.factories.actors import HERE, THERE, person
from tests.factories.cases import add_case, add_contribution, add_investigation
from tests.factories.days import DAY, NOW, TODAY
from tests.factories.each import by_row, seen, shown
from tests.factories.staff import add_area
from tests.factories.world import World, make_world


@pytest.fixture(scope="session")
def world(admin_dsn: str) -> World:
    """The assignment of elevassistent has ended; skolchef works in another area."""
    made = make_world(admin_dsn)
    add_area(made, "skolchef", "TEACHER")
    made.sql(
        "UPDATE assignments SET valid_to = %s WHERE person_id = %s",
        TODAY - DAY,
        made.people["elevassistent"],
    )
    return made


def ask(world: World, case: UUID, investigation: UUID, who: str, **more: Any) -> UUID:
    row = {"role": "TEACHER", "person_id": world.people[who], "recipient": None}
    return add_contribution(world, case, investigation, **(row | more))


@pytest.fixture(scope="session")
def questions(world: World) -> dict[str, UUID]:
    case, there = add_case(world, "psykolog"), add_case(world, "psykolog-2", "B")
    one, other = add_investigation(world, case), add_investigation(world, there)
    answered = {
        "answered_at": NOW, "answered_by": world.people["larare"], "channel": "ACCOUNT", "sorted_at": NOW,
        "sorted_by": world.people["psykolog"], "answer": "På morgonen",
    }  # fmt: skip
    return {
        "larare": ask(world, case, one, "larare"),
        "mentor": ask(world, case, one, "mentor"),
        "answered": ask(world, case, one, "larare", **answered),
        "taken back": ask(world, case, one, "larare", withdrawn_at=NOW),
        "from another unit": ask(world, there, other, "larare"),
        "who has left": ask(world, case, one, "elevassistent"),
        "in another area": ask(world, case, one, "skolchef"),
    }


async def test_a_question_is_seen_by_whoever_is_asked(
    world: World, runtime: Runtime, questions: dict[str, UUID]
) -> None:
    people = ("larare", "mentor", "elevassistent", "rektor", "psykolog", "larare-2", "skolchef")
    expected = {name: {name} & {"larare", "mentor"} for name in questions}
    found = await shown(world, runtime, people, MY_QUESTIONS)
    assert by_row(found, questions) == expected
    for name in ("larare", "answered"):
        one = await shown(world, runtime, people, ONE_QUESTION, key=questions[name])
        assert {who for who, rows in one.items() if rows == [questions[name]]} == expected[name]
        assert {who for who, rows in one.items() if rows} == expected[name]


def test_by_the_database_a_question_stays_with_whoever_was_asked(
    world: World, questions: dict[str, UUID]
) -> None:
    people = ("larare", "mentor", "elevassistent", "rektor", "psykolog", "larare-2", "skolchef")
    found = seen(world, "contributions", people)
    case = {"rektor", "psykolog"}
    assert {name: found.get(key, set()) for name, key in questions.items()} == {
        "larare": case | {"larare"},
        "mentor": case | {"mentor"},
        "answered": case | {"larare"},
        "taken back": case | {"larare"},
        "from another unit": set(),
        "who has left": case,
        "in another area": case,
    }


def row_of(role: str | None, confidentiality: str = "K2", reach: str = "UNIT") -> Contribution:
    made = Contribution(school_id=HERE, reach=reach, confidentiality=confidentiality)
    made.my_role = role
    return made


OUTSIDE = {ContributionAction.LINK, ContributionAction.WITHDRAW}
EVERY_ACTION = set(ContributionAction)


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_those_who_investigate_do_everything_with_a_question(role: str | None) -> None:
    may = EVERY_ACTION if role in ("OWNER", "INVESTIGATOR") else set()
    assert allowed_on_contribution(TEACHER, row_of(role)) == may


@pytest.mark.parametrize(
    ("actor", "confidentiality", "reach", "may"),
    [
        (HEAD, "K2", "UNIT", OUTSIDE),
        (HEAD, "K3", "UNIT", set()),
        (HEAD, "K2", "ORGANISER", set()),
        (AT_ORGANISER, "K2", "BOTH", OUTSIDE),
        (person(Function.PRINCIPAL, THERE), "K2", "UNIT", set()),
        (person(Function.EHT_SPECIAL), "K2", "UNIT", set()),
    ],
)
def test_who_comes_by_function_writes_no_answer(
    actor: Actor, confidentiality: str, reach: str, may: set[ContributionAction]
) -> None:
    assert allowed_on_contribution(actor, row_of(None, confidentiality, reach)) == may


def test_whoever_is_asked_answers() -> None:
    assert allowed_on_question(TEACHER, Contribution()) == {QuestionAction.ANSWER}
