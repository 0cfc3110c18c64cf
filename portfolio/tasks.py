"""The tasks of the portfolio that beat wakes."""

from __future__ import annotations

import logging

from celery import shared_task

from portfolio.services import breaches, reconfirming, reports

log = logging.getLogger("sms.levels")


@shared_task
def open_breaches() -> None:
    """Open a breach for every target that was missed and has none; follow corrections."""
    number = breaches.follow()
    if number:
        log.info("breaches followed", extra={"counts": {"changed": number}})


@shared_task
def ask_about_requirements() -> None:
    """Ask whether requirements still hold after what happened since, as far as nobody was asked."""
    opened = reconfirming.follow()
    if opened:
        log.info("requirements to confirm", extra={"counts": {"opened": opened}})


@shared_task
def make_reports() -> None:
    """Make the service reports whose period is over, and issue those that need no look."""
    made, issued = reports.plan_due(), reports.issue_automatic()
    if made or issued:
        log.info("service reports", extra={"counts": {"made": made, "issued": issued}})
