"""A first start without the demo: from an empty database to an administrator who is signed in."""

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pyotp
import pytest

from samsyn.cli.console import Stop
from samsyn.core.settings import Settings
from samsyn.main import create_app
from samsyn.main.founding import create_admin, create_organiser

ORIGIN = "https://samsyn.test"
HEADERS = {"sec-fetch-site": "same-origin", "x-samsyn-request": "1"}


@pytest.fixture
async def http(place: Settings) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(place)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url=f"{ORIGIN}/samsyn/v1", headers=HEADERS
    ) as client:
        yield client
    await app.state.runtime.engine.dispose()


async def found(place: Settings, *words: str) -> None:
    await asyncio.to_thread(create_organiser, place, words)


async def appoint(place: Settings, *words: str) -> None:
    await asyncio.to_thread(create_admin, place, words)


async def test_the_printed_words_are_enough_to_sign_in(
    place: Settings, http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await found(place, "Ekby kommun", "--municipality-code", "0001")
    await appoint(place, "Ada Lind", "--username", "ada")
    said = capsys.readouterr().out
    password = re.findall(r"password: (\S+)", said)[0]
    secret = re.findall(r"authenticator app: (\S+)", said)[0]
    first = await http.post("/session", json={"username": "ada", "password": password})
    assert (first.status_code, first.json()["assurance"]) == (201, 1)
    second = await http.put("/session/second-factor", json={"code": pyotp.TOTP(secret).now()})
    assert second.status_code == 200, second.text
    assert second.json()["assurance"] == 2
    me = await http.get("/me")
    assert "SYSTEM_ADMIN" in me.text
    assert "Ekby kommun" in me.text


async def test_a_new_organiser_has_the_swedish_defaults(
    place: Settings, http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await found(place, "Ekby kommun")
    await appoint(place, "Ada Lind")
    password = re.findall(r"password: (\S+)", capsys.readouterr().out)[0]
    await http.post("/session", json={"username": "admin", "password": password})
    professions = (await http.get("/professions")).json()["items"]
    assert {"SCHOOL_NURSE", "SCHOOL_PSYCHOLOGIST"} <= {profession["code"] for profession in professions}
    assert len((await http.get("/school-years")).json()["items"]) == 2


async def test_what_is_already_there_is_said(place: Settings) -> None:
    with pytest.raises(Stop, match="no organiser yet"):
        await appoint(place, "Ada Lind")
    await found(place, "Ekby kommun")
    with pytest.raises(Stop, match="already"):
        await found(place, "Ekby kommun")
    await appoint(place, "Ada Lind")
    with pytest.raises(Stop, match="taken"):
        await appoint(place, "Bo Lind")
    with pytest.raises(Stop, match="both names"):
        await appoint(place, "Ada", "--username", "another")


async def test_with_two_organisers_one_must_be_named(place: Settings) -> None:
    await found(place, "Ekby kommun")
    await found(place, "Tallviks kommun")
    with pytest.raises(Stop, match="Ekby kommun, Tallviks kommun"):
        await appoint(place, "Ada Lind")
    with pytest.raises(Stop, match="there is no Granby"):
        await appoint(place, "Ada Lind", "--organiser", "Granby")
    await appoint(place, "Ada Lind", "--organiser", "Tallviks kommun")
