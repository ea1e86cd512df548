"""`python -m samsyn` and the command `samsyn`: puts the layers above the command line into its hands."""

import sys
from collections.abc import Mapping
from typing import Any

from samsyn.cli import Program
from samsyn.cli import main as command_line
from samsyn.cli.program import Command
from samsyn.core.settings import Settings


def create_app(settings: Settings) -> Any:
    from samsyn.main import create_app as create

    return create(settings)


async def run_worker(settings: Settings) -> None:
    from samsyn.main.background import run

    await run(settings)


def commands() -> Mapping[str, Command]:
    from samsyn.main.commands import COMMANDS

    return COMMANDS


def main() -> int:
    return command_line(Program(create_app, run_worker, commands))


if __name__ == "__main__":
    sys.exit(main())
