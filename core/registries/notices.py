"""The registry of notices: what the registers have to say today, computed anew each time.

An app registers rules in its module ``notices``. A rule answers with everything that is to be told
today; each notice is told once, however often and wherever the rules are asked. Whoever has an account
is told by the channel they chose for the rule, others by mail.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from core.access.principals import Principal
from core.access.principals import today as current_day
from core.choices import Channel, Role
from core.errors import Invalid
from core.models import Record, RegisterModel, User
from core.reading.links import record_url
from core.services import notifications, outbox
from core.text import reader

log = logging.getLogger("sms.notices")


@dataclass(frozen=True)
class Notice:
    """One thing to tell: about which record, because of which day, at which stage, to whom.

    ``url`` is the path of its page; ``subject`` and ``body`` are the mail's.
    """

    record: Record | None
    day: date
    stage: str
    recipient: str
    subject: str
    body: str
    url: str = ""
    about: str = ""

    def key(self, rule: str) -> str:
        """What makes it the same notice."""
        about = self.record.uid if self.record is not None else self.about
        return f"{rule}|{about}|{self.day}|{self.stage}|{self.recipient}"


@dataclass(frozen=True)
class NoticeKind:
    """A rule as people choose how to be told of it; ``roles`` are those it can concern."""

    name: str
    label: Any
    channel: Channel
    roles: frozenset[Role]
    rule: Rule

    def concerns(self, principal: Principal) -> bool:
        """Whether the principal can ever be told of it."""
        return principal.has_role(*self.roles)


Rule = Callable[[date], Iterable[Notice]]
_kinds: dict[str, NoticeKind] = {}


def notice_rule(
    name: str,
    *,
    label: Any = "",
    channel: Channel = Channel.MAIL,
    roles: frozenset[Role] = frozenset(Role),
) -> Callable[[Rule], Rule]:
    """Register a rule with the channel that is used unless somebody chose another.

    Raises ValueError when the name is taken.
    """

    def register(rule: Rule) -> Rule:
        if name in _kinds and _kinds[name].rule is not rule:
            raise ValueError(f"There is a rule called “{name}” already.")
        _kinds[name] = NoticeKind(name, label or name, channel, roles, rule)
        return rule

    return register


def kinds(principal: Principal) -> list[NoticeKind]:
    """The kinds that can concern a principal."""
    return [kind for kind in _kinds.values() if kind.concerns(principal)]


def label(name: str) -> str:
    """What people call a kind, also one that is gone."""
    return str(_kinds[name].label) if name in _kinds else name


def channel_of(user: User, kind: NoticeKind) -> str:
    """How a user wants to be told of a kind."""
    chosen = user.channels.get(kind.name)
    return chosen if chosen in Channel.values else kind.channel


def run(*, today: date | None = None, only: str = "") -> int:
    """Tell every notice that is due, of one kind or of all; how many are new."""
    day = today or current_day()
    return sum(_run(kind, day) for kind in _kinds.values() if only in ("", kind.name))


def _run(kind: NoticeKind, day: date) -> int:
    with translation.override(settings.LANGUAGE_CODE):
        return tell_now(kind.name, list(kind.rule(day)))


def tell_now(name: str, notices: Sequence[Notice]) -> int:
    """Tell notices of a kind that no rule computes; how many are new."""
    kind = _kinds[name]
    users = _users({notice.recipient.lower() for notice in notices})
    return sum(_tell(kind, notice, users.get(notice.recipient.lower())) for notice in notices)


def speaking_to(address: str) -> translation.override:
    """A block whose texts are in the language of whoever has an account with this address."""
    accounts = User.objects.unscoped("the language in which somebody is written to")
    found = accounts.filter(email__iexact=address).exclude(language="")
    language = found.values_list("language", flat=True).first()
    return translation.override(language or settings.LANGUAGE_CODE)


def _users(addresses: set[str]) -> dict[str, User]:
    found = User.objects.unscoped("who is told has an account or not").filter(email__in=addresses)
    return {user.email: user for user in found if user.has_access()}


def _tell(kind: NoticeKind, notice: Notice, user: User | None) -> bool:
    try:
        if user is None:
            return outbox.enqueue(
                dedup_key=notice.key(kind.name),
                recipient=notice.recipient,
                subject=notice.subject,
                body=notice.body,
                record=notice.record,
            )
        return notifications.tell(
            user=user,
            kind=kind.name,
            channel=channel_of(user, kind),
            key=notice.key(kind.name),
            title=notice.subject,
            body=notice.body,
            url=notice.url,
            record=notice.record,
        )
    except Invalid as error:
        # One odd address must not keep the others from being told.
        log.warning("notice not possible", extra={"rule": kind.name, "errors": error.fields})
        return False


def about(
    row: RegisterModel, *, day: date, stage: str, recipient: str, sentence: str, **values: Any
) -> Notice:
    """A notice about a record. ``sentence``, not yet translated, may name %(title)s, %(day)s, ``values``."""
    url = record_url(row.register.name, row.uid)
    with speaking_to(recipient):
        subject = gettext(sentence) % {"title": row.title, "day": reader.day(day), **values}
    return Notice(
        record=row.record,
        day=day,
        stage=stage,
        recipient=recipient,
        subject=" ".join(subject.split())[:255],
        body=f"{subject}\n\n{settings.BASE_URL}{url}\n",
        url=url,
    )


def stage(days_left: int, stages: Iterable[int]) -> int | None:
    """The one stage that counts when so many days are left: the nearest that has begun."""
    begun = [each for each in stages if days_left <= each]
    return min(begun, default=None)
