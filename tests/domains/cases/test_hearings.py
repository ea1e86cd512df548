"""Hearing those whom a decision concerns (förvaltningslagen 25 §)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.domains.cases.signing import codes, shown
from tests.factories.cases import add_case
from tests.factories.decisions import add_hearing
from tests.factories.pupils import add_student

NOT_HEARD = {
    "state": "NOT_HEARD",
    "exception": "CLEARLY_UNNECESSARY",
    "reason": "Beslutet är det parten bad om.",
}


async def hear(town: Town, case: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    body = {"party": "GUARDIAN", "name": "Vårdnadshavare 1", **more}
    return await town.as_(who).post(f"/cases/{case}/hearings", json=body)


async def complete(town: Town, case: UUID) -> bool:
    return bool((await shown(town, f"/cases/{case}/hearings"))["complete"])


async def test_a_party_is_informed_and_answers(town: Town) -> None:
    case = add_case(town.world)
    assert not await complete(town, case)
    made = await hear(town, case, informedOn=in_days(town, -2), answerBy=in_days(town, 12), channel="LETTER")
    assert made.status_code == 201, made.text
    assert not await complete(town, case)
    where = made.headers["location"].removeprefix("/samsyn/v1")
    answer = {"state": "ANSWERED", "answeredOn": in_days(town, -1), "view": "Vill att åäö följs upp i maj"}
    answered = await town.as_("kurator").patch(where, made.json()["version"], json=answer)
    assert (answered.status_code, answered.json()["view"]) == (200, "Vill att åäö följs upp i maj")
    assert await complete(town, case)
    assert (await shown(town, where)) == answered.json() | {"allowedActions": ["case.write-decision"]}
    events = [e["type"] for e in (await shown(town, f"/cases/{case}/events"))["items"]]
    assert {"PARTY_INFORMED", "PARTY_HEARD"} <= set(events)


async def test_somebody_is_not_heard_with_the_exception_and_why(town: Town) -> None:
    case = add_case(town.world)
    bare = await hear(town, case, state="NOT_HEARD")
    assert codes(bare) == [("/exception", "HEARING"), ("/reason", "HEARING")]
    short = await hear(town, case, state="NOT_HEARD", exception="AT_ONCE", reason="Bråttom")
    assert codes(short) == [("/reason", "HEARING")]
    assert (await hear(town, case, **NOT_HEARD)).status_code == 201
    assert await complete(town, case)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"answerBy": 9}, "/informedOn"),
        ({"informedOn": 1, "answerBy": 9}, "/informedOn"),
        ({"informedOn": -3}, "/answerBy"),
        ({"informedOn": -3, "answerBy": -4}, "/answerBy"),
        ({"state": "NO_ANSWER", "informedOn": -3, "answerBy": 0}, "/state"),
        ({"state": "ANSWERED", "informedOn": -3, "answeredOn": -4, "view": "x"}, "/answeredOn"),
        ({"state": "ANSWERED", "informedOn": -3, "answeredOn": 1, "view": "x"}, "/answeredOn"),
        ({"state": "ANSWERED", "informedOn": -3, "answeredOn": -1}, "/view"),
    ],
)
async def test_what_does_not_fit_together(town: Town, sent: dict[str, Any], field: str) -> None:
    case = add_case(town.world)
    body = {k: in_days(town, v) if isinstance(v, int) else v for k, v in sent.items()}
    assert codes(await hear(town, case, **body)) == [(field, "HEARING")]


async def test_silence_counts_when_the_time_has_run_out(town: Town) -> None:
    case = add_case(town.world)
    made = await hear(
        town, case, state="NO_ANSWER", informedOn=in_days(town, -20), answerBy=in_days(town, -1)
    )
    assert made.status_code == 201, made.text
    assert await complete(town, case)


@pytest.mark.parametrize("channel", ["LETTER", "E_MAIL", "DIGITAL_MAILBOX", "RECORDED_DELIVERY"])
async def test_nothing_is_sent_to_an_address_that_is_protected(town: Town, channel: str) -> None:
    pupil = add_student(town.world, protection_level="PROTECTED_REGISTRATION")
    case = add_case(town.world, students=(pupil,), confidentiality="K4")
    days = {"informedOn": in_days(town, -2), "answerBy": in_days(town, 9)}
    assert codes(await hear(town, case, channel=channel, **days)) == [("/channel", "C15")]
    assert (await hear(town, case, channel="TAX_AGENCY", **days)).status_code == 201


async def test_another_cases_party_and_a_stale_one(town: Town) -> None:
    case, other = add_case(town.world), add_case(town.world)
    hearing = add_hearing(town.world, case)
    kurator = town.as_("kurator")
    assert (await kurator.get(f"/cases/{other}/hearings/{hearing}")).status_code == 404
    assert (await kurator.patch(f"/cases/{other}/hearings/{hearing}", 1, json={})).status_code == 404
    path = f"/cases/{case}/hearings/{hearing}"
    assert (await kurator.patch(path, 1, json={"view": "Två"})).status_code == 200
    assert (await kurator.patch(path, 1, json={"view": "Tre"})).status_code == 412
    assert (await town.as_("rektor-2").get(path)).status_code == 404
    assert (await town.as_("larare").get(path)).status_code == 404


async def test_a_closed_case_hears_nobody_more(town: Town) -> None:
    now = town.runtime.clock.now() - timedelta(days=1)
    case = add_case(town.world, phase="CLOSED", closed_at=now, closure_reason="WITHDRAWN")
    hearing = add_hearing(town.world, case)
    assert code(await hear(town, case, **NOT_HEARD)) == (409, "CASE_CLOSED")
    path = f"/cases/{case}/hearings/{hearing}"
    assert code(await town.as_("kurator").patch(path, 1, json={"view": "x"})) == (409, "CASE_CLOSED")
