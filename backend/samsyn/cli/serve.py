"""`samsyn serve`: one web process. Several may run beside each other; they hold no state."""

import asyncio
import signal
from collections.abc import Sequence
from types import FrameType
from typing import Any

import uvicorn

from samsyn.cli.console import no_words
from samsyn.cli.program import Program
from samsyn.core import logging
from samsyn.core.metrics import Metrics
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings

DRAIN_SECONDS = 25
NOTICE_SECONDS = 5.0
"""How long the load balancer gets to see that `/health/ready` says no, before connections are refused."""


class Server(uvicorn.Server):
    """Lets `/health/ready` say no before connections are refused; Ctrl-C waits for nobody."""

    def __init__(self, config: uvicorn.Config, kept: dict[str, Any], notice: float) -> None:
        super().__init__(config)
        self.kept = kept
        self.notice = notice

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        hurry = sig == signal.SIGINT or "draining" in self.kept
        self.kept["draining"] = True
        if (ear := self.kept.get("ear")) is not None:
            asyncio.get_running_loop().call_soon_threadsafe(ear.wake_all)
        if hurry or not self.notice:
            super().handle_exit(sig, frame)
        else:
            asyncio.get_running_loop().call_later(self.notice, super().handle_exit, sig, frame)


def command(program: Program, settings: Settings, words: Sequence[str]) -> int:
    no_words("serve", words)
    logging.configure(settings.log_level)
    app = program.create_app(settings)
    runtime: Runtime = app.state.runtime
    if settings.metrics_port:
        metrics: Metrics = app.state.metrics
        metrics.watch_pool(runtime.engine)
        metrics.serve(settings.metrics_port)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=[str(network) for network in settings.trusted_proxies],
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    server = Server(config, runtime.kept, NOTICE_SECONDS if settings.public_url else 0)
    server.run()
    return 0 if server.started else 1
