"""The reading log of a case: who has opened it, for whoever answers for it, and for nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code
from tests.domains.cases.test_walls import as_
from tests.factories.cases import add_case, let_in


async def readings(town: Town, case: UUID, who: str = "kurator", query: str = "") -> dict[str, Any]:
    answer = await town.as_(who).get(f"/cases/{case}/readings{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def who_read(found: dict[str, Any]) -> set[tuple[str, bool]]:
    return {(row["person"]["id"], row["refused"]) for row in found["items"]}


async def test_everybody_who_opened_it_and_those_who_tried(town: Town) -> None:
    case, people = add_case(town.world), town.world.people
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    for who, status in (("rektor", 200), ("larare", 200), ("psykolog", 404), ("rektor-2", 404)):
        assert (await town.as_(who).get(f"/cases/{case}")).status_code == status
    await town.as_("larare").get(f"/cases/{case}/notes")
    found = await readings(town, case)
    assert who_read(found) == {
        (str(people["rektor"]), False),
        (str(people["larare"]), False),
        (str(people["psykolog"]), True),
        (str(people["rektor-2"]), True),
    }
    rows = {row["person"]["id"]: row for row in found["items"]}
    larare = rows[str(people["larare"])]
    assert (larare["times"], larare["withReason"], larare["functionLabel"]) == (2, False, "lärare")
    assert larare["firstAt"] < larare["lastAt"]
    assert larare["day"] == town.runtime.clock.today().isoformat()
    assert str(people["kurator"]) in {row["person"]["id"] for row in (await readings(town, case))["items"]}


async def test_a_list_of_cases_is_no_reading(town: Town) -> None:
    case = add_case(town.world)
    for path in ("/cases", "/me/focus", "/case-heads"):
        assert (await town.as_("rektor").get(path)).status_code == 200
    assert (await readings(town, case))["items"] == []


async def test_the_newest_first_a_page_at_a_time(town: Town) -> None:
    case, people = add_case(town.world), town.world.people
    for who in ("bitradande", "rektor"):
        await town.as_(who).get(f"/cases/{case}")
    first = await readings(town, case, query="?limit=1")
    assert who_read(first) == {(str(people["rektor"]), False)}
    rest = await readings(town, case, query=f"?limit=5&cursor={first['_meta']['nextCursor']}")
    assert (str(people["bitradande"]), False) in who_read(rest)
    assert (str(people["rektor"]), False) not in who_read(rest)


async def test_of_a_closed_case_too(town: Town) -> None:
    case = add_case(town.world, phase="CLOSED", closure_reason="WITHDRAWN", closed_at="2026-01-07T08:00Z")
    await town.as_("rektor").get(f"/cases/{case}")
    shown = (await town.as_("kurator").get(f"/cases/{case}")).json()
    assert "case.readings" in shown["allowedActions"]
    assert str(town.world.people["rektor"]) in {id_ for id_, _ in who_read(await readings(town, case))}


@pytest.mark.parametrize(
    ("who", "status"),
    [("rektor", 200), ("bitradande", 200), ("larare", 403), ("psykolog", 404), ("rektor-2", 404),
     ("admin", 404), ("loggranskare", 404), ("chef", 404), ("utredare", 404)],
)  # fmt: skip
async def test_who_may_see_it(town: Town, who: str, status: int) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INVESTIGATOR")
    assert (await town.as_(who).get(f"/cases/{case}/readings")).status_code == status


async def test_above_k2_the_owner_alone(town: Town) -> None:
    case = add_case(town.world, confidentiality="K3")
    let_in(town.world, case, "rektor", role_in_case="INFORMED")
    assert (await town.as_("rektor").get(f"/cases/{case}/readings")).status_code == 403
    assert (await town.as_("kurator").get(f"/cases/{case}/readings")).status_code == 200


async def test_whom_the_case_points_out_sees_nothing_of_it(town: Town) -> None:
    case = add_case(town.world, "utredare", reach="ORGANISER", case_type="DEGRADING", pointed_out="PRINCIPAL")
    await town.as_("rektor").get(f"/cases/{case}")
    assert (await town.as_("rektor").get(f"/cases/{case}/readings")).status_code == 404
    found = await readings(town, case, "utredare")
    assert (str(town.world.people["rektor"]), True) in who_read(found)


async def test_another_order_is_refused(town: Town) -> None:
    case = add_case(town.world)
    answer = await town.as_("kurator").get(f"/cases/{case}/readings?sort=person")
    assert code(answer)[0] == 400


# The wall ---------------------------------------------------------------------------------------------------

CALL = "SELECT person_id FROM case_readings(%s, 'infinity', %s, 100)"
LAST = UUID(int=(1 << 128) - 1)


async def test_the_function_asks_itself_who_asks(town: Town, other_town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INVESTIGATOR")
    await town.as_("rektor").get(f"/cases/{case}")
    for who, rows in (("kurator", 1), ("rektor", 1), ("larare", 0), ("rektor-2", 0), ("admin", 0), (None, 0)):
        with as_(town, who) as connection:
            assert len(connection.execute(CALL, (case, LAST)).fetchall()) == rows, who
    with as_(other_town, "rektor") as connection:
        assert connection.execute(CALL, (case, LAST)).fetchall() == []
    town.world.sql("UPDATE cases SET confidentiality = 'K3' WHERE id = %s", case)
    with as_(town, "rektor") as connection:
        assert connection.execute(CALL, (case, LAST)).fetchall() == []
