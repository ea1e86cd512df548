"""What may be set, and what stops the start."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from samsyn.core.settings import Settings, SettingsError


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in os.environ:
        if name.startswith("SAMSYN_"):
            monkeypatch.delenv(name)


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"SAMSYN_{name}", value)
    return Settings.load()


def test_defaults_are_a_private_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch)
    assert settings.is_loopback
    assert settings.is_embedded
    assert not settings.demo
    assert settings.local_url == "http://127.0.0.1:8000"


def test_an_unknown_name_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="SAMSYN_PROT"):
        load(monkeypatch, PROT="8080")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "many"),
        ("LOG_LEVEL", "LOUD"),
        ("POOL_SIZE", "0"),
        ("TRUSTED_PROXIES", "proxy"),
    ],
)
def test_a_wrong_value_names_the_setting_but_not_the_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(SettingsError, match=f"SAMSYN_{name}") as caught:
        load(monkeypatch, **{name: value})
    assert f"'{value}'" not in str(caught.value)


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, PORT="", DATABASE_URL="").is_embedded


PRODUCTION = {
    "HOST": "0.0.0.0",
    "PUBLIC_URL": "https://samsyn.example.org/",
    "TRUSTED_PROXIES": "10.0.0.0/8, ::1/128",
    "MASTER_KEY_FILE": "/run/secrets/key",
}


def test_production_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, **PRODUCTION)
    assert settings.public_url == "https://samsyn.example.org"
    assert len(settings.trusted_proxies) == 2
    assert settings.key_file == Path("/run/secrets/key")


@pytest.mark.parametrize("missing", ["PUBLIC_URL", "TRUSTED_PROXIES", "MASTER_KEY_FILE"])
def test_a_public_address_demands_its_company(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    values = {name: value for name, value in PRODUCTION.items() if name != missing}
    with pytest.raises(SettingsError, match=f"SAMSYN_{missing}"):
        load(monkeypatch, **values)


@pytest.mark.parametrize(
    "url",
    ["http://samsyn.example.org", "https://", "https://example.org/path", "https://u@example.org", "samsyn"],
)
def test_the_public_url_is_an_https_origin(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(SettingsError, match="SAMSYN_PUBLIC_URL"):
        load(monkeypatch, **{**PRODUCTION, "PUBLIC_URL": url})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.2.1", "::1", "localhost"])
def test_demo_on_loopback(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    assert load(monkeypatch, DEMO="1", HOST=host).demo


@pytest.mark.parametrize(
    "extra",
    [
        PRODUCTION,
        {"PUBLIC_URL": "https://samsyn.example.org", "MASTER_KEY_FILE": "/key"},
        {"TRUSTED_PROXIES": "127.0.0.1"},
        {"HOST": "0.0.0.0"},
    ],
)
def test_demo_nowhere_else(monkeypatch: pytest.MonkeyPatch, extra: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        load(monkeypatch, DEMO="1", **extra)


def test_embedded_urls_use_one_socket_and_one_role_each(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert settings.app_url.startswith("postgresql+psycopg://samsyn_app@/samsyn?host=")
    assert settings.owner_url.startswith("postgresql+psycopg://samsyn_owner@/samsyn?host=")
    assert settings.worker_url.startswith("postgresql+psycopg://samsyn_worker@/samsyn?host=")
    assert settings.admin_url.startswith("postgresql+psycopg://postgres@/postgres?host=")


def test_an_external_server_takes_each_role_from_its_own_url(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        monkeypatch,
        DATABASE_URL="postgres://samsyn_app:hem%40ligt@db.example.org/samsyn",
        OWNER_DATABASE_URL="postgresql://samsyn_owner@db.example.org/samsyn",
    )
    assert settings.app_url == "postgresql+psycopg://samsyn_app:hem%40ligt@db.example.org/samsyn"
    assert settings.owner_url == "postgresql+psycopg://samsyn_owner@db.example.org/samsyn"
    with pytest.raises(SettingsError, match="SAMSYN_WORKER_DATABASE_URL"):
        _ = settings.worker_url
    assert "ligt" not in repr(settings)


@pytest.mark.parametrize("url", ["mysql://a@b/c", "nothing at all"])
def test_only_postgresql(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(SettingsError, match="SAMSYN_DATABASE_URL"):
        _ = load(monkeypatch, DATABASE_URL=url).app_url


@pytest.mark.parametrize(
    ("host", "url"),
    [("0.0.0.0", "http://127.0.0.1:9"), ("::1", "http://[::1]:9"), ("localhost", "http://localhost:9")],
)
def test_local_url_can_be_called_from_this_machine(host: str, url: str) -> None:
    settings = Settings.model_construct(host=host, port=9)
    assert settings.local_url == url


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings: Any = Settings(data_dir=tmp_path)
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
        ("localhost", "http://localhost:8000"),
    ],
)
def test_a_server_on_every_address_is_asked_on_loopback(host: str, url: str) -> None:
    assert Settings.model_construct(host=host, port=8000).local_url == url
