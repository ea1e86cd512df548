"""The security cases of the domain analysis (8.3), each by its number.

3 (suppression) and 5 (calendar feed) come with their features.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import about, in_days, opened
from tests.factories.cases import add_case, let_in
from tests.factories.disclosures import share_with
from tests.factories.pupils import add_group, add_student, lead, put_in

ROOT = Path(__file__).resolve().parents[3]
NUMBERS = frozenset(range(1, 16))
WITH_THEIR_FEATURES = frozenset({3, 5})
ELSEWHERE = {
    8: ("tests/integrations/sync/test_faults.py", "test_an_empty_answer_removes_nobody"),
    14: ("tests/domains/cases/test_exports.py", "test_k3_needs_a_reason_and_k2_does_not"),
    11: (
        "tests/domains/cases/test_answer_links.py",
        "test_used_expired_taken_back_and_unknown_are_all_the_same",
    ),
    12: ("tests/integrations/sync/test_pull.py", "test_a_pull_fills_and_a_second_one_moves_no_row"),
}
HERE: dict[int, Callable[..., Any]] = {}


def case(number: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(test: Callable[..., Any]) -> Callable[..., Any]:
        assert number not in HERE
        HERE[number] = test
        return test

    return register


def test_every_number_has_its_test() -> None:
    assert HERE.keys() | ELSEWHERE.keys() | WITH_THEIR_FEATURES == NUMBERS
    for path, name in ELSEWHERE.values():
        assert re.search(rf"^async def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), name


def said(answer: httpx.Response) -> dict[str, Any]:
    """All but what is the request's own."""
    return {k: v for k, v in answer.json().items() if k not in ("instance", "traceId")}


@case(1)
async def test_1_a_principal_of_another_unit_finds_nothing_and_it_is_logged(town: Town) -> None:
    made = add_case(town.world, "kurator-2", "B")
    answer = await town.as_("rektor").get(f"/cases/{made}")
    assert answer.status_code == 404
    nothing = await town.as_("rektor").get(f"/cases/{uuid4()}")
    assert said(answer) == said(nothing)
    log = town.world.sql(
        "SELECT outcome FROM audit_access WHERE actor_id = %s AND %s = ANY (object_ids)",
        town.world.people["rektor"],
        made,
    )
    assert log == [("DENY",)]


@case(2)
async def test_2_an_assignment_that_ends_during_the_session(town: Town) -> None:
    made = add_case(town.world)
    assert (await town.as_("kurator").get(f"/cases/{made}")).status_code == 200
    person = town.world.people["kurator"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
    for path in (f"/cases/{made}", f"/cases/{made}/notes", f"/cases/{made}/events"):
        assert (await town.as_("kurator").get(path)).status_code == 404, path


@case(4)
async def test_4_a_filter_by_diagnosis(town: Town) -> None:
    answer = await town.as_("larare").get("/cases?diagnosis=adhd")
    assert (answer.status_code, answer.json()["code"]) == (403, "SEARCH_BAN")


@case(6)
async def test_6_a_protected_pupil_is_in_no_list_of_names(town: Town) -> None:
    pupil = add_student(town.world, "Kanarie", "Skyddad", protection_level="CONFIDENTIAL_MARK")
    group = add_group(town.world)
    put_in(town.world, group, pupil)
    lead(town.world, group, "mentor")
    body = {"givenName": "Kanarie", "familyName": "Skyddad"}
    for who in ("mentor", "larare", "kurator", "rektor", "rektor-2"):
        found = await town.as_(who).post("/student-searches", json=body)
        assert (found.status_code, found.json()["items"]) == (200, []), who
        for path in ("/me/students", f"/groups/{group}", f"/students/{pupil}"):
            assert "Kanarie" not in (await town.as_(who).get(path)).text, (who, path)


@case(7)
async def test_7_a_partner_whose_way_in_is_revoked(town: Town) -> None:
    """A partner's way leads to what was shared and never into the case; no other way is of that kind."""
    made = add_case(town.world)
    shared, partner = share_with(town.world, made), town.as_("partner")
    assert (await partner.get(f"/shared-items/{shared}")).status_code == 200
    assert (await partner.get(f"/cases/{made}")).status_code == 404
    path = f"/cases/{made}/disclosures/{shared}/ending"
    gone = await town.as_("kurator")("POST", path, headers={"if-match": '"1"'})
    assert gone.status_code == 201, gone.text
    assert (await partner.get(f"/shared-items/{shared}")).status_code == 404
    with pytest.raises(psycopg.errors.CheckViolation):
        let_in(town.world, made, "partner", kind="PARTNER", role_in_case=None)


@case(9)
async def test_9_a_report_of_degrading_treatment_is_not_dated_back(town: Town) -> None:
    """C10: the server's time, whatever is sent; and what stands in the timeline cannot be moved."""
    body: dict[str, Any] = {
        "schoolId": str(town.world.school),
        "freeTextWho": "Två elever i årskurs 5",
        "whatWasSeen": "Kallades för saker på rasten",
        "urgency": "NOW",
        "degradingTreatment": True,
        "pointedOut": "STUDENT",
    }
    for field in ("receivedAt", "observedAt", "reportedAt", "createdAt"):
        dated = await town.as_("larare").post("/concerns", json=body | {field: "2026-01-07T08:00:00Z"})
        assert dated.status_code == 422, field
    made = await town.as_("larare").post("/concerns", json=body)
    assert made.status_code == 201, made.text
    with psycopg.connect(town.world.admin_dsn) as connection:
        connection.execute("SET ROLE samsyn_app")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE case_events SET at = at - interval '1 day'")


@case(10)
async def test_10_an_administrator_opens_no_case(town: Town) -> None:
    pupil = add_student(town.world)
    made = await about(town, pupil)
    for path in ("", "/notes", "/events", "/members", "/readers", "/child-voices", "/measures"):
        assert (await town.as_("admin").get(f"/cases/{made['id']}{path}")).status_code == 404, path
    assert (await town.as_("admin").get("/cases")).json()["items"] == []
    found = await town.as_("admin").post("/case-searches", json={"words": made["number"]})
    assert found.json()["items"] == []


@case(13)
async def test_13_a_case_keeps_the_rules_it_was_opened_under(town: Town) -> None:
    made = add_case(town.world, rule_pack="SE-2023", opened_at=town.runtime.clock.now())
    town.world.sql("UPDATE cases SET opened_at = '2028-06-30T10:00Z' WHERE id = %s", made)
    shown = (await town.as_("kurator").get(f"/cases/{made}")).json()
    assert shown["rulePack"]["code"] == "SE-2023"
    new = await opened(town, nextFollowUpOn=in_days(town, 20))
    assert new["rulePack"]["code"] == "SE-2023"


@case(15)
async def test_15_a_statement_of_the_medical_branch_without_a_basis(town: Town) -> None:
    made = add_case(town.world)
    let_in(town.world, made, "skolskoterska")
    refused = await town.as_("skolskoterska").post(f"/cases/{made}/notes", json={"text": "Utlåtande"})
    assert (refused.status_code, refused.json()["code"]) == (422, "C13")
