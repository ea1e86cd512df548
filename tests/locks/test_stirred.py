"""What was stirred is told when it is committed, once, and else never."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

import psycopg
import pytest

from samsyn.core.trail import LIVE_CHANNEL
from samsyn.core.work import Work
from tests.locks.conftest import Post
from tests.locks.models import ONE_LETTER, Letter

END = "no more"
Doing = Callable[[Work, Letter], Awaitable[None]]


async def told(post: Post, what: Doing) -> list[str]:
    """All that is told while a work that has read the letter does this."""
    async with await psycopg.AsyncConnection.connect(post.world.admin_dsn, autocommit=True) as ear:
        await ear.execute(f"LISTEN {LIVE_CHANNEL}")
        async with post.work() as work:
            await work.open()
            letter: Letter = await work.one_or_none(ONE_LETTER, key=post.letter)
            work.log("letter.read", "Letter", [letter.id])
            await what(work, letter)
        await ear.execute("SELECT pg_notify(%s, %s)", (LIVE_CHANNEL, END))
        heard = []
        async for word in ear.notifies(timeout=20):
            if word.payload == END:
                break
            heard.append(word.payload)
    return heard


def named(post: Post, key: UUID) -> str:
    return f"{post.world.tenant}:letter:{key}"


async def retitle(work: Work, letter: Letter) -> None:
    letter.title = "Nytt"
    await work.flush()


async def keep(work: Work, letter: Letter) -> None:
    await retitle(work, letter)
    await work.finish()


async def keep_and_go_on(work: Work, letter: Letter) -> None:
    await keep(work, letter)
    await work.open()
    work.log("letter.list", "Letter", [])
    await work.finish()


async def look(work: Work, letter: Letter) -> None:
    await work.finish()


async def leave(work: Work, letter: Letter) -> None:
    await retitle(work, letter)
    await work.leave()
    await work.open()
    work.log("letter.list", "Letter", [])
    await work.finish()


async def refuse(work: Work, letter: Letter) -> None:
    await retitle(work, letter)
    await work.refuse("letter.change", "Letter", [letter.id])


@pytest.mark.parametrize("what", [keep, keep_and_go_on])
async def test_a_change_is_told_once_by_its_id(what: Doing, post: Post) -> None:
    assert await told(post, what) == [named(post, post.letter)]


@pytest.mark.parametrize(
    ("what", "logged"), [(look, "letter.read"), (leave, "letter.list"), (refuse, "letter.change")]
)
async def test_what_is_not_kept_is_not_told(what: Doing, logged: str, post: Post) -> None:
    """Nor is it in the log."""
    assert await told(post, what) == []
    assert post.trail("action") == [(logged,)]
    assert post.world.sql("SELECT title FROM lock_letters WHERE id = %s", post.letter) == [("Brev",)]


async def test_a_write_that_is_refused_late_is_not_told(post: Post) -> None:
    async def ask(work: Work, _: Letter) -> None:
        await work.leave()
        path = f"/lock-letters/{post.letter}/second-thoughts"
        assert (await post.as_("rektor").post(path, json={"title": "x"})).status_code == 403

    assert await told(post, ask) == []
