"""The best interests of the child: what is asked for, who reads it, and what stands in the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.conftest import Town
from tests.core.test_pdf import text_of
from tests.domains.cases.calls import code
from tests.domains.cases.signing import sign
from tests.domains.cases.test_decision_document import document
from tests.domains.cases.test_walls import as_
from tests.factories.best_interest import add_best_interest
from tests.factories.cases import add_case, add_voice, let_in, open_with_reason
from tests.factories.decisions import add_decision, ready_case
from tests.factories.pupils import add_student

WORDS: dict[str, Any] = {
    "interests": [{"interest": "EDUCATION", "text": "Orkar läsa när det är tyst <b>åäö</b>"}],
    "alternatives": "Två pass i liten grupp, eller hörlurar i klassrummet.",
    "weighedAgainst": "Missar en rast i veckan. Vi väger lärandet tyngre.",
    "conclusion": "Liten grupp två pass i veckan är bäst för eleven.",
}


async def weigh(
    town: Town, case: UUID, voice: UUID | None, who: str = "kurator", **more: Any
) -> httpx.Response:
    body = WORDS | {"voiceIds": [str(voice)] if voice else []} | more
    return await town.as_(who).post(f"/cases/{case}/best-interest-assessments", json=body)


async def read(town: Town, case: UUID, who: str = "kurator") -> list[dict[str, Any]]:
    answer = await town.as_(who).get(f"/cases/{case}/best-interest-assessments")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def test_weighed_with_the_childs_own_words(town: Town) -> None:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,))
    voice = add_voice(town.world, case, student_id=pupil)
    made = await weigh(town, case, voice)
    assert made.status_code == 201, made.text
    body = made.json()
    assert body["studentId"] == str(pupil)
    assert body["interests"] == WORDS["interests"]
    assert [one["said"] for one in body["voices"]] == ["Jag vill sitta nära dörren"]
    assert (body["conclusion"], body["confidentiality"]) == (WORDS["conclusion"], "K2")
    again = await weigh(town, case, voice, conclusion="Ny prövning: hörlurar räcker.")
    assert [one["id"] for one in await read(town, case)] == [again.json()["id"], body["id"]]
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert [event["type"] for event in events] == ["BEST_INTEREST_WEIGHED"] * 2


@pytest.mark.parametrize(("more", "pointer"), [
    ({"interests": []}, "/interests"),
    ({"voiceIds": []}, "/voiceIds"),
    ({"weighedAgainst": "  "}, "/weighedAgainst"),
    ({"conclusion": ""}, "/conclusion"),
])  # fmt: skip
async def test_what_is_missing_is_named(town: Town, more: dict[str, Any], pointer: str) -> None:
    case = add_case(town.world)
    answer = await weigh(town, case, add_voice(town.world, case), **more)
    assert code(answer) == (422, "BEST_INTEREST")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    assert await read(town, case) == []


async def test_a_voice_or_a_pupil_of_another_case_is_none(town: Town) -> None:
    world = town.world
    first, second = add_student(world), add_student(world)
    case, other = add_case(world, students=(first, second)), add_case(world)
    of_first = add_voice(world, case, student_id=first)
    adult = add_voice(world, case, perspective="ADULT_ON_CHILD", student_id=first)
    for voice in (add_voice(world, other), uuid4(), adult):
        assert (await weigh(town, case, voice, studentId=str(first))).status_code == 422
    assert (await weigh(town, case, of_first, studentId=str(second))).status_code == 422
    assert (await weigh(town, case, of_first, studentId=str(add_student(world)))).status_code == 422
    assert (await weigh(town, case, of_first, studentId=str(first))).status_code == 201


async def test_a_child_who_declined_is_heard_by_that(town: Town) -> None:
    case = add_case(town.world)
    voice = add_voice(
        town.world, case, method="DECLINED", content=None, missing_reason="Ville inte prata med någon vuxen"
    )
    made = await weigh(town, case, voice)
    assert [one["said"] for one in made.json()["voices"]] == ["Ville inte prata med någon vuxen"]


async def test_words_of_a_journal_are_asked_about(town: Town) -> None:
    case = add_case(town.world)
    voice = add_voice(town.world, case)
    answer = await weigh(town, case, voice, conclusion="Har adhd enligt journalen")
    assert code(answer) == (422, "JOURNAL_CONTENT")
    kept = await weigh(
        town, case, voice, conclusion="Har adhd enligt journalen", journalReason="Eleven har själv berättat."
    )
    assert kept.status_code == 201


async def test_from_k3_it_is_sealed_and_the_circles_alone(town: Town, other_town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare")
    voice = add_voice(town.world, case)
    assert (await weigh(town, case, voice, confidentiality="K3")).status_code == 201
    columns = "interests, alternatives, weighed_against, conclusion, sealed"
    row = town.world.sql(f"SELECT {columns} FROM best_interest_assessments WHERE case_id = %s", case)[0]
    assert row[:4] == (None,) * 4
    assert row[4] is not None
    assert len(await read(town, case, "larare")) == 1
    assert await read(town, case, "rektor") == []
    strict = await weigh(town, case, voice, "rektor", confidentiality="K3")
    assert (strict.status_code, strict.json()["errors"][0]["pointer"]) == (422, "/confidentiality")
    path = f"/cases/{case}/best-interest-assessments"
    for who in ("mentor", "rektor-2", "kurator-2", "admin"):
        assert (await town.as_(who).get(path)).status_code == 404, who
        assert (await weigh(town, case, voice, who)).status_code == 404, who
    assert (await weigh(town, case, voice, "larare")).status_code == 403
    assert (await other_town.as_("kurator").get(path)).status_code == 404


async def test_an_ended_assignment_and_class_k4_through_a_reason(town: Town) -> None:
    world = town.world
    case = add_case(world, confidentiality="K3")
    add_best_interest(
        world, case, confidentiality="K4", interests=None, weighed_against=None, conclusion=None
    )
    open_with_reason(world, case, "rektor")
    assert await read(town, case, "rektor") == []
    with as_(town, "rektor") as connection:
        assert connection.execute("SELECT id FROM best_interest_assessments").fetchall() == []
    assert len(await read(town, case)) == 1
    world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", world.people["kurator"])
    assert (await town.as_("kurator").get(f"/cases/{case}/best-interest-assessments")).status_code == 404


async def test_raised_with_its_case(town: Town) -> None:
    case = add_case(town.world)
    await weigh(town, case, add_voice(town.world, case))
    version = (await town.as_("kurator").get(f"/cases/{case}")).json()["version"]
    raised = await town.as_("kurator").post(
        f"/cases/{case}/classification", json={"confidentiality": "K4"}, headers={"if-match": f'"{version}"'}
    )
    assert raised.status_code == 201, raised.text
    row = town.world.sql(
        "SELECT confidentiality, conclusion FROM best_interest_assessments WHERE case_id = %s", case
    )
    assert row == [("K4", None)]
    assert (await read(town, case))[0]["conclusion"] == WORDS["conclusion"]


async def test_a_closed_case_takes_nothing(town: Town) -> None:
    case = add_case(town.world)
    voice = add_voice(town.world, case)
    closed = "phase = 'CLOSED', closed_at = now(), closure_reason = 'GOAL_MET'"
    town.world.sql(f"UPDATE cases SET {closed} WHERE id = %s", case)
    assert code(await weigh(town, case, voice)) == (409, "CASE_CLOSED")


async def test_it_stands_in_the_document_of_the_decision(town: Town) -> None:
    case = ready_case(town.world)
    pupil = town.world.sql("SELECT student_id FROM case_students WHERE case_id = %s", case)[0][0]
    voice = add_voice(town.world, case, student_id=pupil)
    assert (await weigh(town, case, voice, conclusion="Den gamla prövningen")).status_code == 201
    assert (await weigh(town, case, voice)).status_code == 201
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision)).status_code == 201
    said = " ".join(text_of(await document(town, case, decision)).split())
    for words in (
        "Barnets bästa",
        "Utbildning och lärande",
        "<b>åäö</b>",
        "Jag vill sitta nära dörren",
        WORDS["conclusion"],
    ):
        assert words in said, words
    assert "Den gamla prövningen" not in said


async def test_what_is_stricter_than_the_decision_is_not_let_out_with_it(town: Town) -> None:
    case = ready_case(town.world)
    let_in(town.world, case, "rektor")
    voice = add_voice(town.world, case)
    pupil = town.world.sql("SELECT student_id FROM case_students WHERE case_id = %s", case)[0][0]
    assert (await weigh(town, case, voice, studentId=str(pupil), confidentiality="K3")).status_code == 201
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision)).status_code == 201
    said = " ".join(text_of(await document(town, case, decision)).split())
    assert "Prövningen finns antecknad i ärendet" in said
    assert WORDS["conclusion"] not in said
