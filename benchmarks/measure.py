"""Rounds of wrk against servers that all stay up, with the CPU that each and PostgreSQL used."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

CONNECTIONS = 16
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """``pid`` of a uvicorn process with one worker."""

    name: str
    pid: int
    url: str


@dataclass(frozen=True, slots=True)
class Round:
    """Microseconds of CPU per request of the server and of PostgreSQL; milliseconds of time."""

    per_second: float
    p50: float
    p99: float
    bad: int
    own_cpu: float
    database_cpu: float


@contextmanager
def serving(name: str, factory: str, port: int, environment: dict[str, str]) -> Iterator[Server]:
    words = [
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        factory,
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(words, env={**os.environ, **environment})
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(url, timeout=1)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield Server(name, process.pid, url)
    finally:
        process.terminate()
        process.wait(20)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def database_cpu_seconds() -> float:
    """Of every postgres on this machine, children that have ended included."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        if "(postgres)" in text:
            fields = text.rsplit(")", 1)[1].split()
            total += sum(int(f) for f in fields[11:15]) / TICK
    return total


def memory(pid: int) -> float:
    """Resident, in MB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) / 1024 if found else 0.0


def one_round(server: Server, path: str, script: Path, seconds: int) -> Round:
    own, database = cpu_seconds(server.pid), database_cpu_seconds()
    words = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--latency",
        "-s",
        str(script),
        server.url + path,
    ]
    text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    own, database = cpu_seconds(server.pid) - own, database_cpu_seconds() - database
    requests = int(_number(r"(\d+) requests in", text))
    return Round(
        per_second=_number(r"Requests/sec:\s+([\d.]+)", text),
        p50=_time(r"50%\s+([\d.]+)(us|ms|s)", text),
        p99=_time(r"99%\s+([\d.]+)(us|ms|s)", text),
        bad=int(_number(r"Non-2xx or 3xx responses: (\d+)", text, 0)),
        own_cpu=own / max(requests, 1) * 1e6,
        database_cpu=database / max(requests, 1) * 1e6,
    )


def _number(pattern: str, text: str, otherwise: float | None = None) -> float:
    found = re.search(pattern, text)
    if found is None:
        if otherwise is None:
            raise RuntimeError(f"wrk did not say: {text[:500]}")
        return otherwise
    return float(found.group(1))


def _time(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"wrk did not say: {text[:500]}")
    return float(found.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[found.group(2)]


def interleaved(
    variants: Sequence[tuple[Server, str]], script: Path, rounds: int, seconds: int
) -> dict[str, list[Round]]:
    """Every variant in every round, in turning order."""
    found: dict[str, list[Round]] = {server.name: [] for server, _ in variants}
    for server, path in variants:
        one_round(server, path, script, 1)
    for number in range(rounds):
        order = list(variants) if number % 2 == 0 else list(reversed(variants))
        for server, path in order:
            found[server.name].append(one_round(server, path, script, seconds))
    return found


def ratio(found: dict[str, list[Round]], of: str, to: str) -> tuple[float, float, float]:
    """Median, smallest and largest of the rounds' own ratios of requests per second."""
    each = [a.per_second / b.per_second for a, b in zip(found[of], found[to], strict=True)]
    return statistics.median(each), min(each), max(each)
