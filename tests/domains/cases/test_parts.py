"""What is written in a case: notes that are never edited, the child's voice, measures that are locked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from samsyn.cases import add_meeting_note
from samsyn.core.credential import token_hash
from samsyn.core.errors import DomainError
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.factories.cases import add_case, add_measure, add_note, let_in
from tests.factories.pupils import add_student

HOSTILE = "<img src=x onerror=alert(1)> '; DROP TABLE cases; -- {{7*7}} åäö \u202e \U0001f600"


def in_days(town: Town, days: int) -> str:
    return (town.runtime.clock.today() + timedelta(days=days)).isoformat()


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def write(town: Town, case: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    return await town.as_(who).post(f"/cases/{case}/notes", json={"text": "Samtal", **more})


async def texts(town: Town, case: UUID, who: str) -> set[str]:
    answer = await town.as_(who).get(f"/cases/{case}/notes")
    assert answer.status_code == 200, answer.text
    return {note["text"] for note in answer.json()["items"]}


async def test_a_note_comes_back_as_it_was_written(town: Town) -> None:
    case = add_case(town.world)
    made = await write(town, case, text=HOSTILE)
    assert (made.status_code, made.json()["text"]) == (201, HOSTILE), made.text
    where = made.headers["location"].removeprefix("/samsyn/v1")
    assert (await town.as_("kurator").get(where)).json() == made.json()
    assert await texts(town, case, "rektor") == {HOSTILE}


async def test_a_note_cannot_be_changed_or_taken_away(town: Town) -> None:
    case = add_case(town.world)
    note = (await write(town, case)).json()
    path = f"/cases/{case}/notes/{note['id']}"
    for method in ("PATCH", "PUT", "DELETE"):
        answer = await town.as_("kurator")(method, path, json={"text": "annat"})
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


async def test_a_correction_names_what_it_corrects(town: Town) -> None:
    case, other = add_case(town.world), add_case(town.world)
    first = (await write(town, case, text="Fel dag")).json()
    second = await write(town, case, text="Rätt dag", correctsId=first["id"])
    assert second.json()["correctsId"] == first["id"]
    foreign = await write(town, other, text="x", correctsId=first["id"])
    assert foreign.json()["errors"][0]["code"] == "NOTE_UNKNOWN"


async def test_a_note_stricter_than_its_case_is_the_circles(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    strict = await write(town, case, text="Bara kretsen", confidentiality="K3")
    assert strict.status_code == 201, strict.text
    await write(town, case, text="Alla som får öppna")
    assert await texts(town, case, "rektor") == {"Alla som får öppna"}
    assert await texts(town, case, "larare") == {"Alla som får öppna", "Bara kretsen"}
    alone = f"/cases/{case}/notes/{strict.json()['id']}"
    assert (await town.as_("rektor").get(alone)).status_code == 404
    events = (await town.as_("rektor").get(f"/cases/{case}/events")).json()["items"]
    assert strict.json()["id"] not in {event["refId"] for event in events}
    assert town.world.sql("SELECT text FROM case_notes WHERE id = %s", strict.json()["id"]) == [(None,)]


async def test_a_note_is_never_laxer_than_its_case(town: Town) -> None:
    case = add_case(town.world, confidentiality="K3")
    assert (await write(town, case, confidentiality="K1")).json()["confidentiality"] == "K3"


async def test_a_head_outside_the_circle_writes_nothing_they_could_not_read(town: Town) -> None:
    case = add_case(town.world)
    assert (await write(town, case, who="rektor")).status_code == 201
    refused = await write(town, case, who="rektor", confidentiality="K3")
    assert refused.json()["errors"][0]["code"] == "CASE_CIRCLE"


@pytest.mark.parametrize(("who", "branch"), [("skolskoterska", "EMI"), ("psykolog", "EPI")])
async def test_a_branch_of_its_own_needs_a_basis_to_disclose(town: Town, who: str, branch: str) -> None:
    """C13."""
    case = add_case(town.world)
    let_in(town.world, case, who)
    assert code(await write(town, case, who=who)) == (422, "C13")
    given = await write(town, case, who=who, disclosureBasis="OSL_25_13A")
    assert (given.status_code, given.json()["branch"]) == (201, branch)
    with pytest.raises(Exception, match="ck_case_notes_c13"):
        town.world.sql("UPDATE case_notes SET disclosure_basis = NULL WHERE id = %s", given.json()["id"])


@pytest.mark.parametrize(("role", "status"), [("INFORMED", 403), ("CONTRIBUTOR", 201), ("INVESTIGATOR", 201)])
async def test_the_role_says_who_writes(town: Town, role: str, status: int) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case=role)
    assert (await write(town, case, who="larare")).status_code == status
    measure = {"description": "Sitter nära tavlan", "followUpOn": in_days(town, 14)}
    answer = await town.as_("larare").post(f"/cases/{case}/measures", json=measure)
    assert answer.status_code == status
    assert status == 403 or answer.json()["state"] == "PROPOSED"


async def test_reading_notes_is_written_down_with_the_pupils(town: Town) -> None:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,))
    add_note(town.world, case)
    await texts(town, case, "kurator")
    logged = town.world.sql(
        "SELECT student_ids FROM audit_access WHERE actor_id = %s AND action = 'case.notes'",
        town.world.people["kurator"],
    )
    assert logged == [([pupil],)]


VOICE = {
    "perspective": "CHILD_OWN",
    "method": "CONVERSATION",
    "askedOn": "2026-01-07",
    "content": "Jag vill sitta vid fönstret",
    "impact": "PARTIAL",
    "impactText": "Ny plats",
}


async def test_a_childs_voice(town: Town) -> None:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,))
    made = await town.as_("kurator").post(
        f"/cases/{case}/child-voices", json=VOICE | {"studentId": str(pupil)}
    )
    assert (made.status_code, made.json()["content"]) == (201, VOICE["content"]), made.text
    (voice,) = (await town.as_("rektor").get(f"/cases/{case}/child-voices")).json()["items"]
    assert voice == made.json()
    where = made.headers["location"].removeprefix("/samsyn/v1")
    assert (await town.as_("kurator").get(where)).json() == voice


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"content": " "}, "VOICE_EMPTY"),
        ({"method": "DECLINED"}, "C01"),
        ({"method": "NOT_POSSIBLE", "missingReason": "för kort"}, "C01"),
        ({"askedOn": "2999-01-01"}, "DAY_TO_COME"),
        ({"studentId": str(UUID(int=7))}, "STUDENT_UNKNOWN"),
    ],
)
async def test_a_voice_that_says_nothing_is_refused(town: Town, sent: dict[str, Any], expected: str) -> None:
    case = add_case(town.world)
    answer = await town.as_("kurator").post(f"/cases/{case}/child-voices", json=VOICE | sent)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == expected


async def test_a_reason_of_twenty_characters_explains_a_missing_voice(town: Town) -> None:
    case = add_case(town.world)
    body = VOICE | {"method": "DECLINED", "content": None, "missingReason": "Vill inte prata med någon nu"}
    assert (await town.as_("kurator").post(f"/cases/{case}/child-voices", json=body)).status_code == 201


async def test_a_measure_ends_with_its_effect_and_is_locked(town: Town) -> None:
    """C09."""
    case = add_case(town.world)
    made = await town.as_("kurator").post(
        f"/cases/{case}/measures",
        json={
            "description": "Sitter nära tavlan",
            "followUpOn": in_days(town, 14),
            "responsibleId": str(town.world.people["larare"]),
        },
    )
    assert (made.status_code, made.json()["state"]) == (201, "APPROVED"), made.text
    path = f"/cases/{case}/measures/{made.json()['id']}"
    for sent in ({}, {"effect": "YES"}, {"effect": "TOO_EARLY", "whatHappened": "Vi väntar"}):
        assert code(await town.as_("kurator").post(f"{path}/evaluation", json=sent)) == (422, "C09")
    ended = await town.as_("kurator").post(
        f"{path}/evaluation", json={"effect": "PARTLY", "whatHappened": "Bättre på förmiddagen"}
    )
    assert (ended.status_code, ended.json()["state"]) == (201, "ENDED"), ended.text
    again = await town.as_("kurator").post(f"{path}/evaluation", json={"effect": "NO", "whatHappened": "Nej"})
    assert code(again) == (409, "C09")
    assert (await town.as_("kurator").get(path)).json() == ended.json()


async def test_too_early_to_say_lets_it_go_on(town: Town) -> None:
    case = add_case(town.world)
    measure = add_measure(town.world, case)
    path = f"/cases/{case}/measures/{measure}/evaluation"
    body = {"effect": "TOO_EARLY", "whatHappened": "Provar två veckor till"}
    past = await town.as_("kurator").post(path, json=body | {"nextFollowUpOn": "2026-01-08"})
    assert past.json()["errors"][0]["code"] == "FOLLOW_UP_DAY"
    on = in_days(town, 14)
    answer = await town.as_("kurator").post(path, json=body | {"nextFollowUpOn": on})
    assert (answer.json()["state"], answer.json()["followUpOn"]) == ("APPROVED", on)


async def test_a_measure_of_another_case_is_not_there(town: Town) -> None:
    mine, other = add_case(town.world), add_case(town.world)
    measure = add_measure(town.world, other)
    body = {"effect": "YES", "whatHappened": "Ja"}
    answer = await town.as_("kurator").post(f"/cases/{mine}/measures/{measure}/evaluation", json=body)
    assert answer.status_code == 404
    assert (await town.as_("kurator").get(f"/cases/{mine}/measures/skräp")).status_code == 404


async def test_the_circle_has_reasons_and_ends(town: Town) -> None:
    """C13."""
    case = add_case(town.world)
    path, browser = f"/cases/{case}/members", town.as_("kurator")
    body = {"personId": str(town.world.people["larare"]), "role": "CONTRIBUTOR"}
    assert code(await browser.post(path, json=body)) == (422, "C13")
    made = await browser.post(path, json=body | {"reason": "Undervisar eleven"})
    assert made.status_code == 201, made.text
    assert code(await browser.post(path, json=body | {"reason": "Igen"})) == (409, "CASE_MEMBER")
    assert (await town.as_("larare").get(f"/cases/{case}")).status_code == 200
    assert (await browser("DELETE", f"{path}/{made.json()['id']}")).status_code == 204
    assert (await town.as_("larare").get(f"/cases/{case}")).status_code == 404
    owner, ended = (await browser.get(path)).json()["items"]
    assert (ended["reason"], ended["endedAt"] is not None) == ("Undervisar eleven", True)
    assert code(await browser("DELETE", f"{path}/{owner['id']}")) == (409, "CASE_OWNER")
    assert (await browser("DELETE", f"{path}/{ended['id']}")).status_code == 204


async def test_nobody_enters_without_an_assignment(town: Town) -> None:
    case = add_case(town.world)
    for person in (UUID(int=3), town.world.people["larare"]):
        town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
        answer = await town.as_("kurator").post(
            f"/cases/{case}/members",
            json={"personId": str(person), "role": "INFORMED", "reason": "Undervisar"},
        )
        assert answer.json()["errors"][0]["code"] == "PERSON_UNKNOWN"


async def test_heads_have_no_part_where_they_are_pointed_out(town: Town) -> None:
    """C11."""
    case = add_case(town.world, "utredare", case_type="DEGRADING", reach="ORGANISER", pointed_out="PRINCIPAL")
    for who in ("rektor", "bitradande"):
        person = str(town.world.people[who])
        body = {"personId": person, "role": "INFORMED", "reason": "Vill veta"}
        assert code(await town.as_("utredare").post(f"/cases/{case}/members", json=body)) == (422, "C11")
        changed = await town.as_("utredare").patch(f"/cases/{case}", 1, json={"ownerId": person})
        assert code(changed) == (422, "C11")


async def test_who_reads_is_said_by_name_and_why(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    items = (await town.as_("kurator").get(f"/cases/{case}/readers")).json()["items"]
    assert {(row["why"], row["upTo"]) for row in items} == {
        ("OWNER", "K4"),
        ("INFORMED", "K4"),
        ("HEAD", "K2"),
    }
    assert len(items) == 4


async def test_minutes_become_a_note_for_who_may_write_there(town: Town) -> None:
    case, item = add_case(town.world), UUID(int=99)

    async def minute(who: str, target: UUID = case) -> UUID:
        credential = Credential.session(token_hash(town.world.tokens[who]))
        async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
            await work.open()
            note = await add_meeting_note(work, target, "Punkt 3: ny plats", source_id=item)
            await work.finish()
            return note

    note = await minute("kurator")
    stored = town.world.sql("SELECT kind, source_id FROM case_notes WHERE id = %s", note)
    assert stored == [("MEETING_POINT", item)]
    assert await texts(town, case, "rektor") == {"Punkt 3: ny plats"}
    for who in ("larare", "psykolog", "kurator-2"):
        with pytest.raises(DomainError) as refused:
            await minute(who)
        assert refused.value.status == 404
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    with pytest.raises(DomainError) as refused:
        await minute("larare")
    assert refused.value.status == 403
