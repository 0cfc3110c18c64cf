"""A kind of job that takes its time, for the worker that test_killing kills."""

import io
import time

from core.jobs import job_kind


@job_kind("slow")
def slow(context):
    """Two seconds of work and a result."""
    for step in range(20):
        context.report(step * 5, f"step {step}")
        time.sleep(0.1)
    context.finish(io.BytesIO(b"done"), "done.txt")
