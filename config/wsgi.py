"""The web application as gunicorn runs it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

application = get_wsgi_application()
# Every page is loaded before gunicorn forks: once, and shared by the workers.
get_resolver().url_patterns  # noqa: B018 - a lazy attribute
