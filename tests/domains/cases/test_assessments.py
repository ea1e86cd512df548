"""The four assessments of skollagen 7:5, by reference: who, when and where; never what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from samsyn.cases.models import AssessmentReference
from samsyn.cases.policy import visible_parts
from samsyn.cases.rules.assessments import AssessmentKind, class_of_assessment, lacking
from samsyn.core.runtime import Runtime
from samsyn.core.vocabulary import ConfidentialityClass
from tests.conftest import Town
from tests.core.test_pdf import text_of, tree
from tests.domains.cases.calls import code
from tests.domains.cases.matrix import Matrix
from tests.domains.cases.signing import sign
from tests.domains.cases.test_break_glass import case as numbered
from tests.domains.cases.test_break_glass import glass
from tests.domains.cases.test_decision_document import document
from tests.domains.cases.test_policy_reports import OF_THE_CIRCLE
from tests.domains.cases.test_walls import ids
from tests.factories.asked import Asked
from tests.factories.assessments import add_assessment
from tests.factories.cases import add_case, let_in
from tests.factories.pupils import add_student

FOUR = [kind.value for kind in AssessmentKind]
ONE: dict[str, Any] = {
    "kind": "PSYCHOLOGICAL",
    "madeBy": "Anna Berg, legitimerad psykolog",
    "madeOn": "2026-01-08",
    "keptWhere": "Elevhälsans psykologiska insats, akt 2026-114",
}


NOT_HEARD = {
    "party": "GUARDIAN", "name": "Vårdnadshavare 1", "state": "NOT_HEARD", "exception": "CLEARLY_UNNECESSARY",
    "reason": "Beslutet är det parten bad om.",
}  # fmt: skip


def target(town: Town, **more: Any) -> UUID:
    row = {"case_type": "ADAPTED_SCHOOL", "confidentiality": "K3"} | more
    return add_case(town.world, students=(add_student(town.world),), **row)


async def refer(town: Town, case: UUID, who: str = "kurator", **more: Any) -> httpx.Response:
    return await town.as_(who).post(f"/cases/{case}/assessment-references", json=ONE | more)


async def held(town: Town, case: UUID, who: str = "kurator") -> dict[str, Any]:
    answer = await town.as_(who).get(f"/cases/{case}/assessment-references")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def gates(town: Town, case: UUID) -> set[str]:
    shown = (await town.as_("kurator").get(f"/cases/{case}")).json()
    onward = next(one for one in shown["transitions"] if one["phase"] == "DECISION")
    assert "FOUR_ASSESSMENTS" not in {one["code"] for one in onward["reminders"]}
    return {one["code"] for one in onward["obstacles"]}


@pytest.mark.parametrize("there", [[], FOUR[:1], FOUR[:3], FOUR[1:], ["SOCIAL"] * 4, FOUR])
def test_all_four_and_not_four_of_one(there: Sequence[str]) -> None:
    assert lacking(there) == [kind for kind in AssessmentKind if kind.value not in there]


@pytest.mark.parametrize(("case", "strict"), [("K1", "K3"), ("K2", "K3"), ("K3", "K3"), ("K4", "K4")])
def test_it_is_k3_at_least(case: str, strict: str) -> None:
    assert class_of_assessment(ConfidentialityClass(case)) == strict


async def test_the_decision_waits_until_all_four_are_there(town: Town) -> None:
    case = target(town)
    for kind in FOUR:
        assert "FOUR_ASSESSMENTS" in await gates(town, case)
        assert (await refer(town, case, kind=kind)).status_code == 201
    assert "FOUR_ASSESSMENTS" not in await gates(town, case)
    shown = await held(town, case)
    assert (shown["asked"], shown["lackingKinds"]) == (True, [])
    assert [row["kind"] for row in shown["items"]] == FOUR
    path = f"/cases/{case}/assessment-references/{shown['items'][2]['id']}"
    assert (await town.as_("kurator")("DELETE", path, headers={"if-match": '"1"'})).status_code == 204
    assert (await town.as_("kurator")("DELETE", path, headers={"if-match": '"1"'})).status_code == 404
    assert "FOUR_ASSESSMENTS" in await gates(town, case)
    assert (await held(town, case))["lackingKinds"] == ["MEDICAL"]
    moved = await town.as_("kurator").post(
        f"/cases/{case}/phase", json={"phase": "DECISION"}, headers={"if-match": '"1"'}
    )
    assert "FOUR_ASSESSMENTS" in {error["code"] for error in moved.json()["errors"]}


async def test_it_is_sealed_and_in_the_timeline(town: Town) -> None:
    case = target(town)
    (made,) = (await refer(town, case)).json()["items"]
    assert (made["madeBy"], made["keptWhere"]) == (ONE["madeBy"], ONE["keptWhere"])
    rows = town.world.sql(
        "SELECT made_by, kept_where, sealed IS NOT NULL FROM assessment_references WHERE case_id = %s", case
    )
    assert rows == [(None, None, True)]
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert events[0]["data"] == {"assessment": "PSYCHOLOGICAL"}


@pytest.mark.parametrize("field", ["madeBy", "keptWhere"])
async def test_what_belongs_in_the_record_stays_there(town: Town, field: str) -> None:
    case = target(town)
    assert code(await refer(town, case, **{field: "WISC-V visade IK 62"})) == (422, "JOURNAL_CONTENT")
    assert (await held(town, case))["items"] == []


async def test_a_day_to_come_and_a_closed_case(town: Town) -> None:
    case = target(town)
    tomorrow = (town.runtime.clock.today() + timedelta(days=1)).isoformat()
    answer = await refer(town, case, madeOn=tomorrow)
    assert answer.json()["errors"][0]["code"] == "ASSESSMENT_DAY"
    closed = {"phase": "CLOSED", "closed_at": town.runtime.clock.now(), "closure_reason": "WITHDRAWN"}
    assert code(await refer(town, target(town, **closed))) == (409, "CASE_CLOSED")


async def test_other_types_of_case_ask_for_none(town: Town) -> None:
    case = add_case(town.world)
    assert (await refer(town, case)).json()["items"][0]["confidentiality"] == "K3"
    shown = await held(town, case)
    assert (shown["asked"], shown["lackingKinds"], len(shown["items"])) == (False, [], 1)
    assert (await held(town, case, "rektor"))["items"] == [], "heads read up to K2 by function"


@pytest.mark.parametrize("who", ["mentor", "larare"])
async def test_who_only_contributes_or_is_informed_reads(town: Town, who: str) -> None:
    case = target(town)
    let_in(town.world, case, who, role_in_case="CONTRIBUTOR" if who == "mentor" else "INFORMED")
    assert (await refer(town, case)).status_code == 201
    assert len((await held(town, case, who))["items"]) == 1
    assert (await refer(town, case, who)).status_code == 403
    for stranger in ("psykolog", "rektor-2", "utredare", "admin"):
        assert (await refer(town, case, stranger)).status_code == 404, stranger


async def test_a_reason_opens_none_in_k4(town: Town) -> None:
    made, number = numbered(town)
    strict, lax = add_assessment(town.world, made, confidentiality="K4"), add_assessment(town.world, made)
    assert (await glass(town, number)).status_code == 201
    assert ids(town, "rektor", "assessment_references") == {lax}
    assert ids(town, "kurator", "assessment_references") == {strict, lax}


async def test_by_the_database_and_the_programs_statements(matrix: Matrix, runtime: Runtime) -> None:
    held = {name: add_assessment(matrix.world, case) for name, case in matrix.cases.items()}
    circle = {name: OF_THE_CIRCLE.get(name, set()) for name in held}
    asked = Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})
    assert matrix.seen("assessment_references", held) == circle
    assert await asked.one_by_one(visible_parts(AssessmentReference), matrix.cases) == circle


async def test_the_decision_names_them_in_its_document(town: Town) -> None:
    """In a table of its own, with where each record lies; nobody but the circle has it."""
    case = target(town, phase="DECISION")
    heard = await town.as_("kurator").post(f"/cases/{case}/hearings", json=NOT_HEARD)
    assert heard.status_code == 201, heard.text
    for kind in FOUR:
        assert (await refer(town, case, kind=kind)).status_code == 201
    let_in(town.world, case, "rektor", role_in_case="INFORMED")
    rektor = town.as_("rektor")
    begun = (await rektor.post(f"/cases/{case}/decisions", json={"kind": "REFERRAL"})).json()
    words = {
        "ruling": "Ärendet lämnas till hemkommunen.",
        "reasons": "De fyra bedömningarna finns, och utredningen är klar.",
        "bornOn": "2016-05-17",
    }
    path = f"/cases/{case}/decisions/{begun['id']}"
    draft = await rektor.patch(path, begun["version"], json=words)
    assert draft.status_code == 200, draft.text
    signed = await sign(town, case, begun["id"], version=draft.json()["version"])
    assert signed.status_code == 201, signed.text
    reader = await document(town, case, UUID(begun["id"]))
    tags = tree(reader)
    assert next(tag for tag in tags if tag in ("/H1", "/H2", "/H3")) == "/H1"
    assert tags.count("/TH") == 4
    flat = " ".join(text_of(reader).split())
    assert flat.index("Bedömningar som beslutet bygger på") < flat.index("Bestämmelser")
    for said in (
        "Pedagogisk",
        "Psykologisk",
        "Medicinsk",
        "Social",
        "Anna Berg",
        "akt 2026-114",
        "8 januari 2026",
    ):
        assert said in flat, said
