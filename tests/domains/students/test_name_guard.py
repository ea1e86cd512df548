"""Names of pupils in what many read: warned about, kept with a reason, and never a way to find somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.core.sortkey import swedish_sort_key
from samsyn.students.rules import name_keys
from tests.conftest import Town
from tests.domains.cases.files import path_of, sent
from tests.factories.cases import add_case, let_in
from tests.factories.goals import add_team
from tests.factories.meetings import add_item, add_meeting
from tests.factories.meetings import add_team as add_meeting_team
from tests.factories.pupils import add_student

NAMES = (("Åsa", "Öberg"), ("Anna-Karin", "von Essen"))


def goal(town: Town, title: str, **more: Any) -> dict[str, Any]:
    return {"teamId": str(add_team(town.world)), "title": title, "level": "PREVENTIVE"} | more


@pytest.mark.parametrize(("given", "family"), NAMES)
@pytest.mark.parametrize(
    "text", ["Stöd till {0} {1} i vår", "{1}, {0}", "{0} {1}s schema", "UTREDNING_{0}_{1}_2026"]
)
def test_whole_names_are_found(given: str, family: str, text: str) -> None:
    said = text.format(given, family)
    assert swedish_sort_key(f"{family} {given}") in name_keys(said)
    assert swedish_sort_key(f"{family} {given}") in name_keys(said.upper())


@pytest.mark.parametrize("text", ["Åsa läser", "Öberg", "Åsa i åk 5 och Öberg", "", "!!", "åsaöberg"])
def test_less_than_a_whole_name_is_none(text: str) -> None:
    assert swedish_sort_key("Öberg Åsa") not in name_keys(text)


def test_a_long_text_is_looked_at_to_a_length() -> None:
    assert len(name_keys("ord " * 5000)) < 50


async def test_a_goal_is_warned_about_and_never_stopped(town: Town) -> None:
    pupil = add_student(town.world, "Åsa", "Öberg")
    refused = await town.as_("rektor").post("/smart-goals", json=goal(town, "Åsa Öbergs närvaro ökar"))
    assert (refused.status_code, refused.json()["code"]) == (422, "NAME_OF_PUPIL")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/title"]
    assert "Öberg" not in refused.text
    body = goal(town, "Åsa Öbergs närvaro ökar", nameReason="Vårdnadshavarna har själva bett om det.")
    kept = await town.as_("rektor").post("/smart-goals", json=body)
    assert kept.status_code == 201, kept.text
    logged = "SELECT student_ids FROM audit_access WHERE action = 'student.keep-name' AND actor_id = %s"
    assert town.world.sql(logged, town.world.people["rektor"]) == [([pupil],)]
    other = await town.as_("rektor").post("/smart-goals", json=goal(town, "Närvaron i årskurs 7 ökar"))
    assert other.status_code == 201


@pytest.mark.parametrize("more", [
    {"protection_level": "CONFIDENTIAL_MARK"}, {"protection_known": False}, {"active": False},
    {"school": "B"},
])  # fmt: skip
async def test_nobody_learns_of_the_protected_or_of_others(town: Town, more: dict[str, Any]) -> None:
    add_student(town.world, "Åsa", "Öberg", **more)
    for title in ("Åsa Öbergs närvaro ökar", "Ingen Alls närvaro ökar"):
        assert (await town.as_("rektor").post("/smart-goals", json=goal(town, title))).status_code == 201


async def test_nor_of_another_municipality(town: Town, other_town: Town) -> None:
    add_student(other_town.world, "Åsa", "Öberg")
    made = await town.as_("rektor").post("/smart-goals", json=goal(town, "Åsa Öbergs närvaro ökar"))
    assert made.status_code == 201


async def test_an_item_on_the_agenda(town: Town) -> None:
    add_student(town.world, "Åsa", "Öberg")
    meeting = add_meeting(town.world, add_meeting_team(town.world, "rektor", "larare"))
    path, body = f"/meetings/{meeting}/agenda-items", {"kind": "INFO", "title": "Öberg Åsa"}
    refused = await town.as_("rektor").post(path, json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "NAME_OF_PUPIL")
    kept = await town.as_("rektor").post(path, json=body | {"nameReason": "Eleven är med på mötet."})
    assert kept.status_code == 201, kept.text


async def test_an_item_that_is_renamed(town: Town) -> None:
    pupil = add_student(town.world, "Åsa", "Öberg")
    meeting = add_meeting(town.world, add_meeting_team(town.world, "rektor", "larare"))
    path = f"/meetings/{meeting}/agenda-items/{add_item(town.world, meeting)}"
    refused = await town.as_("rektor").patch(path, 1, json={"title": "Öberg Åsa"})
    assert (refused.status_code, refused.json()["code"]) == (422, "NAME_OF_PUPIL")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/title"]
    assert "Öberg" not in refused.text
    body = {"title": "Öberg Åsa", "nameReason": "Eleven är med på mötet."}
    kept = await town.as_("rektor").patch(path, 1, json=body)
    assert (kept.status_code, kept.json()["label"]) == (200, "Öberg Åsa"), kept.text
    logged = "SELECT student_ids FROM audit_access WHERE action = 'student.keep-name' AND actor_id = %s"
    assert town.world.sql(logged, town.world.people["rektor"]) == [([pupil],)]
    moved = await town.as_("rektor").patch(path, kept.json()["version"], json={"position": 1})
    assert moved.status_code == 200, "only a title is asked about"


async def test_a_file_name_is_taken_and_shown_to_the_circle_alone(town: Town) -> None:
    add_student(town.world, "Åsa", "Öberg")
    case = add_case(town.world)
    let_in(town.world, case, "larare")
    file = await sent(town, case, "Åsa_Öberg-schema.pdf")
    assert (file["fileName"], file["namesPupil"]) == ("Åsa_Öberg-schema.pdf", True)

    async def seen(who: str, case: UUID) -> str:
        rows = (await town.as_(who).get(f"/cases/{case}/attachments")).json()["items"]
        return str(rows[0]["fileName"])

    assert await seen("larare", case) == "Åsa_Öberg-schema.pdf"
    assert await seen("rektor", case) == "fil.pdf"
    for rest in ("", "content"):
        answer = await town.as_("rektor").get(path_of(file, rest))
        assert answer.status_code == 200
        assert "berg" not in str(answer.headers.get("content-disposition", "")).lower()
        assert rest or "berg" not in answer.text.lower()
    sought = {"words": "schema", "caseId": str(case)}
    assert (await town.as_("rektor").post("/case-searches", json=sought)).json()["items"] == []
    assert (await town.as_("mentor").get(f"/cases/{case}/attachments")).status_code == 404
    plain = await sent(town, case, "schema åk 5.pdf")
    assert plain["namesPupil"] is False
