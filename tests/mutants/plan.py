"""Every mutant, with the tests that must notice it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.mutants.database import Opened, opened
from tests.mutants.known import changes_nothing
from tests.mutants.operations import operations_at
from tests.mutants.sources import Change, changes
from tests.mutants.suites import ROOT, Source, kinds, narrowed, owners, sources, table_tests

OPEN_CIRCLES = """DO $$ DECLARE p record; BEGIN
  FOR p IN SELECT tablename, policyname, cmd FROM pg_policies
           WHERE schemaname = 'public' AND policyname <> 'tenant' AND qual <> 'true' LOOP
    EXECUTE format('ALTER POLICY %I ON %I USING (true)', p.policyname, p.tablename)
      || CASE WHEN p.cmd IN ('SELECT', 'DELETE') THEN '' ELSE ' WITH CHECK (true)' END;
  END LOOP; END $$"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """``key`` changes with the file, so that what was tried before is known only while it is the same.

    ``tests``: those that can see this one; ``kind``: the class of the table; ``sql``: what is done to the
    database."""

    group: str
    what: str
    key: str
    tests: tuple[str, ...]
    source: Source | None = None
    change: Change | None = None
    sql: str = ""
    undo: str = ""
    kind: str = ""

    @property
    def name(self) -> str:
        return f"{self.group}: {self.what}"

    @property
    def changes_nothing(self) -> bool:
        return changes_nothing(self.group, self.what)


def of_sources() -> Iterator[Mutant]:
    for source in sources():
        content = source.path.read_bytes()
        group = str(source.path.relative_to(ROOT / "backend" / "samsyn"))
        for change in changes(source.path, source.rights):
            mark = hashlib.sha256(content + repr(change).encode()).hexdigest()[:20]
            sql = OPEN_CIRCLES if source.rights else ""
            at = operations_at(content.decode(), change.line) if "routes" in group else frozenset()
            tests = narrowed(source.tests, at)
            name = f"{change.line}: {change.what}"
            yield Mutant(group, name, mark, tests, source, change, sql)


def of_database(place: Path) -> Iterator[Mutant]:
    dsn = _dsn(place)
    known, of = owners(), kinds()
    with psycopg.connect(dsn) as connection:
        every: list[Opened] = list(opened(connection))
    for one in every:
        mark = hashlib.sha256(one.sql.encode()).hexdigest()[:20]
        tests = table_tests(one.table, known, one.is_wall)
        yield Mutant(
            "database", one.what, mark, tests, sql=one.sql, undo=one.undo, kind=of.get(one.table or "", "")
        )


def _dsn(place: Path) -> str:
    command = [sys.executable, "-c", (
        "from pathlib import Path; from samsyn.core.embedded import socket_url;"
        f"print(socket_url(Path({str(place / 'postgres')!r}), 'postgres', 'samsyn_template'))")]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return said.stdout.strip().replace("+psycopg", "")
