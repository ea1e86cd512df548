"""Answering without an account: guessed, late, twice, tampered with, taken back, of another municipality."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.conftest import Browser, Town
from tests.domains.cases.calls import code
from tests.domains.cases.test_contributions import GUARDIAN, HOSTILE, STUDENT, YOUNG, Asked

NOTHING = {"token": "A" * 43, "code": "123456"}


class Link:
    """A link that was given, and whoever has it: no session, no cookie."""

    def __init__(self, asked: Asked, given: dict[str, Any]) -> None:
        self.asked, self.given = asked, given
        self.keys = {"token": given["path"].partition("#")[2], "code": given["code"]}

    @classmethod
    async def make(cls, town: Town, **more: Any) -> Link:
        asked = Asked(town, **more)
        one = await asked.one(GUARDIAN, question=f"Vad tycker ditt barn om {HOSTILE}", **YOUNG)
        given = await asked.act(one, "link")
        assert given.status_code == 201, given.text
        return cls(asked, given.json() | {"id": one["id"]})

    async def open(self, **more: Any) -> httpx.Response:
        return await send(self.asked.town, "/answer-link-openings", self.keys | more)

    async def answer(self, text: str = "Bra på morgonen", **more: Any) -> httpx.Response:
        return await send(self.asked.town, "/answer-link-answers", self.keys | {"answer": text} | more)

    def wrong(self) -> str:
        return f"{(int(self.keys['code']) + 1) % 1_000_000:06}"


async def send(town: Town, path: str, body: dict[str, Any]) -> httpx.Response:
    return await Browser(town.app).post(path, json=body)


def said(answer: httpx.Response) -> tuple[int, dict[str, Any]]:
    """What differs from one refusal to the next by itself is left out."""
    found = answer.json()
    return answer.status_code, {k: v for k, v in found.items() if k not in ("traceId", "instance")}


async def test_it_shows_the_question_and_takes_one_answer(town: Town) -> None:
    link = await Link.make(town)
    opened = await link.open()
    assert opened.status_code == 200, opened.text
    assert set(opened.json()) == {"question", "expiresAt"}
    assert HOSTILE in opened.json()["question"]
    number, school = town.world.sql(
        "SELECT c.number, s.name FROM cases c JOIN schools s ON s.id = c.school_id WHERE c.id = %s",
        link.asked.case,
    )[0]
    for word in (number, school, "Alva", "Vårdnadshavare"):
        assert word not in opened.text
    sent = await link.answer(HOSTILE)
    assert (sent.status_code, set(sent.json())) == (200, {"receivedAt"}), sent.text
    (shown,) = await link.asked.listed()
    assert (shown["answer"], shown["confidentiality"]) == (HOSTILE, "K3")
    assert (shown["channel"], shown["answeredBy"], shown["recipient"]) == ("LINK", None, "Vårdnadshavare 1")
    assert HOSTILE in shown["question"]


async def test_used_expired_taken_back_and_unknown_are_all_the_same(town: Town) -> None:
    nothing = said(await send(town, "/answer-link-openings", NOTHING))
    assert nothing[0] == 404
    used, late, back, locked = [await Link.make(town) for _ in range(4)]
    assert (await used.answer()).status_code == 200
    town.world.sql("UPDATE contributions SET link_expires_at = now() WHERE id = %s", late.given["id"])
    (one,) = await back.asked.listed()
    assert (await back.asked.act(one, "withdrawal")).status_code == 201
    for _ in range(5):
        assert said(await locked.open(code=locked.wrong())) == nothing
    for link in (used, late, back, locked):
        assert said(await link.open()) == nothing
        again = await link.answer("Igen")
        assert (again.status_code, again.json()["code"]) == (404, nothing[1]["code"])
    (first,) = await used.asked.listed()
    assert first["answer"] == "Bra på morgonen"


async def test_four_wrong_codes_and_then_the_right_one(town: Town) -> None:
    link = await Link.make(town)
    for _ in range(4):
        assert (await link.open(code=link.wrong())).status_code == 404
    assert (await link.answer()).status_code == 200


async def test_the_fifth_wrong_code_locks_it_and_a_new_link_opens_it(town: Town) -> None:
    link = await Link.make(town)
    for guess in (link.open, link.answer, link.open, link.answer, link.open):
        assert (await guess(code=link.wrong())).status_code == 404
    assert (await link.open()).status_code == 404
    (one,) = await link.asked.listed()
    assert (one["linkLocked"], one["linkExpiresAt"]) == (True, None)
    renewed = Link(link.asked, (await link.asked.act(one, "link")).json())
    assert renewed.keys["token"] != link.keys["token"]
    assert (await renewed.open()).status_code == 200
    assert (await link.open()).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"token": "kort", "code": "123456"},
        {"token": "A" * 43, "code": "12345"},
        {"token": "A" * 43, "code": "12345x"},
        {"token": "å" * 43, "code": "123456"},
        {"token": "A" * 43, "code": "١٢٣٤٥٦"},
        {"token": "A" * 43, "code": "123456", "caseId": "x"},
    ],
)
async def test_what_is_no_link_at_all(town: Town, body: dict[str, str]) -> None:
    answer = await send(town, "/answer-link-openings", body)
    assert answer.status_code == 422
    assert body["token"] not in answer.text


async def test_a_token_that_was_changed_reaches_nothing(town: Town) -> None:
    link = await Link.make(town)
    token = link.keys["token"]
    for changed in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.swapcase(), token + "A"):
        assert (await link.open(token=changed)).status_code == 404
    tries = town.world.sql("SELECT link_tries FROM contributions WHERE id = %s", link.given["id"])
    assert tries == [(0,)]


async def test_neither_token_nor_code_is_kept(town: Town) -> None:
    link = await Link.make(town)
    row = town.world.sql("SELECT c::text FROM contributions c WHERE id = %s", link.given["id"])[0][0]
    assert link.keys["token"] not in row
    assert link.keys["code"] not in row
    await link.answer()
    kept = town.world.sql("SELECT token_hash, code_hash FROM contributions WHERE id = %s", link.given["id"])
    assert kept == [(None, None)]


async def test_it_opens_nothing_else_of_the_municipality(town: Town, other_town: Town) -> None:
    link = await Link.make(town)
    mine = await Link.make(other_town)
    assert (await mine.open()).status_code == 200
    assert (await link.answer("Till rätt kommun")).status_code == 200
    assert [one["answer"] for one in await mine.asked.listed()] == [None]
    assert [one["answer"] for one in await link.asked.listed()] == ["Till rätt kommun"]


async def test_no_link_for_protected_pupils(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(GUARDIAN, **YOUNG)
    town.world.sql("UPDATE students SET protection_level = 'CONFIDENTIAL_MARK' WHERE id = %s", asked.pupil)
    refused = await asked.act(one, "link")
    assert refused.json()["errors"][0]["code"] == "LINK_NOT_OFFERED"


async def test_no_link_to_who_has_an_account_and_none_for_the_uninvited(town: Town) -> None:
    asked = Asked(town)
    one = await asked.one(asked.teacher())
    refused = await asked.act(one, "link")
    assert refused.json()["errors"][0]["code"] == "LINK_NOT_OFFERED"
    home = await asked.one(STUDENT, GUARDIAN, **YOUNG)
    assert (await asked.act(home, "link", "larare")).status_code == 404
    assert code(await asked.act(home | {"version": 7}, "link"))[0] == 412


async def test_both_uses_are_written_down_with_the_pupil(town: Town) -> None:
    link = await Link.make(town)
    await link.open()
    await link.answer()
    rows = town.world.sql(
        "SELECT action, actor_kind, object_ids, student_ids FROM audit_access"
        " WHERE tenant_id = %s AND action LIKE 'answer-link.%%' ORDER BY at, id",
        town.world.tenant,
    )
    assert [(a, k, [str(i) for i in ids]) for a, k, ids, _ in rows] == [
        ("answer-link.open", "SYSTEM", [link.given["id"]]),
        ("answer-link.answer", "SYSTEM", [link.given["id"]]),
    ]
    assert rows[1][3] == [link.asked.pupil]
    told = town.world.sql(
        "SELECT data FROM case_events WHERE case_id = %s AND type = 'CONTRIBUTION_ANSWERED'", link.asked.case
    )
    assert told == [({"channel": "LINK"},)]
