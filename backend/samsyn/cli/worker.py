"""`samsyn worker`: one process that carries out jobs until it is told to stop."""

import asyncio
from collections.abc import Sequence

from samsyn.cli.console import no_words
from samsyn.cli.program import Program
from samsyn.core import logging
from samsyn.core.metrics import Metrics
from samsyn.core.settings import Settings


def command(program: Program, settings: Settings, words: Sequence[str]) -> int:
    no_words("worker", words)
    logging.configure(settings.log_level)
    if settings.metrics_port:
        metrics = Metrics()
        metrics.watch_queue(settings.worker_url)
        metrics.serve(settings.metrics_port + 1)
    asyncio.run(program.run_worker(settings))
    return 0
