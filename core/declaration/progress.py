"""How far a job is, in words and colour, for every page that shows one."""

from __future__ import annotations

from typing import Any

from core import jobs as kinds
from core.choices import JobState
from core.models import Job

TONES = {
    JobState.WAITING: "info",
    JobState.RUNNING: "info",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "warn",
}


def described(job: Job) -> dict[str, Any]:
    """What a page says of a job."""
    return {
        "job": job,
        "label": kinds.label(job.kind),
        "tone": TONES[JobState(job.state)],
        "open": job.state in (JobState.WAITING, JobState.RUNNING),
    }
