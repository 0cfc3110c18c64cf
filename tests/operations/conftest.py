"""Who looks after accounts, who asks for jobs, and jobs that do not dawdle."""

import pytest

from core import jobs as kinds
from core.access.principals import Principal
from core.choices import Role
from core.jobs import job_kind
from tests import personas


@pytest.fixture
def admin():
    return personas.user("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def by(admin):
    return Principal.of(admin)


@pytest.fixture
def fast_jobs(settings, monkeypatch):
    settings.JOB_HEARTBEAT_SECONDS = 0.01
    monkeypatch.setattr(kinds, "SECONDS_BETWEEN_LOOKS", 0)


@pytest.fixture
def run_as(fast_jobs, monkeypatch):
    """Make a kind called "work" of a function."""

    def register(function):
        monkeypatch.setattr(kinds, "_kinds", {})
        job_kind("work")(function)

    return register


@pytest.fixture
def auditor():
    return personas.user("auditor", Role.AUDITOR)
