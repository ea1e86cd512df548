"""`samsyn run`: database, web and worker under one supervisor; what `make run` starts.

One Ctrl-C (or SIGTERM) stops everything in order: web and worker first, then the database. When one part ends
by itself the rest is stopped too.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

from samsyn.cli import demo
from samsyn.cli.at_hand import at_hand, is_empty
from samsyn.cli.children import Child, child, watch
from samsyn.cli.console import Stop, no_words, say, waiting
from samsyn.cli.keys import make_keys
from samsyn.cli.program import Program
from samsyn.cli.upgrade import bring_up_to_date
from samsyn.core.embedded import Embedded
from samsyn.core.probe import is_ready
from samsyn.core.settings import Settings

READY_SECONDS = 60.0
LOGINS = "rektor, kurator, specialpedagog, skolskoterska, psykolog, larare, utredare, skolchef, admin"


def command(program: Program, settings: Settings, words: Sequence[str]) -> int:
    no_words("run", words)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        _supervise(settings)
    except KeyboardInterrupt:
        say("Stopped.")
    return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _supervise(settings: Settings) -> None:
    _refuse_taken_port(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as parts:
        server = parts.enter_context(at_hand(settings, alone=True))
        bring_up_to_date(settings)
        empty = is_empty(settings)
        make_keys(settings, empty)
        to_fill = _is_to_be_filled(settings, empty)
        password = demo.password(settings, anew=to_fill) if settings.demo else None
        environment = {"SAMSYN_DEMO_PASSWORD": password} if password else {}
        if to_fill:
            _seed(environment)
        logs = settings.data_dir / "log"
        children = [
            parts.enter_context(child("web", ["serve"], logs, environment)),
            parts.enter_context(child("worker", ["worker"], logs, environment)),
        ]
        _wait_until_ready(settings, children)
        say(f"Samsyn is ready: {settings.public_url or settings.local_url}")
        _say_how_to_enter(settings, password, empty)
        watch([*children, *_database(settings, server)])


def _is_to_be_filled(settings: Settings, empty: bool) -> bool:
    if not settings.demo:
        demo.refuse_unfinished(settings)
    return settings.demo and (empty or demo.is_unfinished(settings))


def _database(settings: Settings, server: Embedded | None) -> list[Child]:
    """Watched like the others, and stopped last by the one who started it."""
    if server is None or server.process is None:
        return []
    return [Child("database", server.process, settings.cluster_dir / "server.log")]


def _refuse_taken_port(settings: Settings) -> None:
    kind = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            place = f"{settings.host}:{settings.port}"
            raise Stop(
                f"cannot listen on {place} ({error.strerror}); another one: SAMSYN_PORT=8001 make run"
            ) from None


def _seed(environment: dict[str, str]) -> None:
    with waiting("Filling the demo municipality"):
        done = subprocess.run(
            [sys.executable, "-m", "samsyn", "seed"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        raise Stop(f"the demo could not be filled in: {done.stderr.strip()[-2000:]}")


def _wait_until_ready(settings: Settings, children: Sequence[Child]) -> None:
    with waiting("Starting web and worker"):
        deadline = time.monotonic() + READY_SECONDS
        while not is_ready(settings):
            for one in children:
                one.check()
            if time.monotonic() > deadline:
                raise Stop(f"web did not become ready within {READY_SECONDS:.0f} s; see {children[0].log}")
            time.sleep(0.05)


def _say_how_to_enter(settings: Settings, password: str | None, empty: bool) -> None:
    if password:
        say(f"Sign in as {LOGINS} (add -2: another school, -b: another municipality); password: {password}")
    elif empty:
        say("No organiser yet. In another terminal, with the same settings:")
        say('  bin/samsyn create-organiser "Ekby kommun"')
        say('  bin/samsyn create-admin "Given Family"')
    say(f"Logs: {settings.data_dir / 'log'}. Stop with Ctrl-C.")
