"""The commands of the command line that need the domains: name → what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from samsyn.core.settings import ROOT, Settings
from samsyn.main.contract import document
from samsyn.main.demo import seed_command
from samsyn.main.founding import create_admin, create_api_client, create_organiser, reset_account
from samsyn.main.sync import sync_command

Command = Callable[[Settings, Sequence[str]], int]
DOCUMENT = ROOT / "openapi" / "openapi.json"


def write_openapi(_: Settings, arguments: Sequence[str]) -> int:
    """`samsyn openapi [file]`: the document that is committed."""
    target = Path(arguments[0]) if arguments else DOCUMENT
    target.parent.mkdir(exist_ok=True)
    target.write_text(document(), encoding="utf-8")
    return 0


COMMANDS: Mapping[str, Command] = {
    "openapi": write_openapi,
    "seed": seed_command,
    "create-organiser": create_organiser,
    "create-admin": create_admin,
    "sync": sync_command,
    "reset-account": reset_account,
    "create-api-client": create_api_client,
}
