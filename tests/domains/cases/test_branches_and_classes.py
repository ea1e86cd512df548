"""Notes kept in a branch of their own; classes raised by anybody in the circle and lowered by its owner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest

from samsyn.cases.commands.reclass import every_part
from samsyn.core.models import Base
from tests.conftest import Town
from tests.domains.cases.calls import code, move, opened
from tests.domains.cases.test_walls import ids
from tests.factories.cases import add_case, add_note, let_in, open_with_reason
from tests.factories.pupils import add_student, grant

SAID = "Samtal om mående hos skolsköterskan"


async def write(town: Town, case: UUID, who: str, **more: Any) -> httpx.Response:
    return await town.as_(who).post(f"/cases/{case}/notes", json={"text": SAID, **more})


async def sees(town: Town, case: UUID, who: str) -> list[str]:
    answer = await town.as_(who).get(f"/cases/{case}/notes")
    assert answer.status_code == 200, answer.text
    return [note["id"] for note in answer.json()["items"]]


def both(town: Town, case: UUID, who: str, note: str) -> bool:
    """The wall's own answer."""
    return UUID(note) in ids(town, who, "case_notes")


CIRCLE = ("skolskoterska", "psykolog", "rektor", "larare")


@pytest.mark.parametrize(
    ("who", "branch", "readers"),
    [("skolskoterska", "EMI", {"skolskoterska"}), ("psykolog", "EPI", {"psykolog"})],
)
async def test_a_note_kept_in_its_branch_is_read_there_alone(
    town: Town, who: str, branch: str, readers: set[str]
) -> None:
    case = add_case(town.world)
    for one in CIRCLE:
        let_in(town.world, case, one)
    made = await write(town, case, who, keptIn=branch)
    assert made.status_code == 201, made.text
    assert (made.json()["keptIn"], made.json()["confidentiality"], made.json()["disclosureBasis"]) == (
        branch,
        "K3",
        None,
    )
    note = made.json()["id"]
    assert {one for one in ("kurator", *CIRCLE) if note in await sees(town, case, one)} == readers
    assert {one for one in ("kurator", *CIRCLE, "bitradande") if both(town, case, one, note)} == readers
    for one in ("kurator", "rektor", "larare"):
        assert (await town.as_(one).get(f"/cases/{case}/notes/{note}")).status_code == 404, one
    assert town.world.sql("SELECT text FROM case_notes WHERE id = %s", note) == [(None,)]


async def test_a_colleague_of_the_branch_reads_it_in_the_circle_and_not_outside(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "skolskoterska")
    note = (await write(town, case, "skolskoterska", keptIn="EMI")).json()["id"]
    assert not both(town, case, "skolskoterska-2", note)
    let_in(town.world, case, "skolskoterska-2")
    assert note in await sees(town, case, "skolskoterska-2")
    assert both(town, case, "skolskoterska-2", note)


async def test_who_has_left_the_branch_or_the_circle_reads_it_no_more(town: Town) -> None:
    world, case = town.world, add_case(town.world)
    way = let_in(world, case, "skolskoterska")
    let_in(world, case, "skolskoterska-2")
    note = (await write(town, case, "skolskoterska", keptIn="EMI")).json()["id"]
    world.sql(
        "UPDATE assignments SET function = 'TEACHER' WHERE person_id = %s", world.people["skolskoterska-2"]
    )
    assert not both(town, case, "skolskoterska-2", note)
    assert note not in await sees(town, case, "skolskoterska-2")
    world.sql("UPDATE case_access SET valid_to = now() WHERE id = %s", way)
    assert not both(town, case, "skolskoterska", note)


async def test_a_case_opened_with_a_reason_shows_nothing_kept_in_a_branch(town: Town) -> None:
    case = add_case(town.world, confidentiality="K3")
    let_in(town.world, case, "skolskoterska")
    note = (await write(town, case, "skolskoterska", keptIn="EMI")).json()["id"]
    open_with_reason(town.world, case, "skolskoterska-2")
    assert await sees(town, case, "skolskoterska-2") == []
    assert not both(town, case, "skolskoterska-2", note)


@pytest.mark.parametrize(
    ("who", "kept_in"),
    [("kurator", "EMI"), ("kurator", "EPI"), ("skolskoterska", "EPI"), ("psykolog", "EMI")],
)
async def test_nobody_keeps_a_note_in_another_branch(town: Town, who: str, kept_in: str) -> None:
    case = add_case(town.world, "specialpedagog")
    let_in(town.world, case, who)
    answer = await write(town, case, who, keptIn=kept_in, disclosureBasis="CONSENT_STUDENT")
    assert code(answer) == (422, "C13")


async def test_it_crosses_with_a_basis_only(town: Town) -> None:
    """Domain 8.3, case 15."""
    case = add_case(town.world)
    let_in(town.world, case, "skolskoterska")
    assert code(await write(town, case, "skolskoterska")) == (422, "C13")
    given = await write(town, case, "skolskoterska", disclosureBasis="OSL_25_13A")
    assert (given.json()["branch"], given.json()["keptIn"]) == ("EMI", "SCHOOL")
    assert given.json()["id"] in await sees(town, case, "kurator")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("disclosure_basis = NULL", "ck_case_notes_c13"),
        ("kept_in = 'EPI'", "ck_case_notes_c13"),
        ("kept_in = 'EMI'", "ck_case_notes_kept_in_sealed"),
    ],
)
def test_the_database_holds_it(town: Town, change: str, constraint: str) -> None:
    note = add_note(town.world, add_case(town.world), branch="EMI", disclosure_basis="OSL_10_2")
    with pytest.raises(psycopg.errors.CheckViolation, match=constraint):
        town.world.sql(f"UPDATE case_notes SET {change} WHERE id = %s", note)


async def test_who_reads_is_said_truthfully(town: Town) -> None:
    """Before saving: those with a way in that holds, up to which class, and which branches' own notes."""
    world, case = town.world, add_case(town.world)
    for who in ("skolskoterska", "psykolog", "mentor", "larare"):
        let_in(world, case, who)
    world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", world.people["mentor"])
    world.sql("UPDATE case_access SET valid_to = now() WHERE person_id = %s", world.people["larare"])
    items = (await town.as_("kurator").get(f"/cases/{case}/readers")).json()["items"]
    by_id = {str(person): who for who, person in world.people.items()}
    said = {by_id[row["person"]["id"]]: (row["why"], row["upTo"], row["branches"]) for row in items}
    assert said == {
        "kurator": ("OWNER", "K4", []),
        "skolskoterska": ("CONTRIBUTOR", "K4", ["EMI"]),
        "psykolog": ("CONTRIBUTOR", "K4", ["EPI"]),
        "rektor": ("HEAD", "K2", []),
        "bitradande": ("HEAD", "K2", []),
    }


async def test_the_case_says_which_branch_one_writes_in(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "skolskoterska")
    for who, branch in (("skolskoterska", "EMI"), ("kurator", "SCHOOL"), ("rektor", "SCHOOL")):
        assert (await town.as_(who).get(f"/cases/{case}")).json()["myBranch"] == branch, who


# Classes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["INFORMED", "CONTRIBUTOR", "INVESTIGATOR"])
async def test_anybody_in_the_circle_raises_and_everything_in_the_case_with_it(town: Town, role: str) -> None:
    world = town.world
    case = await opened(town)
    for noun, body in WRITTEN.items():
        answer = await town.as_("kurator").post(f"/cases/{case['id']}/{noun}", json=body)
        assert answer.status_code == 201, answer.text
    waiting = await town.as_("kurator").patch(f"/cases/{case['id']}", 1, json={"waitingFor": SAID})
    let_in(world, UUID(case["id"]), "larare", role_in_case=role, reason=SAID)
    answer = await move(town, waiting.json(), "classification", "larare", confidentiality="K3")
    assert answer.status_code == 201, answer.text
    assert (answer.json()["confidentiality"], answer.json()["waitingFor"]) == ("K3", SAID)
    for table in ("cases", "case_access", "case_notes", "child_voices", "case_measures", "case_events"):
        key = "id" if table == "cases" else "case_id"
        rows = world.sql(f"SELECT confidentiality, {table}::text FROM {table} WHERE {key} = %s", case["id"])
        assert {row[0] for row in rows} == {"K3"}, table
        assert not any(SAID in row[1] for row in rows), table
    assert world.sql("SELECT confidentiality FROM case_heads WHERE id = %s", case["id"]) == [("K3",)]
    assert world.sql("SELECT confidentiality FROM case_students WHERE case_id = %s", case["id"]) == []
    notes = await town.as_("kurator").get(f"/cases/{case['id']}/notes")
    assert [note["text"] for note in notes.json()["items"]] == [SAID]
    assert (await town.as_("bitradande").get(f"/cases/{case['id']}")).status_code == 404


WRITTEN: dict[str, dict[str, Any]] = {
    "notes": {"text": SAID},
    "child-voices": {"perspective": "RIGHTS", "method": "WRITTEN", "askedOn": "2026-01-07", "content": SAID},
    "measures": {"description": SAID, "followUpOn": "2099-01-07"},
}


@pytest.mark.parametrize("role", ["INFORMED", "CONTRIBUTOR", "INVESTIGATOR"])
async def test_the_owner_alone_lowers_and_says_why(town: Town, role: str) -> None:
    made = add_case(town.world, confidentiality="K3")
    let_in(town.world, made, "larare", role_in_case=role)
    case = {"id": made, "version": 1}
    lower = {"confidentiality": "K2", "reason": "Inget känsligt"}
    refused = await move(town, case, "classification", "larare", **lower)
    assert code(refused) == (422, "CLASS_LOWER")
    silent = await move(town, case, "classification", "kurator", confidentiality="K2", reason=" ")
    assert code(silent) == (422, "CLASS_LOWER")
    done = await move(town, case, "classification", "kurator", **lower)
    assert (done.status_code, done.json()["confidentiality"]) == (201, "K2")
    events = (await town.as_("kurator").get(f"/cases/{made}/events")).json()["items"]
    assert [(e["text"], e["data"]) for e in events] == [("Inget känsligt", {"before": "K3", "after": "K2"})]


async def test_heads_outside_the_circle_do_not_raise(town: Town) -> None:
    made = add_case(town.world)
    answer = await move(town, {"id": made, "version": 1}, "classification", "rektor", confidentiality="K3")
    assert answer.status_code == 403


async def test_a_protected_pupil_holds_it_in_k4(town: Town) -> None:
    pupil = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    made = add_case(town.world, confidentiality="K4", students=(pupil,))
    answer = await move(
        town, {"id": made, "version": 1}, "classification", confidentiality="K3", reason="Inget känsligt"
    )
    assert answer.json()["errors"][0]["code"] == "C15"


async def test_a_closed_case_keeps_its_class(town: Town) -> None:
    more: dict[str, Any] = {
        "phase": "CLOSED",
        "closure_reason": "WITHDRAWN",
        "closed_at": "2026-01-07T08:00Z",
    }
    made = add_case(town.world, **more)
    answer = await move(town, {"id": made, "version": 1}, "classification", confidentiality="K3")
    assert code(answer) == (409, "CASE_CLOSED")


async def test_raising_does_not_touch_what_others_branches_keep(town: Town) -> None:
    """The raiser does not see it; it is sealed already, and read by the same people afterwards."""
    case = await opened(town)
    let_in(town.world, UUID(case["id"]), "skolskoterska")
    note = (await write(town, UUID(case["id"]), "skolskoterska", keptIn="EMI")).json()["id"]
    answer = await move(town, case, "classification", confidentiality="K4")
    assert answer.status_code == 201, answer.text
    assert await sees(town, UUID(case["id"]), "skolskoterska") == [note]
    assert await sees(town, UUID(case["id"]), "kurator") == []


async def test_a_head_outside_the_circle_does_not_shut_themselves_out_of_the_case(town: Town) -> None:
    """With a protected pupil it becomes K4, for the circle alone: they join it first."""
    pupil = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    grant(town.world, pupil, "rektor")
    made, body = add_case(town.world), {"studentIds": [str(pupil)]}
    rektor = town.as_("rektor")
    refused = await rektor.patch(f"/cases/{made}", 1, json=body)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "C15")
    join = {"personId": str(town.world.people["rektor"]), "role": "INVESTIGATOR", "reason": "Leder enheten"}
    assert (await rektor.post(f"/cases/{made}/members", json=join)).status_code == 201
    answer = await rektor.patch(f"/cases/{made}", 1, json=body)
    assert (answer.status_code, answer.json()["confidentiality"]) == (200, "K4")
    assert (await town.as_("bitradande").get(f"/cases/{made}")).status_code == 404


def in_cases() -> set[str]:
    """Tables whose rows belong to a case and have a class of their own. Where an agreed line comes from is
    seen by whoever sees the case itself, whatever the class of the row."""
    columns = {"case_id", "confidentiality"}
    found = {name for name, table in Base.metadata.tables.items() if columns <= set(table.c.keys())}
    return found - {"agreed_sources"}


def test_every_table_of_what_is_written_in_a_case_is_raised_with_it() -> None:
    raised = {str(table) for every in every_part() for table in every.get_final_froms()}
    assert in_cases() - {"case_access", "case_students"} <= raised


def test_what_is_in_k4_has_a_wall_of_its_own_in_every_table(town: Town) -> None:
    """Beside the circle's: a way in that was opened with a reason does not reach it."""
    rows = town.world.sql("SELECT tablename FROM pg_policies WHERE policyname = 'named'")
    assert in_cases() - {"case_access"} <= {row[0] for row in rows}
