"""C11: whoever is pointed out is given nothing to do in the case, and what they did goes to somebody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.domains.cases.test_alleged import degrading, name
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, add_measure, let_in, propose, share
from tests.factories.disclosures import add_consent
from tests.factories.meetings import add_item, add_meeting, add_participant, add_team
from tests.factories.pupils import add_student


def person(town: Town, who: str) -> str:
    return str(town.world.people[who])


@pytest.fixture
def case(town: Town) -> UUID:
    """The kurator's, and the teacher is pointed out in it."""
    made = degrading(town, phase="MEASURES")
    add_alleged(town.world, made, "larare")
    return made


async def shown(town: Town, case: UUID, who: str = "kurator") -> list[dict[str, Any]]:
    answer = await town.as_(who).get(f"/cases/{case}/measures")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def moved(town: Town, case: UUID, measure: UUID, who: str = "kurator", **body: Any) -> httpx.Response:
    path = f"/cases/{case}/measures/{measure}"
    version = town.world.sql("SELECT version FROM case_measures WHERE id = %s", measure)[0][0]
    return await town.as_(who).patch(path, version, json=body)


@pytest.mark.parametrize("field", ["responsibleId", "evaluatorId"])
@pytest.mark.parametrize("proposed", [True, False])
async def test_no_measure_is_theirs(field: str, proposed: bool, case: UUID, town: Town) -> None:
    body = {"description": "En vuxen till", "followUpOn": in_days(town, 20), "proposed": proposed}
    kurator = town.as_("kurator")
    refused = await kurator.post(f"/cases/{case}/measures", json=body | {field: person(town, "larare")})
    assert code(refused) == (422, "C11")
    assert refused.json()["errors"][0]["pointer"] == f"/{field}"
    made = await kurator.post(f"/cases/{case}/measures", json=body | {field: person(town, "mentor")})
    assert made.status_code == 201, made.text
    assert [one["toMove"] for one in await shown(town, case)] == [False]


@pytest.mark.parametrize("part", ["responsible_id", "evaluator_id"])
async def test_what_was_theirs_is_shown_and_goes_to_somebody_else(part: str, town: Town) -> None:
    """Named when they had it already: with the lines that those who teach are told to ask them about."""
    case, world = degrading(town, phase="MEASURES"), town.world
    theirs = add_measure(
        world, case, **({"responsible_id": world.people["mentor"]} | {part: world.people["larare"]})
    )
    pupil = world.sql("SELECT student_id FROM case_students WHERE case_id = %s", case)[0][0]
    share(world, case, theirs, pupil, ask_id=world.people["larare"])
    share(world, case, add_measure(world, case, responsible_id=world.people["mentor"]), pupil)
    assert [one["toMove"] for one in await shown(town, case)] == [False, False]
    assert (await name(town, case, "larare")).status_code == 201
    assert {one["id"]: one["toMove"] for one in await shown(town, case, "utredare")}[str(theirs)] is True
    assert [one["toMove"] for one in await shown(town, case, "utredare")].count(True) == 1
    again = await moved(town, case, theirs, "utredare", responsibleId=person(town, "larare"))
    assert code(again) == (422, "C11")
    body: dict[str, Any] = {"responsibleId": person(town, "speciallarare")}
    if part == "evaluator_id":
        half = await moved(town, case, theirs, "utredare", **body)
        assert (code(half), half.json()["errors"][0]["pointer"]) == ((422, "C11"), "/evaluatorId")
        body = {"evaluatorId": None}
    took = await moved(town, case, theirs, "utredare", **body)
    assert took.status_code == 200, took.text
    expected = "speciallarare" if part == "responsible_id" else "mentor"
    assert (took.json()["responsible"]["id"], took.json()["toMove"]) == (person(town, expected), False)
    asked = world.sql("SELECT ask_id FROM agreed_measures WHERE tenant_id = %s", world.tenant)
    told = "speciallarare" if part == "responsible_id" else "larare"
    assert {row[0] for row in asked} == {world.people[told], world.people["kurator"]}
    events = (await town.as_("utredare").get(f"/cases/{case}/events")).json()["items"]
    assert "MEASURE_MOVED" in {event["type"] for event in events}


async def test_who_decides_moves_and_nobody_else(town: Town) -> None:
    """In any case: whoever answered for a measure may have left."""
    case = add_case(town.world)
    let_in(town.world, case, "mentor", role_in_case="INVESTIGATOR")
    measure = add_measure(town.world, case)
    body = {"responsibleId": person(town, "speciallarare")}
    for who, status in (("mentor", 403), ("larare", 404), ("rektor-2", 404), ("admin", 404)):
        assert (await moved(town, case, measure, who, **body)).status_code == status, who
    for who in ("rektor", "kurator"):
        assert (await moved(town, case, measure, who, **body)).status_code == 200, who
    kurator = town.as_("kurator")
    other = add_case(town.world)
    wrong = await kurator.patch(f"/cases/{other}/measures/{measure}", 2, json=body)
    assert wrong.status_code == 404
    assert (await kurator.patch(f"/cases/{case}/measures/{measure}", 1, json=body)).status_code == 412
    unknown = await moved(town, case, measure, responsibleId=str(UUID(int=7)))
    assert unknown.json()["errors"][0]["code"] == "PERSON_UNKNOWN"


async def test_that_nothing_changes_leaves_no_line_and_is_logged(town: Town) -> None:
    case = add_case(town.world)
    measure = add_measure(town.world, case)
    same = await moved(town, case, measure, responsibleId=person(town, "larare"))
    assert (same.status_code, same.json()["version"]) == (200, 1)
    assert town.world.sql("SELECT count(*) FROM case_events WHERE case_id = %s", case) == [(0,)]


@pytest.mark.parametrize(
    ("state", "more"),
    [
        ("ENDED", {"effect": "YES", "ended_on": "2026-02-01", "what_happened": "Lugnare"}),
        ("REJECTED", {}),
    ],
)
async def test_what_has_ended_stands_as_it_was(
    state: str, more: dict[str, Any], case: UUID, town: Town
) -> None:
    measure = add_measure(town.world, case, state=state, **more)
    assert [one["toMove"] for one in await shown(town, case)] == [False]
    refused = await moved(town, case, measure, responsibleId=person(town, "mentor"))
    assert (refused.status_code, refused.json()["code"]) == (409, "C09")
    town.world.sql(
        "UPDATE cases SET phase = 'CLOSED', closed_at = now(), closure_reason = 'WITHDRAWN' WHERE id = %s",
        case,
    )
    refused = await moved(town, case, measure, responsibleId=person(town, "mentor"))
    assert code(refused) == (409, "CASE_CLOSED")


async def test_a_proposal_is_moved_too(case: UUID, town: Town) -> None:
    measure = propose(town.world, case, "mentor")
    assert [one["toMove"] for one in await shown(town, case)] == [True]
    took = await moved(town, case, measure, responsibleId=person(town, "mentor"))
    assert (took.status_code, took.json()["toMove"]) == (200, False)


async def test_nobody_is_told_to_ask_them(case: UUID, town: Town) -> None:
    measure = add_measure(town.world, case, responsible_id=town.world.people["mentor"])
    path = f"/cases/{case}/measures/{measure}/agreed-line"
    body = {"line": "En vuxen till vid planen", "sharedUntil": in_days(town, 20)}
    refused = await town.as_("kurator").post(path, json=body | {"askId": person(town, "larare")})
    assert code(refused) == (422, "C11")
    assert (await town.as_("kurator").post(path, json=body)).status_code == 201


async def test_nothing_is_shared_with_them(town: Town) -> None:
    case = degrading(town)
    add_alleged(town.world, case, "partner")
    pupil = town.world.sql("SELECT student_id FROM case_students WHERE case_id = %s", case)[0][0]
    body = {
        "studentId": str(pupil),
        "recipientKind": "HEALTH_CARE",
        "recipient": "Barn- och ungdomspsykiatrin",
        "what": "Hur skoldagen fungerar",
        "basis": "CONSENT_GUARDIAN",
        "consentId": str(add_consent(town.world, case, student_id=pupil)),
        "toldOn": in_days(town, 0),
        "partnerId": person(town, "partner"),
        "sharedUntil": in_days(town, 20),
    }
    refused = await town.as_("kurator").post(f"/cases/{case}/disclosures", json=body)
    assert code(refused) == (422, "C11"), refused.text


async def test_no_case_is_handed_over_to_them(town: Town) -> None:
    """Where the principal of the new unit is pointed out, another of that unit's receives it, or nobody."""
    pupil = add_student(town.world)
    case = add_case(
        town.world,
        students=(pupil,),
        case_type="DEGRADING",
        reach="BOTH",
        pointed_out="STAFF",
        phase="MEASURES",
    )
    add_alleged(town.world, case, "rektor-2")
    body = {
        "studentId": str(pupil),
        "destination": "UNIT",
        "toSchoolId": str(town.world.schools["B"]),
        "summary": "Tål pauser.",
        "told": "Vårdnadshavarna vet.",
        "toldOn": in_days(town, -1),
    }
    path = f"/cases/{case}/transfers"
    refused = await town.as_("kurator").post(path, json=body)
    assert code(refused) == (422, "C11"), refused.text
    town.world.sql(
        "UPDATE assignments SET function = 'PRINCIPAL' WHERE person_id = %s",
        town.world.people["bitradande-2"],
    )
    sent = await town.as_("kurator").post(path, json=body)
    assert sent.status_code == 201, sent.text
    for who, count in (("rektor-2", 0), ("bitradande-2", 1)):
        assert len((await town.as_(who).get("/incoming-transfers")).json()["items"]) == count, who


# ---- meetings


def meeting(town: Town, *people: str) -> UUID:
    made = add_meeting(town.world, add_team(town.world, "kurator", "larare", "mentor"))
    for who in people:
        add_participant(town.world, made, who)
    return made


async def agenda(town: Town, meeting: UUID, who: str) -> list[dict[str, Any]]:
    return list((await town.as_(who).get(f"/meetings/{meeting}/agenda-items")).json()["items"])


async def test_the_item_of_the_case_is_not_there_for_them(case: UUID, town: Town) -> None:
    made = meeting(town, "kurator", "larare", "mentor")
    before = add_item(town.world, made, "Förra mötet")
    item = add_item(town.world, made, ref_id=case, rank=2.0, level="REMEDIAL")
    after = add_item(town.world, made, "Nästa möte", rank=3.0)
    number = town.world.sql("SELECT number FROM cases WHERE id = %s", case)[0][0]
    whole = await agenda(town, made, "kurator")
    assert [(one["id"], one["position"]) for one in whole] == [
        (str(before), 1),
        (str(item), 2),
        (str(after), 3),
    ]
    assert number in whole[1]["label"]
    assert [one["position"] for one in await agenda(town, made, "mentor")] == [1, 2, 3]
    theirs = await agenda(town, made, "larare")
    assert [(one["id"], one["position"]) for one in theirs] == [(str(before), 1), (str(after), 2)]
    larare = town.as_("larare")
    body = {"itemId": str(item), "text": "Anteckning", "confidentiality": None}
    assert (await larare.post(f"/meetings/{made}/minutes", json=body)).status_code == 404
    changed = await larare.patch(f"/meetings/{made}/agenda-items/{item}", 1, json={"plannedMinutes": 5})
    assert changed.status_code == 404


async def test_what_they_do_with_the_meeting_takes_the_item_along(case: UUID, town: Town) -> None:
    """They begin it, pause it and move it to another day without knowing of it."""
    made = meeting(town, "kurator", "larare")
    add_item(town.world, made, ref_id=case)
    larare = town.as_("larare")
    version = (await larare.get(f"/meetings/{made}")).json()["version"]
    begun = await larare("POST", f"/meetings/{made}/start", headers={"if-match": f'"{version}"'})
    assert begun.status_code == 201, begun.text
    town.world.sql("UPDATE meetings SET current_since = now() - interval '10 minutes' WHERE id = %s", made)
    headers = {"if-match": f'"{begun.json()["version"]}"'}
    turned = await larare("POST", f"/meetings/{made}/turns", headers=headers, json={"itemId": None})
    assert turned.status_code == 201, turned.text
    assert [one["usedMinutes"] for one in await agenda(town, made, "kurator")] == [10]


async def test_moved_to_another_day_it_comes_along(case: UUID, town: Town) -> None:
    made = meeting(town, "kurator", "larare")
    add_item(town.world, made, ref_id=case)
    start, end = f"{in_days(town, 9)}T08:00:00Z", f"{in_days(town, 9)}T09:00:00Z"
    body = {"startsAt": start, "endsAt": end, "reason": "ILLNESS"}
    headers = {"if-match": '"1"'}
    new = await town.as_("larare")("POST", f"/meetings/{made}/rescheduling", headers=headers, json=body)
    assert new.status_code == 201, new.text
    assert await agenda(town, new.json()["id"], "larare") == []
    assert len(await agenda(town, new.json()["id"], "kurator")) == 1


async def test_they_are_not_called_to_it_by_whoever_opens_the_case(case: UUID, town: Town) -> None:
    """Of whoever does not, nobody learns whom it points out: the item is not there for them all the same."""
    made = meeting(town, "kurator", "mentor")
    add_item(town.world, made, ref_id=case)
    path, body = f"/meetings/{made}/participants", {"personId": person(town, "larare")}
    refused = await town.as_("kurator").post(path, json=body)
    assert (code(refused), refused.json()["errors"][0]["pointer"]) == ((422, "C11"), "/personId")
    proxy = {"attendance": "PROXY", "proxyPersonId": person(town, "larare")}
    row = town.world.sql(
        "SELECT id FROM meeting_participants WHERE meeting_id = %s AND person_id = %s",
        made, town.world.people["mentor"],
    )[0][0]  # fmt: skip
    assert code(await town.as_("kurator").patch(f"{path}/{row}", 1, json=proxy)) == (422, "C11")
    assert (
        await town.as_("kurator").post(path, json={"personId": person(town, "bitradande")})
    ).status_code == 201
    assert (await town.as_("mentor").post(path, json=body)).status_code == 201
    assert await agenda(town, made, "larare") == []


async def test_nor_does_the_case_come_to_a_meeting_of_theirs(case: UUID, town: Town) -> None:
    made = meeting(town, "kurator", "larare")
    path = f"/meetings/{made}/agenda-items"
    body = {"kind": "CASE", "caseId": str(case), "plannedMinutes": 10}
    refused = await town.as_("kurator").post(path, json=body)
    assert (code(refused), refused.json()["errors"][0]["pointer"]) == ((422, "C11"), "/caseId")
    town.world.sql(
        "UPDATE meeting_participants SET attendance = 'ABSENT' WHERE person_id = %s",
        town.world.people["larare"],
    )
    assert (await town.as_("kurator").post(path, json=body)).status_code == 201


async def test_nor_is_it_taken_up_while_they_are_there(case: UUID, town: Town) -> None:
    """Named when the meeting was planned already."""
    made = meeting(town, "kurator", "larare")
    add_item(town.world, made, "Förra mötet")
    item = add_item(town.world, made, ref_id=case, rank=2.0)
    kurator = town.as_("kurator")
    begun = await kurator("POST", f"/meetings/{made}/start", headers={"if-match": '"1"'})
    headers = {"if-match": f'"{begun.json()["version"]}"'}
    turn: dict[str, Any] = {"headers": headers, "json": {"itemId": str(item)}}
    refused = await kurator("POST", f"/meetings/{made}/turns", **turn)
    assert (code(refused), refused.json()["errors"][0]["pointer"]) == ((422, "C11"), "/itemId")
    town.world.sql(
        "UPDATE meeting_participants SET attendance = 'ABSENT' WHERE person_id = %s",
        town.world.people["larare"],
    )
    assert (await kurator("POST", f"/meetings/{made}/turns", **turn)).status_code == 201
