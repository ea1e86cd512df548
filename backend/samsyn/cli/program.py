"""Which commands there are, and how a wrong word or a known failure is told."""

import argparse
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn import __version__
from samsyn.cli.console import Stop, Unread, complain, end_of_output
from samsyn.core.embedded import EmbeddedError
from samsyn.core.settings import Settings, SettingsError

Command = Callable[[Settings, Sequence[str]], int]
"""Takes the words after its name, answers the exit code; raises Stop with a line for the terminal."""


@dataclass(frozen=True)
class Program:
    """What the layers above give to the command line; each is called only when it is needed."""

    create_app: Callable[[Settings], Any]
    run_worker: Callable[[Settings], Coroutine[Any, Any, None]]
    commands: Callable[[], Mapping[str, Command]]


OWN = {
    "run": "everything at once: embedded database, migrations, demo, web and worker",
    "serve": "one web process",
    "worker": "one worker process",
    "migrate": "bring the database to this version",
    "migration": "write a new migration from the models",
    "keys": "make the master key and the signing key, once",
    "backup": "write a backup of the database",
    "restore": "put a backup in the place of the database",
}
GIVEN = {
    "seed": "fill an empty database with the demo municipality",
    "sync": "fetch schools, people and groups from an SS 12000 source",
    "create-organiser": "make an organiser (huvudman)",
    "create-admin": "make an administrator with a one-time code",
    "reset-account": "give an account a new one-time code",
    "create-api-client": "make a client for a third-party system",
    "openapi": "write the API document",
}

INTERRUPTED, UNREAD = 130, 141
ON_DATA = GIVEN.keys() - {"openapi"}


def main(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 refused or failed with a line on stderr, 2 wrong words, 141 nobody reads any more
    (as the shell tells of a broken pipe)."""
    try:
        return _main(program, list(sys.argv[1:] if arguments is None else arguments))
    finally:
        end_of_output()


def _main(program: Program, given: list[str]) -> int:
    chosen = _parser().parse_args(given[:1])
    try:
        return _command(program, chosen.command)(Settings.load(), given[1:])
    except (Stop, SettingsError, EmbeddedError) as refusal:
        complain(str(refusal))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except Unread:
        return UNREAD


def _parser() -> argparse.ArgumentParser:
    names = "\n".join(f"  {name:<18} {text}" for name, text in {**OWN, **GIVEN}.items())
    parser = argparse.ArgumentParser(
        prog="samsyn",
        description=f"Samsyn {__version__}",
        epilog=f"commands:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=[*OWN, *GIVEN], metavar="command")
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _command(program: Program, name: str) -> Command:
    if name in GIVEN:
        given = program.commands().get(name)
        if given is None:
            raise Stop(f"this build has no {name}")
        if name == "seed":
            from samsyn.cli import demo

            return lambda settings, words: demo.seed(given, settings, words)
        return _with_database(given) if name in ON_DATA else given
    from samsyn.cli import backup, keys, migrate, migration, restore, run, serve, worker

    own: dict[str, Command] = {
        "run": lambda settings, words: run.command(program, settings, words),
        "serve": lambda settings, words: serve.command(program, settings, words),
        "worker": lambda settings, words: worker.command(program, settings, words),
        "migrate": migrate.command,
        "migration": migration.command,
        "keys": keys.command,
        "backup": backup.command,
        "restore": restore.command,
    }
    return own[name]


def _with_database(command: Command) -> Command:
    from samsyn.cli.at_hand import at_hand
    from samsyn.cli.demo import refuse_unfinished
    from samsyn.cli.upgrade import bring_up_to_date

    def on_data(settings: Settings, words: Sequence[str]) -> int:
        if {"-h", "--help"}.intersection(words):
            return command(settings, words)
        with at_hand(settings):
            bring_up_to_date(settings)
            refuse_unfinished(settings)
            return command(settings, words)

    return on_data
