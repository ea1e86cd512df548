"""From a real HTTP server into the database: filled once, unchanged twice, whole or not at all."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import Town
from tests.factories.pupils import add_student
from tests.integrations.ss12000.municipality import (
    Municipality,
    as_2_0,
    civic_number,
    ident,
    organisation,
)
from tests.integrations.sync.conftest import Sync


def row(sync: Sync, table: str, name: str) -> dict[str, Any]:
    """The row of an object of the source, by its invented name."""
    query = f"SELECT to_jsonb(t) FROM {table} t WHERE tenant_id = %s AND external_id = %s"
    found: dict[str, Any] = sync.town.world.sql(query, sync.town.world.tenant, ident(name))[0][0]
    return found


def of_kind(run: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in run["report"]["records"] if one["kind"] == kind)
    return found


@pytest.mark.parametrize("version", ["V2_0", "V2_1"])
async def test_a_pull_fills_and_a_second_one_moves_no_row(
    sync: Sync, lovbacka: Municipality, version: str
) -> None:
    if version == "V2_0":
        as_2_0(lovbacka)
    source = await sync.source(apiVersion=version)
    first = await sync.pull(source)
    assert (first["state"], first["report"]["outcome"]) == ("DONE", "CHANGED"), first
    assert (sync.count("schools"), sync.count("people"), sync.count("assignments")) == (5, 7, 7)
    assert (sync.count("students", "active"), sync.count("student_groups")) == (36, 6)
    tenant = sync.town.world.tenant
    assert sync.town.world.sql("SELECT count(*) FROM group_members WHERE tenant_id = %s", tenant) == [(36,)]
    assert sync.town.world.sql("SELECT count(*) FROM group_leaders WHERE tenant_id = %s", tenant) == [(1,)]

    before = sync.state()
    sync.clock.advance(timedelta(days=1))
    second = await sync.pull(source)
    assert (second["state"], second["report"]["outcome"]) == ("DONE", "UNCHANGED"), second["report"]
    assert sync.state() == before
    created = {one["kind"]: one["created"] for one in first["report"]["records"]}
    unchanged = {one["kind"]: one["unchanged"] for one in second["report"]["records"]}
    assert created == unchanged
    assert second["counts"]["changed"] == second["counts"]["created"] == second["counts"]["ended"] == 0


async def test_what_is_stored_is_what_was_delivered(sync: Sync) -> None:
    await sync.pull(await sync.source())
    pupil = row(sync, "students", "elev-gymnasiet-gy-2-3")
    assert pupil["school_id"] == row(sync, "schools", "gymnasiet-gy")["id"]
    assert (pupil["grade"], pupil["active"], pupil["protection_known"]) == ("2", True, True)
    head, area = row(sync, "assignments", "tjänst-rektorn"), row(sync, "areas", "norra")
    assert (head["function"], head["scope_type"], head["area_id"]) == ("PRINCIPAL", "AREA", area["id"])
    assert (head["source"], head["person_id"]) == ("SIS", row(sync, "people", "rektorn")["id"])
    unit = row(sync, "schools", "granskolan")
    assert (unit["name"], unit["unit_code"], unit["area_id"]) == ("Granskolan", "99000001", area["id"])
    assert unit["short_code"] == "GR"
    assert row(sync, "student_groups", "klass-sjöskolan-7")["name"] == "7A"
    assert row(sync, "people", "läraren")["email"] == "läraren@skola.lovbacka.invalid"


async def test_marks_protect_and_are_not_lowered(sync: Sync, lovbacka: Municipality) -> None:
    source = await sync.source()
    await sync.pull(source)
    marked = row(sync, "students", "elev-granskolan-1-0")
    assert (marked["protection_level"], marked["protection_known"]) == ("CONFIDENTIAL_MARK", True)
    assert row(sync, "students", "elev-sjöskolan-7-0")["protection_level"] == "PROTECTED_REGISTRATION"
    lovbacka.one("elev-granskolan-1-0")["securityMarking"] = "Ingen"
    lovbacka.one("elev-granskolan-1-1")["securityMarking"] = "Sekretessmarkering"
    del lovbacka.one("elev-granskolan-1-2")["securityMarking"]
    run = await sync.pull(source)
    assert row(sync, "students", "elev-granskolan-1-0")["protection_level"] == "CONFIDENTIAL_MARK"
    assert row(sync, "students", "elev-granskolan-1-1")["protection_level"] == "CONFIDENTIAL_MARK"
    assert row(sync, "students", "elev-granskolan-1-2")["protection_known"] is False
    assert "PROTECTION_LOWERED" in {one["code"] for one in run["report"]["notices"]}
    again = await sync.pull(source)
    assert again["report"]["outcome"] == "UNCHANGED"


async def test_without_marks_all_are_protected_until_a_named_administrator_confirms(
    sync: Sync, lovbacka: Municipality
) -> None:
    for person in lovbacka.persons:
        del person["securityMarking"]
    source = await sync.source()
    first = await sync.pull(source)
    assert sync.count("students", "protection_known") == 0
    assert sync.count("people", "email IS NOT NULL") == 0
    assert "MARK_MISSING" in {one["code"] for one in first["report"]["notices"]}
    path = f"/sync-sources/{source}/no-marks-confirmation"
    handling = {"handling": "Skolorna anmäler skyddade elever till elevhälsochefen."}
    confirmed = await sync.admin.post(path, json=handling, headers={"if-match": '"1"'})
    assert confirmed.status_code == 201, confirmed.text
    said = confirmed.json()["noMarksConfirmation"]
    assert said["confirmedBy"]["id"] == str(sync.town.world.people["admin"])
    await sync.pull(source)
    assert sync.count("students", "protection_known AND protection_level = 'NONE'") == 36
    gone = await sync.admin("DELETE", path, headers={"if-match": '"2"'})
    assert gone.status_code == 204
    await sync.pull(source)
    assert sync.count("students", "protection_known") == 0


async def test_a_mark_counts_for_who_is_gone_too(sync: Sync, lovbacka: Municipality) -> None:
    source = await sync.source()
    await sync.pull(source)
    pupil = lovbacka.one("elev-granskolan-1-1")
    lovbacka.persons.remove(pupil)
    await sync.pull(source)
    assert row(sync, "students", "elev-granskolan-1-1")["active"] is False
    lovbacka.persons.append({**pupil, "securityMarking": "Sekretessmarkering", "enrolments": []})
    await sync.pull(source)
    kept = row(sync, "students", "elev-granskolan-1-1")
    assert (kept["active"], kept["protection_level"]) == (False, "CONFIDENTIAL_MARK")


async def test_who_is_gone_is_ended_and_who_comes_back_is_the_same(
    sync: Sync, lovbacka: Municipality
) -> None:
    source = await sync.source()
    await sync.pull(source)
    was = {n: row(sync, t, n)["id"] for t, n in (("students", "elev-granskolan-4-5"), ("people", "läraren"))}
    lists = lovbacka.lists()
    gone = [lovbacka.one(n) for n in ("elev-granskolan-4-5", "läraren", "tjänst-läraren")]
    for one in gone:
        next(items for items in lists.values() if one in items).remove(one)
    run = await sync.pull(source)
    assert run["state"] == "DONE", run["report"]
    assert of_kind(run, "PUPIL")["ended"] == of_kind(run, "ASSIGNMENT")["ended"] == 1
    assert row(sync, "students", "elev-granskolan-4-5")["active"] is False
    assert row(sync, "people", "läraren")["status"] == "ENDED"
    assert row(sync, "assignments", "tjänst-läraren")["valid_to"] == "2026-11-22"
    tenant = sync.town.world.tenant
    open_leads = "SELECT count(*) FROM group_leaders WHERE tenant_id = %s AND valid_to IS NULL"
    assert sync.town.world.sql(open_leads, tenant) == [(0,)]
    lovbacka.persons += gone[:2]
    lovbacka.duties.append(gone[2])
    back = await sync.pull(source)
    assert back["counts"]["created"] == 5, back["report"]["records"]
    assert row(sync, "students", "elev-granskolan-4-5")["id"] == was["elev-granskolan-4-5"]
    assert row(sync, "people", "läraren")["id"] == was["läraren"]
    assert row(sync, "people", "läraren")["status"] == "ACTIVE"
    assert row(sync, "assignments", "tjänst-läraren")["valid_to"] is None
    assert sync.town.world.sql(open_leads, tenant) == [(1,)]


async def test_who_was_ended_by_hand_stays_ended(sync: Sync) -> None:
    source = await sync.source()
    await sync.pull(source)
    duty = row(sync, "assignments", "tjänst-kuratorn")["id"]
    ended = await sync.admin.post(f"/assignments/{duty}/ending", json={"reason": "Avstängd"})
    assert ended.status_code == 201, ended.text
    nurse = row(sync, "people", "sköterskan")
    left = await sync.admin.patch(f"/people/{nurse['id']}", nurse["version"], json={"status": "ENDED"})
    assert left.status_code == 200, left.text
    before = sync.state()
    run = await sync.pull(source)
    assert sync.state() == before
    assert next(o for o in run["report"]["notices"] if o["code"] == "ENDED_BY_HAND")["count"] == 3


async def test_changes_follow_the_source(sync: Sync, lovbacka: Municipality) -> None:
    source = await sync.source()
    await sync.pull(source)
    lovbacka.one("elev-granskolan-1-3")["familyName"] = "Åkerö"
    lovbacka.one("elev-granskolan-1-3")["enrolments"][0]["enroledAt"] = {"id": ident("sjöskolan")}
    lovbacka.one("tjänst-läraren")["dutyPercent"] = 50
    a, b = lovbacka.one("granskolan"), lovbacka.one("sjöskolan")
    a["schoolUnitCode"], b["schoolUnitCode"] = b["schoolUnitCode"], a["schoolUnitCode"]
    norra = lovbacka.one("norra")
    norra["displayName"] = "Förvaltningen"
    lovbacka.one("förvaltningen")["displayName"] = "Norra"
    run = await sync.pull(source)
    assert run["state"] == "DONE", run["report"]
    assert {k: of_kind(run, k)["changed"] for k in ("AREA", "SCHOOL_UNIT", "ASSIGNMENT", "PUPIL")} == {
        "AREA": 2, "SCHOOL_UNIT": 2, "ASSIGNMENT": 1, "PUPIL": 1,
    }  # fmt: skip
    moved = row(sync, "students", "elev-granskolan-1-3")
    assert (moved["family_name"], moved["school_id"]) == ("Åkerö", row(sync, "schools", "sjöskolan")["id"])
    assert row(sync, "schools", "granskolan")["unit_code"] == "99000002"
    assert row(sync, "areas", "norra")["name"] == "Förvaltningen"
    assert (await sync.pull(source))["report"]["outcome"] == "UNCHANGED"


async def test_what_was_entered_by_hand_and_is_the_same_is_taken_over(sync: Sync) -> None:
    world = sync.town.world
    mine = world.insert("schools", name="Gamla Granskolan", sort_key="gamla", short_code="GG",
                        unit_code="99000001", school_forms=["COMPULSORY"], grades=["1"])  # fmt: skip
    area = world.insert("areas", name="Norra", sort_key="norra")
    run = await sync.pull(await sync.source())
    assert run["state"] == "DONE", run["report"]
    unit = row(sync, "schools", "granskolan")
    assert (unit["id"], unit["short_code"], unit["grades"]) == (str(mine), "GG", ["1"])
    assert row(sync, "areas", "norra")["id"] == str(area)
    assert of_kind(run, "SCHOOL_UNIT")["created"] == 4


async def test_areas_of_the_same_name_are_told_apart(sync: Sync, lovbacka: Municipality) -> None:
    lovbacka.organisations.append(organisation("norra-två", "Rektorsområde", "förvaltningen"))
    lovbacka.organisations[-1]["displayName"] = "Norra"
    source = await sync.source()
    await sync.pull(source)
    names = {row(sync, "areas", name)["name"] for name in ("norra", "norra-två")}
    assert names == {"Norra", "Norra (2)"}
    assert (await sync.pull(source))["report"]["outcome"] == "UNCHANGED"


async def test_what_another_source_holds_is_not_touched(sync: Sync) -> None:
    first, second = await sync.source(), await sync.source()
    await sync.pull(first)
    before = sync.state()
    run = await sync.pull(second)
    assert run["state"] == "DONE", run["report"]
    assert sync.state() == before
    assert run["counts"]["created"] == 0
    assert {one["code"] for one in run["report"]["refusals"]} == {"HELD_BY_OTHER"}


async def test_refused_objects_are_listed_with_reasons_and_nothing_else(
    sync: Sync, lovbacka: Municipality
) -> None:
    lovbacka.one("elev-granskolan-1-1")["familyName"] = f"Ek {civic_number(7)}"
    lovbacka.groups.append({"id": "inte ett id"})
    run = await sync.pull(await sync.source())
    assert run["report"]["refusedTotal"] == run["counts"]["refused"] == len(run["report"]["refusals"])
    first = run["report"]["refusals"][0]
    assert (first["id"], first["code"], first["field"]) == (
        ident("elev-granskolan-1-1"), "PERSONAL_NUMBER_IN_TEXT", "familyName",
    )  # fmt: skip
    assert first["text"].endswith("personnummer.")
    english = await sync.admin.get(f"/sync-runs/{run['id']}", headers={"accept-language": "en"})
    assert english.json()["report"]["refusals"][0]["text"].endswith("personal identity number.")
    assert "Ek" not in json.dumps(run["report"]["refusals"])


async def test_what_is_dropped_at_the_edge_is_nowhere_in_the_database(
    sync: Sync, lovbacka: Municipality
) -> None:
    await sync.pull(await sync.source())
    lovbacka.one("elev-granskolan-1-1")["familyName"] = f"Ek {civic_number(7)}"
    run = await sync.pull(await sync.source())
    dump = sync.dump()
    assert ident("elev-granskolan-1-1") in dump
    forbidden = [civic_number(number) for number in range(len(lovbacka.persons))]
    forbidden += ["Hemligvägen", "hemma.invalid", "070-00000", "Hemligt Namn", "2015-05-05", "/photo"]
    forbidden += ["a secret of the test", "token-1"]
    assert [word for word in forbidden if word in dump] == []
    assert {"CIVIC_NUMBER", "ADDRESS", "TELEPHONE", "PRIVATE_MAIL"} <= {
        one["code"] for one in run["report"]["droppedFields"]
    }


async def test_the_other_municipality_is_untouched(sync: Sync, other_town: Town) -> None:
    add_student(other_town.world)
    query = "SELECT t::text FROM {} t WHERE tenant_id = %s ORDER BY id"
    tables = ("schools", "people", "students", "sync_sources", "sync_runs", "sync_links")
    before = [other_town.world.sql(query.format(t), other_town.world.tenant) for t in tables]
    await sync.pull(await sync.source())
    after = [other_town.world.sql(query.format(t), other_town.world.tenant) for t in tables]
    assert after == before
    assert sync.count("students") == 36
