"""Telling the parties of a decision (C21, C22, C15), the time to appeal, and what the board decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from samsyn.cases.queries.rulebook import appeal_clocks
from samsyn.core.schooldays import SchoolCalendar
from samsyn.legal import due_on
from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.domains.cases.signing import codes, shown, sign
from tests.factories.cases import let_in
from tests.factories.decisions import add_decision, add_hearing, ready_case
from tests.factories.pupils import add_student


async def signed(town: Town, **more: Any) -> tuple[UUID, UUID]:
    case = ready_case(town.world, more.pop("conclusion", "SUPPORT_NEEDED"))
    add_hearing(town.world, case, party="STUDENT", name="Eleven")
    decision = add_decision(town.world, case, **more)
    answer = await sign(town, case, decision)
    assert answer.status_code == 201, answer.text
    return case, decision


async def tell(town: Town, case: UUID, decision: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    body = {
        "party": "GUARDIAN",
        "name": "Vårdnadshavare 1",
        "channel": "IN_PERSON",
        "sentOn": in_days(town, 0),
        **more,
    }
    return await town.as_(who).post(f"/cases/{case}/decisions/{decision}/notifications", json=body)


async def appeal(town: Town, case: UUID, decision: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    version = (await shown(town, f"/cases/{case}/decisions/{decision}"))["version"]
    body = {"party": "GUARDIAN", "appellant": "Vårdnadshavare 1", "receivedOn": in_days(town, 0), **more}
    return await town.as_(who).post(
        f"/cases/{case}/decisions/{decision}/appeal", json=body, headers={"if-match": f'"{version}"'}
    )


async def outcome(town: Town, case: UUID, decision: UUID, what: str, **more: Any) -> httpx.Response:
    version = (await shown(town, f"/cases/{case}/decisions/{decision}"))["version"]
    body = {"outcome": what, "decidedOn": in_days(town, 0), **more}
    return await town.as_("kurator").post(
        f"/cases/{case}/decisions/{decision}/appeal-outcome",
        json=body,
        headers={"if-match": f'"{version}"'},
    )


def born(town: Town, years: int, days: int = 0) -> str:
    """So many years ago today, and so many days later."""
    today = town.runtime.clock.today()
    return (date(today.year - years, today.month, min(today.day, 28)) + timedelta(days=days)).isoformat()


async def test_two_guardians_are_two_recipients_each_with_their_own_time(town: Town) -> None:
    guardians = (
        '[{"name": "Ett", "invited_on": null, "participated": "YES", "interpreter": false, "view": null}'
    )
    guardians += (
        ', {"name": "Två", "invited_on": null, "participated": "NO", "interpreter": false, "view": null}]'
    )
    case, decision = await signed(town, guardians=guardians)
    path = f"/cases/{case}/decisions/{decision}"
    assert (await shown(town, path))["awaitedParties"] == ["GUARDIAN"]
    first = await tell(town, case, decision, name="Ett", receivedOn=in_days(town, 0))
    assert first.status_code == 201, first.text
    assert first.json()["awaitedParties"] == ["GUARDIAN"]
    second = (await tell(town, case, decision, name="Två", channel="LETTER")).json()
    assert (second["awaitedParties"], [n["appealDueOn"] is None for n in second["notifications"]]) == (
        [],
        [False, True],
    )
    key = second["notifications"][1]["id"]
    receipt, told = f"{path}/receipts", {"notificationId": str(key), "receivedOn": in_days(town, 0)}
    got = await town.as_("kurator").post(receipt, json=told)
    assert got.status_code == 201, got.text
    again = await town.as_("kurator").post(receipt, json=told)
    assert code(again) == (409, "RECEIPT_RECORDED")
    clocks = {clock["code"] for clock in (await shown(town, f"/cases/{case}"))["clocks"]}
    assert "SPECIAL_SUPPORT_APPEAL" in clocks


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),
        (date(2026, 11, 7), date(2026, 11, 30)),
        (date(2026, 12, 4), date(2026, 12, 28)),
    ],
)
def test_three_weeks_to_a_working_day(received: date, due: date) -> None:
    """Förvaltningslagen 44 §, lag 1930:173: a Saturday runs to Monday, Christmas Day past the holidays."""
    (rule,) = appeal_clocks("SPECIAL_SUPPORT")
    assert due_on(rule, received, SchoolCalendar([received])) == due


@pytest.mark.parametrize(
    ("years", "days", "party", "found"),
    [
        (15, 0, "STUDENT", [("/party", "C21")]),
        (16, 1, "STUDENT", [("/party", "C21")]),
        (16, 0, "STUDENT", None),
        (16, 0, "GUARDIAN", None),
        (18, 1, "GUARDIAN", None),
        (18, 0, "GUARDIAN", [("/consentOn", "C21")]),
        (18, 0, "STUDENT", None),
    ],
)
async def test_c21_by_the_age_on_the_day(
    town: Town, years: int, days: int, party: str, found: list[tuple[str, str]] | None
) -> None:
    case, decision = await signed(town, born_on=born(town, years, days))
    answer = await tell(town, case, decision, party=party)
    assert answer.status_code == 201 if found is None else codes(answer) == found, answer.text


async def test_a_pupil_who_turns_18_in_the_middle(town: Town) -> None:
    """The guardian was a recipient the day before; from the birthday on only by the pupil's consent."""
    case, decision = await signed(town, born_on=born(town, 18))
    town.world.sql(
        "ALTER TABLE case_decisions DISABLE TRIGGER keep_signed;"
        "UPDATE case_decisions SET decided_at = decided_at - interval '9 days' WHERE id = '"
        + str(decision)
        + "'; ALTER TABLE case_decisions ENABLE TRIGGER keep_signed"
    )
    before = await tell(town, case, decision, name="Ett", sentOn=in_days(town, -1))
    assert before.status_code == 201, before.text
    assert codes(await tell(town, case, decision, name="Två")) == [("/consentOn", "C21")]
    late = await tell(town, case, decision, name="Två", consentOn=in_days(town, 1))
    assert codes(late) == [("/consentOn", "C21")]
    assert (await tell(town, case, decision, name="Två", consentOn=in_days(town, 0))).status_code == 201
    assert (await shown(town, f"/cases/{case}/decisions/{decision}"))["awaitedParties"] == ["STUDENT"]


async def test_c22_nothing_goes_to_a_guardian_by_itself(town: Town) -> None:
    before = town.world.sql("SELECT count(*) FROM decision_notifications")
    case, decision = await signed(town)
    assert town.world.sql("SELECT count(*) FROM decision_notifications") == before
    assert (await shown(town, f"/cases/{case}/decisions/{decision}"))["notifications"] == []


async def test_c22_in_k4_telling_a_guardian_is_a_choice_with_a_reason(town: Town) -> None:
    case, decision = await signed(town)
    town.world.sql("UPDATE cases SET confidentiality = 'K4' WHERE id = %s", case)
    let_in(town.world, case, "rektor", role_in_case="INVESTIGATOR")
    assert codes(await tell(town, case, decision)) == [("/considered", "C22")]
    reason = "Den här vårdnadshavaren pekas inte ut i ärendet."
    assert (await tell(town, case, decision, considered=reason)).status_code == 201


@pytest.mark.parametrize("channel", ["LETTER", "RECORDED_DELIVERY", "DIGITAL_MAILBOX", "E_MAIL"])
async def test_c15_nothing_is_sent_where_it_gives_an_address_away(town: Town, channel: str) -> None:
    case, decision = await signed(town)
    pupil = add_student(town.world, protection_level="PROTECTED_REGISTRATION")
    town.world.sql("UPDATE case_students SET student_id = %s WHERE case_id = %s", pupil, case)
    assert codes(await tell(town, case, decision, channel=channel)) == [("/channel", "C15")]
    assert (await tell(town, case, decision, channel="TAX_AGENCY")).status_code == 201


async def test_no_e_mail_in_k3(town: Town) -> None:
    case, decision = await signed(town)
    town.world.sql("UPDATE cases SET confidentiality = 'K3' WHERE id = %s", case)
    assert codes(await tell(town, case, decision, channel="E_MAIL")) == [("/channel", "NOTIFY_MAIL")]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"sentOn": -1}, "/sentOn"),
        ({"sentOn": 1}, "/sentOn"),
        ({"receivedOn": -1}, "/receivedOn"),
        ({"receivedOn": 1}, "/receivedOn"),
    ],
)
async def test_days_that_cannot_be(town: Town, sent: dict[str, int], field: str) -> None:
    case, decision = await signed(town)
    found = codes(await tell(town, case, decision, **{k: in_days(town, v) for k, v in sent.items()}))
    assert (field, "NOTIFY_DAY") in found


async def test_a_draft_is_told_to_nobody_and_appealed_by_nobody(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    assert code(await tell(town, case, decision)) == (409, "DECISION_DRAFT")
    assert code(await appeal(town, case, decision)) == (409, "NOT_APPEALABLE")
    document = await town.as_("rektor").get(f"/cases/{case}/decisions/{decision}/document")
    assert code(document) == (409, "DECISION_DRAFT")


@pytest.mark.parametrize("who", ["larare", "rektor-2", "utredare", "psykolog"])
async def test_who_neither_tells_nor_records(town: Town, who: str) -> None:
    case, decision = await signed(town)
    let_in(town.world, case, "larare", role_in_case="CONTRIBUTOR")
    wanted = 403 if who == "larare" else 404
    assert (await tell(town, case, decision, who)).status_code == wanted
    assert (await appeal(town, case, decision, who)).status_code == wanted


@pytest.mark.parametrize(
    ("what", "phase", "state"),
    [
        ("UPHELD", "MEASURES", "SIGNED"),
        ("DISMISSED", "MEASURES", "SIGNED"),
        ("CHANGED", "MEASURES", "SIGNED"),
        ("REVOKED_AND_REMITTED", "DECISION", "REVOKED"),
    ],
)
async def test_appealed_and_what_the_board_decided(town: Town, what: str, phase: str, state: str) -> None:
    case, decision = await signed(town)
    told = (await tell(town, case, decision, receivedOn=in_days(town, 0))).json()
    key = told["notifications"][0]["id"]
    came = await appeal(town, case, decision, notificationId=key, wants="Vill ha kvar assistenten åäö")
    assert came.status_code == 201, came.text
    assert (came.json()["appeals"][0]["inTime"], came.json()["appeals"][0]["dueOn"]) == (
        True,
        told["appealDueOn"],
    )
    case_now = await shown(town, f"/cases/{case}")
    assert (case_now["phase"], case_now["transitions"]) == ("APPEALED", [])
    close = {"reason": "WITHDRAWN", "feedback": "Samtal"}
    headers = {"if-match": f'"{case_now["version"]}"'}
    shut = await town.as_("kurator").post(f"/cases/{case}/closure", json=close, headers=headers)
    assert code(shut) == (409, "CASE_APPEALED")
    answered = await outcome(town, case, decision, what, text="Beslut dnr 2026:77")
    assert answered.status_code == 201, answered.text
    assert (answered.json()["state"], answered.json()["appeals"][0]["outcome"]) == (state, what)
    assert (await shown(town, f"/cases/{case}"))["phase"] == phase
    assert code(await outcome(town, case, decision, what)) == (409, "NOT_APPEALED")
    events = {e["type"] for e in (await shown(town, f"/cases/{case}/events"))["items"]}
    assert {"DECISION_NOTIFIED", "APPEAL_RECEIVED", "APPEAL_DECIDED"} <= events


async def test_a_revoked_programme_is_replaced_by_a_new_decision(town: Town) -> None:
    case, decision = await signed(town)
    await appeal(town, case, decision)
    await outcome(town, case, decision, "REVOKED_AND_REMITTED")
    assert code(await appeal(town, case, decision)) == (409, "NOT_APPEALABLE")
    second = add_decision(town.world, case)
    answer = await sign(town, case, second)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["edition"], answer.json()["supersedesId"]) == (1, None)


@pytest.mark.parametrize(
    ("late_because", "in_time"),
    [(None, False), ("WRONG_INSTRUCTIONS", True), ("SENT_TO_BOARD", True)],
)
async def test_late_is_late_unless_the_law_says_otherwise(
    town: Town, late_because: str | None, in_time: bool
) -> None:
    case, decision = await signed(town)
    told = (await tell(town, case, decision, receivedOn=in_days(town, 0))).json()
    key = told["notifications"][0]["id"]
    town.world.sql(
        "UPDATE decision_notifications SET sent_on = sent_on - 60, received_on = received_on - 60,"
        " appeal_due_on = %s WHERE id = %s",
        town.runtime.clock.today() - timedelta(days=1),
        key,
    )
    came = await appeal(town, case, decision, notificationId=key, lateBecause=late_because)
    assert came.json()["appeals"][0]["inTime"] is in_time


async def test_an_appeal_cannot_come_before_the_decision_or_tomorrow(town: Town) -> None:
    case, decision = await signed(town)
    for days in (-1, 1):
        answer = await appeal(town, case, decision, receivedOn=in_days(town, days))
        assert codes(answer) == [("/receivedOn", "APPEAL_DAY")]
    assert (await shown(town, f"/cases/{case}"))["phase"] == "MEASURES"


async def test_the_same_appeal_is_not_recorded_twice_by_a_double_click(town: Town) -> None:
    case, decision = await signed(town)
    version = (await shown(town, f"/cases/{case}/decisions/{decision}"))["version"]
    body = {"party": "GUARDIAN", "appellant": "Ett", "receivedOn": in_days(town, 0)}
    path, headers = f"/cases/{case}/decisions/{decision}/appeal", {"if-match": f'"{version}"'}
    kurator = town.as_("kurator")
    found = [(await kurator.post(path, json=body, headers=headers)).status_code for _ in range(2)]
    assert found == [201, 412]


async def test_what_nobody_may_appeal(town: Town) -> None:
    case = ready_case(town.world, None, case_type="ABSENCE")
    decision = add_decision(town.world, case, kind="ABSENCE_MEASURES", support_forms=[])
    assert (await sign(town, case, decision)).status_code == 201
    assert (await tell(town, case, decision, receivedOn=in_days(town, 0))).json()["appealDueOn"] is None
    assert code(await appeal(town, case, decision)) == (409, "NOT_APPEALABLE")
