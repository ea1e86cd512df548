"""Which tests must notice what: the shortest that can, the most likely first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.access.with_version import WITH_VERSION

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "backend" / "samsyn"
LOCKS = "tests/locks/test_"
GUARD = (f"{LOCKS}guard.py", f"{LOCKS}trail.py", f"{LOCKS}stirred.py")
ROUTE = tuple(
    f"{LOCKS}{name}.py" for name in ("gates", "trail", "idempotency", "input", "sessions", "faults", "shape")
)
PUBLISHED = "tests/contract/test_published.py"
DOCUMENT = "tests/contract/test_document.py"
SIGN_IN = (f"{LOCKS}sign_in.py", f"{LOCKS}sessions.py")
CORE: dict[str, tuple[str, ...]] = {
    "core/actor.py": ("tests/core/test_actor.py", f"{LOCKS}gates.py"),
    "core/contents.py": GUARD,
    "core/credential.py": (f"{LOCKS}sessions.py",),
    "core/gate.py": (*ROUTE, PUBLISHED, DOCUMENT, "tests/access"),
    "core/guard.py": GUARD,
    "core/idempotency.py": (f"{LOCKS}idempotency.py",),
    "core/ids.py": (f"{LOCKS}gates.py",),
    "core/keyring.py": (f"{LOCKS}faults.py", f"{LOCKS}sign_in.py"),
    "core/route.py": (
        "tests/core/test_route.py",
        *ROUTE,
        PUBLISHED,
        "tests/domains/cases/test_guards.py",
        "tests/domains/cases/test_attachments.py::test_who_may_not_is_refused_before_a_byte_is_read",
    ),
    "core/scope.py": (*GUARD, f"{LOCKS}shape.py", "tests/domains/teams/test_policy_matrix.py"),
    "core/throttle.py": ("tests/core/test_throttle.py", *SIGN_IN),
    "core/work.py": ("tests/core/test_work.py", *GUARD, f"{LOCKS}sessions.py", f"{LOCKS}idempotency.py"),
    "identity/commands/sign_in.py": SIGN_IN,
    "identity/commands/step_up.py": SIGN_IN,
    "identity/commands/issue_token.py": (
        f"{LOCKS}tokens.py",
        "tests/domains/identity/test_api_clients.py",
        f"{LOCKS}sessions.py",
    ),
    "main/app.py": (
        f"{LOCKS}gates.py",
        f"{LOCKS}shape.py",
        "tests/infra/test_spa.py",
        f"{LOCKS}input.py",
        PUBLISHED,
        DOCUMENT,
        f"{LOCKS}faults.py",
    ),
}
"""Files of the locks themselves, and of who comes in."""

CELLS, SYSTEMS = "tests/access/test_access.py", "test_nobody_and_systems"
TABLES = ("tests/locks/test_database.py", "tests/locks/test_roles.py")
YAML_OF = {"identity": ("identity", "organisation"), "legal": ("cases",)}
"""Rows of sign-in stand beside those of the organisation, those of case types beside the cases."""

PROGRAM_S_OWN = {PACKAGE / "integrations" / "statements.py"}
"""What a pull takes for its own, asked as the program itself: no right of a caller."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be mutated. ``rights``: permissions, tried with the circles of the database opened, so that
    the database's own lock does not hide that the program's is gone."""

    path: Path
    rights: bool
    tests: tuple[str, ...]


def sources() -> list[Source]:
    locks = [Source(PACKAGE / name, False, tests) for name, tests in CORE.items()]
    return locks + [Source(path, True, domain_tests(path)) for path in sorted(_of_rights())]


def _of_rights() -> list[Path]:
    kinds = ("policy", "statements", "routes")
    flat = [path for kind in kinds for path in PACKAGE.glob(f"*/{kind}.py")]
    deep = [path for kind in kinds for path in PACKAGE.glob(f"*/{kind}/*.py") if path.name != "__init__.py"]
    return [path for path in flat + deep if path not in PROGRAM_S_OWN]


def domain_tests(path: Path) -> tuple[str, ...]:
    """A policy is asked by its own tests first, those called after it and then those that name it before the
    others; a route by the cells of its operations."""
    place = path.relative_to(PACKAGE)
    domain = place.parts[0]
    module = ".".join(("samsyn", *place.with_suffix("").parts))
    asked = sorted((ROOT / "tests" / "domains" / domain).glob("test_policy*.py"))
    near = [f"from {name} import" for name in (module, module.rpartition(".")[0])]
    asked.sort(key=lambda file: [words not in file.read_text(encoding="utf-8") for words in near])
    asked.sort(key=lambda file: path.stem not in file.stem)
    if "routes" in str(place):
        asked.sort(key=lambda file: "town.as_(" not in file.read_text(encoding="utf-8"))
    policies, cells = tuple(str(file.relative_to(ROOT)) for file in asked), access_tests(domain)
    first = (cells, policies) if "routes" in str(place) else (policies, cells)
    return (*first[0], *first[1], *own_tests(domain))


def own_tests(domain: str) -> tuple[str, ...]:
    folder = ROOT / "tests" / "domains" / domain
    return (str(folder.relative_to(ROOT)),) if folder.exists() else ()


def access_tests(domain: str) -> tuple[str, ...]:
    """The cells of the domain's operations only."""
    found: list[str] = []
    for name in YAML_OF.get(domain, (domain,)):
        file = ROOT / "tests" / "access" / f"{name}.yaml"
        rows = yaml.safe_load(file.read_text()) if file.exists() else {}
        found += [f"{CELLS}::{test}[{operation}]" for operation in rows for test in ("test_cells", SYSTEMS)]
        found += [f"{CELLS}::test_one_factor[{name}]" for name, row in rows.items() if row.get("may")]
        found += [f"{CELLS}::test_version[{name}]" for name in rows if name in WITH_VERSION]
    return tuple(found)


def narrowed(tests: tuple[str, ...], operations: frozenset[str]) -> tuple[str, ...]:
    """Without the cells of other operations; with no operation known, all of them."""
    ends = tuple(f"[{name}]" for name in operations)
    return tuple(t for t in tests if not operations or "[" not in t or t.endswith(ends))


def table_tests(table: str | None, owners: dict[str, str], is_wall: bool) -> tuple[str, ...]:
    """For a change of a policy: what asks the tables as the program's role, those that name this one first.
    For the wall itself, and where a domain has no such tests: the catalogue. Then all of the domain's own."""
    if table is None:
        return (*TABLES, f"{LOCKS}doors.py", f"{LOCKS}sessions.py", f"{LOCKS}sign_in.py")
    if table not in owners:
        return TABLES
    domain = owners[table]
    walls = sorted((ROOT / "tests" / "domains" / domain).glob("test_wall*.py"))
    if walls and not is_wall:
        policies = sorted((ROOT / "tests" / "domains" / domain).glob("test_policy*.py"))
        asked = sorted([*walls, *policies], key=lambda file: f'"{table}"' not in file.read_text("utf-8"))
        return (*(str(file.relative_to(ROOT)) for file in asked), *own_tests(domain))
    return (*TABLES, *own_tests(domain))


def owners() -> dict[str, str]:
    """Table → domain, from the models' own source."""
    return {table: path.relative_to(PACKAGE).parts[0] for table, (path, _) in _models().items()}


def kinds() -> dict[str, str]:
    """Table → its class, as tests of every kind name it."""
    return {table: kind for table, (_, kind) in _models().items()}


def _models() -> dict[str, tuple[Path, str]]:
    found = {}
    for path in [*PACKAGE.glob("*/models.py"), *PACKAGE.glob("*/models/*.py")]:
        kind = ""
        for line in path.read_text().splitlines():
            if line.startswith("class "):
                kind = line.removeprefix("class ").partition("(")[0]
            name, _, value = line.strip().partition(" = ")
            if name == "__tablename__":
                found[value.strip('"')] = path, kind
    return found
