"""What is written about a child stands in the answer it belongs to, and in no log and no refusal."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from samsyn.core import logging as ours
from samsyn.core.errors import DomainError
from tests.locks.conftest import Post

NAME, NUMBER, TEXT = "Kanariefågelsson", "20120229-2383", "grät-på-rasten-igen"
CANARIES = (NAME, NUMBER, NUMBER.replace("-", ""), TEXT)


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Everything that the program logs, at its most talkative."""
    stream, root = io.StringIO(), logging.getLogger()
    before = root.handlers[:], root.level
    ours.configure("DEBUG", stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)


def asks(post: Post) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Persona, method, path and the rest of requests that go wrong in as many ways as there are."""
    letter = f"/lock-letters/{post.letter}"
    title = {"json": {"title": f"{NAME} {NUMBER} {TEXT}"}}
    raw = {"headers": {"content-type": "application/json"}}
    return [
        ("rektor", "POST", f"{letter}/remarks", title),
        ("rektor", "POST", f"{letter}/remarks", {"json": {"title": "x" * 200 + NAME}}),
        ("rektor", "POST", f"{letter}/remarks", {"json": {"title": [NAME, {"a": NUMBER}]}}),
        ("rektor", "POST", f"{letter}/remarks", {"json": {"title": "x", NUMBER: TEXT, f"{NAME} {TEXT}": 1}}),
        ("rektor", "POST", f"{letter}/remarks", {"content": f'{{"title": "{NAME}'.encode(), **raw}),
        ("rektor", "POST", f"{letter}/remarks", {"content": NAME.encode("latin-1"), **raw}),
        ("larare", "POST", f"{letter}/remarks", title),
        ("rektor", "PATCH", letter, title),
        ("rektor", "GET", f"/lock-letters/{NAME}", {}),
        ("rektor", "GET", f"/{NUMBER}/{TEXT}", {}),
        ("rektor", "GET", "/schools", {"params": {"search": NAME}}),
        ("rektor", "GET", "/schools", {"params": {"sort": NAME, "cursor": NUMBER}}),
        ("rektor", "GET", "/schools", {"headers": {"accept": f"image/{NUMBER}", "traceparent": NUMBER}}),
        ("rektor", "GET", f"{letter}/unlogged", {}),
        ("rektor", "POST", "/lock-bell", {**title, "headers": {"idempotency-key": NUMBER}}),
        ("rektor", "POST", "/session", {"json": {"username": NUMBER, "password": TEXT}}),
        ("rektor", "POST", "/lock-times", {"json": {"at": NUMBER, "on": NAME}}),
        ("rektor", "POST", "/lock-broken", title),
    ]


async def test_no_log_and_no_refusal_repeats_what_was_sent(post: Post, said: io.StringIO) -> None:
    post.world.sql("UPDATE lock_letters SET title = %s WHERE id = %s", f"{NAME} {NUMBER}", post.letter)
    refused = 0
    for persona, method, path, more in asks(post):
        answer = await post.as_(persona)(method, path, **more)
        if answer.status_code >= 400:
            refused += 1
            assert_silent(answer)
    assert refused >= 15
    lines = said.getvalue()
    assert lines.count("\n") >= len(asks(post))
    for canary in CANARIES:
        assert canary not in lines


async def test_the_log_says_which_kind_of_address_and_never_which(post: Post, said: io.StringIO) -> None:
    await post.as_("rektor").get(f"/lock-letters/{post.letter}")
    lines = said.getvalue()
    assert "/samsyn/v1/lock-letters/{letterId}" in lines
    assert str(post.letter) not in lines
    assert post.world.tokens["rektor"] not in lines


def assert_silent(answer: httpx.Response) -> None:
    whole = answer.text + " ".join(f"{k}: {v}" for k, v in answer.headers.items())
    assert not [canary for canary in CANARIES if canary in whole], answer.text


def test_every_refusal_has_words_in_both_languages_and_a_code_of_its_own() -> None:
    kinds = list(_below(DomainError))
    assert len(kinds) >= 25
    for kind in kinds:
        assert kind.sv
        assert kind.en
        assert kind.sv != kind.en, kind
        assert 400 <= kind.status < 600


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
