"""The tasks of the portfolio that beat wakes."""

from __future__ import annotations

import logging

from celery import shared_task

from portfolio.services import breaches

log = logging.getLogger("sms.levels")


@shared_task
def open_breaches() -> None:
    """Open a breach for every target that was missed and has none."""
    number = breaches.open_missed()
    if number:
        log.info("breaches opened", extra={"counts": {"opened": number}})
