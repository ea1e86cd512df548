"""`samsyn sync [source]`: pulls now, and tells at the terminal what came of it."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from samsyn.cli.console import Stop, say
from samsyn.core.settings import Settings
from samsyn.integrations import RunTrigger, report_lines, sync_all
from samsyn.main.runtime import make_runtime

Told = list[tuple[str, Mapping[str, Any]]]


def sync_command(settings: Settings, words: Sequence[str]) -> int:
    """Exit code 1 where a pull failed or never began. Raises Stop for a source that is not there."""
    parser = argparse.ArgumentParser(prog="samsyn sync", description="Fetch from SS 12000 sources.")
    parser.add_argument("source", nargs="?", help="name or id; left out: every source that is switched on")
    parser.add_argument("--language", choices=("sv", "en"), default="sv", help="of the report")
    asked = parser.parse_args(words)
    told = asyncio.run(_sync(settings, asked.source))
    if asked.source is not None and not told:
        raise Stop("there is no such source that is switched on")
    if not told:
        say("There is no source that is switched on.")
    for name, report in told:
        for line in (f"== {name}", *report_lines(report[asked.language], asked.language)):
            say(line)
    return int(any(report["sv"]["outcome"] in ("FAILED", "REFUSED") for _, report in told))


async def _sync(settings: Settings, source: str | None) -> Told:
    runtime = make_runtime(settings, url=settings.worker_url)
    try:
        told: Told = []
        for tenant in _tenants(settings):
            told += await sync_all(runtime, tenant, RunTrigger.COMMAND_LINE, source)
        return told
    finally:
        await runtime.engine.dispose()


def _tenants(settings: Settings) -> list[int]:
    url = settings.worker_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT tenant FROM all_tenants() AS tenant")]
