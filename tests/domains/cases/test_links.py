"""Links between cases: who learns of both ends, and what was tried along the chain."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from samsyn.core.schooldays import stockholm_day
from tests.conftest import Town
from tests.domains.cases.calls import code
from tests.domains.cases.test_walls import as_
from tests.factories.cases import add_case, add_measure, let_in, open_with_reason
from tests.factories.links import add_link
from tests.factories.pupils import add_student


def number_of(town: Town, case: UUID) -> str:
    return str(town.world.sql("SELECT number FROM cases WHERE id = %s", case)[0][0])


def coded(town: Town, case: UUID) -> UUID:
    """With a number such as the program gives."""
    town.world.sql("UPDATE cases SET number = upper(number) WHERE id = %s", case)
    town.world.sql("UPDATE case_heads SET number = upper(number) WHERE id = %s", case)
    return case


async def link(town: Town, case: UUID, other: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    body = {"number": number_of(town, other), "kind": "CONTINUES"} | more
    return await town.as_(who).post(f"/cases/{case}/links", json=body)


async def others(town: Town, case: UUID, who: str) -> list[str]:
    answer = await town.as_(who).get(f"/cases/{case}/links")
    assert answer.status_code == 200, answer.text
    return [row["other"]["id"] for row in answer.json()["items"]]


async def test_linked_both_ways_and_ended_with_a_reason(town: Town) -> None:
    newer, older = coded(town, add_case(town.world)), coded(town, add_case(town.world))
    made = await link(town, newer, older)
    assert made.status_code == 201, made.text
    body = made.json()
    assert (body["kind"], body["side"], body["other"]["number"]) == (
        "CONTINUES",
        "FROM",
        number_of(town, older),
    )
    assert made.headers["location"].endswith(f"/cases/{newer}/links/{body['id']}")
    seen = (await town.as_("kurator").get(f"/cases/{older}/links")).json()["items"]
    assert [(row["side"], row["other"]["id"]) for row in seen] == [("TO", str(newer))]
    ended = await town.as_("kurator").post(
        f"/cases/{older}/links/{body['id']}/ending", json={"reason": "Fel ärende: åäö <b>"}
    )
    assert (ended.status_code, ended.json()["endReason"]) == (201, "Fel ärende: åäö <b>")
    row = town.world.sql("SELECT end_reason, sealed FROM case_links WHERE id = %s", body["id"])[0]
    assert row[0] is None
    assert row[1] is not None
    again = await town.as_("kurator").post(
        f"/cases/{newer}/links/{body['id']}/ending", json={"reason": "En gång till"}
    )
    assert code(again) == (409, "LINK_ENDED")
    assert (await link(town, older, newer, kind="SAME_GROUP")).json()["side"] == "BOTH"


async def test_what_cannot_be_linked(town: Town) -> None:
    world = town.world
    case, other = coded(town, add_case(world)), coded(town, add_case(world))
    assert code(await link(town, case, case)) == (422, "LINK_ITSELF")
    assert (await link(town, case, other)).status_code == 201
    assert code(await link(town, case, other)) == (409, "LINK_EXISTS")
    assert code(await link(town, other, case, kind="RAISED_FROM")) == (409, "LINK_EXISTS")
    assert (await link(town, case, other, kind="x")).status_code == 422
    shut = coded(
        town, add_case(world, phase="CLOSED", closed_at=datetime.now(UTC), closure_reason="GOAL_MET")
    )
    assert code(await link(town, shut, other)) == (409, "CASE_CLOSED")
    assert (await link(town, other, shut)).status_code == 201


async def test_a_number_that_is_not_ones_own_answers_as_one_that_is_none(town: Town) -> None:
    world = town.world
    case = coded(town, add_case(world))
    nothing = await town.as_("kurator").post(
        f"/cases/{case}/links", json={"number": "BJ-26-9999", "kind": "CONTINUES"}
    )
    assert code(nothing) == (422, "LINK_CASE")
    hidden = (
        add_case(world, "psykolog"),
        add_case(world, "psykolog", confidentiality="K4"),
        add_case(world, "kurator-2", "B"),
        add_case(world, "utredare", reach="ORGANISER", case_type="DEGRADING"),
    )
    for one in hidden:
        answer = await link(town, case, coded(town, one))
        assert answer.status_code == 422
        assert answer.json()["detail"] == nothing.json()["detail"]
    assert code(await link(town, case, coded(town, hidden[0]), "larare"))[0] == 404


async def test_who_opens_one_end_alone_learns_nothing_of_the_other(town: Town, other_town: Town) -> None:
    world = town.world
    here, there = coded(town, add_case(world)), coded(town, add_case(world, "kurator", confidentiality="K4"))
    let_in(world, here, "larare", role_in_case="INVESTIGATOR")
    made = add_link(world, here, there)
    assert await others(town, here, "kurator") == [str(there)]
    for who in ("larare", "rektor", "bitradande"):
        assert await others(town, here, who) == [], who
        one = await town.as_(who).get(f"/cases/{here}/links/{made}")
        none = await town.as_(who).get(f"/cases/{here}/links/{uuid4()}")
        assert code(one) == code(none)
        assert one.status_code == 404
        end = await town.as_(who).post(f"/cases/{here}/links/{made}/ending", json={"reason": "Bort med den"})
        assert end.status_code == 404
        page = await town.as_(who).get(f"/cases/{here}")
        events = await town.as_(who).get(f"/cases/{here}/events")
        chain = await town.as_(who).get(f"/cases/{here}/chain")
        for answer in (page, events, chain):
            assert answer.status_code == 200
            assert number_of(town, there) not in answer.text
            assert str(there) not in answer.text
            assert str(made) not in answer.text
    assert (await other_town.as_("kurator").get(f"/cases/{here}/links")).status_code == 404


@pytest.mark.parametrize(
    ("who", "known"), [("psykolog", True), ("rektor", True), ("larare", False), ("kurator", True)]
)
async def test_a_head_that_one_may_see_is_known_and_not_opened(town: Town, who: str, known: bool) -> None:
    """K3 of another circle at the unit: student health and heads know its number and phase, teachers not."""
    world = town.world
    here = add_case(world)
    for persona in ("psykolog", "larare"):
        let_in(world, here, persona)
    there = add_case(world, "skolskoterska", confidentiality="K3", case_type="POLICE_REPORT")
    made = add_link(world, there, here, "RAISED_FROM")
    rows = (await town.as_(who).get(f"/cases/{here}/links")).json()["items"]
    expected = [(str(made), False, None, None)] if known else []
    assert [
        (r["id"], r["other"]["mayOpen"], r["other"]["caseType"], r["endReason"]) for r in rows
    ] == expected


async def test_class_k4_is_not_reached_through_a_reason(town: Town) -> None:
    world = town.world
    here, there = add_case(world, confidentiality="K3"), add_case(world, confidentiality="K4")
    add_link(world, here, there)
    open_with_reason(world, here, "rektor")
    assert await others(town, here, "rektor") == []
    open_with_reason(world, there, "rektor")
    assert await others(town, here, "rektor") == []
    assert (await town.as_("rektor").get(f"/cases/{here}/chain")).json()["cases"][0]["id"] == str(here)


async def test_an_ended_assignment_sees_no_link(town: Town) -> None:
    world = town.world
    here, there = add_case(world), add_case(world)
    for one in (here, there):
        let_in(world, one, "larare")
    add_link(world, here, there)
    assert await others(town, here, "larare") == [str(there)]
    world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", world.people["larare"])
    assert (await town.as_("larare").get(f"/cases/{here}/links")).status_code == 404


async def test_readers_do_not_link(town: Town) -> None:
    here, there = coded(town, add_case(town.world)), coded(town, add_case(town.world))
    for one in (here, there):
        let_in(town.world, one, "larare")
    assert (await link(town, here, there, "larare")).status_code == 403


async def test_the_chain_goes_through_what_one_opens_and_no_further(town: Town) -> None:
    """Pupil → group → K4 → pupil: who does not open the third sees neither it nor the fourth."""
    world = town.world
    pupil = add_student(world)
    first = add_case(world, students=(pupil,))
    group = add_case(world, scope="GROUP", subject="GROUP", level="PREVENTIVE")
    strict = add_case(world, confidentiality="K4")
    last = add_case(world)
    for start, end in ((group, first), (group, strict), (strict, last)):
        add_link(world, start, end, "RAISED_FROM")
    add_measure(world, first, description="Läser med den vuxne", scope="INDIVIDUAL")
    add_measure(
        world,
        group,
        description="Bänkarna står två och två",
        scope="GROUP",
        state="ENDED",
        effect="YES",
        what_happened="Lugnare",
        ended_on=stockholm_day(datetime.now(UTC)),
        evaluated_by=world.people["kurator"],
    )
    add_measure(world, group, description="Nytt schema", scope="UNIT")
    add_measure(world, group, description="Bara föreslagen", scope="GROUP", state="REJECTED")
    add_measure(world, last, description="Sist i kedjan", scope="GROUP")

    async def chain(who: str) -> tuple[dict[str, int], list[tuple[str, str]]]:
        body = (await town.as_(who).get(f"/cases/{first}/chain")).json()
        steps = {row["id"]: row["steps"] for row in body["cases"]}
        return steps, [(row["scope"], row["description"]) for row in body["measures"]]

    steps, tried = await chain("kurator")
    assert steps == {str(first): 0, str(group): 1, str(strict): 2, str(last): 3}
    assert sorted(tried) == [
        ("GROUP", "Bänkarna står två och två"),
        ("GROUP", "Sist i kedjan"),
        ("INDIVIDUAL", "Läser med den vuxne"),
        ("UNIT", "Nytt schema"),
    ]
    steps, tried = await chain("rektor")
    assert steps == {str(first): 0, str(group): 1}
    assert "Sist i kedjan" not in dict(tried).values()


async def test_an_ended_link_leads_nowhere(town: Town) -> None:
    world = town.world
    here, there = add_case(world), add_case(world)
    add_link(world, here, there, ended_at=datetime.now(UTC), ended_by=world.people["kurator"])
    add_measure(world, there, scope="GROUP")
    body = (await town.as_("kurator").get(f"/cases/{here}/chain")).json()
    assert [row["id"] for row in body["cases"]] == [str(here)]
    assert (await town.as_("kurator").get(f"/cases/{here}/tried-measures")).json()["items"] == []


async def test_what_was_tried_before_looks_at_linked_cases(town: Town) -> None:
    """Also where no theme is in common, and only as far as the caller opens the other case (C18)."""
    world = town.world
    here, group = add_case(world), add_case(world, "psykolog", scope="GROUP", subject="GROUP")
    let_in(world, group, "kurator")
    let_in(world, here, "larare")
    add_link(world, group, here, "RAISED_FROM")
    measure = add_measure(world, group, description="Två vuxna på rasten", scope="GROUP")
    path = f"/cases/{here}/tried-measures"
    rows = (await town.as_("kurator").get(path)).json()["items"]
    assert [(row["id"], row["themes"]) for row in rows] == [(str(measure), [])]
    assert (await town.as_("larare").get(path)).json()["items"] == []


def test_the_wall_asks_for_both_ends(town: Town) -> None:
    world = town.world
    here, there = add_case(world), add_case(world, "psykolog", confidentiality="K4")
    let_in(world, here, "larare", role_in_case="INVESTIGATOR")
    strict = add_link(world, here, there)
    both = add_link(world, here, add_case(world))

    def seen(who: str) -> set[UUID]:
        with as_(town, who) as connection:
            return {row[0] for row in connection.execute("SELECT id FROM case_links").fetchall()}

    assert seen("kurator") == {both}
    assert seen("psykolog") == {strict}
    assert seen("rektor") == {both}
    assert seen("larare") == set()
    assert seen("rektor-2") == set()
    assert seen("admin") == set()
