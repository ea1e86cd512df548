"""The Python client that integrators generate: made from the committed document, compiled, and used."""

import asyncio
import compileall
import hashlib
import importlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from tests.conftest import Town

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "openapi" / "openapi.json"
PACKAGE = "samsyn_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The generated package, importable while this file's tests run."""
    home = tmp_path_factory.mktemp("client")
    tools = Path(sys.executable).parent
    command: list[str | Path] = [
        tools / "openapi-python-client",
        "generate",
        "--path",
        DOCUMENT,
        "--meta",
        "none",
    ]
    command += ["--config", ROOT / "openapi" / "python-client.yaml"]
    command += ["--output-path", home / PACKAGE, "--fail-on-warning"]
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(home))
    yield home / PACKAGE
    sys.path.remove(str(home))
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def module(name: str) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}.{name}")


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    """The program behind a real socket; its life cycle stays with the other tests that share it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/samsyn/v1"
        server.should_exit = True
        await serving


@dataclass
class System:
    """A third-party system that knows the address, its id and its secret, and nothing else."""

    address: str
    client_id: str
    secret: str

    async def sign_in(self) -> Any:
        """A client of the generated package that carries a token."""
        open_client = module("client").Client(base_url=self.address)
        form = module("models").TokenRequest(
            grant_type="client_credentials", client_id=self.client_id, client_secret=self.secret
        )
        answer = await module("api.oauth.create_token").asyncio(client=open_client, body=form)
        return module("client").AuthenticatedClient(base_url=self.address, token=answer.access_token)


@pytest.fixture
def system(town: Town, address: str) -> System:
    secret = secrets.token_urlsafe(32)
    client = town.world.insert(
        "api_clients",
        name="Schema",
        scopes=["schools:read"],
        school_ids=[town.world.schools["A"]],
        secret_hashes=[hashlib.sha256(secret.encode()).hexdigest()],
    )
    return System(address, str(client), secret)


def test_it_compiles_and_has_a_function_for_every_operation(generated: Path) -> None:
    assert compileall.compile_dir(generated, quiet=1)
    operations = DOCUMENT.read_text().count('"operationId"')
    functions = [file for file in generated.glob("api/*/*.py") if file.name != "__init__.py"]
    assert len(functions) == operations


@pytest.mark.usefixtures("generated")
async def test_a_system_signs_in_and_reads_its_schools(system: System, town: Town) -> None:
    client = await system.sign_in()
    page = await module("api.schools.list_schools").asyncio(client=client, limit=10)
    assert [school.name for school in page.items] == ["Björkskolan"], "it is limited to one of the two"
    school = await module("api.schools.read_school").asyncio(client=client, school_id=page.items[0].id)
    assert school.id == town.world.schools["A"]


@pytest.mark.usefixtures("generated")
async def test_a_school_of_another_municipality_is_not_there(system: System, other_town: Town) -> None:
    client = await system.sign_in()
    read = module("api.schools.read_school").asyncio_detailed
    answer = await read(client=client, school_id=other_town.world.schools["A"])
    assert (answer.status_code, answer.parsed.code) == (404, "A04")


@pytest.mark.usefixtures("generated")
async def test_nobody_gets_a_problem_with_a_code_and_a_trace(address: str) -> None:
    nobody = module("client").Client(base_url=address)
    answer = await module("api.schools.list_schools").asyncio_detailed(client=nobody)
    assert (answer.status_code, answer.parsed.code) == (401, "A01")
    assert answer.parsed.trace_id in answer.headers["traceparent"]


@pytest.mark.usefixtures("generated")
async def test_a_wrong_secret_is_refused_in_the_words_of_oauth(system: System) -> None:
    form = module("models").TokenRequest(
        grant_type="client_credentials", client_id=system.client_id, client_secret="wrong"
    )
    create = module("api.oauth.create_token").asyncio_detailed
    answer = await create(client=module("client").Client(base_url=system.address), body=form)
    assert (answer.status_code, answer.parsed.error) == (401, "invalid_client")
