"""Figures for a Prometheus server: answers as they happen, queues when they are asked for."""

import os
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from core.web import pulse

ANSWERS = Counter("sms_answers_total", "Answers.", ["method", "view", "status"])
SECONDS = Histogram(
    "sms_answer_seconds",
    "Seconds to the answer.",
    ["method", "view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def count(*, method: str, view: str, status: int, seconds: float) -> None:
    """Count one answer."""
    method = method if method in METHODS else "other"
    ANSWERS.labels(method, view, str(status)).inc()
    SECONDS.labels(method, view).observe(seconds)


class Queues(Collector):
    """Figures read from the database at the moment of asking."""

    def collect(self) -> Iterable[Metric]:
        """Yield one gauge per figure."""
        for name, (text, value) in pulse.figures().items():
            yield GaugeMetricFamily(name, text, value=value)


def exposition() -> bytes:
    """All figures in Prometheus' text format, summed over the web processes of this machine."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
    else:
        registry.register(ANSWERS)
        registry.register(SECONDS)
    registry.register(Queues())
    return generate_latest(registry)
