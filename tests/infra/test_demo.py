"""Filling the demo: whole or not at all, and with a password that is nobody else's."""

import stat
from collections.abc import Sequence

import pytest
from pydantic import SecretStr

from samsyn.cli import demo
from samsyn.cli.at_hand import is_empty
from samsyn.cli.backup import database_url, write_backup
from samsyn.cli.console import Stop
from samsyn.cli.program import Program, main
from samsyn.cli.restore import restore
from samsyn.core.settings import Settings
from tests.factories.world import make_world


@pytest.fixture
def place(place: Settings) -> Settings:
    return place.model_copy(update={"demo": True})


def fill(settings: Settings, words: Sequence[str]) -> int:
    assert is_empty(settings)
    assert settings.demo_password is not None
    make_world(database_url(settings, settings.database_name))
    return 0


def fill_half(settings: Settings, words: Sequence[str]) -> int:
    fill(settings, words)
    raise KeyboardInterrupt


def never(settings: Settings, words: Sequence[str]) -> int:
    raise AssertionError("filled")


def never_an_app(settings: Settings) -> None:
    raise AssertionError("an application")


async def never_a_worker(settings: Settings) -> None:
    raise AssertionError("a worker")


def test_an_empty_database_is_filled_once(place: Settings) -> None:
    assert demo.seed(fill, place, []) == 0
    assert not is_empty(place)
    assert demo.seed(never, place, []) == 0


def test_an_interrupted_filling_is_begun_again(place: Settings) -> None:
    with pytest.raises(KeyboardInterrupt):
        demo.seed(fill_half, place, [])
    assert demo.is_unfinished(place)
    assert demo.seed(fill, place, []) == 0
    assert not demo.is_unfinished(place)


def test_one_that_is_being_filled_in_is_left_alone(place: Settings) -> None:
    def meanwhile(settings: Settings, words: Sequence[str]) -> int:
        assert demo.is_unfinished(place)
        with pytest.raises(Stop, match="just now"):
            demo.seed(never, place, [])
        return fill(settings, words)

    assert demo.seed(meanwhile, place, []) == 0
    assert not is_empty(place)


def test_nobody_real_moves_into_a_half_filled_demo(
    place: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        demo.seed(fill_half, place, [])
    monkeypatch.setattr(Settings, "load", lambda: place)
    program = Program(never_an_app, never_a_worker, lambda: {"create-organiser": never})
    assert main(program, ["create-organiser", "Ekby kommun"]) == 1
    assert "not finished" in capsys.readouterr().err


def test_real_data_is_never_emptied(place: Settings) -> None:
    """Also not when it was restored over a demo that had been interrupted."""
    make_world(database_url(place, place.database_name))
    file = write_backup(place)
    demo._drop(place)
    with pytest.raises(KeyboardInterrupt):
        demo.seed(fill_half, place, [])
    restore(place, file, replace=True)
    assert not demo.is_unfinished(place)
    demo.seed(never, place, [])
    assert not is_empty(place)


def test_only_where_a_demo_is_wanted(place: Settings) -> None:
    with pytest.raises(Stop, match="SAMSYN_DEMO=1"):
        demo.seed(never, place.model_copy(update={"demo": False}), [])


def test_a_made_password_is_kept_for_its_owner_and_differs_everywhere(place: Settings) -> None:
    first = demo.password(place, anew=True)
    assert demo.password(place, anew=False) == first
    assert stat.S_IMODE((place.data_dir / "demo-password").stat().st_mode) == 0o600
    assert demo.password(place, anew=True) != first


def test_a_given_password_counts_when_the_accounts_are_made(
    place: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    given = place.model_copy(update={"demo_password": SecretStr("given-by-hand")})
    assert demo.password(given, anew=True) == "given-by-hand"
    assert demo.password(place, anew=False) == "given-by-hand"
    other = place.model_copy(update={"demo_password": SecretStr("another")})
    assert demo.password(other, anew=False) == "given-by-hand"
    assert "first start only" in capsys.readouterr().out
