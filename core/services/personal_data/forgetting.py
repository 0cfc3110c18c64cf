"""Erasing a person on request: the records stay true, the person becomes a numbered placeholder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from core.access.principals import Principal
from core.choices import EntryKind, MessageState, Origin
from core.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionRequired, Stale
from core.files import storage
from core.models import (
    BulkChange,
    DocumentVersion,
    IdempotencyKey,
    LedgerEntry,
    Notification,
    OutboxMessage,
    Person,
    SavedView,
    User,
)
from core.services.accounts import keep_password
from core.services.personal_data.traces import Mention, Traces, may_erase, pattern
from core.writing.erasure import REASON, Redaction, blanking, erase_facts, placeholder, redact
from core.writing.unit import Work, unit


@dataclass(frozen=True)
class Erased:
    """What an erasure came to."""

    person: Person
    records: int
    files: int
    messages: int


def erase_person(
    *, person: Person, version: int | None, reason: str, by: Principal, origin: Origin
) -> Erased:
    """Erase a person wherever they are named; one unit, after which the ledger still verifies.

    Raises Forbidden, Invalid without a reason, Conflict while somebody still needs the person,
    PreconditionRequired, Stale.
    """
    if not may_erase(by):
        raise Forbidden
    if not reason.strip():
        raise Invalid(fields={"reason": [_("Say why the person is erased.")]})
    if version is None:
        raise PreconditionRequired
    with unit(by=by, origin=origin, reason=reason) as work:
        locked = work.lock([person.pk])
        if person.pk not in locked:
            raise NotFound
        found = Traces(Person._base_manager.get(pk=person.pk))
        if locked[person.pk] != version:
            raise Stale(found.person)
        _refuse(found)
        return _Eraser(work, found).run()


def _refuse(found: Traces) -> None:
    if found.obstacles:
        reasons = (f"{why} ({link.label})" for why, link in found.obstacles)
        sentence = _("This person cannot be erased yet: %(reasons)s.")
        raise Conflict(sentence % {"reasons": "; ".join(reasons)})


class _Eraser:
    """Erases what was found, part after part, in one unit."""

    def __init__(self, work: Work, found: Traces) -> None:
        self.work, self.found = work, found
        self.mark = placeholder(found.person)
        self.meant = pattern(found.sought) if found.sought else None

    def run(self) -> Erased:
        """All of it. What is found is looked up before anything is written."""
        found = self.found
        rows = [found.person, *found.accounts, *found.about]
        mentions, files, messages = found.mentions, found.files, found.messages
        self.work.lock([row.pk for row in rows] + [each.key for each in mentions])
        for row in rows:
            redact(self.work, blanking(type(row)._base_manager.get(pk=row.pk)))
        for mention in mentions:
            self._mention(mention)
        self._files(files)
        for account in found.accounts:
            _close(account)
        self._plumbing()
        keys = {row.pk for row in rows} | {each.key for each in mentions}
        return Erased(found.person, len(keys), len(files), len(messages))

    def _mention(self, mention: Mention) -> None:
        row = mention.model._base_manager.get(pk=mention.key)
        blank = set(row.register.personal) if row in self.found.about else set()
        past = {
            name: list(LedgerEntry.objects.filter(_of(row, versions)))
            for name, versions in mention.versions.items()
            if name not in blank
        }
        texts = [name for name in past if name not in ("title", REASON)]
        values = {
            name: self._without(row._meta.get_field(name), getattr(row, name)) for name in texts
        }
        changed = {name: text for name, text in values.items() if text != getattr(row, name)}
        redact(self.work, Redaction(row, changed, past))

    def _without(self, field: Any, text: str | None) -> str | None:
        if not text or self.meant is None:
            return text
        if isinstance(field, models.EmailField):
            return "erased@erased.invalid" if self.meant.search(text) else text
        return self.meant.sub(self.mark, text)[: field.max_length]

    def _files(self, files: Iterable[DocumentVersion]) -> None:
        by_document: dict[int, list[DocumentVersion]] = {}
        for version in files:
            by_document.setdefault(version.document_id, []).append(version)
        for versions in by_document.values():
            record = versions[0].document.record
            erase_facts(self.work, versions, record, {"name": ""})
            for version in versions:
                transaction.on_commit(partial(storage.remove, version.key))

    def _plumbing(self) -> None:
        """What works for the registers and has no history."""
        keys = [message.pk for message in self.found.messages]
        OutboxMessage.objects.filter(pk__in=keys, state=MessageState.WAITING).delete()
        for message in OutboxMessage.objects.filter(pk__in=keys):
            message.dedup_key = f"erased|{message.pk}"
            message.recipient, message.subject, message.body = "erased@erased.invalid", "", ""
            message.last_error = ""
            message.save()
        Notification.objects.filter(user__in=self.found.accounts).delete()
        SavedView.objects.filter(owner__in=self.found.accounts, roles=[]).delete()
        for model, names in TEXTS.items():
            self._replace(model, names)
        for model, name in (
            (IdempotencyKey, "body"),
            (BulkChange, "typed"),
            (BulkChange, "reason"),
        ):
            self._holding(model, name).delete()

    def _replace(self, model: Any, names: tuple[str, ...]) -> None:
        for name in names:
            for row in self._holding(model, name):
                value = getattr(row, name)
                setattr(row, name, self._plain(model._meta.get_field(name), value))
                row.save(update_fields=[name])

    def _plain(self, field: Any, value: Any) -> Any:
        if isinstance(value, str):
            return self._without(field, value)
        assert self.meant is not None
        return json.loads(self.meant.sub(self.mark, json.dumps(value, ensure_ascii=False)))

    def _holding(self, model: Any, name: str) -> Any:
        """Rows of plumbing whose text mentions the person."""
        anywhere = Q(pk__in=())
        for text in self.found.sought:
            anywhere |= Q(its_text__icontains=text)
        return model.objects.annotate(its_text=Cast(name, models.TextField())).filter(anywhere)


#: Texts of rows without history in which somebody may be named.
TEXTS: dict[Any, tuple[str, ...]] = {
    OutboxMessage: ("subject", "body", "last_error"),
    Notification: ("title", "body"),
    SavedView: ("name", "params"),
}


def _of(row: Any, versions: list[int]) -> Q:
    return Q(record=row.pk, kind=EntryKind.RECORD, history_id__in=versions)


def _close(account: User) -> None:
    """What the sign-in knows of a user who has no access any more."""
    keep_password(user=account, password=None)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=account).delete()
