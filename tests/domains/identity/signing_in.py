"""What the tests of accounts have in common: browsers that come in with a code or a password."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pyotp

from samsyn.core.credential import COOKIE
from tests.conftest import Browser, Town
from tests.factories.staff import add_colleague

PASSWORD = "gröna hästar i regn 7"
OTHER_PASSWORD = "blåa tåg mot kusten 9"


def fresh_name() -> str:
    return f"maja.{uuid4().hex}"


async def opened(town: Town, username: str | None = None) -> tuple[str, str, str]:
    """A colleague with a new account: the person's id, the user name and the one-time code."""
    person, name = str(add_colleague(town.world)[0]), username or fresh_name()
    answer = await town.as_("admin").post(f"/people/{person}/account", json={"username": name})
    assert answer.status_code == 201, answer.text
    return person, name, answer.json()["oneTimeCode"]


async def activate(town: Town, username: str, code: str, password: str = PASSWORD) -> httpx.Response:
    body = {"username": username, "code": code, "newPassword": password}
    return await town.anonymous().post("/account-activations", json=body)


async def sign_in(town: Town, username: str, password: str = PASSWORD) -> httpx.Response:
    return await town.anonymous().post("/session", json={"username": username, "password": password})


def browser(town: Town, answer: httpx.Response) -> Browser:
    """Goes on with the cookie of an answer that signed somebody in."""
    assert answer.is_success, answer.text
    return Browser(town.app, answer.cookies[COOKIE])


async def come_in(town: Town) -> tuple[Browser, str, str]:
    """Somebody at the first sign-in, with the password chosen: the browser, person and user name."""
    person, name, code = await opened(town)
    return browser(town, await activate(town, name, code)), person, name


async def enrol(
    one: Browser, town: Town, body: dict[str, Any] | None = None
) -> tuple[Browser, str, list[str]]:
    """The browser with two factors, the key, and the recovery codes."""
    proposed = await one.post("/me/account/second-factor-proposals", json=body or {})
    assert proposed.status_code == 201, proposed.text
    secret = proposed.json()["proposal"]["secret"]
    done = await one("PUT", "/me/account/second-factor", json={"code": pyotp.TOTP(secret).now()})
    return browser(town, done), secret, done.json()["recoveryCodes"]


async def works(one: Browser) -> bool:
    return (await one.get("/me")).status_code == 200


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
