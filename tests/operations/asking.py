"""Asking for a job, and looking at it again."""

from core.principals import Principal
from core.services import jobs


def ask(user, scopes=frozenset({"*"}), **params):
    return jobs.start(kind="work", params=params, by=Principal.of(user, scopes))


def again(job):
    job.refresh_from_db()
    return job
