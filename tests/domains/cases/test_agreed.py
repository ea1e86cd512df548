"""Mina elever – så gör vi: one line for those who teach the pupil now, and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code, in_days, move
from tests.domains.cases.test_walls import ids
from tests.factories.cases import add_case, add_measure, let_in, propose, share
from tests.factories.pupils import add_group, add_student, grant, lead, put_in

LINE = "Sitter nära tavlan. Instruktion även i skrift."


class Taught:
    """A pupil in a class that ``larare`` leads, with a case that ``larare`` is not in."""

    def __init__(self, town: Town, **case: Any) -> None:
        self.town, world = town, town.world
        self.pupil = add_student(world, "Åsa", "Öberg")
        self.group = add_group(world)
        put_in(world, self.group, self.pupil)
        self.leads = lead(world, self.group, "larare", "TEACHER")
        self.case = add_case(world, students=(self.pupil,), **case)
        sealed = {"description": None, "sealed": b"x"} if case.get("confidentiality") in ("K3", "K4") else {}
        self.measure = add_measure(world, self.case, **sealed)

    @property
    def path(self) -> str:
        return f"/cases/{self.case}/measures/{self.measure}/agreed-line"

    async def share(self, who: str = "kurator", **more: Any) -> httpx.Response:
        body = {"line": LINE, "sharedUntil": in_days(self.town, 30)}
        return await self.town.as_(who).post(self.path, json=body | more)

    async def seen(self, who: str = "larare", **query: Any) -> list[dict[str, Any]]:
        answer = await self.town.as_(who).get("/me/agreed-measures", params=query)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    async def observe(self, line: Any, who: str = "larare", **body: Any) -> httpx.Response:
        return await self.town.as_(who).post(f"/agreed-measures/{line}/observations", json=body)

    async def sees(self, expected: bool, who: str = "larare") -> None:
        """In the list, alone, by an answer, and by the database alone."""
        (line,) = self.town.world.sql("SELECT id FROM agreed_measures WHERE student_id = %s", self.pupil)[0]
        assert [row["id"] for row in await self.seen(who)] == ([str(line)] if expected else [])
        alone = await self.town.as_(who).get(f"/agreed-measures/{line}")
        assert alone.status_code == (200 if expected else 404)
        assert (line in ids(self.town, who, "agreed_measures")) is expected
        assert (await self.observe(line, who, works=True)).status_code == (201 if expected else 404)


@pytest.fixture
def taught(town: Town) -> Taught:
    return Taught(town)


# What is shared ---------------------------------------------------------------------------------------------


async def test_one_line_and_nothing_of_the_case(taught: Taught) -> None:
    shared = await taught.share()
    assert shared.status_code == 201, shared.text
    line = shared.json()["agreedLine"]
    assert (line["line"], line["working"], line["notWorking"]) == (LINE, 0, 0)
    (row,) = await taught.seen()
    assert set(row) == {"_links", "allowedActions", "id", "student", "line", "since", "until", "ask", "today"}
    assert (row["line"], row["student"]["name"], row["today"]) == (LINE, "Åsa Öberg", None)
    assert row["ask"]["id"] == str(taught.town.world.people["larare"]), "who follows the measure up"
    world = taught.town.world
    number = world.sql("SELECT number FROM cases WHERE id = %s", taught.case)[0][0]
    answer = (await taught.town.as_("larare").get("/me/agreed-measures")).text
    for word in (str(taught.case), str(taught.measure), number, "SPECIAL_SUPPORT", "K2", "REMEDIAL"):
        assert word not in answer
    kept = world.sql("SELECT to_jsonb(a)::text FROM agreed_measures a WHERE student_id = %s", taught.pupil)
    assert str(taught.case) not in kept[0][0]
    assert str(taught.measure) not in kept[0][0]
    assert ids(taught.town, "larare", "agreed_sources") == set()
    assert (await taught.town.as_("larare").get(f"/cases/{taught.case}")).status_code == 404


async def test_a_new_line_takes_the_place_of_the_old(taught: Taught) -> None:
    await taught.share()
    assert (await taught.share(line="Lapp på bänken före lektionen.")).status_code == 201
    assert [row["line"] for row in await taught.seen()] == ["Lapp på bänken före lektionen."]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Gör som i BJ-26-014", "AGREED_CASE"),
        ("Ge Åsa tid", "AGREED_CASE"),
        ("öberg sitter längst fram", "AGREED_CASE"),
        ("Två\nrader", "V01"),
        ("", "V01"),
        ("x" * 201, "V01"),
    ],
)
async def test_case_and_name_do_not_belong_in_the_line(taught: Taught, line: str, expected: str) -> None:
    refused = await taught.share(line=line)
    assert (refused.status_code, refused.json()["code"]) == (422, expected), refused.text
    assert await taught.seen() == []


async def test_hostile_words_come_back_as_they_were_written(taught: Taught) -> None:
    line = "<img src=x onerror=alert(1)> {{7*7}} '; DROP TABLE cases; -- åäö"
    assert (await taught.share(line=line)).status_code == 201
    assert (await taught.seen())[0]["line"] == line


@pytest.mark.parametrize(
    ("role", "status"), [("INFORMED", 403), ("CONTRIBUTOR", 403), ("INVESTIGATOR", 403), ("OWNER", 201)]
)
async def test_whoever_decides_shares(town: Town, role: str, status: int) -> None:
    taught = Taught(town, owner=None)
    let_in(town.world, taught.case, "mentor", role_in_case=role)
    assert (await taught.share("mentor")).status_code == status
    assert (await town.as_("mentor")("DELETE", taught.path)).status_code == (204 if status == 201 else status)
    assert (await taught.share("rektor")).status_code == 201, "the head decides"
    for who in ("larare", "psykolog", "rektor-2", "kurator-2"):
        assert (await taught.share(who)).status_code == 404


@pytest.mark.parametrize(
    ("days", "expected"),
    [({"sharedUntil": -1}, "AGREED_DAYS"), ({"sharedFrom": 9, "sharedUntil": 8}, "AGREED_DAYS")],
)
async def test_days_come_in_order(taught: Taught, days: dict[str, int], expected: str) -> None:
    refused = await taught.share(**{name: in_days(taught.town, many) for name, many in days.items()})
    assert code(refused) == (422, expected)


async def test_only_a_decided_measure_about_a_pupil_is_shared(town: Town) -> None:
    taught = Taught(town)
    taught.measure = propose(town.world, taught.case, "mentor")
    assert code(await taught.share()) == (422, "AGREED_STATE")
    taught.case = add_case(town.world, subject="GROUP", case_type="GROUP_SITUATION")
    taught.measure = add_measure(town.world, taught.case)
    assert code(await taught.share()) == (422, "AGREED_SUBJECT")
    assert (await taught.share(askId=str(UUID(int=4)))).status_code == 422


async def test_those_whom_a_line_would_reach_are_named_before_it_is_saved(taught: Taught) -> None:
    path = f"/cases/{taught.case}/line-readers"
    lead(
        taught.town.world, taught.group, "mentor", until=taught.town.runtime.clock.today() - timedelta(days=1)
    )
    lead(taught.town.world, taught.group, "larare-2")
    readers = (await taught.town.as_("kurator").get(path)).json()["items"]
    assert [one["id"] for one in readers] == [str(taught.town.world.people["larare"])]
    assert (await taught.town.as_("larare").get(path)).status_code == 404


# Who sees it ------------------------------------------------------------------------------------------------


async def test_whoever_leads_a_group_of_the_pupil_now(taught: Taught) -> None:
    await taught.share()
    await taught.sees(True)
    for who in ("mentor", "elevassistent", "psykolog", "larare-2", "mentor-2", "chef", "admin", "utredare"):
        answer = await taught.town.as_(who).get("/me/agreed-measures")
        assert answer.status_code == 403 or answer.json()["items"] == [], who
        if not who.startswith(("rektor", "kurator")):
            assert ids(taught.town, who, "agreed_measures") == set(), who
    other = add_group(taught.town.world, "5C")
    lead(taught.town.world, other, "mentor")
    assert await taught.seen("mentor") == []
    assert await taught.seen(groupId=str(other)) == []
    assert len(await taught.seen(groupId=str(taught.group))) == 1


async def test_one_factor_is_not_enough(taught: Taught) -> None:
    await taught.share()
    taught.town.world.sql(
        "UPDATE sessions SET assurance = 1 WHERE person_id = %s", taught.town.world.people["larare"]
    )
    assert (await taught.town.as_("larare").get("/me/agreed-measures")).status_code == 403
    assert ids(taught.town, "larare", "agreed_measures") == set()


@pytest.mark.parametrize(("days", "sees"), [(0, True), (-1, False)])
async def test_a_substitute_sees_it_to_the_last_day_of_the_assignment(
    taught: Taught, days: int, sees: bool
) -> None:
    world = taught.town.world
    share(world, taught.case, taught.measure, taught.pupil)
    last = taught.town.runtime.clock.today() + timedelta(days=days)
    world.sql("UPDATE assignments SET valid_to = %s WHERE person_id = %s", last, world.people["larare"])
    if sees:
        return await taught.sees(True)
    assert (await taught.town.as_("larare").get("/me/agreed-measures")).status_code == 403
    assert ids(taught.town, "larare", "agreed_measures") == set()
    return None


@pytest.mark.parametrize("table", ["group_leaders", "group_members", "student_groups"])
@pytest.mark.parametrize(("days", "sees"), [(0, True), (-1, False)])
async def test_a_group_counts_while_its_days_last(taught: Taught, table: str, days: int, sees: bool) -> None:
    world = taught.town.world
    share(world, taught.case, taught.measure, taught.pupil)
    last = taught.town.runtime.clock.today() + timedelta(days=days)
    column = "id" if table == "student_groups" else "group_id"
    world.sql(f"UPDATE {table} SET valid_to = %s WHERE {column} = %s", last, taught.group)
    await taught.sees(sees)


async def test_an_assignment_elsewhere_shows_nothing_here(taught: Taught) -> None:
    world = taught.town.world
    share(world, taught.case, taught.measure, taught.pupil)
    world.sql(
        "UPDATE assignments SET school_id = %s WHERE person_id = %s",
        world.schools["B"],
        world.people["larare"],
    )
    await taught.sees(False)


async def test_a_new_school_is_told_nothing_by_itself(taught: Taught) -> None:
    world = taught.town.world
    share(world, taught.case, taught.measure, taught.pupil)
    world.sql("UPDATE students SET school_id = %s WHERE id = %s", world.schools["B"], taught.pupil)
    there = add_group(world, "5X", "B")
    put_in(world, there, taught.pupil)
    lead(world, there, "larare-2")
    await taught.sees(False, "larare-2")
    await taught.sees(False)


@pytest.mark.parametrize(
    ("since", "until", "sees"), [(0, 0, True), (-5, 0, True), (-5, -1, False), (1, 5, False)]
)
async def test_a_line_shows_on_its_days(taught: Taught, since: int, until: int, sees: bool) -> None:
    today = taught.town.runtime.clock.today()
    days = {"shared_from": today + timedelta(days=since), "shared_until": today + timedelta(days=until)}
    share(taught.town.world, taught.case, taught.measure, taught.pupil, **days)
    await taught.sees(sees)


async def test_a_protected_pupil_only_with_a_personal_grant(town: Town) -> None:
    taught = Taught(town, confidentiality="K4")
    town.world.sql("UPDATE students SET protection_level = 'CONFIDENTIAL_MARK' WHERE id = %s", taught.pupil)
    share(town.world, taught.case, taught.measure, taught.pupil)
    await taught.sees(False)
    grant(town.world, taught.pupil, "larare")
    await taught.sees(True)
    town.world.sql("UPDATE student_grants SET valid_to = valid_from - 1 WHERE student_id = %s", taught.pupil)
    await taught.sees(False)


async def test_what_comes_from_k4_reaches_those_with_a_grant(town: Town) -> None:
    taught = Taught(town, confidentiality="K4")
    town.world.sql("UPDATE case_measures SET sealed = NULL WHERE id = %s", taught.measure)
    assert (await taught.share()).status_code == 201
    await taught.sees(False)
    grant(town.world, taught.pupil, "larare")
    await taught.sees(True)


async def test_a_case_that_is_raised_takes_its_lines_with_it(taught: Taught) -> None:
    await taught.share()
    path, browser = f"/cases/{taught.case}", taught.town.as_("kurator")
    for wanted, sees in (("K3", True), ("K4", False)):
        version = (await browser.get(path)).json()["version"]
        raised = await browser.post(
            f"{path}/classification",
            json={"confidentiality": wanted, "reason": "Uppgifter om hemmet"},
            headers={"if-match": f'"{version}"'},
        )
        assert raised.status_code in (200, 201), raised.text
        await taught.sees(sees)


# When it ends -----------------------------------------------------------------------------------------------


async def test_taken_back_it_is_gone_at_once(taught: Taught) -> None:
    await taught.share()
    assert (await taught.town.as_("kurator")("DELETE", taught.path)).status_code == 204
    await taught.sees(False)
    assert (await taught.town.as_("kurator")("DELETE", taught.path)).status_code == 204


async def test_a_measure_that_ends_is_shared_no_longer(taught: Taught) -> None:
    await taught.share()
    path = f"/cases/{taught.case}/measures/{taught.measure}/evaluation"
    ended = await taught.town.as_("kurator").post(path, json={"effect": "YES", "whatHappened": "Lugnare"})
    assert (ended.status_code, ended.json()["agreedLine"]) == (201, None), ended.text
    await taught.sees(False)


async def test_a_case_that_is_closed_shares_nothing(taught: Taught) -> None:
    """Nor a line that a measure left behind when it ended."""
    await taught.share()
    world = taught.town.world
    world.sql(
        "UPDATE case_measures SET state = 'ENDED', effect = 'YES', what_happened = 'Lugnare',"
        " ended_on = current_date, evaluated_by = %s WHERE id = %s",
        world.people["kurator"],
        taught.measure,
    )
    shut = await move(
        taught.town, {"id": taught.case, "version": 1}, "closure", reason="WITHDRAWN", feedback="Ja"
    )
    assert shut.status_code == 201, shut.text
    await taught.sees(False)
    assert code(await taught.share()) == (409, "CASE_CLOSED")


async def test_a_pupil_taken_out_of_the_case_is_in_no_line(taught: Taught) -> None:
    await taught.share()
    other = add_student(taught.town.world, "Bo", "Alm")
    changed = await taught.town.as_("kurator").patch(
        f"/cases/{taught.case}", 1, json={"studentIds": [str(other)]}
    )
    assert changed.status_code == 200, changed.text
    await taught.sees(False)


# Does it work? ----------------------------------------------------------------------------------------------


async def test_one_tap_reaches_the_case_and_two_are_one(taught: Taught) -> None:
    await taught.share()
    (row,) = await taught.seen()
    first = await taught.observe(row["id"], works=True)
    assert (first.status_code, first.json()["today"]) == (201, {"works": True, "note": None}), first.text
    second = await taught.observe(row["id"], works=False, note="Tavlan syns inte från bänken åäö")
    assert second.json()["today"] == {"works": False, "note": "Tavlan syns inte från bänken åäö"}
    (measure,) = (await taught.town.as_("rektor").get(f"/cases/{taught.case}/measures")).json()["items"]
    assert (measure["agreedLine"]["working"], measure["agreedLine"]["notWorking"]) == (0, 1)
    (answer,) = measure["observations"]
    assert (answer["works"], answer["note"]) == (False, "Tavlan syns inte från bänken åäö")
    assert answer["by"]["id"] == str(taught.town.world.people["larare"])
    stored = taught.town.world.sql("SELECT note FROM agreed_observations WHERE agreed_id = %s", row["id"])
    assert b"Tavlan" not in bytes(stored[0][0])


async def test_those_who_teach_do_not_see_each_others_answers(taught: Taught) -> None:
    lead(taught.town.world, taught.group, "mentor")
    await taught.share()
    (row,) = await taught.seen()
    await taught.observe(row["id"], works=False, note="Bara till ärendet")
    assert (await taught.seen("mentor"))[0]["today"] is None
    assert ids(taught.town, "mentor", "agreed_observations") == set()
    assert len(ids(taught.town, "larare", "agreed_observations")) == 1
    assert len(ids(taught.town, "kurator", "agreed_observations")) == 1


async def test_reading_and_answering_are_written_down_with_the_pupil(taught: Taught) -> None:
    await taught.share()
    (row,) = await taught.seen()
    await taught.observe(row["id"], works=True)
    logged = taught.town.world.sql(
        "SELECT DISTINCT action FROM audit_access WHERE actor_id = %s AND student_ids @> ARRAY[%s]",
        taught.town.world.people["larare"],
        taught.pupil,
    )
    assert {action for (action,) in logged} >= {"agreed-measure.list", "agreed-measure.observe"}
