"""Decisions: what the law asks of one, C02 to C06, and who may make it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from samsyn.core.spelled import spelled_day
from tests.conftest import Town
from tests.domains.cases.calls import code
from tests.domains.cases.signing import codes, shown, sign
from tests.factories.decisions import (
    add_decision,
    add_hearing,
    add_investigated,
    add_notification,
    ready_case,
)


@pytest.mark.parametrize("form", ["SPECIAL_GROUP", "INDIVIDUAL", "ADAPTED_COURSE"])
async def test_c05_what_the_principal_decides_in_person(town: Town, form: str) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case, support_forms=["IN_GROUP", form], delegation_ref="Punkt 4.2")
    refused = await sign(town, case, decision, "bitradande")
    assert ("/kind", "C05") in codes(refused)
    assert (await sign(town, case, decision)).status_code == 201
    bases = (await shown(town, f"/cases/{case}/decisions/{decision}"))["legalBases"]
    assert {"SL_3_11", "SL_3_12"} & {basis["code"] for basis in bases}


@pytest.mark.parametrize("kind", ["SPECIAL_GROUP", "ADAPTED_COURSE"])
async def test_c05_for_kinds_of_their_own(town: Town, kind: str) -> None:
    case = ready_case(town.world)
    more = {"kind": kind, "support_forms": [kind], "delegation_ref": "Punkt 4.2"}
    decision = add_decision(town.world, case, **more)
    assert ("/kind", "C05") in codes(await sign(town, case, decision, "bitradande"))
    with pytest.raises(Exception, match="ck_case_decisions_c05"):
        town.world.sql(
            "UPDATE case_decisions SET state = 'SIGNED', decided_at = now(), decided_by = %s, edition = 1,"
            " delegated = true, decided_as = 'DEPUTY_PRINCIPAL', content_hash = '\\x00' WHERE id = %s",
            town.world.people["bitradande"],
            decision,
        )


async def test_a_deputy_signs_by_a_delegation_that_can_be_shown(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    assert codes(await sign(town, case, decision, "bitradande")) == [("/delegationRef", "DELEGATION_REF")]
    path = f"/cases/{case}/decisions/{decision}"
    given = await town.as_("bitradande").patch(path, 1, json={"delegationRef": "Delegationsordning 4.2"})
    signed = await sign(town, case, decision, "bitradande", version=given.json()["version"])
    assert signed.status_code == 201, signed.text
    assert (signed.json()["delegated"], signed.json()["decidedAs"]) == (True, "DEPUTY_PRINCIPAL")


@pytest.mark.parametrize(
    ("conclusion", "kind", "found"),
    [
        (None, "ACTION_PROGRAMME", "C02"),
        ("NOT_NEEDED", "ACTION_PROGRAMME", "C02"),
        ("OTHER", "ACTION_PROGRAMME", "C02"),
        ("SUPPORT_NEEDED", "NO_ACTION_PROGRAMME", "C03"),
        (None, "NO_ACTION_PROGRAMME", "C03"),
    ],
)
async def test_c02_a_decision_rests_on_what_the_investigation_shows(
    town: Town, conclusion: str | None, kind: str, found: str
) -> None:
    case = ready_case(town.world, conclusion)
    decision = add_decision(town.world, case, kind=kind)
    assert ("/kind", found) in codes(await sign(town, case, decision))


async def test_c02_an_investigation_holds_for_a_year(town: Town) -> None:
    case = ready_case(town.world, None)
    then = datetime.now(UTC) - timedelta(days=368)
    add_investigated(town.world, case, started_at=then - timedelta(days=9), completed_at=then)
    decision = add_decision(town.world, case)
    assert codes(await sign(town, case, decision)) == [("/kind", "C02")]


async def test_renewal_is_a_new_decision_with_a_reason(town: Town) -> None:
    case = ready_case(town.world)
    first = add_decision(town.world, case)
    assert (await sign(town, case, first)).status_code == 201
    town.world.sql("UPDATE cases SET phase = 'DECISION' WHERE id = %s", case)
    second = add_decision(town.world, case)
    assert codes(await sign(town, case, second)) == [("/reuseReason", "C02")]
    path = f"/cases/{case}/decisions/{second}"
    reason = {"reuseReason": "Behovet är detsamma som i höstas enligt lärarna."}
    version = (await town.as_("kurator").patch(path, 1, json=reason)).json()["version"]
    renewed = (await sign(town, case, second, version=version)).json()
    assert (renewed["edition"], renewed["supersedesId"]) == (2, str(first))
    states = {d["id"]: d["state"] for d in (await shown(town, f"/cases/{case}/decisions"))["items"]}
    assert states == {str(first): "SUPERSEDED", str(second): "SIGNED"}


EMPTY = {
    "needs": "/programme/needs",
    "measures": "/programme/measures",
    "student_part": "/programme/studentPart",
    "guardians": "/programme/guardians",
    "follow_up_on": "/programme/followUpOn",
    "evaluate_on": "/programme/evaluateOn",
    "follow_up_by": "/programme/followUpById",
    "evaluate_by": "/programme/evaluateById",
}


@pytest.mark.parametrize("field", sorted(EMPTY))
async def test_c04_a_programme_has_what_the_law_asks(town: Town, field: str) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case, **{field: None})
    assert codes(await sign(town, case, decision)) == [(EMPTY[field], "C04")]
    assert (await shown(town, f"/cases/{case}"))["phase"] == "DECISION"


async def test_c04_days_come_in_their_order(town: Town) -> None:
    case = ready_case(town.world)
    today = town.runtime.clock.today()
    decision = add_decision(town.world, case, follow_up_on=today, evaluate_on=today - timedelta(days=1))
    assert codes(await sign(town, case, decision)) == [
        ("/programme/followUpOn", "C04"),
        ("/programme/evaluateOn", "C04"),
    ]


async def test_c06_distance_for_one_term_at_most(town: Town) -> None:
    case = ready_case(town.world)
    terms = town.world.sql(
        "SELECT starts_on, ends_on FROM terms WHERE tenant_id = %s ORDER BY starts_on", town.world.tenant
    )
    first, last = terms[2]
    decision = add_decision(
        town.world, case, support_forms=["DISTANCE"], starts_on=first, ends_on=last + timedelta(days=1)
    )
    assert codes(await sign(town, case, decision)) == [("/endsOn", "C06")]
    path = f"/cases/{case}/decisions/{decision}"
    kurator = town.as_("kurator")
    outside = {
        "startsOn": (last + timedelta(days=1)).isoformat(),
        "endsOn": (last + timedelta(days=3)).isoformat(),
    }
    version = (await kurator.patch(path, 1, json=outside)).json()["version"]
    assert codes(await sign(town, case, decision, version=version)) == [("/startsOn", "C06")]
    without = await kurator.patch(path, version, json={"startsOn": None, "endsOn": None})
    assert ("/endsOn", "C06") in {(o["pointer"], o["code"]) for o in without.json()["obstacles"]}
    inside = {"startsOn": first.isoformat(), "endsOn": last.isoformat()}
    version = (await kurator.patch(path, without.json()["version"], json=inside)).json()["version"]
    signed = await sign(town, case, decision, version=version)
    assert (signed.status_code, signed.json()["termEndsOn"]) == (201, last.isoformat())


async def test_c06_follows_the_terms_of_the_unit(town: Town) -> None:
    case = ready_case(town.world)
    year, first, last = town.world.sql(
        "SELECT school_year_id, starts_on, ends_on FROM terms WHERE tenant_id = %s ORDER BY starts_on",
        town.world.tenant,
    )[2]
    ends = last - timedelta(days=20)
    town.world.insert(
        "terms", school_year_id=year, school_id=town.world.school, code="HT", starts_on=first, ends_on=ends
    )
    decision = add_decision(town.world, case, support_forms=["DISTANCE"], starts_on=first, ends_on=last)
    refused = await sign(town, case, decision)
    assert codes(refused) == [("/endsOn", "C06")]
    assert spelled_day(ends) in refused.json()["detail"]


async def test_no_programme_where_none_is_needed_and_only_then_the_case_closes(town: Town) -> None:
    """C03."""
    case = ready_case(town.world, "NOT_NEEDED")
    close = {"reason": "NO_NEED", "feedback": "Samtal med elev och vårdnadshavare"}
    shut = await town.as_("kurator").post(f"/cases/{case}/closure", json=close, headers={"if-match": '"1"'})
    assert code(shut) == (422, "C03")
    decision = add_decision(town.world, case, kind="NO_ACTION_PROGRAMME", support_forms=[])
    assert (await sign(town, case, decision)).status_code == 201
    now = await shown(town, f"/cases/{case}")
    assert (now["phase"], "NO_NEED" in now["closureReasons"]) == ("DECISION", True)
    add_notification(town.world, case, decision)
    closed = await town.as_("kurator").post(
        f"/cases/{case}/closure", json=close, headers={"if-match": f'"{now["version"]}"'}
    )
    assert closed.status_code == 201, closed.text


async def test_degrading_treatment_is_the_organisers_to_decide(town: Town) -> None:
    case = ready_case(town.world, None, case_type="DEGRADING", reach="BOTH")
    decision = add_decision(town.world, case, kind="DEGRADING_MEASURES", support_forms=[])
    assert codes(await sign(town, case, decision)) == [("/delegationRef", "DELEGATION_REF")]
    signed = await sign(town, case, decision, "utredare")
    assert (signed.status_code, signed.json()["decidedAs"]) == (201, "ORGANISER_CASE_OFFICER")
    assert [basis["code"] for basis in signed.json()["legalBases"]] == ["SL_6_10"]


async def test_an_officer_does_not_decide_what_is_the_principals(town: Town) -> None:
    case = ready_case(town.world, None, case_type="DEGRADING", reach="BOTH")
    decision = add_decision(town.world, case)
    assert code(await sign(town, case, decision, "utredare")) == (403, "DECISION_DECIDER")


async def test_an_adult_pupil_needs_no_guardians_part(town: Town) -> None:
    case = ready_case(town.world)
    today = town.runtime.clock.today()
    adult = date(today.year - 18, today.month, min(today.day, 28)).isoformat()
    decision = add_decision(town.world, case, guardians=None, born_on=adult)
    add_hearing(town.world, case, party="STUDENT", name="Eleven")
    assert (await sign(town, case, decision)).status_code == 201
