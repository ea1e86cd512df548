"""What Prometheus may ask, on a loopback port of its own; labels hold route templates, never values."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


@dataclass
class Metrics:
    """One registry per process; nothing is counted globally, so that tests do not see each other."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    refused_reads: Counter = field(init=False)

    def __post_init__(self) -> None:
        self.requests = Counter(
            "samsyn_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "samsyn_request_seconds", "Time to answer", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.refused_reads = Counter(
            "samsyn_refused_reads", "Reads answered 403 or 404", ("route",), registry=self.registry
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)
        if method == "GET" and status in {403, 404}:
            self.refused_reads.labels(route).inc()

    def watch_pool(self, engine: AsyncEngine) -> None:
        self.registry.register(PoolGauges(engine))

    def watch_queue(self, url: str) -> None:
        """`url`: the worker role's; asked when Prometheus asks, never in between."""
        self.registry.register(QueueGauges(url))

    def serve(self, port: int) -> None:
        """Answers on loopback from a thread of its own for the rest of the process's life."""
        start_http_server(port, addr="127.0.0.1", registry=self.registry)


class PoolGauges(Collector):
    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        pool = self.engine.pool
        if isinstance(pool, QueuePool):
            yield GaugeMetricFamily("samsyn_pool_size", "Database connections allowed", pool.size())
            yield GaugeMetricFamily("samsyn_pool_used", "Database connections in use", pool.checkedout())


class QueueGauges(Collector):
    """Jobs that wait, and how long the oldest has: mails, webhooks and synchronisation are queues too."""

    QUERY = """
        SELECT queue_name, count(*),
               coalesce(extract(epoch FROM now() - min(coalesce(scheduled_at, deferred.at))), 0)
        FROM procrastinate_jobs AS job
        LEFT JOIN LATERAL (
            SELECT min(at) AS at FROM procrastinate_events WHERE job_id = job.id AND type = 'deferred'
        ) AS deferred ON true
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
        GROUP BY queue_name
    """

    def __init__(self, url: str) -> None:
        self.url = url.replace("+psycopg", "")

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily("samsyn_jobs_waiting", "Jobs due and not begun", labels=("queue",))
        oldest = GaugeMetricFamily(
            "samsyn_jobs_oldest_seconds", "Age of the oldest of them", labels=("queue",)
        )
        up = GaugeMetricFamily("samsyn_database_up", "Whether the database answered just now")
        try:
            with psycopg.connect(
                self.url, connect_timeout=2, options="-c statement_timeout=2000"
            ) as connection:
                for queue, count, age in connection.execute(self.QUERY):
                    waiting.add_metric((queue,), count)
                    oldest.add_metric((queue,), float(age))
            up.add_metric((), 1)
        except psycopg.Error:
            up.add_metric((), 0)
        yield from (waiting, oldest, up)
