"""What principals report of absence reaches the organiser (skollagen 7:19 a): the report, never the case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Town
from tests.domains.cases.test_walls import as_
from tests.factories.cases import add_case, let_in


async def told(town: Town, who: str = "rektor", about: str | None = None, **more: Any) -> tuple[UUID, Any]:
    case = add_case(town.world, case_type="ABSENCE", **more)
    body = {"kind": "ORGANISER_ABSENCE", "about": about}
    answer = await town.as_(who).post(f"/cases/{case}/reports", json=body)
    assert answer.status_code == 201, answer.text
    return case, answer.json()


async def notices(town: Town, who: str = "utredare", query: str = "") -> list[Any]:
    answer = await town.as_(who).get(f"/absence-notices{query}")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def test_the_officer_reads_the_report_and_not_the_case(town: Town) -> None:
    case, report = await told(town, about="En elev i åk 8, en tredjedel av tiden")
    (number,) = town.world.sql("SELECT number FROM cases WHERE id = %s", case)[0]
    (one,) = await notices(town)
    assert (one["number"], one["about"]) == (number, "En elev i åk 8, en tredjedel av tiden")
    assert one["school"]["id"] == str(town.world.school)
    assert one["sentBy"]["id"] == str(town.world.people["rektor"])
    assert one["sentAt"] == report["sentAt"]
    for path in ("", "/reports", f"/reports/{report['id']}", "/notes", "/events", "/members"):
        assert (await town.as_("utredare").get(f"/cases/{case}{path}")).status_code == 404, path
    with as_(town, "utredare") as connection:
        assert connection.execute("SELECT count(*) FROM cases").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM authority_reports").fetchone() == (1,)


async def test_of_every_unit_the_newest_first(town: Town) -> None:
    await told(town)
    await told(town, "rektor-2", owner="kurator-2", school="B")
    schools = [one["school"]["id"] for one in await notices(town)]
    assert schools == [str(town.world.schools["B"]), str(town.world.schools["A"])]
    assert len(await notices(town, query="?limit=1")) == 1


async def test_other_reports_of_the_case_stay_where_they_are(town: Town) -> None:
    case, _ = await told(town)
    for kind in ("HOME_MUNICIPALITY_ABSENCE", "POLICE"):
        sent = await town.as_("rektor").post(f"/cases/{case}/reports", json={"kind": kind})
        assert sent.status_code == 201, sent.text
    assert len(await notices(town)) == 1
    with as_(town, "utredare") as connection:
        kinds = connection.execute("SELECT kind FROM authority_reports").fetchall()
    assert kinds == [("ORGANISER_ABSENCE",)]


@pytest.mark.parametrize("who", ["rektor", "kurator", "larare", "chef", "admin", "loggranskare"])
async def test_nobody_elses_list(town: Town, who: str) -> None:
    assert (await town.as_(who).get("/absence-notices")).status_code == 403


async def test_another_municipality_has_its_own(town: Town, other_town: Town) -> None:
    await told(town)
    assert await notices(other_town) == []


async def test_an_officer_no_more(town: Town) -> None:
    await told(town)
    person = town.world.people["utredare"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
    assert (await town.as_("utredare").get("/absence-notices")).status_code in (401, 403)


async def test_above_k2_the_officer_is_named(town: Town) -> None:
    case = add_case(town.world, case_type="ABSENCE", confidentiality="K3")
    let_in(town.world, case, "rektor")
    assert (await town.as_("utredare").get(f"/cases/{case}")).status_code == 404
    sent = await town.as_("rektor").post(f"/cases/{case}/reports", json={"kind": "ORGANISER_ABSENCE"})
    assert sent.status_code == 201, sent.text
    assert await notices(town) == []
    assert (await town.as_("utredare").get(f"/cases/{case}")).status_code == 200
    members = (await town.as_("rektor").get(f"/cases/{case}/members")).json()["items"]
    assert "Tar emot anmälan (7 kap. 19 a § skollagen)" in {member["reason"] for member in members}


async def test_the_start_page_says_so_for_a_week(town: Town) -> None:
    async def cards(who: str = "utredare") -> list[str]:
        found = (await town.as_(who).get("/me/focus")).json()["cards"]
        return [card["what"] for card in found if card["code"] == "ABSENCE_REPORTED"]

    assert await cards() == []
    await told(town)
    assert await cards() == ["Läs en anmälan om frånvaro"]
    assert await cards("rektor") == []
    await told(town)
    assert await cards() == ["Läs 2 nya anmälningar om frånvaro"]
    week = "UPDATE authority_reports SET sent_at = sent_at - interval '8 days', recorded_at = recorded_at"
    town.world.sql(f"{week} - interval '8 days'")
    assert await cards() == []
