"""The committed TypeScript client is the one that the committed document makes; `make check` compiles it."""

import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
COMMITTED = FRONTEND / "src" / "shared" / "api" / "generated"
GENERATOR = FRONTEND / "node_modules" / ".bin" / "openapi-ts"


def contents(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def test_the_committed_client_is_the_one_the_document_makes(tmp_path: Path) -> None:
    if not GENERATOR.exists():
        pytest.fail("the generator is missing: run `npm ci` in frontend/")
    made = tmp_path / "generated"
    command: list[str | Path] = [GENERATOR, "--output", made]
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    subprocess.run(["node", "without-hosts.mjs", made], cwd=FRONTEND, timeout=60, check=True)
    wanted, committed = contents(made), contents(COMMITTED)
    assert len(wanted) > 5
    different = [name for name in wanted.keys() | committed.keys() if wanted.get(name) != committed.get(name)]
    assert sorted(different) == [], "run `make api-client` and commit what it writes"
