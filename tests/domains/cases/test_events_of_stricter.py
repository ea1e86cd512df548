"""What happens to a part that is stricter than its case is told to those who read the part, nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Town
from tests.domains.cases.calls import in_days
from tests.factories.cases import add_case, add_measure, add_voice, open_with_reason
from tests.factories.decisions import add_hearing
from tests.factories.disclosures import add_consent, share_with


@pytest.fixture
def case(town: Town) -> UUID:
    """Of class K3; the principal has opened it with a reason, which opens nothing in K4."""
    made = add_case(town.world, confidentiality="K3")
    open_with_reason(town.world, made, "rektor")
    return made


def sealed(*texts: str) -> dict[str, Any]:
    return {**dict.fromkeys(texts), "confidentiality": "K4", "sealed": b"x"}


async def lines(town: Town, case: UUID, who: str) -> list[tuple[str, str]]:
    answer = await town.as_(who).get(f"/cases/{case}/events")
    assert answer.status_code == 200, answer.text
    return [(one["type"], one["confidentiality"]) for one in answer.json()["items"]]


async def do(
    town: Town, case: UUID, part: str, body: dict[str, Any], noun: str = "", method: str = "POST"
) -> None:
    headers = {"if-match": '"1"'}
    answer = await town.as_("kurator")(method, f"/cases/{case}/{part}{noun}", headers=headers, json=body)
    assert answer.status_code in (200, 201), answer.text


async def only_the_circle(town: Town, case: UUID, kind: str) -> None:
    assert (kind, "K4") in await lines(town, case, "kurator")
    assert await lines(town, case, "rektor") == []


@pytest.mark.parametrize(
    ("kind", "noun", "method", "body"),
    [
        ("MEASURE_EVALUATED", "/evaluation", "POST", {"effect": "YES", "whatHappened": "Lugnare"}),
        ("MEASURE_MOVED", "", "PATCH", {"responsibleId": "mentor"}),
        (
            "MEASURE_CONTINUED",
            "/evaluation",
            "POST",
            {"effect": "TOO_EARLY", "whatHappened": "Polisen var här"},
        ),
    ],
)
async def test_measures(
    kind: str, noun: str, method: str, body: dict[str, Any], case: UUID, town: Town
) -> None:
    """What happened stands in the line where a measure goes on: sealed, and not for whoever came past."""
    measure = add_measure(town.world, case, evaluator_id=None, **sealed("description"))
    body = {name: str(town.world.people.get(said, said)) for name, said in body.items()}
    if kind == "MEASURE_CONTINUED":
        body["nextFollowUpOn"] = in_days(town, 20)
    # The seal of the factory holds no text: it is written anew first.
    town.world.sql("UPDATE case_measures SET sealed = NULL WHERE id = %s", measure)
    await do(town, case, f"measures/{measure}", body, noun, method)
    await only_the_circle(town, case, kind)


async def test_voices_and_hearings(case: UUID, town: Town) -> None:
    voice = add_voice(town.world, case, **(sealed("content") | {"sealed": None}))
    await do(town, case, f"child-voices/{voice}", {"impact": "PARTIAL"}, method="PATCH")
    await only_the_circle(town, case, "VOICE_FOLLOWED")
    hearing = add_hearing(
        town.world, case, state="INFORMED", answered_on=None, **(sealed("name", "view") | {"sealed": None})
    )
    await do(town, case, f"hearings/{hearing}", {"state": "NO_ANSWER"}, method="PATCH")
    await only_the_circle(town, case, "PARTY_HEARD")


async def test_consents_and_what_is_shared(case: UUID, town: Town) -> None:
    consent = add_consent(town.world, case, **(sealed("recipient", "scope", "givers") | {"sealed": None}))
    body = {"revokedBy": "GUARDIAN", "revokedOn": in_days(town, 0)}
    await do(town, case, f"consents/{consent}", body, "/revocation")
    await only_the_circle(town, case, "CONSENT_REVOKED")
    shared = share_with(town.world, case, **(sealed("recipient", "what", "reason") | {"sealed": None}))
    await do(town, case, f"disclosures/{shared}", {}, "/ending")
    await only_the_circle(town, case, "DISCLOSURE_ENDED")


async def test_what_is_no_stricter_is_told_as_before(case: UUID, town: Town) -> None:
    measure = add_measure(town.world, case, description=None)
    await do(town, case, f"measures/{measure}", {"effect": "YES", "whatHappened": "Lugnare"}, "/evaluation")
    assert await lines(town, case, "rektor") == [("MEASURE_EVALUATED", "K3")]
