"""What a supervisor, a load balancer and Prometheus are told."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from config.local.processes import free_port
from core.database import triggers
from core.models import OutboxMessage
from core.web import pulse

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker(monkeypatch):
    """Let the broker look up; the suite's own may be absent."""
    monkeypatch.setattr(pulse, "broker", lambda: "")


def message(**values):
    now = timezone.now()
    return OutboxMessage.objects.create(
        dedup_key="key",
        message_id="<id@example.org>",
        recipient="ann@example.org",
        subject="Hello",
        body="Hello",
        created_at=now,
        **{"next_attempt": now, **values},
    )


def test_a_live_process_says_so(client):
    assert client.get("/livez").content == b"alive\n"


def test_a_sound_site_is_ready(client, broker):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "ready"


def test_without_redis_the_site_is_degraded_and_serves(client, settings):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert "Redis does not answer" in response.json()["checks"]["redis"]


def test_mail_that_does_not_leave_degrades(client, broker, settings):
    message(next_attempt=timezone.now() - timedelta(seconds=settings.OUTBOX_LAG_SECONDS + 5))
    assert client.get("/readyz").json()["status"] == "degraded"


def test_mail_that_is_not_due_does_not(client, broker):
    message(next_attempt=timezone.now() + timedelta(days=1))
    assert client.get("/readyz").json()["status"] == "ready"


def test_without_triggers_nobody_is_sent_here(client, broker):
    triggers.lift(connection)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "triggers are missing" in response.json()["checks"]["triggers"]


def test_without_a_database_nobody_is_sent_here(client, broker, monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "failing",
        "checks": {"database": "The database does not answer.", "redis": "ok"},
    }


def test_figures_are_given_to_this_machine(client, broker):
    message()
    text = client.get("/metrics").content.decode()
    assert "sms_outbox_waiting 1.0" in text
    assert "sms_broker_up 1.0" in text


def test_figures_count_answers_by_name(client, broker):
    client.get("/account/login/")
    text = client.get("/metrics").content.decode()
    assert 'sms_answers_total{method="GET",status="200",view="account_login"}' in text


@pytest.mark.parametrize(
    "headers",
    [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}],
    ids=["from elsewhere", "through a proxy here"],
)
def test_figures_are_hidden_from_others(client, broker, settings, headers):
    assert client.get("/metrics", **headers).status_code == 404
    assert client.get("/metrics", **headers, HTTP_AUTHORIZATION="Bearer ").status_code == 404
    settings.METRICS_TOKEN = "known"
    assert client.get("/metrics", **headers, HTTP_AUTHORIZATION="Bearer wrong").status_code == 404
    assert client.get("/metrics", **headers, HTTP_AUTHORIZATION="Bearer known").status_code == 200
