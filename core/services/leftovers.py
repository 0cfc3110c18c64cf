"""Forgetting what nobody can use any more: answers kept for repeated requests, ended sessions."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings

from core import clock
from core.models import IdempotencyKey


def forget_answers() -> int:
    """Forget the answers kept for an ``Idempotency-Key`` longer than promised; how many."""
    limit = clock.now() - timedelta(hours=settings.IDEMPOTENCY_KEEP_HOURS)
    forgotten, _by_model = IdempotencyKey.objects.filter(created_at__lt=limit).delete()
    return forgotten


def forget_sessions() -> None:
    """Forget the sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
