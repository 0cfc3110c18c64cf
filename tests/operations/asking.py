"""Asking for a job, and looking at it again."""

from core.access.principals import Principal
from core.services import jobs


def ask(user, scopes=frozenset({"*"}), token=None, **params):
    by = Principal.of(user, scopes, token and token.pk)
    return jobs.start(kind="work", params=params, by=by)


def again(job):
    job.refresh_from_db()
    return job
