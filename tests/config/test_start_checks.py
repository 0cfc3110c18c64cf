"""Start-up checks: durable commits and append-only triggers."""

import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.db import connection

from config.protection import reasons_not_to_start
from core.database import triggers

pytestmark = pytest.mark.django_db


def problems():
    found = run_checks(tags=["protection"], include_deployment_checks=True, databases=["default"])
    return [message.id for message in found]


def test_a_migrated_database_passes():
    assert problems() == []


def test_missing_triggers_are_found():
    triggers.lift(connection)
    assert problems() == ["config.E002"]


def test_a_database_that_may_lose_commits_is_found(settings):
    settings.REQUIRE_DURABILITY = True  # the tests' own databases are fast and not durable
    assert "config.E001" in problems()


def test_the_checks_do_not_stand_in_the_way_of_migrate():
    triggers.lift(connection)
    assert run_checks(databases=["default"]) == []


def test_the_reasons_not_to_start_are_sentences():
    triggers.lift(connection)
    (sentence,) = reasons_not_to_start()
    assert sentence.startswith("Append-only triggers are missing on core_accessentry")
    assert sentence.endswith("Run `manage.py migrate`; it installs them.")


def test_figures_of_several_workers_are_summed(monkeypatch, tmp_path):
    # The client decides when first imported whether it writes to files; the folder must be set by then.
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    code = "import sys, config.gunicorn_conf; sys.exit('prometheus_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
