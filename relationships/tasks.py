"""The tasks of relationships that beat wakes."""

from __future__ import annotations

import imaplib
import logging

from celery import shared_task
from django.conf import settings

from relationships.services.mailboxes import poll

log = logging.getLogger("sms.mail_log")


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
