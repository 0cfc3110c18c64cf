"""The Celery application; its settings are the CELERY_* ones in config/settings/base.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("sms_registers")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
