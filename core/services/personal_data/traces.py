"""Everything that is held about a person, and what keeps it from being erased."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Max, Min, Q
from django.utils.translation import gettext as _

from core import access
from core.access import Reach
from core.access.principals import Principal
from core.choices import Role
from core.errors import Forbidden, NotFound
from core.history.rows import FOREVER
from core.ledger.writing import history_of
from core.models import (
    DocumentLink,
    DocumentVersion,
    OutboxMessage,
    Person,
    RegisterModel,
    Signature,
    User,
)
from core.reading.links import Link
from core.registers import registers
from core.writing import quoting
from core.writing.erasure import REASON

#: A name or number shorter than this is found in too many texts that mean something else.
SHORTEST = 5
#: Who may hand out what is held about anybody, and about those whom their own records name.
EVERYBODYS = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER})
THEIR_OWN = frozenset({Role.RELATIONSHIP_MANAGER, Role.SUPPLIER_MANAGER})


@dataclass(frozen=True)
class Naming:
    """A record that names the person in a link, since when and until when; None: it still does."""

    link: Link
    field: str
    since: datetime
    until: datetime | None


@dataclass
class Mention:
    """A record whose texts mention the person: by field, the versions (history keys) that do."""

    model: type[RegisterModel]
    key: int
    link: Link
    versions: dict[str, list[int]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> str:
        """What people call the fields, the latest text of each mentioning the person."""
        names = [each for each in self.versions if each not in ("title", REASON)]
        labels = [_label(self.model, name) for name in names]
        return ", ".join([*labels, *([_("reason of a change")] if REASON in self.versions else [])])


@dataclass
class Traces:
    """What is held about one person; each part is looked up when it is first asked for."""

    person: Person

    @cached_property
    def accounts(self) -> list[User]:
        """Their sign-ins."""
        users = User.objects.unscoped("what is held about a person")
        return list(users.filter(person=self.person.pk))

    @cached_property
    def names(self) -> list[str]:
        """What they are and were called: whole names, longest first."""
        return _distinct(self._texts("name", "title"))

    @cached_property
    def addresses(self) -> list[str]:
        """Their mail addresses and numbers, also former ones."""
        return _distinct(self._texts("email", "phone"))

    def _texts(self, *names: str) -> Iterator[str]:
        for model, keys in ((Person, [self.person.pk]), (User, [u.pk for u in self.accounts])):
            known = [n for n in names if n in {f.name for f in model.tracked_fields()}]
            for row in history_of(model).objects.filter(record__in=keys).values_list(*known):
                yield from row

    @cached_property
    def namesakes(self) -> int:
        """How many others are called the same: then a name in a text may mean one of them."""
        persons = Person.objects.unscoped("namesakes").exclude(pk=self.person.pk)
        return persons.filter(name__in=self.names).count()

    @cached_property
    def sought(self) -> list[str]:
        """What texts are searched for, longest first."""
        texts = {*self.addresses, *([] if self.namesakes else self.names)}
        return sorted(texts, key=len, reverse=True)

    @cached_property
    def namings(self) -> list[Naming]:
        """Records that name them in a link, now or in the past."""
        found = []
        for model, name in _links_to_person():
            rows = history_of(model).objects.filter(**{name: self.person.pk})
            spans = rows.order_by().values("record").annotate(
                its_since=Min("valid_from"), its_until=Max("valid_to")
            )  # fmt: skip
            times = {span["record"]: (span["its_since"], span["its_until"]) for span in spans}
            label = _label(model, name)
            for row in model._base_manager.filter(pk__in=times).order_by("reference"):
                since, until = times[row.pk]
                found.append(Naming(_link(row), label, since, None if until == FOREVER else until))
        return found

    @cached_property
    def about(self) -> list[RegisterModel]:
        """Rows that are about the person and have personal fields of their own."""
        return [
            row
            for model, name in _links_to_person()
            if model.register.personal and name == "person"
            for row in model._base_manager.filter(**{name: self.person.pk})
        ]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Records whose texts mention them, in any version."""
        mine = {self.person.pk, *(user.pk for user in self.accounts)}
        found = [each for model in registers() for each in _mentions(model, self.sought)]
        return [each for each in found if each.key not in mine]

    @cached_property
    def files(self) -> list[DocumentVersion]:
        """Files called after them, attached to their record, and mails from or to them."""
        named = Q(pk__in=())
        for text in self.sought:
            named |= Q(name__icontains=text)
        theirs = DocumentLink._base_manager.filter(subject__in=self._subjects())
        versions = DocumentVersion.objects.filter(named | Q(document__in=theirs.values("document")))
        return list(versions.exclude(name="").select_related("document__record"))

    def _subjects(self) -> list[int]:
        """The records whose documents are about the person: their own, and mails they took part in."""
        keys = [self.person.pk]
        for model, name in _links_to_person():
            if mail := _mail_behind(model):
                rows = model._base_manager.filter(**{name: self.person.pk})
                keys += rows.exclude(**{f"{mail}__message_id": None}).values_list(mail, flat=True)
        return keys

    @cached_property
    def messages(self) -> list[OutboxMessage]:
        """Mails of the product to them."""
        own = Q(pk__in=())
        for address in self.addresses:
            own |= Q(recipient__iexact=address)
        return list(OutboxMessage.objects.filter(own).order_by("created_at"))

    @cached_property
    def signatures(self) -> int:
        """How many signatures they gave: under their name, for good."""
        return Signature.objects.filter(signer=self.person.pk).count()

    @cached_property
    def written(self) -> int:
        """How many versions their accounts wrote: under their name, for good."""
        uids = [user.uid for user in self.accounts]
        if not uids:
            return 0
        return sum(
            history_of(model).objects.filter(history_user_id__in=uids).count()
            for model in registers()
        )

    @cached_property
    def obstacles(self) -> list[tuple[str, Link]]:
        """Why the person cannot be erased now: each reason with the record it is about."""
        found = [
            (_("has access as a user"), _link(user)) for user in self.accounts if user.has_access()
        ]
        for model in registers():
            for name, condition in model.register.duties.items():
                rows = model._base_manager.filter(condition(), archived_at=None)
                label = _label(model, name)
                why = _("is still named as %(what)s") % {"what": label}
                named = rows.filter(**{name: self.person.pk}).order_by("reference")
                found += [(why, _link(row)) for row in named]
        return found


def traces(person: Person, *, by: Principal) -> Traces:
    """What is held about a person. Raises NotFound, and Forbidden for those who may not know it all."""
    if not access.may(by, person, "view"):
        raise NotFound
    if not may_export(by, person):
        raise Forbidden
    return Traces(person)


def may_export(by: Principal, person: Person) -> bool:
    """Administrators and service managers; others where records of their own name the person."""
    if by.is_system or by.has_role(*EVERYBODYS):
        return access.allowed(by, Person, "export") is not None
    if not by.has_role(*THEIR_OWN):
        return False
    named = Q(pk__in=())
    for model, name in _links_to_person():
        if access.allowed(by, model, "change") is Reach.OWN:
            rows = model.objects.for_user(by, "change").filter(**{name: person.pk})
            named |= Q(pk__in=rows.values(name))
    return Person.objects.for_user(by, "export").filter(named, pk=person.pk).exists()


def may_erase(by: Principal) -> bool:
    """Administrators only."""
    allowed = by.is_system or by.has_role(Role.ADMINISTRATOR)
    return allowed and access.allowed(by, User, "change") is not None


def _distinct(texts: Iterator[str]) -> list[str]:
    return sorted({text.strip() for text in texts if text and len(text.strip()) >= SHORTEST})


def _links_to_person() -> list[tuple[type[RegisterModel], str]]:
    return [
        (model, link.name)
        for model in registers()
        if model is not User
        for link in quoting.links(model)
        if link.related_model is Person
    ]


def _mail_behind(model: type[RegisterModel]) -> str:
    """The link of a register of participants to what may have come as a mail."""
    for link in quoting.links(model):
        target: Any = link.related_model
        if any(each.name == "message_id" for each in target._meta.fields):
            return link.name
    return ""


def pattern(sought: Sequence[str]) -> re.Pattern[str]:
    """Any of these texts as whole words, whatever the case of their letters."""
    either = "|".join(map(re.escape, sought))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _mentions(model: type[RegisterModel], sought: Sequence[str]) -> list[Mention]:
    if not sought:
        return []
    columns = {name: name for name in _texts_of(model)} | {REASON: "history_change_reason"}
    anywhere, meant = Q(pk__in=()), pattern(sought)
    for column in columns.values():
        for text in sought:
            anywhere |= Q(**{f"{column}__icontains": text})
    rows = history_of(model).objects.filter(anywhere).order_by("record", "version")
    found: dict[int, Mention] = {}
    for row in rows.values("pk", "uid", "reference", *columns.values(), key=F("record_id")):
        for name, column in columns.items():
            if meant.search(row[column] or ""):
                if row["key"] not in found:
                    title = model._base_manager.values_list("title", flat=True).get(pk=row["key"])
                    link = Link(model.register.name, row["uid"], row["reference"], title)
                    found[row["key"]] = Mention(model, row["key"], link)
                found[row["key"]].versions.setdefault(name, []).append(row["pk"])
                found[row["key"]].texts[name] = row[column]
    return list(found.values())


def _texts_of(model: type[RegisterModel]) -> list[str]:
    """Texts that people type; a title that quotes others follows those."""
    typed = (
        each
        for each in model.tracked_fields()
        if isinstance(each, models.CharField | models.TextField) and not each.choices
    )
    left = {"reference", *({"title"} if quoting.quotes(model) else ())}
    return [each.name for each in typed if each.name not in left]


def _link(row: RegisterModel) -> Link:
    return Link(row.register.name, row.uid, row.reference, row.title, row.archived_at is not None)


def find_person(text: str, *, by: Principal) -> Person:
    """A person by reference or uid. Raises NotFound."""
    persons = Person.objects.for_user(by)
    found: Person | None = persons.filter(reference=text).first()
    if found is None:
        raise NotFound
    return found


def _label(model: type[RegisterModel], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)
