"""The production files, as far as they can be checked without a container engine."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from samsyn.core.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PAGE = (ROOT / "docs" / "deployment.md").read_text()
EXAMPLE = (ROOT / "deploy" / "example.env").read_text()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text()


def test_it_has_the_production_shape() -> None:
    assert {"database", "migrate", "web", "worker", "proxy", "mail"} == SERVICES.keys()
    assert SERVICES["web"]["deploy"]["replicas"] >= 2
    assert SERVICES["mail"]["profiles"] == ["try"]


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_pinned(name: str) -> None:
    image = SERVICES[name]["image"]
    assert re.search(r":(v?\d+\.\d+|\$\{SAMSYN_VERSION:-\d)", image), image


def test_base_images_are_pinned() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) == 2
    assert all(re.search(r":\d+\.\d+\.\d+-", image) for image in images)


def test_every_variable_is_in_the_example_and_on_the_page() -> None:
    text = (ROOT / "docker-compose.yml").read_text() + (ROOT / "deploy" / "Caddyfile").read_text()
    used = set(re.findall(r"\$?\{\$?([A-Z_]+)", text))
    assert used
    assert {name for name in used if f"{name}=" not in EXAMPLE} == set()
    assert {name for name in used if f"`{name}`" not in PAGE} == set()


def test_every_port_is_on_the_page() -> None:
    ports = {
        str(port).rpartition(":")[2] for service in SERVICES.values() for port in service.get("ports", ())
    }
    assert ports == {"80", "443", "8025"}
    assert all(re.search(rf"^\|[^|]*\b{port}\b", PAGE, re.MULTILINE) for port in ports)


def settings_of(name: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    environment = SERVICES[name]["environment"]
    for key, value in environment.items():
        filled = re.sub(r"\$\{SAMSYN_PUBLIC_URL:\?\}", "https://samsyn.example.org", str(value))
        monkeypatch.setenv(key, re.sub(r"\$\{\w+:\?\}", "x", filled))
    return Settings.load()


@pytest.mark.parametrize("name", ["web", "worker", "migrate"])
def test_the_settings_of_each_process_are_accepted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(name, monkeypatch)
    assert not settings.is_embedded
    assert "@database:5432/samsyn" in (settings.worker_url if name == "worker" else settings.app_url)


def test_web_and_worker_know_no_other_role(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("web", "worker"):
        assert (
            not {"SAMSYN_OWNER_DATABASE_URL", "SAMSYN_ADMIN_DATABASE_URL"}
            & SERVICES[name]["environment"].keys()
        )


def test_the_proxy_is_inside_the_trusted_network() -> None:
    subnet = COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    assert SERVICES["web"]["environment"]["SAMSYN_TRUSTED_PROXIES"] == subnet
    assert "inside" in SERVICES["proxy"]["networks"]


@pytest.mark.parametrize("name", ["migrate", "web", "worker"])
def test_the_program_runs_without_privileges(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert re.search(r"^USER samsyn$", DOCKERFILE, re.MULTILINE)


def test_what_is_copied_exists() -> None:
    sources = [
        word
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for word in line.split()[:-1]
    ]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_database_script_is_valid_shell_and_makes_the_roles_of_the_urls() -> None:
    script = ROOT / "deploy" / "postgres" / "roles.sh"
    subprocess.run(["sh", "-n", str(script)], check=True)
    made = set(re.findall(r"CREATE ROLE (\w+)", script.read_text()))
    used = set(re.findall(r"postgresql://(samsyn_\w+):", (ROOT / "docker-compose.yml").read_text()))
    assert made == used


def test_every_setting_is_in_the_table() -> None:
    missing = [name for name in Settings.model_fields if f"| `{PREFIX}{name.upper()}` |" not in PAGE]
    assert missing == []
