"""Who sees which report to an authority, by the database alone and by the program's statements."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from samsyn.cases.models import AuthorityReport, Case
from samsyn.cases.policy import BY_ROLE, CaseAction, allowed_on_case, visible_parts
from samsyn.cases.policy.reports import allowed_on_report
from samsyn.core.actor import Function
from samsyn.core.runtime import Runtime
from tests.conftest import Town
from tests.domains.cases.matrix import CASES, CIRCLE, Matrix
from tests.domains.cases.test_break_glass import case as numbered
from tests.domains.cases.test_break_glass import glass
from tests.domains.cases.test_policy import TEACHER
from tests.domains.cases.test_walls import ids
from tests.factories.actors import HERE, ME, person
from tests.factories.asked import Asked
from tests.factories.cases import let_in, part_of
from tests.factories.reports import add_report

OF_THE_CIRCLE = {
    "circle": CIRCLE,
    "other circle": {"elsewhere"},
    "unit K3": {"health_today"},
    "organiser K3": {"central"},
}
"""Who is named in a case; in all the others nobody is."""


@pytest.fixture(scope="session")
def reports(matrix: Matrix) -> dict[str, UUID]:
    """In the class of their cases."""
    sealed = {
        name: part_of(matrix.world, key)["confidentiality"] in ("K3", "K4")
        for name, key in matrix.cases.items()
    }
    return {
        name: add_report(matrix.world, key, **({"sealed": b"x"} if sealed[name] else {"receiver": "IFO"}))
        for name, key in matrix.cases.items()
    }


@pytest.fixture(scope="session")
def strict(matrix: Matrix) -> dict[str, UUID]:
    """Reports of a child that may come to harm: K4, whatever their case."""
    return {
        name: add_report(matrix.world, key, "SOCIAL_SERVICES", confidentiality="K4")
        for name, key in matrix.cases.items()
    }


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})


def test_by_the_database(matrix: Matrix, reports: dict[str, UUID], strict: dict[str, UUID]) -> None:
    assert matrix.seen("authority_reports", reports) == CASES
    assert matrix.seen("authority_reports", strict) == {key: set() for key in CASES} | OF_THE_CIRCLE


async def test_those_of_a_case(asked: Asked, matrix: Matrix, reports: dict[str, UUID]) -> None:
    assert set(reports) == set(CASES)
    assert await asked.one_by_one(visible_parts(AuthorityReport), matrix.cases) == CASES


async def test_a_strict_one_by_one(asked: Asked, strict: dict[str, UUID], matrix: Matrix) -> None:
    for name, key in strict.items():
        one = visible_parts(AuthorityReport).where(AuthorityReport.id == key)
        seen = await asked.one_by_one(one, {name: matrix.cases[name]})
        assert seen == {name: OF_THE_CIRCLE.get(name, set())}


async def test_a_reason_opens_no_report_of_a_child_in_danger(town: Town) -> None:
    made, number = numbered(town)
    strict, lax = (
        add_report(town.world, made, kind, confidentiality=secrecy, sealed=b"x")
        for kind, secrecy in (("SOCIAL_SERVICES", "K4"), ("WORK_ENVIRONMENT", "K3"))
    )
    assert (await glass(town, number)).status_code == 201
    rektor = town.as_("rektor")
    assert ids(town, "rektor", "authority_reports") == {lax}
    assert ids(town, "kurator", "authority_reports") == {strict, lax}
    for rest in ("", "/feedback", "/correction"):
        path = f"/cases/{made}/reports/{strict}{rest}"
        body = {"summary": "OPENED"} if rest == "/feedback" else {"reason": "Fel nummer angavs"}
        answer = await (rektor.post(path, json=body) if rest else rektor.get(path))
        assert (answer.status_code, answer.json()["code"]) == (404, "A04"), rest


async def test_who_opened_it_with_a_reason_reports_and_gets_in_no_deeper(town: Town) -> None:
    """C12 stops nobody, and reporting is no way into the circle."""
    made, number = numbered(town)
    assert (await glass(town, number)).status_code == 201
    rektor = town.as_("rektor")
    sent = await rektor.post(f"/cases/{made}/reports", json={"kind": "SOCIAL_SERVICES"})
    assert sent.status_code == 201, sent.text
    kinds = "SELECT kind FROM case_access WHERE case_id = %s AND person_id = %s"
    assert town.world.sql(kinds, made, town.world.people["rektor"]) == [("BREAK_GLASS",)]
    assert (await rektor.get(f"/cases/{made}")).json()["myRole"] is None
    listed = await town.as_("kurator").get(f"/cases/{made}/reports")
    assert [one["id"] for one in listed.json()["items"]] == [sent.json()["id"]]


async def test_a_partner_who_reads_the_case_does_not_know_of_it(town: Town) -> None:
    made, _ = numbered(town)
    soon = town.runtime.clock.now() + timedelta(days=7)
    let_in(town.world, made, "partner", kind="GRANT", role_in_case=None, valid_to=soon)
    report = add_report(town.world, made, "SOCIAL_SERVICES", confidentiality="K4", sealed=b"x")
    partner, path = town.as_("partner"), f"/cases/{made}/reports"
    assert (await partner.get(f"/cases/{made}")).json()["allowedActions"] == ["case.read"]
    for answer in (
        await partner.get(path),
        await partner.get(f"{path}/{report}"),
        await partner.post(path, json={"kind": "SOCIAL_SERVICES"}),
        await partner.post(f"{path}/{report}/feedback", json={"summary": "OPENED"}),
    ):
        assert answer.status_code == 403, answer.text


async def test_an_ended_assignment_shuts_it(town: Town) -> None:
    made, _ = numbered(town)
    let_in(town.world, made, "mentor")
    report = add_report(town.world, made, "SOCIAL_SERVICES", confidentiality="K4", sealed=b"x")
    assert ids(town, "mentor", "authority_reports") == {report}
    person = town.world.people["mentor"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
    assert ids(town, "mentor", "authority_reports") == set()
    assert (await town.as_("mentor").get(f"/cases/{made}/reports")).status_code == 404


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_whoever_opens_a_case_may_report_and_who_investigates_records_steps(role: str | None) -> None:
    row = Case(school_id=HERE, reach="UNIT", confidentiality="K3", phase="INVESTIGATION")
    row.my_role = role
    allowed = allowed_on_case(TEACHER, row)
    assert CaseAction.REPORT in allowed
    assert (CaseAction.RECORD_MILESTONE in allowed) is (role in ("OWNER", "INVESTIGATOR"))


@pytest.mark.parametrize("role", [None, *BY_ROLE])
@pytest.mark.parametrize("own", [False, True])
def test_who_made_it_and_who_prepares_decisions_corrects_a_report(role: str | None, own: bool) -> None:
    """What was answered is written by everybody who may report; a partner does neither."""
    row = Case(school_id=HERE, reach="UNIT", confidentiality="K3", phase="INVESTIGATION")
    row.my_role = role
    report = AuthorityReport(sent_by=ME if own else HERE)
    corrects = own or role in ("OWNER", "INVESTIGATOR")
    expected = {CaseAction.REPORT} | ({CaseAction.CORRECT_REPORT} if corrects else set())
    assert allowed_on_report(TEACHER, row, report) == expected


def test_a_partner_has_nothing_to_do_with_a_report_of_another() -> None:
    row = Case(school_id=HERE, reach="UNIT", confidentiality="K3", phase="INVESTIGATION")
    row.my_role = "INFORMED"
    partner = person(Function.EXTERNAL_PARTNER, scope="ORGANISER")
    assert allowed_on_report(partner, row, AuthorityReport(sent_by=HERE)) == set()
