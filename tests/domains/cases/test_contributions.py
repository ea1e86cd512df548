"""Questions in an investigation: whom they go to, what whoever is asked sees, what becomes of the answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code
from tests.factories.cases import add_case, add_investigation, let_in
from tests.factories.pupils import add_student

HOSTILE = "<img src=x onerror=alert(1)> '; DROP TABLE cases; -- {{7*7}} åäö \U0001f600"
GUARDIAN = {"role": "GUARDIAN", "recipient": "Vårdnadshavare 1"}
STUDENT = {"role": "STUDENT", "recipient": "Eleven"}
YOUNG: dict[str, Any] = {"ageGroup": "UNDER_16", "everyGuardian": True}


class Asked:
    """A case with an investigation under way, and what is asked in it."""

    def __init__(self, town: Town, **more: Any) -> None:
        self.town = town
        self.pupil = add_student(town.world)
        self.case = add_case(town.world, students=(self.pupil,), **more)
        self.investigation = add_investigation(town.world, self.case)
        self.path = f"/cases/{self.case}/contributions"

    def teacher(self, who: str = "larare") -> dict[str, Any]:
        return {"role": "TEACHER", "personId": str(self.town.world.people[who])}

    async def ask(self, *respondents: dict[str, Any], who: str = "kurator", **more: Any) -> httpx.Response:
        body = {
            "investigationId": str(self.investigation),
            "question": "När fungerar det bra?",
            "respondents": list(respondents),
        }
        return await self.town.as_(who).post(self.path, json=body | more)

    async def one(self, *respondents: dict[str, Any], **more: Any) -> dict[str, Any]:
        answer = await self.ask(*respondents, **more)
        assert answer.status_code == 201, answer.text
        return dict(answer.json()["items"][-1])

    async def act(self, one: Any, noun: str, who: str = "kurator", **sent: Any) -> httpx.Response:
        headers = {"if-match": f'"{one["version"]}"'}
        return await self.town.as_(who).post(f"{self.path}/{one['id']}/{noun}", json=sent, headers=headers)

    async def listed(self, who: str = "kurator") -> list[dict[str, Any]]:
        answer = await self.town.as_(who).get(self.path)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])


async def test_a_teacher_sees_the_question_and_nothing_else(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher(), question=HOSTILE)
    assert (one["state"], one["person"]["id"]) == ("ASKED", str(town.world.people["larare"]))
    (question,) = (await town.as_("larare").get("/me/questions")).json()["items"]
    assert question["question"] == HOSTILE
    number = town.world.sql("SELECT number FROM cases WHERE id = %s", asked.case)[0][0]
    assert number not in str(question)
    assert str(asked.pupil) not in str(question)
    for path in ("", "/contributions", "/investigations", "/events"):
        assert (await town.as_("larare").get(f"/cases/{asked.case}{path}")).status_code == 404
    for who in ("mentor", "larare-2", "rektor"):
        assert (await town.as_(who).get("/me/questions")).json()["items"] == []


async def test_an_answer_is_k3_until_it_is_sorted(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher())
    path = f"/me/questions/{one['id']}/answer"
    given = await town.as_("larare").post(path, json={"answer": HOSTILE})
    assert (given.status_code, given.json()["items"]) == (201, []), given.text
    assert (await town.as_("larare").post(path, json={"answer": "Igen"})).status_code == 404
    (answered,) = await asked.listed()
    assert (answered["answer"], answered["confidentiality"], answered["channel"]) == (
        HOSTILE,
        "K3",
        "ACCOUNT",
    )
    assert answered["allowedActions"] == ["contribution.sort"]
    stored = town.world.sql(
        "SELECT question, answer, sealed IS NULL FROM contributions WHERE id = %s", one["id"]
    )
    assert stored == [(None, None, False)]
    assert await asked.listed("rektor") == []
    seen = (await town.as_("rektor").get(f"/cases/{asked.case}/events")).json()["items"]
    assert [event["type"] for event in seen] == ["CONTRIBUTION_ANSWERED", "CONTRIBUTION_ASKED"]


async def test_the_circle_sorts_an_answer_with_a_reason(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher())
    await town.as_("larare").post(f"/me/questions/{one['id']}/answer", json={"answer": "Lugnt på morgonen"})
    (answered,) = await asked.listed()
    bare = await asked.act(answered, "sorting", confidentiality="K2")
    assert code(bare) == (422, "CONTRIBUTION_REASON")
    below = await asked.act(answered, "sorting", confidentiality="K1", reason="Inget särskilt")
    assert code(below) == (422, "CONTRIBUTION_CLASS")
    done = await asked.act(answered, "sorting", confidentiality="K2", reason="Bara om undervisningen")
    assert (done.status_code, done.json()["confidentiality"]) == (201, "K2"), done.text
    assert done.json()["sortingReason"] == "Bara om undervisningen"
    (shown,) = await asked.listed("rektor")
    assert shown["answer"] == "Lugnt på morgonen"
    raised = await asked.act(done.json(), "sorting", confidentiality="K4")
    assert (raised.status_code, raised.json()["answer"]) == (201, "Lugnt på morgonen")
    with pytest.raises(psycopg.errors.CheckViolation):
        town.world.sql(
            "UPDATE contributions SET sorted_at = NULL, sealed = NULL, confidentiality = 'K2' WHERE id = %s",
            one["id"],
        )


async def test_what_is_not_answered_is_not_sorted(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher())
    assert code(await asked.act(one, "sorting", confidentiality="K3")) == (409, "CONTRIBUTION_STATE")


@pytest.mark.parametrize(
    ("respondents", "more", "expected"),
    [
        ([GUARDIAN], {}, "C21"),
        ([GUARDIAN], {"ageGroup": "UNDER_16"}, "C21"),
        ([STUDENT], YOUNG, "C21"),
        ([GUARDIAN], YOUNG, None),
        ([GUARDIAN, STUDENT], YOUNG, None),
        ([GUARDIAN], YOUNG | {"ageGroup": "FROM_16"}, "C21"),
        ([STUDENT], YOUNG | {"ageGroup": "FROM_16"}, "C21"),
        ([STUDENT, GUARDIAN], {"ageGroup": "FROM_16"}, "C21"),
        ([STUDENT, GUARDIAN], YOUNG | {"ageGroup": "FROM_16"}, None),
        ([STUDENT], {"ageGroup": "ADULT"}, None),
        ([GUARDIAN], {"ageGroup": "ADULT", "consent": True}, "C21"),
        ([STUDENT, GUARDIAN], {"ageGroup": "ADULT"}, "C21"),
        ([STUDENT, GUARDIAN], {"ageGroup": "ADULT", "consent": True}, None),
        ([GUARDIAN], YOUNG | {"aboutHome": True}, "C22"),
        ([STUDENT], {"aboutHome": True}, None),
    ],
)
async def test_whom_a_question_goes_to_at_home(
    town: Town, respondents: list[dict[str, Any]], more: dict[str, Any], expected: str | None
) -> None:
    """C21 and C22."""
    answer = await Asked(town).ask(*respondents, **more)
    assert answer.status_code == (201 if expected is None else 422), answer.text
    if expected is not None:
        assert answer.json()["code"] == expected


async def test_a_question_home_says_not_whom_it_is_about(town: Town) -> None:
    asked = Asked(town)
    number = town.world.sql("SELECT number FROM cases WHERE id = %s", asked.case)[0][0]
    for text in ("Hur mår ALVA hemma?", "Vad tycker Alvas syskon?", f"Om ärende {number}"):
        refused = await asked.ask(GUARDIAN, question=text, **YOUNG)
        assert refused.json()["errors"][0]["code"] == "QUESTION_NAMES", text
    assert (await asked.ask(GUARDIAN, question="Hur är alvaret hemma?", **YOUNG)).status_code == 201
    assert (await asked.ask(asked.teacher(), question="Hur går det för Alva?")).status_code == 201


async def test_who_is_asked_works_here_or_is_said_in_words(town: Town) -> None:
    asked = Asked(town)
    nobody = {"role": "TEACHER", "personId": str(UUID(int=5))}
    assert (await asked.ask(nobody)).json()["errors"][0]["code"] == "PERSON_UNKNOWN"
    known = asked.teacher("mentor")
    for unfit in ({"role": "PROFESSION", "recipient": "Någon"}, known | {"role": "GUARDIAN"}):
        answer = await asked.ask(unfit, **YOUNG)
        assert answer.json()["errors"][0]["code"] == "RESPONDENT"


async def test_whoever_is_pointed_out_is_not_asked(town: Town) -> None:
    """C11."""
    asked = Asked(town, owner="utredare", case_type="DEGRADING", reach="ORGANISER", pointed_out="PRINCIPAL")
    assert code(await asked.ask(asked.teacher("rektor"), who="utredare")) == (422, "C11")


async def test_an_answer_on_paper_is_written_in(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(GUARDIAN, **YOUNG)
    wrong = await asked.act(one, "answer", answer="x", channel="LINK")
    assert wrong.status_code == 422
    given = await asked.act(one, "answer", answer="Bäst på kvällen", channel="PAPER")
    assert (given.status_code, given.json()["answeredBy"]["id"]) == (201, str(town.world.people["kurator"]))
    assert code(await asked.act(given.json(), "answer", answer="y", channel="PAPER")) == (
        409,
        "CONTRIBUTION_STATE",
    )


async def test_taken_back_it_is_gone_for_whoever_was_asked(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher())
    done = await asked.act(one, "withdrawal")
    assert (done.status_code, done.json()["state"]) == (201, "WITHDRAWN"), done.text
    assert (await town.as_("larare").get("/me/questions")).json()["items"] == []
    late = await town.as_("larare").post(f"/me/questions/{one['id']}/answer", json={"answer": "Nu"})
    assert late.status_code == 404


async def test_nobody_is_asked_when_the_investigation_is_completed(town: Town) -> None:
    asked = Asked(town)
    await asked.one(asked.teacher())
    path = f"/cases/{asked.case}/investigations/{asked.investigation}/completion"
    done = await town.as_("kurator").post(
        path, json={"conclusion": "SUPPORT_NEEDED"}, headers={"if-match": '"1"'}
    )
    assert done.status_code == 201, done.text
    assert (await town.as_("larare").get("/me/questions")).json()["items"] == []
    assert [one["state"] for one in await asked.listed()] == ["WITHDRAWN"]
    assert code(await asked.ask(asked.teacher())) == (409, "INVESTIGATION_LOCKED")


async def test_a_question_ends_with_the_assignment_that_brought_it(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher())
    town.world.sql(
        "UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", town.world.people["larare"]
    )
    assert (await town.as_("larare").get("/me/questions")).json()["items"] == []
    late = await town.as_("larare").post(f"/me/questions/{one['id']}/answer", json={"answer": "Nu"})
    assert late.status_code == 404


@pytest.mark.parametrize(("role", "status"), [("INFORMED", 403), ("CONTRIBUTOR", 403), ("INVESTIGATOR", 201)])
async def test_the_role_says_who_asks(town: Town, role: str, status: int) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher("mentor"))
    let_in(town.world, asked.case, "larare", role_in_case=role)
    assert (await asked.ask(asked.teacher("mentor"), who="larare")).status_code == status
    assert (await asked.act(one, "withdrawal", "larare")).status_code == status


async def test_two_who_enter_an_answer_at_once(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(GUARDIAN, **YOUNG)
    await asked.act(one, "answer", answer="Först", channel="PAPER")
    stale = await asked.act(one, "answer", answer="Sedan", channel="TELEPHONE")
    assert stale.status_code in (409, 412)


async def test_waiting_questions_are_on_the_focus_page(town: Town) -> None:
    asked = Asked(town)
    await asked.one(asked.teacher())
    await asked.one(asked.teacher())
    cards = (await town.as_("larare").get("/me/focus")).json()["cards"]
    (card,) = [card for card in cards if card["code"] == "QUESTIONS_TO_ME"]
    assert (card["path"], "2 frågor" in card["what"]) == ("/fragor", True)
