"""Mailboxes that are looked into for mails of customers: a Maildir, or a folder over IMAP."""

from __future__ import annotations

import imaplib
import logging
import ssl
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.access.principals import Principal, system
from core.choices import Origin
from core.errors import Invalid, TooLarge
from relationships.services.communications import log_mail

log = logging.getLogger("sms.mail_log")

IMAP_SECONDS = 20
IMAP_PORT, IMAPS_PORT = 143, 993
FLAGS = ":2,"


class Mailbox(ABC):
    """Mails that wait. Those that were logged are marked as seen, those without a customer as flagged.

    A mail stays until it is marked: a crash between logging and marking is harmless, because no mail
    is logged twice.
    """

    @abstractmethod
    def waiting(self) -> Iterator[tuple[str, bytes]]:
        """Key and content of each mail that has no mark yet."""

    @abstractmethod
    def mark(self, key: str, *, logged: bool) -> None:
        """Mark a mail as logged, or as one that somebody must look at."""

    def close(self) -> None:  # noqa: B027 - most have nothing to close
        """Let it go."""


class Maildir(Mailbox):
    """A local folder in the Maildir format."""

    def __init__(self, path: Path) -> None:
        if not (path / "new").is_dir() or not (path / "cur").is_dir():
            raise ImproperlyConfigured(f"MAIL_LOG_URL: {path} is no Maildir (no new/ and cur/).")
        self.path = path

    def waiting(self) -> Iterator[tuple[str, bytes]]:
        """What lies in new/, and in cur/ without a mark."""
        for file in sorted([*(self.path / "new").iterdir(), *(self.path / "cur").iterdir()]):
            marks = set(file.name.partition(FLAGS)[2])
            if file.is_file() and not marks & {"S", "F"}:
                yield str(file), file.read_bytes()

    def mark(self, key: str, *, logged: bool) -> None:
        """Move it to cur/ with its mark in the name."""
        name, _, marks = Path(key).name.partition(FLAGS)
        kept = "".join(sorted({*marks, "S" if logged else "F"}))
        Path(key).rename(self.path / "cur" / f"{name}{FLAGS}{kept}")


class Imap(Mailbox):
    """A folder of a mail server, over TLS (``imap:`` without, for tests on one machine)."""

    def __init__(self, url: str, password: str) -> None:
        parts = urlsplit(url)
        host, user = parts.hostname or "", unquote(parts.username or "")
        self.server: imaplib.IMAP4
        if parts.scheme == "imaps":
            context = ssl.create_default_context()
            self.server = imaplib.IMAP4_SSL(
                host, parts.port or IMAPS_PORT, ssl_context=context,
                timeout=IMAP_SECONDS,
            )  # fmt: skip
        else:
            self.server = imaplib.IMAP4(host, parts.port or IMAP_PORT, IMAP_SECONDS)
        self.server.login(user, password)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        state, answer = self.server.select(f'"{folder}"')
        if state != "OK":
            raise ImproperlyConfigured(f"MAIL_LOG_URL: {folder}: {answer!r}.")

    def waiting(self) -> Iterator[tuple[str, bytes]]:
        """What is neither seen nor flagged."""
        _state, [found] = self.server.uid("SEARCH", "UNSEEN", "UNFLAGGED")
        for key in (found or b"").split():
            _state, parts = self.server.uid("FETCH", key.decode(), "(BODY.PEEK[])")
            content = [part[1] for part in parts if isinstance(part, tuple)]
            if content:
                yield key.decode(), content[0]

    def mark(self, key: str, *, logged: bool) -> None:
        """Set the flag."""
        flag = r"(\Seen)" if logged else r"(\Flagged)"
        self.server.uid("STORE", key, "+FLAGS.SILENT", flag)

    def close(self) -> None:
        """Sign off."""
        self.server.logout()


def open_mailbox(url: str) -> Mailbox:
    """The mailbox at ``maildir:///path`` or ``imaps://user@host[:port]/folder``.

    Raises ImproperlyConfigured, OSError, imaplib.IMAP4.error.
    """
    scheme = urlsplit(url).scheme
    if scheme == "maildir":
        return Maildir(Path(unquote(urlsplit(url).path)))
    if scheme in ("imaps", "imap"):
        return Imap(url, settings.MAIL_LOG_PASSWORD)
    raise ImproperlyConfigured("MAIL_LOG_URL begins with maildir:// or imaps://.")


def poll(url: str) -> dict[str, int]:
    """Log what waits in a mailbox; how many were new, known, and without a customer."""
    box, by = open_mailbox(url), system("mail log")
    counts = {"new": 0, "known": 0, "unmatched": 0}
    try:
        for key, raw in box.waiting():
            outcome = _take(raw, by)
            counts[outcome] += 1
            box.mark(key, logged=outcome != "unmatched")
    finally:
        box.close()
    return counts


def _take(raw: bytes, by: Principal) -> str:
    try:
        _talk, is_new = log_mail(raw=raw, by=by, origin=Origin.TASK)
    except (Invalid, TooLarge) as error:
        log.warning("mail not logged", extra={"errors": error.fields})
        return "unmatched"
    return "new" if is_new else "known"
