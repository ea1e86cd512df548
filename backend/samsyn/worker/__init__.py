"""The process that carries out jobs: queue, repetition, and what is told by the clock."""

from samsyn.worker.queue import build, work_off

__all__ = ["build", "work_off"]
