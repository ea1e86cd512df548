"""Consents of a case, the ledger of what left it, and what an outside partner is shown."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code, in_days, move
from tests.domains.cases.signing import codes
from tests.domains.cases.signing import shown as read
from tests.factories.cases import add_case, let_in, open_with_reason
from tests.factories.disclosures import add_consent, add_disclosure, share_with
from tests.factories.pupils import add_student

BORN = "2016-05-17"
HEALTH = {"recipientKind": "HEALTH_CARE", "recipient": "Barn- och ungdomspsykiatrin, Åmål"}
DUTY = {"basis": "STATUTORY_DUTY", "reason": "Socialnämnden begärde uppgiften skriftligt."}
GUARDIAN = {"party": "GUARDIAN", "name": "Vårdnadshavare 1"}


async def shown(town: Town, path: str, who: str = "kurator") -> Any:
    """As somebody who is in the circle, whatever the class."""
    return await read(town, path, who)


def together(town: Town, **more: Any) -> tuple[UUID, UUID]:
    """A case of collaboration about one pupil."""
    pupil = add_student(town.world)
    return add_case(town.world, students=(pupil,), case_type="INTERAGENCY", **more), pupil


async def consent(
    town: Town, case: UUID, pupil: UUID, who: str = "kurator", headers: Any = None, **more: Any
) -> httpx.Response:
    body = {
        **HEALTH,
        "studentId": str(pupil),
        "bornOn": BORN,
        "scope": "Hur skoldagen fungerar, åäö",
        "givers": [GUARDIAN],
        "form": "WRITTEN",
        "givenOn": in_days(town, -1),
        "expiresOn": in_days(town, 60),
        **more,
    }
    return await town.as_(who).post(f"/cases/{case}/consents", json=body, headers=headers or {})


async def tell(
    town: Town, case: UUID, pupil: UUID | None, who: str = "kurator", **more: Any
) -> httpx.Response:
    body = {
        **HEALTH,
        "studentId": str(pupil) if pupil else None,
        "what": "Att eleven ofta är trött på förmiddagen",
        "channel": "TELEPHONE",
        "toldOn": in_days(town, 0),
        **more,
    }
    return await town.as_(who).post(f"/cases/{case}/disclosures", json=body)


def under(consent: dict[str, Any]) -> dict[str, Any]:
    return {"basis": "CONSENT_GUARDIAN", "consentId": consent["id"]}


def with_partner(town: Town, days: int = 30) -> dict[str, Any]:
    partner = str(town.world.people["partner"])
    return {"partnerId": partner, "sharedUntil": in_days(town, days), "channel": None}


async def revoke(town: Town, case: UUID, given: dict[str, Any], who: str = "kurator") -> httpx.Response:
    body = {"revokedBy": "GUARDIAN", "revokedOn": in_days(town, 0)}
    headers = {"if-match": f'"{given["version"]}"'}
    path = f"/cases/{case}/consents/{given['id']}/revocation"
    return await town.as_(who).post(path, json=body, headers=headers)


async def end(town: Town, case: UUID, line: dict[str, Any], who: str = "kurator") -> httpx.Response:
    headers = {"if-match": f'"{line["version"]}"'}
    return await town.as_(who).post(f"/cases/{case}/disclosures/{line['id']}/ending", headers=headers)


async def mine(town: Town) -> list[dict[str, Any]]:
    return list((await shown(town, "/shared-items", "partner"))["items"])


async def test_a_consent_is_recorded_and_something_is_told_under_it(town: Town) -> None:
    case, pupil = together(town)
    given = await consent(town, case, pupil)
    assert given.status_code == 201, given.text
    found = given.json()
    assert (found["state"], found["warnings"]) == ("IN_FORCE", ["ONE_GUARDIAN"])
    assert found["givers"] == [GUARDIAN]
    told = await tell(town, case, pupil, **under(found))
    assert told.status_code == 201, told.text
    line = told.json()
    assert (line["consentId"], line["shown"], line["allowedActions"]) == (found["id"], False, [])
    ledger = await shown(town, f"/cases/{case}/disclosures")
    assert [one["id"] for one in ledger["items"]] == [line["id"]]
    assert [partner["id"] for partner in ledger["partners"]] == [str(town.world.people["partner"])]
    assert (await shown(town, f"/cases/{case}/consents"))["items"] == [found]
    events = [e["type"] for e in (await shown(town, f"/cases/{case}/events"))["items"]]
    assert {"CONSENT_GIVEN", "DISCLOSED"} <= set(events)


async def test_the_gate_asks_for_a_ground_that_holds(town: Town) -> None:
    """CONSENT_OR_DISCLOSURE before measures, read as it is today."""
    case, pupil = together(town, phase="PRELIMINARY")

    async def obstacles() -> list[str]:
        ways = (await shown(town, f"/cases/{case}"))["transitions"]
        return [gate["code"] for way in ways if way["phase"] == "MEASURES" for gate in way["obstacles"]]

    assert "DISCLOSURE" in await obstacles()
    found = await shown(town, f"/cases/{case}")
    assert code(await move(town, found, "phase", phase="MEASURES")) == (422, "DISCLOSURE")
    given = (await consent(town, case, pupil)).json()
    assert "DISCLOSURE" not in await obstacles()
    assert (await shown(town, f"/cases/{case}/consents"))["grounded"] is True
    assert (await revoke(town, case, given)).status_code == 201
    assert "DISCLOSURE" in await obstacles()
    assert (await tell(town, case, pupil, **DUTY)).status_code == 201
    assert "DISCLOSURE" not in await obstacles()


async def test_nothing_is_told_under_a_consent_that_is_taken_back(town: Town) -> None:
    case, pupil = together(town)
    given = (await consent(town, case, pupil, givenOn=in_days(town, -9))).json()
    taken = await revoke(town, case, given)
    assert (taken.status_code, taken.json()["state"], taken.json()["allowedActions"]) == (201, "REVOKED", [])
    assert taken.json()["revokedAt"] is not None
    assert codes(await tell(town, case, pupil, **under(given))) == [("/consentId", "CONSENT_REVOKED")]
    earlier = await tell(town, case, pupil, **under(given), toldOn=in_days(town, -3))
    assert earlier.status_code == 201
    assert earlier.json()["recordedAt"] > taken.json()["revokedAt"]
    again = await revoke(town, case, taken.json())
    assert code(again) == (409, "CONSENT_STATE")


async def test_nothing_is_told_under_one_that_has_run_out(town: Town) -> None:
    case, pupil = together(town)
    past = add_consent(
        town.world, case, student_id=pupil, expires_on=town.runtime.clock.today() - timedelta(days=1)
    )
    assert (await shown(town, f"/cases/{case}/consents/{past}"))["state"] == "EXPIRED"
    told = await tell(town, case, pupil, basis="CONSENT_GUARDIAN", consentId=str(past))
    assert codes(told) == [("/consentId", "CONSENT_EXPIRED")]
    assert (await shown(town, f"/cases/{case}/consents"))["grounded"] is False


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"givers": []}, [("/givers", "CONSENT")]),
        ({"bornOn": None}, [("/bornOn", "CONSENT")]),
        ({"studentId": None}, [("/studentId", "CONSENT")]),
        ({"bornOn": "2001-01-01"}, [("/givers", "CONSENT_OF_AGE")]),
        ({"scope": " "}, [("/scope", "CONSENT")]),
    ],
)
async def test_what_a_consent_lacks(town: Town, sent: dict[str, Any], found: list[tuple[str, str]]) -> None:
    case, pupil = together(town)
    assert codes(await consent(town, case, pupil, **sent)) == found


async def test_a_guardians_consent_ends_where_the_pupil_comes_of_age(town: Town) -> None:
    """A pupil who turns 18 in the middle: from that day only their own holds."""
    case, pupil = together(town)
    today = town.runtime.clock.today()
    birthday = today + timedelta(days=31 if (today + timedelta(days=30)).day == 29 else 30)
    born = {"bornOn": birthday.replace(year=birthday.year - 18).isoformat()}
    past = await consent(town, case, pupil, **born, expiresOn=birthday.isoformat())
    assert codes(past) == [("/expiresOn", "CONSENT_OF_AGE")]
    until = (birthday - timedelta(days=1)).isoformat()
    assert (await consent(town, case, pupil, **born, expiresOn=until)).status_code == 201
    own: dict[str, Any] = {"givers": [GUARDIAN, {"party": "STUDENT", "name": "Eleven"}]}
    given = await consent(town, case, pupil, **born, **own, expiresOn=birthday.isoformat())
    assert given.status_code == 201


async def test_what_is_not_of_the_case(town: Town) -> None:
    case, pupil = together(town)
    other, stranger = together(town)
    elsewhere = (await consent(town, other, stranger)).json()
    line = (await tell(town, other, stranger, **DUTY)).json()
    assert codes(await consent(town, case, stranger)) == [("/studentId", "STUDENT_UNKNOWN")]
    assert codes(await tell(town, case, pupil, **under(elsewhere))) == [("/consentId", "CONSENT_UNKNOWN")]
    wrong = await tell(town, case, pupil, **DUTY, correctsId=line["id"])
    assert codes(wrong) == [("/correctsId", "DISCLOSURE_UNKNOWN")]
    colleague = {**with_partner(town), "partnerId": str(town.world.people["larare"])}
    assert codes(await tell(town, case, pupil, **DUTY, **colleague)) == [("/partnerId", "PARTNER_UNKNOWN")]
    kurator = town.as_("kurator")
    for path in (f"consents/{elsewhere['id']}", f"disclosures/{line['id']}", "consents/nej"):
        assert (await kurator.get(f"/cases/{case}/{path}")).status_code == 404
    assert (await revoke(town, case, elsewhere)).status_code == 404
    assert (await end(town, case, line)).status_code == 404


async def test_a_line_is_corrected_by_another(town: Town) -> None:
    case, pupil = together(town)
    first = (await tell(town, case, pupil, **DUTY)).json()
    second = await tell(town, case, pupil, **DUTY, correctsId=first["id"], what="Tjugo dagar, inte tolv")
    assert (second.status_code, second.json()["correctsId"]) == (201, first["id"])
    with psycopg.connect(town.world.admin_dsn) as connection, pytest.raises(psycopg.errors.CheckViolation):
        connection.execute("UPDATE case_disclosures SET what = 'annat' WHERE id = %s", [first["id"]])


async def test_a_partner_is_shown_that_line_and_nothing_else(town: Town) -> None:
    """N16: until the day, and not after it was taken back: at the very next request."""
    case, pupil = together(town, confidentiality="K3")
    given = (await consent(town, case, pupil)).json()
    line = (await tell(town, case, pupil, **under(given), **with_partner(town))).json()
    await tell(town, case, pupil, **DUTY)
    assert line["shown"]
    items = await mine(town)
    assert [(one["id"], one["what"]) for one in items] == [(line["id"], line["what"])]
    partner = town.as_("partner")
    assert (await partner.get(f"/shared-items/{line['id']}")).json()["until"] == line["sharedUntil"]
    for path in ("", "/disclosures", "/consents", "/notes", "/members", f"/disclosures/{line['id']}"):
        assert (await partner.get(f"/cases/{case}{path}")).status_code == 404, path
    assert (await shown(town, f"/cases/{case}/consents/{given['id']}"))["sharedNow"] == 1
    assert (await revoke(town, case, given)).status_code == 201
    assert (await partner.get(f"/shared-items/{line['id']}")).status_code == 404
    assert await mine(town) == []
    assert (await shown(town, f"/cases/{case}/disclosures/{line['id']}"))["shown"] is False


async def test_what_a_partner_is_shown_ends_by_day_by_hand_and_by_class(town: Town) -> None:
    case, pupil = together(town)
    partner, yesterday = town.as_("partner"), town.runtime.clock.today() - timedelta(days=1)
    past = share_with(town.world, case, shared_until=yesterday)
    assert (await partner.get(f"/shared-items/{past}")).status_code == 404
    line = (await tell(town, case, pupil, **DUTY, **with_partner(town))).json()
    assert (await partner.get(f"/shared-items/{line['id']}")).status_code == 200
    ended = await end(town, case, line)
    assert (ended.status_code, ended.json()["allowedActions"]) == (201, [])
    assert (await partner.get(f"/shared-items/{line['id']}")).status_code == 404
    assert code(await end(town, case, ended.json())) == (409, "SHARING_ENDED")
    again = (await tell(town, case, pupil, **DUTY, **with_partner(town))).json()
    found = await shown(town, f"/cases/{case}")
    raised = await move(town, found, "classification", confidentiality="K4", reason="Hot mot familjen")
    assert raised.status_code in (200, 201), raised.text
    assert (await partner.get(f"/shared-items/{again['id']}")).status_code == 404
    refused = await tell(town, case, pupil, **DUTY, **with_partner(town))
    assert codes(refused) == [("/partnerId", "SHARED_K4")]


async def test_a_partner_whose_assignment_has_ended_and_other_people(town: Town) -> None:
    case, _ = together(town)
    line = share_with(town.world, case)
    for who in ("kurator", "rektor", "chef", "utredare"):
        assert (await town.as_(who).get(f"/shared-items/{line}")).status_code == 404
        assert (await town.as_(who).get("/shared-items")).status_code == 403
    partner = town.as_("partner")
    assert (await partner.get(f"/shared-items/{line}")).status_code == 200
    day = town.runtime.clock.today() - timedelta(days=1)
    town.world.sql(
        "UPDATE assignments SET valid_to = %s WHERE person_id = %s", day, town.world.people["partner"]
    )
    assert (await partner.get(f"/shared-items/{line}")).status_code in (403, 404)


async def test_a_partner_does_not_get_into_the_circle(town: Town) -> None:
    case, _ = together(town)
    body = {"personId": str(town.world.people["partner"]), "role": "INFORMED", "reason": "Samverkan"}
    refused = await town.as_("kurator").post(f"/cases/{case}/members", json=body)
    assert codes(refused) == [("/personId", "PARTNER_OUTSIDE")]
    assert (await town.as_("partner").get(f"/cases/{case}")).status_code == 404


async def test_who_may_not(town: Town) -> None:
    case, pupil = together(town, confidentiality="K3")
    let_in(town.world, case, "larare")
    let_in(town.world, case, "mentor", valid_to=town.runtime.clock.now() - timedelta(days=1))
    given = (await consent(town, case, pupil)).json()
    assert (await consent(town, case, pupil, who="larare")).status_code == 403
    assert (await tell(town, case, pupil, who="larare", **DUTY)).status_code == 403
    assert (await revoke(town, case, given, who="larare")).status_code == 403
    for who in ("rektor-2", "rektor", "mentor", "chef", "admin", "partner"):
        assert (await town.as_(who).get(f"/cases/{case}/consents")).status_code == 404, who
        assert (await tell(town, case, pupil, who=who, **DUTY)).status_code == 404, who
        assert (await revoke(town, case, given, who=who)).status_code == 404, who


async def test_broken_glass_reads_k3_and_never_k4(town: Town) -> None:
    case, pupil = together(town, confidentiality="K3")
    given = (await consent(town, case, pupil)).json()
    strict = add_disclosure(
        town.world, case, confidentiality="K4", sealed=b"x", recipient=None, what=None, reason=None
    )
    open_with_reason(town.world, case, "rektor")
    rektor = town.as_("rektor")
    assert [one["id"] for one in (await shown(town, f"/cases/{case}/consents", "rektor"))["items"]] == [
        given["id"]
    ]
    assert (await rektor.get(f"/cases/{case}/disclosures/{strict}")).status_code == 404
    assert (await shown(town, f"/cases/{case}/disclosures", "rektor"))["items"] == []
    assert (await revoke(town, case, given, who="rektor")).status_code == 403


async def test_a_double_click_and_a_stale_version(town: Town) -> None:
    case, pupil = together(town)
    once = {"idempotency-key": "samtycke-1"}
    first, second = await asyncio.gather(
        consent(town, case, pupil, headers=once), consent(town, case, pupil, headers=once)
    )
    assert {201} <= {first.status_code, second.status_code} <= {201, 409}
    listed = (await shown(town, f"/cases/{case}/consents"))["items"]
    assert len(listed) == 1
    stale = {**listed[0], "version": listed[0]["version"] + 1}
    assert (await revoke(town, case, stale)).status_code == 412
    assert (await revoke(town, case, listed[0])).status_code == 201


async def test_raised_with_its_case_it_is_sealed(town: Town) -> None:
    case, pupil = together(town)
    await consent(town, case, pupil)
    await tell(town, case, pupil, **DUTY)
    found = await shown(town, f"/cases/{case}")
    raised = await move(town, found, "classification", confidentiality="K3", reason="Känsligare än väntat")
    assert raised.status_code in (200, 201), raised.text
    rows = town.world.sql("SELECT scope, recipient, sealed FROM case_consents WHERE case_id = %s", case)
    rows += town.world.sql("SELECT what, recipient, sealed FROM case_disclosures WHERE case_id = %s", case)
    assert [(a, b, c is not None) for a, b, c in rows] == [(None, None, True)] * 2
    assert (await shown(town, f"/cases/{case}/consents"))["items"][0][
        "scope"
    ] == "Hur skoldagen fungerar, åäö"
    mailed = await tell(town, case, pupil, **DUTY, channel="E_MAIL")
    assert codes(mailed) == [("/channel", "DISCLOSURE_MAIL")]


async def test_a_closed_case_takes_no_more_but_a_consent_can_be_taken_back(town: Town) -> None:
    now = town.runtime.clock.now() - timedelta(days=1)
    case, pupil = together(town, phase="CLOSED", closed_at=now, closure_reason="WITHDRAWN")
    given = add_consent(town.world, case, student_id=pupil)
    assert code(await consent(town, case, pupil)) == (409, "CASE_CLOSED")
    assert code(await tell(town, case, pupil, **DUTY)) == (409, "CASE_CLOSED")
    assert (await revoke(town, case, {"id": str(given), "version": 1})).status_code == 201
