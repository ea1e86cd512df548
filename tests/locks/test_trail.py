"""Lock 3: no read and no change without its row in the access log; no refusal either."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from samsyn.core import route
from samsyn.core.errors import Unauthenticated
from samsyn.core.guard import Unaudited
from samsyn.core.ids import uuid7
from samsyn.core.work import Credential, Work
from samsyn.organisation import School
from tests.conftest import Town
from tests.factories.pool import in_use
from tests.locks.conftest import Post
from tests.locks.models import ONE_LETTER, Notice, Remark

READ = ("letter.read", "Letter", "PERMIT")


async def test_a_confidential_read_without_trail_fails_at_the_commit(post: Post) -> None:
    async with post.work() as work:
        await work.open()
        await work.one_or_none(ONE_LETTER, key=post.letter)
        with pytest.raises(Unaudited):
            await work.finish()


async def test_and_the_client_gets_no_data(post: Post) -> None:
    answer = await post.as_("rektor").get(f"/lock-letters/{post.letter}/unlogged")
    assert (answer.status_code, answer.json()["code"]) == (500, "X99")
    assert "Brev" not in answer.text
    assert post.trail() == []


async def test_what_is_read_after_a_commit_needs_a_trail_of_its_own(post: Post) -> None:
    async with post.work() as work:
        await work.open()
        letter = await work.one_or_none(ONE_LETTER, key=post.letter)
        work.log("letter.read", "Letter", [letter.id])
        await work.finish()
        work.expunge_all()
        await work.one_or_none(ONE_LETTER, key=post.letter)
        with pytest.raises(Unaudited):
            await work.finish()


async def test_a_savepoint_neither_demands_nor_hides_the_trail(post: Post) -> None:
    async with post.work() as work:
        await work.open()
        await work.one_or_none(ONE_LETTER, key=post.letter)
        async with work.begin_nested():
            await work.scalars(select(School.id))
        with pytest.raises(Unaudited):
            await work.finish()


HOSTILE = """Å "citat", \\ och 'så'; {NULL}, %s -- \u2028 \U0001f600"""


async def test_what_was_typed_stands_in_the_log_as_it_was_typed(post: Post) -> None:
    async with post.work() as work:
        await work.open()
        await work.one_or_none(ONE_LETTER, key=post.letter)
        work.log("letter.read", "Letter", [post.letter], purpose=HOSTILE, fields=["a,b", '"}'])
        work.log("letter.read", "Letter", f"{{{post.letter}}}", students=[])
        await work.finish()
    rows = post.trail("purpose, object_ids, student_ids, fields")
    assert sorted(rows, key=str) == sorted(
        [(HOSTILE, [post.letter], [], ["a,b", '"}']), (None, [post.letter], [], [])], key=str
    )


async def test_a_read_says_who_what_and_about_whom(post: Post) -> None:
    answer = await post.as_("kurator").get(f"/lock-letters/{post.letter}")
    assert answer.status_code == 200
    columns = "actor_kind, actor_id, school_id, action, object_ids, student_ids, outcome, fields, request_id"
    (row,) = post.trail(columns)
    kurator, school = post.world.people["kurator"], post.world.school
    assert row[:8] == ("PERSON", kurator, school, "letter.read", [post.letter], [post.student], "PERMIT", [])
    assert row[8]
    assert post.trail("assignment_id")[0][0] is not None


async def test_a_change_is_logged_by_itself_with_names_of_fields_and_no_values(post: Post) -> None:
    answer = await post.as_("rektor").patch(
        f"/lock-letters/{post.letter}", version=1, json={"title": "Hemligt"}
    )
    assert answer.status_code == 200
    assert ("UPDATE", ["title"]) in post.trail("action, fields")
    everything = post.world.sql("SELECT audit_access::text FROM audit_access")
    assert not any("Hemligt" in row[0] for row in everything)


async def test_an_internal_change_is_logged_too(post: Post) -> None:
    async with post.work() as work:
        await work.open()
        notice = Notice(tenant_id=work.tenant, id=uuid7(), school_id=post.world.school, said="x")
        work.add(notice)
        await work.finish()
        await work.open()
        await work.delete(notice)
        await work.finish()
    assert post.trail("action, object_ids") == [("CREATE", [notice.id]), ("DELETE", [notice.id])]


async def test_what_reads_nothing_guarded_needs_no_trail(post: Post) -> None:
    async with post.work() as work:
        await work.open()
        await work.scalars(select(School.id))
        await work.finish()
    assert post.trail() == []


async def test_a_new_row_is_named_by_the_id_it_gets_or_was_given(post: Post) -> None:
    given = uuid7()
    async with post.work() as work:
        await work.open()
        notices = [
            Notice(tenant_id=work.tenant, school_id=post.world.school, said="x", **more)
            for more in ({"id": given}, {})
        ]
        work.add_all(notices)
        await work.finish()
    stored = post.world.sql("SELECT ARRAY[id] FROM lock_notices WHERE tenant_id = %s", work.tenant)
    assert ([given],) in stored
    assert sorted(post.trail("object_ids")) == sorted(stored)


@pytest.mark.parametrize(
    ("persona", "path", "status", "action"),
    [
        ("larare", "/lock-letters/{}", 404, "letter.read"),
        ("rektor-2", "/lock-letters/{}", 404, "letter.read"),
        ("kurator", "/lock-letters/{}", 403, "letter.change"),
    ],
)
async def test_a_refusal_is_logged_in_a_transaction_of_its_own(
    persona: str, path: str, status: int, action: str, post: Post
) -> None:
    method = "PATCH" if action == "letter.change" else "GET"
    answer = await post.as_(persona)(
        method, path.format(post.letter), json={"title": "x"} if method == "PATCH" else None
    )
    assert answer.status_code == status
    assert post.trail("action, object_ids, student_ids, outcome") == [(action, [post.letter], [], "DENY")]


async def test_a_change_of_what_is_about_no_pupil_names_none(post: Post) -> None:
    notice = post.world.insert("lock_notices", school_id=post.world.school, said="x")
    answer = await post.as_("rektor").patch(f"/lock-notices/{notice}", json={"title": "y"})
    assert answer.status_code == 200
    assert post.trail("action, student_ids") == [("UPDATE", [])]


async def test_a_row_says_the_school_it_is_told_or_that_of_what_was_found(post: Post) -> None:
    """Also the assignment by which the caller acts there."""
    first, second = post.world.schools.values()
    async with post.work() as work:
        await work.open()
        work.school = first
        work.log("a", "Letter", [])
        work.log("b", "Letter", [], school=second)
        await work.finish()
    assert sorted(post.trail("action, school_id")) == [("a", first), ("b", second)]


async def test_what_is_refused_late_has_saved_and_logged_nothing_else(post: Post) -> None:
    letter = f"/lock-letters/{post.letter}"
    answer = await post.as_("rektor").post(f"{letter}/second-thoughts", json={"title": "x"})
    assert answer.status_code == 403
    assert post.trail("action, outcome") == [("letter.remark", "DENY")]
    assert post.world.sql("SELECT title FROM lock_letters WHERE id = %s", post.letter) == [("Brev",)]


async def test_a_refusal_names_only_what_is_an_id(post: Post) -> None:
    assert (await post.as_("rektor").get("/lock-letters/Anna")).status_code == 404
    assert post.trail("object_ids, outcome") == [([], "DENY")]


async def test_a_failed_commit_is_a_500_and_saves_nothing(post: Post) -> None:
    """The deferred trigger fails when everything else has succeeded, and its text holds what was sent."""
    answer = await post.as_("rektor").post(f"/lock-letters/{post.letter}/remarks", json={"title": "doomed"})
    assert (answer.status_code, answer.json()["code"]) == (500, "X99")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "doomed" not in answer.text
    assert (post.count("lock_remarks"), post.trail()) == (0, [])
    fine = await post.as_("rektor").post(f"/lock-letters/{post.letter}/remarks", json={"title": "fine"})
    assert fine.status_code == 201
    assert post.count("lock_remarks") == 1


@pytest.fixture
def no_log(post: Post) -> Iterator[None]:
    """As when the log's disk is full: the program may no longer insert into it."""
    post.world.sql("REVOKE INSERT ON audit_access FROM samsyn_app")
    yield
    post.world.sql("GRANT INSERT ON audit_access TO samsyn_app")


@pytest.mark.usefixtures("no_log")
async def test_without_the_log_nothing_is_read_refused_or_written(post: Post) -> None:
    letter, rektor = f"/lock-letters/{post.letter}", post.as_("rektor")
    answers = [
        await rektor.get(letter),
        await rektor.get("/lock-letters"),
        await post.as_("larare").get(letter),
        await rektor.post(f"{letter}/remarks", json={"title": "x"}),
        await rektor.patch(letter, version=1, json={"title": "x"}),
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(500, "X99")] * 5
    assert not any("Brev" in a.text for a in answers)
    rows = post.world.sql("SELECT title, version FROM lock_letters WHERE id = %s", post.letter)
    assert (post.trail(), post.count("lock_remarks"), rows) == ([], 0, [("Brev", 1)])


async def test_refusals_and_failures_leave_no_place_of_the_pool_behind(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200 at once on 20 places; a refusal goes on in the place it has. Patience hides no place that is lost:
    waiting for it would never end."""
    monkeypatch.setattr(post.runtime.engine.pool, "_timeout", 60)
    monkeypatch.setattr(route, "DEADLINE_SECONDS", 60)
    letter, larare, rektor = f"/lock-letters/{post.letter}", post.as_("larare"), post.as_("rektor")
    kinds = (404, 500, 200, 422)

    def four() -> list[Any]:
        return [
            larare.get(letter),
            rektor.get(f"{letter}/unlogged"),
            rektor.get(letter),
            rektor.post(f"{letter}/remarks", json={"title": ""}),
        ]

    answers = await asyncio.gather(*(call for _ in range(50) for call in four()))
    assert [a.status_code for a in answers] == list(kinds) * 50
    assert in_use(post.runtime) == 0
    assert sum(outcome == "DENY" for _, _, outcome in post.trail()) == 50
    assert sum(row == READ for row in post.trail()) == 50


async def test_nobody_leaves_no_place_of_the_pool_behind(town: Town) -> None:
    for _ in range(25):
        async with Work(town.runtime.engine, Credential.session(b"nobody"), runtime=town.runtime) as work:
            with pytest.raises(Unauthenticated):
                await work.open()
    assert in_use(town.runtime) == 0


async def test_the_second_of_two_who_read_the_same_version_is_told(post: Post) -> None:
    async with post.work() as first, post.work("bitradande") as second:
        read = []
        for work in (first, second):
            await work.open()
            read.append(await work.one_or_none(ONE_LETTER, key=post.letter))
        read[0].title = "first"
        await first.finish()
        read[1].title = "second"
        with pytest.raises(StaleDataError):
            await second.finish()
    rows = post.world.sql("SELECT title, version FROM lock_letters WHERE id = %s", post.letter)
    assert rows == [("first", 2)]


async def test_a_row_is_stamped_by_the_session_and_not_by_its_writer(post: Post) -> None:
    async with post.work("kurator") as work:
        await work.open()
        remark = Remark(
            tenant_id=work.tenant, letter_id=post.letter, body="x", created_by=post.world.people["rektor"]
        )
        work.add(remark)
        await work.finish()
    kurator = post.world.people["kurator"]
    assert post.world.sql("SELECT created_by, updated_by FROM lock_remarks WHERE id = %s", remark.id) == [
        (kurator, kurator)
    ]
