"""Settings of the processes that test_killing starts: impatient, with a mail server of the test."""

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES, INSTALLED_APPS, env

INSTALLED_APPS = [*INSTALLED_APPS, "tests.operations"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 2
RELAY_LEASE_SECONDS = 4
RELAY_BACKOFF_SECONDS = 1
RELAY_MAX_ATTEMPTS = 100
JOB_LEASE_SECONDS = 4
JOB_HEARTBEAT_SECONDS = 1
JOB_MAX_ATTEMPTS = 100
CELERY_BEAT_SCHEDULE = {
    "relay": {"task": "core.tasks.relay_outbox", "schedule": 0.5, "options": {"expires": 5}},
    "jobs": {"task": "core.tasks.run_jobs", "schedule": 0.5, "options": {"expires": 5}},
    "reminders": {"task": "core.tasks.run_reminders", "schedule": 2.0, "options": {"expires": 5}},
}
DATABASES["default"]["NAME"] = env.text("CHAOS_DATABASE")
