"""Reading a mail: who, when, what about, and its text, however odd it was made."""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage, MIMEPart
from email.policy import default as policy
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.principals import today
from core.errors import Invalid, TooLarge

LONGEST_SUBJECT, LONGEST_ID, LONGEST_TEXT = 255, 255, 20_000
#: What the standard library raises on headers that nobody should write.
BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
SILENT = {"script", "style", "head", "title"}
BREAKING = {"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote"}


@dataclass(frozen=True)
class Mail:
    """What the log needs of a mail. ``people`` are names and lower-case addresses, sender first."""

    message_id: str
    day: date
    subject: str
    text: str
    people: tuple[tuple[str, str], ...]


def read_mail(raw: bytes) -> Mail:
    """The mail in ``raw`` (RFC 5322). Raises Invalid for what is no mail, TooLarge."""
    if len(raw) > settings.UPLOAD_MAX_BYTES:
        raise TooLarge
    message: EmailMessage = email.message_from_bytes(raw, policy=policy)  # type: ignore[assignment]
    try:
        people = tuple(dict.fromkeys(_people(message)))
        subject, identity = str(message["Subject"] or ""), str(message["Message-ID"] or "")
    except BROKEN as error:
        raise _no_mail() from error
    if not people:
        raise _no_mail()
    return Mail(
        message_id=_identity(identity.strip(), raw),
        day=_day(message),
        subject=_line(subject)[:LONGEST_SUBJECT] or _("(no subject)"),
        text=_text(message),
        people=people,
    )


def _no_mail() -> Invalid:
    sentence = _("This is no mail that can be read: save it as .eml and choose that file.")
    return Invalid(fields={"file": [sentence]})


def _people(message: EmailMessage) -> Iterator[tuple[str, str]]:
    for header in ("From", "To", "Cc"):
        for field in message.get_all(header, []):
            for address in field.addresses:
                if address.username and address.domain:
                    yield _line(address.display_name), address.addr_spec.lower()


def _identity(identity: str, raw: bytes) -> str:
    """The Message-ID; of a mail without one, or with an endless one, its hash."""
    if identity and len(identity) <= LONGEST_ID and not CONTROLS.search(identity):
        return identity
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _day(message: EmailMessage) -> date:
    """The day it was written, in the organisation's time zone; today when it does not say."""
    try:
        written: datetime = parsedate_to_datetime(str(message["Date"]))
        aware = written if written.tzinfo else timezone.make_aware(written)
        return min(aware.astimezone(timezone.get_default_timezone()).date(), today())
    except (*BROKEN, OverflowError):
        return today()


def _text(message: EmailMessage) -> str:
    """The text a reader would see, without markup."""
    try:
        body = message.get_body(preferencelist=("plain", "html"))
    except BROKEN:
        body = None
    if body is None:
        return ""
    payload = body.get_payload(decode=True)
    content = _decoded(payload if isinstance(payload, bytes) else b"", body)
    text = _plain(content) if body.get_content_type() == "text/html" else content
    kept = CONTROLS.sub("", text.replace("\r\n", "\n")).strip()
    return kept if len(kept) <= LONGEST_TEXT else f"{kept[:LONGEST_TEXT]} …"


def _decoded(content: bytes, body: MIMEPart) -> str:
    try:
        return content.decode(body.get_content_charset("utf-8"), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _line(text: str) -> str:
    return " ".join(CONTROLS.sub(" ", text).split())


class _Words(HTMLParser):
    """Collects the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in SILENT
        if tag in BREAKING:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def _plain(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
