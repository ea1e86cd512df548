"""A backup that was never restored is none: so each is restored here. And the version guard beside it."""

import stat
from pathlib import Path

import psycopg
import pytest

from samsyn.cli import migrate, program, restore
from samsyn.cli.at_hand import at_hand, is_empty, plain
from samsyn.cli.backup import database_url, write_backup
from samsyn.cli.console import Stop
from samsyn.cli.keys import make_keys
from samsyn.cli.upgrade import bring_up_to_date
from samsyn.core import database
from samsyn.core.settings import Settings
from tests.factories.world import make_world


def organisers(place: Settings) -> list[str]:
    with psycopg.connect(database_url(place, place.database_name)) as connection:
        rows = connection.execute("SELECT name FROM organisers ORDER BY name").fetchall()
    return [name.rpartition(" ")[0] for (name,) in rows]


def fill(place: Settings, name: str) -> None:
    make_world(database_url(place, place.database_name), name)


def test_a_restored_backup_holds_what_was_there(place: Settings) -> None:
    fill(place, "Ekby kommun")
    file = write_backup(place)
    fill(place, "Tallviks kommun")
    aside = restore.restore(place, file, replace=True)
    assert organisers(place) == ["Ekby kommun"]
    assert not is_empty(place)
    with psycopg.connect(database_url(place, str(aside))) as connection:
        assert connection.execute("SELECT count(*) FROM organisers").fetchone() == (2,)


def test_a_restored_database_keeps_its_walls(place: Settings) -> None:
    fill(place, "Ekby kommun")
    restore.restore(place, write_backup(place), replace=True)
    with psycopg.connect(plain(place.app_url)) as connection:
        assert connection.execute("SELECT count(*) FROM schools").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM sessions")
    forced = """
        SELECT count(*) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'tenant_id'
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relforcerowsecurity
    """
    with psycopg.connect(database_url(place, place.database_name)) as connection:
        assert connection.execute(forced).fetchone() == (0,)


def test_a_backup_is_for_its_owner_and_has_no_key_in_it(place: Settings) -> None:
    fill(place, "Ekby kommun")
    file = write_backup(place)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert place.key_file.read_bytes().strip() not in file.read_bytes()
    assert list(file.parent.iterdir()) == [file]


def test_the_command_names_the_key_loudly(
    place: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from samsyn.cli import backup

    target = tmp_path / "kept.dump"
    assert backup.command(place, [str(target)]) == 0
    said = capsys.readouterr().out
    assert f"THE MASTER KEY IS NOT IN IT: keep a copy of {place.key_file}" in said
    with pytest.raises(Stop, match="exists already"):
        backup.command(place, [str(target)])


def test_a_restore_over_data_must_be_asked_for(place: Settings) -> None:
    fill(place, "Ekby kommun")
    file = write_backup(place)
    with pytest.raises(Stop, match="--replace"):
        restore.restore(place, file, replace=False)
    assert organisers(place) == ["Ekby kommun"]


def test_a_broken_file_changes_nothing(place: Settings, tmp_path: Path) -> None:
    fill(place, "Ekby kommun")
    broken = tmp_path / "broken.dump"
    broken.write_bytes(write_backup(place).read_bytes()[:5000])
    with pytest.raises(Stop, match="pg_restore failed"):
        restore.restore(place, broken, replace=True)
    assert organisers(place) == ["Ekby kommun"]
    with psycopg.connect(plain(place.admin_url)) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_database WHERE starts_with(datname, %s)", (place.database_name,)
        )
        assert found.fetchone() == (1,)


def test_a_restore_without_the_master_key_is_refused(place: Settings) -> None:
    file = write_backup(place)
    place.key_file.unlink()
    with pytest.raises(Stop, match="master key"):
        restore.command(place, [str(file), "--replace"])


def set_revision(place: Settings, revision: str) -> None:
    with psycopg.connect(plain(place.owner_url)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = %s", (revision,))


def test_a_backup_from_a_newer_version_is_refused(place: Settings) -> None:
    set_revision(place, "9999_from_the_future")
    file = write_backup(place)
    set_revision(place, database.head_revision())
    with pytest.raises(Stop, match="newer than this version"):
        restore.restore(place, file, replace=True)


def test_newer_data_stops_older_code(place: Settings) -> None:
    set_revision(place, "9999_from_the_future")
    with pytest.raises(Stop, match="newer than this version"):
        bring_up_to_date(place)
    assert not (place.data_dir / "backups").exists()


def test_older_data_is_backed_up_before_it_is_changed(
    place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr("samsyn.cli.upgrade.write_backup", lambda settings: order.append("backup"))
    monkeypatch.setattr(database, "migrate", lambda url: order.append("migrate"))
    monkeypatch.setattr(database, "known_revisions", lambda: frozenset({"0000_older"}))
    set_revision(place, "0000_older")
    bring_up_to_date(place)
    assert order == ["backup", "migrate"]
    order.clear()
    migrate.command(place, ["--no-backup"])
    assert order == ["migrate"]


def test_data_at_this_version_is_left_alone(place: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "migrate", lambda url: pytest.fail("migrated"))
    bring_up_to_date(place)
    assert not (place.data_dir / "backups").exists()


def test_a_lost_master_key_is_never_replaced_by_a_new_one(place: Settings) -> None:
    place.key_file.unlink()
    with pytest.raises(Stop, match="put it back"):
        make_keys(place, empty=False)
    assert not place.key_file.exists()


def test_a_command_joins_the_server_that_runs(place: Settings) -> None:
    with at_hand(place) as started:
        assert started is None


def test_the_documented_commands_are_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    given = program.Program(lambda settings: None, lambda settings: _nothing(), dict)
    with pytest.raises(SystemExit):
        program.main(given, ["--help"])
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in (*program.OWN, *program.GIVEN))
    with pytest.raises(SystemExit) as caught:
        program.main(given, ["destroy"])
    assert caught.value.code == 2


async def _nothing() -> None:
    return None
