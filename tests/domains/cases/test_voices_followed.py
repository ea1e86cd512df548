"""What a child's voice led to is written afterwards; what was said is not rewritten."""

from __future__ import annotations

import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.factories.cases import add_case, add_voice, let_in


async def test_what_it_changed_and_that_the_child_was_told(town: Town) -> None:
    case = add_case(town.world)
    path = f"/cases/{case}/child-voices/{add_voice(town.world, case)}"
    before = (await town.as_("kurator").get(path)).json()
    sent = {"impact": "PARTIAL", "impactText": "Ny plats, åäö", "fedBackOn": in_days(town, 0)}
    done = await town.as_("kurator").patch(path, before["version"], json=sent)
    assert done.status_code == 200, done.text
    assert {name: done.json()[name] for name in sent} == sent
    assert (done.json()["content"], done.json()["version"]) == (before["content"], 2)
    assert done.headers["etag"] == '"2"'
    stale = await town.as_("rektor").patch(path, before["version"], json={"impact": "NONE"})
    assert stale.status_code == 412
    later = await town.as_("kurator").patch(path, 2, json={"fedBackOn": in_days(town, 1)})
    assert later.json()["errors"][0]["code"] == "DAY_TO_COME"
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert [event["type"] for event in events] == ["VOICE_FOLLOWED"]


async def test_what_was_said_stays(town: Town) -> None:
    case = add_case(town.world)
    path = f"/cases/{case}/child-voices/{add_voice(town.world, case)}"
    assert (await town.as_("kurator").patch(path, 1, json={"content": "Annat"})).status_code == 422


async def test_of_another_case_or_a_closed_one(town: Town) -> None:
    case, other = add_case(town.world), add_case(town.world)
    voice = add_voice(town.world, other)
    missed = await town.as_("kurator").patch(f"/cases/{case}/child-voices/{voice}", 1, json={})
    assert missed.status_code == 404
    town.world.sql(
        "UPDATE cases SET phase = 'CLOSED', closed_at = now(), closure_reason = 'MOVED' WHERE id = %s", other
    )
    closed = await town.as_("kurator").patch(f"/cases/{other}/child-voices/{voice}", 1, json={})
    assert code(closed) == (409, "CASE_CLOSED")


@pytest.mark.parametrize(("role", "status"), [("INFORMED", 403), ("CONTRIBUTOR", 200)])
async def test_the_role_says_who(town: Town, role: str, status: int) -> None:
    case = add_case(town.world)
    path = f"/cases/{case}/child-voices/{add_voice(town.world, case)}"
    assert (await town.as_("larare").patch(path, 1, json={"impact": "NONE"})).status_code == 404
    let_in(town.world, case, "larare", role_in_case=role)
    assert (await town.as_("larare").patch(path, 1, json={"impact": "NONE"})).status_code == status


async def test_support_in_preschool_begins_when_the_child_is_heard(town: Town) -> None:
    """Domain §7.2: by observation. There is no decision that C01 could stand before."""
    case = add_case(town.world, case_type="PRESCHOOL_SUPPORT", phase="PRELIMINARY")
    kurator, ask = town.as_("kurator"), {"json": {"phase": "MEASURES"}, "headers": {"if-match": '"1"'}}
    refused = await kurator.post(f"/cases/{case}/phase", **ask)
    assert (refused.status_code, refused.json()["code"]) == (422, "C01_SUPPORT")
    add_voice(town.world, case, method="OBSERVATION")
    moved = await kurator.post(f"/cases/{case}/phase", **ask)
    assert moved.status_code == 201, moved.text
