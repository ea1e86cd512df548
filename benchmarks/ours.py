"""The program itself, on the benchmark's data: what `samsyn serve` serves, quietly."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI

from samsyn.core.settings import Settings
from samsyn.main import create_app


def create() -> FastAPI:
    data = Path(os.environ["BENCH_DATA"])
    return create_app(Settings(data_dir=data, static_dir=data / "none", log_level="ERROR"))
