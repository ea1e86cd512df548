"""C19: an open case goes over to newer rules, by the principal, and leaves a line about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.clock import SetClock
from samsyn.legal import load_rule_book, pack_named, types_in_place_of
from samsyn.main.app import create_app
from tests.conftest import Town
from tests.domains.cases.calls import about, code, move, opened
from tests.factories.cases import add_case, let_in
from tests.factories.pupils import add_student

AUTUMN = datetime(2028, 8, 21, 9, tzinfo=UTC)
CHANGE = {"rulePack": "SE-2028", "reason": "Extra anpassningar finns inte längre i lagen"}


@pytest.fixture
def later(town: Town) -> Town:
    """The same municipality in the autumn of 2028."""
    runtime = replace(town.runtime, clock=SetClock(AUTUMN))
    return replace(town, app=create_app(runtime=runtime), runtime=runtime)


def adaptation(town: Town, **more: Any) -> UUID:
    opened_at = datetime(2028, 4, 3, 8, tzinfo=UTC)
    return add_case(town.world, case_type="EXTRA_ADAPTATION", phase="MEASURES", opened_at=opened_at, **more)


async def read(town: Town, case: UUID, who: str = "rektor") -> dict[str, Any]:
    return dict((await town.as_(who).get(f"/cases/{case}")).json())


async def test_a_case_under_the_rules_of_today_has_no_newer_ones(town: Town) -> None:
    case = await about(town, add_student(town.world))
    assert case["newerRules"] is None
    answer = await move(town, case, "rule-pack", "rektor", rulePack="SE-2023", reason="Samma")
    assert code(answer) == (409, "C19")


async def test_it_keeps_its_rules_until_the_principal_takes_it_over(later: Town) -> None:
    case = adaptation(later)
    before = await read(later, case)
    assert before["rulePack"]["code"] == "SE-2023"
    assert before["newerRules"]["code"] == "SE-2028"
    assert [kind["code"] for kind in before["newerRules"]["caseTypes"]] == ["SUPPORT_TEACHING"]
    answer = await move(later, before, "rule-pack", "rektor", **CHANGE, caseTypeCode="SUPPORT_TEACHING")
    assert answer.status_code == 201, answer.text
    after = answer.json()
    assert (after["rulePack"]["code"], after["caseType"]["code"]) == ("SE-2028", "SUPPORT_TEACHING")
    assert (after["newerRules"], after["phase"], after["confidentiality"]) == (None, "MEASURES", "K2")
    events = (await later.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    told = next(event for event in events if event["type"] == "RULE_PACK_CHANGED")
    assert told["text"] == CHANGE["reason"]
    assert (told["data"]["before"], told["data"]["after"]) == ("SE-2023", "SE-2028")
    assert told["person"]["id"] == str(later.world.people["rektor"])


async def test_its_head_and_the_list_of_cases_that_meet_a_change_follow(later: Town) -> None:
    case = adaptation(later)
    met = (await later.as_("rektor").get("/rule-packs/SE-2023/open-cases")).json()["items"]
    assert [row["id"] for row in met] == [str(case)]
    found = await read(later, case)
    await move(later, found, "rule-pack", "rektor", **CHANGE, caseTypeCode="SUPPORT_TEACHING")
    assert (await later.as_("rektor").get("/rule-packs/SE-2023/open-cases")).json()["items"] == []
    heads = (await later.as_("kurator").get("/case-heads")).json()["items"]
    assert [row["caseType"]["code"] for row in heads] == ["SUPPORT_TEACHING"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, (422, "CASE_TYPE_UNKNOWN")),
        ({"caseTypeCode": "SPECIAL_SUPPORT"}, (422, "CASE_TYPE_UNKNOWN")),
        ({"caseTypeCode": "EXTRA_ADAPTATION"}, (422, "CASE_TYPE_UNKNOWN")),
        ({"caseTypeCode": "SUPPORT_TEACHING", "rulePack": "SE-2023"}, (409, "C19")),
        ({"caseTypeCode": "SUPPORT_TEACHING", "rulePack": "SE-9999"}, (409, "C19")),
        ({"caseTypeCode": "SUPPORT_TEACHING", "reason": " "}, (422, "V01")),
    ],
)
async def test_what_does_not_fit_changes_nothing(
    later: Town, sent: dict[str, str], expected: tuple[int, str]
) -> None:
    case = adaptation(later)
    found = await read(later, case)
    answer = await move(later, found, "rule-pack", "rektor", **(CHANGE | sent))
    problem = answer.json()
    codes = {problem["code"], *(error["code"] for error in problem["errors"])}
    assert answer.status_code == expected[0]
    assert expected[1] in codes
    assert await read(later, case) == found


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("bitradande", 403),
        ("kurator", 403),
        ("larare", 403),
        ("specialpedagog", 404),
        ("rektor-2", 404),
        ("admin", 404),
    ],
)
async def test_nobody_but_the_unit_s_principal(later: Town, who: str, status: int) -> None:
    case = adaptation(later)
    let_in(later.world, case, "larare", role_in_case="INVESTIGATOR")
    answer = await move(later, await read(later, case), "rule-pack", who, **CHANGE)
    assert answer.status_code == status
    assert "case.change-rules" not in (await read(later, case, "kurator"))["allowedActions"]


async def test_in_class_k3_a_principal_of_the_circle_does_and_one_with_another_way_in_does_not(
    later: Town,
) -> None:
    case = adaptation(later, confidentiality="K3")
    let_in(later.world, case, "bitradande", role_in_case="INVESTIGATOR")
    let_in(later.world, case, "rektor", kind="GRANT", role_in_case=None)
    found = await read(later, case)
    assert "case.change-rules" not in found["allowedActions"]
    assert (await move(later, found, "rule-pack", "rektor", **CHANGE)).status_code == 403
    let_in(later.world, case, "rektor", role_in_case="INFORMED")
    assert "case.change-rules" in (await read(later, case))["allowedActions"]
    assert "case.change-rules" not in (await read(later, case, "bitradande"))["allowedActions"]


async def test_a_closed_case_keeps_the_rules_it_ended_under(later: Town) -> None:
    case = adaptation(later)
    found = await read(later, case)
    closed = (await move(later, found, "closure", "rektor", reason="WITHDRAWN", feedback="Samtal")).json()
    assert closed["newerRules"] is None
    assert code(await move(later, closed, "rule-pack", "rektor", **CHANGE)) == (409, "CASE_CLOSED")


async def test_the_organiser_s_numbers_are_those_of_the_day_of_the_change(later: Town) -> None:
    case = add_case(later.world, case_type="ABSENCE", opened_at=datetime(2028, 4, 3, 8, tzinfo=UTC))
    own = {"pack": "SE-2028", "clock": "ABSENCE_COMPLETE", "amount": 3, "reason": "Beslut"}
    at = datetime(2028, 7, 3, 8, tzinfo=UTC)
    admin = later.world.people["admin"]
    later.world.insert("rule_adjustments", **own, decided_at=at, decided_by=admin)
    found = await read(later, case)
    answer = await move(later, found, "rule-pack", "rektor", **CHANGE)
    assert answer.status_code == 201, answer.text
    assert answer.json()["caseType"]["code"] == "ABSENCE"
    assert answer.json()["version"] == found["version"] + 1


async def test_two_at_once_one_change(later: Town) -> None:
    case = adaptation(later)
    found = await read(later, case)
    sent = CHANGE | {"caseTypeCode": "SUPPORT_TEACHING"}
    first = await move(later, found, "rule-pack", "rektor", **sent)
    second = await move(later, found, "rule-pack", "rektor", **sent)
    assert (first.status_code, second.status_code) == (201, 412)


async def test_cases_of_a_group_find_their_own_type(town: Town) -> None:
    made = await opened(town)
    assert made["newerRules"] is None
    book = load_rule_book()
    autumn = pack_named(book, "SE-2028")
    assert autumn is not None
    kept = types_in_place_of(book, "LEARNING_ENVIRONMENT", autumn, ())
    assert [kind.code for kind in kept] == ["LEARNING_ENVIRONMENT"]
    assert types_in_place_of(book, "EXTRA_ADAPTATION", autumn, ()) == []
