"""The tasks of relationships that beat wakes."""

from __future__ import annotations

import imaplib
import logging

from celery import shared_task
from django.conf import settings

from relationships.services.changing_over import change_over
from relationships.services.mailboxes import poll

log = logging.getLogger("sms.mail_log")


@shared_task
def follow_assignments() -> None:
    """Hand customers over on the day that was planned; take them from managers whose time is over."""
    number = change_over()
    if number:
        log.info("customers handed over", extra={"counts": {"changed": number}})


@shared_task
def poll_mail_log() -> None:
    """Log the mails of customers that wait in the mailbox at MAIL_LOG_URL, if there is one."""
    if not settings.MAIL_LOG_URL:
        return
    try:
        log.info("mailbox read", extra={"counts": poll(settings.MAIL_LOG_URL)})
    except (OSError, imaplib.IMAP4.error) as error:
        # The mails stay where they are; the next round tries again.
        log.warning("mailbox not reached", extra={"errors": str(error)})
