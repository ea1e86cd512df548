"""Who reads which agreed line, by the program's statements and, in `test_wall_agreed`, by the database."""

from __future__ import annotations

import pytest

from samsyn.cases.models import AgreedMeasure
from samsyn.cases.policy.agreed import (
    ANSWERS_OF_CASE,
    LEADERS_OF_PUPILS,
    LINES_OF_CASE,
    MY_AGREED,
    MY_ANSWERS,
    ONE_AGREED,
    ONE_AGREED_WITH_PUPIL,
    AgreedAction,
    allowed_on_agreed,
    teaches_somewhere,
)
from samsyn.core.actor import STAFF, Function
from samsyn.core.runtime import Runtime
from tests.domains.cases.taught import BY_CASE, EVERYBODY, LEADS, Taught
from tests.factories.actors import person, program, system
from tests.factories.cases import add_case, add_measure, let_in, open_with_reason, share
from tests.factories.days import DAY
from tests.factories.each import by_row, shown, work_of
from tests.factories.pupils import add_group, add_student, lead, put_in


async def test_those_who_teach_the_pupil_now(taught: Taught, runtime: Runtime) -> None:
    found = await shown(taught.world, runtime, EVERYBODY, MY_AGREED)
    assert by_row(found, taught.lines) == taught.sees


@pytest.mark.parametrize("statement", [ONE_AGREED, ONE_AGREED_WITH_PUPIL])
async def test_one_is_that_one(taught: Taught, runtime: Runtime, statement: object) -> None:
    for name in ("now", "yesterday", "protected, granted"):
        found = await shown(taught.world, runtime, EVERYBODY, statement, key=taught.lines[name])
        assert {who for who, rows in found.items() if rows == [taught.lines[name]]} == taught.sees[name]
        assert {who for who, rows in found.items() if rows} == taught.sees[name]


async def test_a_line_is_shown_with_its_own_pupil(taught: Taught, runtime: Runtime) -> None:
    async with work_of(taught.world, runtime, "larare") as work:
        await work.open()
        rows = [(line.id, pupil.id) for line, pupil in await work.execute(MY_AGREED)]
    mine = [name for name, sees in taught.sees.items() if "larare" in sees]
    assert sorted(rows) == sorted((taught.lines[name], taught.pupils[name]) for name in mine)


async def test_ones_own_answers_of_today(taught: Taught, runtime: Runtime) -> None:
    mine = taught.answer("now", "larare")
    taught.answer("now", "larare", taught.today - DAY)
    taught.answer("now", "specialpedagog")
    taught.answer("its only day", "larare")
    lines = [taught.lines["now"], taught.lines["tomorrow"]]
    found = await shown(taught.world, runtime, ["larare", "mentor"], MY_ANSWERS, lines=lines)
    assert found == {"larare": [mine], "mentor": []}


async def test_lines_and_answers_of_a_case_for_those_who_open_it(taught: Taught, runtime: Runtime) -> None:
    """Each by the class of where it comes from: a reason opens none of K4."""
    world, case = taught.world, add_case(taught.world)
    line = share(world, case, add_measure(world, case), add_student(world))
    strict = share(world, case, add_measure(world, case), add_student(world))
    world.sql("UPDATE agreed_sources SET confidentiality = 'K4' WHERE id = %s", strict)
    open_with_reason(world, case, "forstelarare")
    let_in(world, case, "psykolog")
    answers = {
        key: world.insert(
            "agreed_observations", agreed_id=key, person_id=world.people["larare"], day=taught.today,
            works=False,
        )
        for key in (line, strict)
    }  # fmt: skip
    elsewhere = [taught.lines["now"], taught.answer("group was", "larare")]
    people = ("kurator", "rektor", "rektor-2", "forstelarare", "psykolog", "larare", "utredare")
    lines = await shown(world, runtime, people, LINES_OF_CASE, key=case)
    said = await shown(world, runtime, people, ANSWERS_OF_CASE, key=case)
    lax = {"kurator", "rektor", "forstelarare", "psykolog"}
    for got, of in ((lines, {line: line, strict: strict}), (said, answers)):
        assert by_row(got, {"lax": of[line], "strict": of[strict], "other": elsewhere[0]}) == {
            "lax": lax,
            "strict": {"kurator", "psykolog"},
            "other": set(),
        }
        assert not any(elsewhere[1] in rows for rows in got.values())


async def test_whom_a_line_would_reach(taught: Taught, runtime: Runtime) -> None:
    """Those who lead a group of the pupil now, at a unit where they have a place on the staff today."""
    reached: dict[str, set[str]] = {}
    name_of = {key: name for name, key in taught.world.people.items()}
    for name in ("now", "left the group", "joins the group", "group was", "group will be", "in no group"):
        async with work_of(taught.world, runtime, "kurator") as work:
            await work.open()
            found = list(await work.scalars(LEADERS_OF_PUPILS, {"pupils": [taught.pupils[name]]}))
        assert len(found) == len(set(found))
        reached[name] = {name_of[key] for key in found}
    assert reached == {name: LEADS if name == "now" else set() for name in reached}


async def test_whom_a_line_would_reach_is_asked_of_each_unit(taught: Taught, runtime: Runtime) -> None:
    """A place on the staff of another unit, or none on the staff, reaches nobody here."""
    world, pupil = taught.world, add_student(taught.world)
    group = add_group(world, "7C")
    put_in(world, group, pupil)
    for who in ("larare", "larare-2", "utredare"):
        lead(world, group, who)
    async with work_of(world, runtime, "kurator") as work:
        await work.open()
        found = list(await work.scalars(LEADERS_OF_PUPILS, {"pupils": [pupil]}))
    assert found == [world.people["larare"]]


def test_who_asks_at_all() -> None:
    for function in Function:
        assert teaches_somewhere(person(function)) is (function in STAFF), function
        assert teaches_somewhere(person(function, scope="ORGANISER")) is False, function
    assert [teaches_somewhere(one) for one in (person(), system(), program())] == [False] * 3


def test_whoever_sees_a_line_may_say_whether_it_works() -> None:
    assert allowed_on_agreed(person(), AgreedMeasure()) == {AgreedAction.READ, AgreedAction.OBSERVE}


def test_the_case_of_the_lines_is_opened_by_others() -> None:
    assert BY_CASE.isdisjoint(LEADS)
