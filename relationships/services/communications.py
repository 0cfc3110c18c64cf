"""Logging contacts with customers: by hand in a few seconds, and from mails."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from core import records
from core.access.principals import Principal
from core.choices import Origin, Side
from core.errors import Conflict, Invalid
from core.models import Action, Person
from core.records import Draft
from core.services import documents
from core.writing.unit import unit
from relationships.choices import ChannelKind
from relationships.models import Communication, Contact, Customer, Participant, Representative
from relationships.services.mails import Mail, read_mail

#: Fields that no form writes.
MANAGED = frozenset({"message_id"})
LONGEST_OTHERS = 500


@dataclass(frozen=True)
class FollowUp:
    """What somebody is to do after a contact: becomes an action."""

    what: str
    owner: Person | None = None
    due: date | None = None


def log_communication(
    *,
    customer: Customer,
    values: dict[str, Any],
    people: str = "",
    follow_up: FollowUp | None = None,
    by: Principal,
    origin: Origin,
) -> Communication:
    """A contact with a customer, its participants, and the action that follows; one unit.

    ``values`` are fields of the communication; ``people`` names separated by commas: those that the
    registers know become participants, the others are kept by name. Raises Forbidden, Invalid.
    """
    known, others = _split(people, customer, by)
    values = {**values, "subject": customer.record, "others": ", ".join(others)}
    if follow_up:
        values["follow_up"] = follow_up.what
    talk = Draft(Communication, values)
    drafts = _with_participants(talk, known)
    with unit(by=by, origin=origin):
        made: Communication = records.apply(drafts, by=by, origin=origin)[0]
        if follow_up:
            _follow(made, follow_up, by, origin)
    return made


def _with_participants(talk: Draft, people: Iterable[Person]) -> list[Draft]:
    there = ({"communication": talk, "person": person} for person in people)
    return [talk, *(Draft(Participant, values) for values in there)]


def _follow(talk: Communication, what: FollowUp, by: Principal, origin: Origin) -> None:
    first = what.what.strip().split("\n")[0][:255]
    details = "" if first == what.what.strip() else what.what
    values = {"name": first, "details": details, "owner": what.owner, "due": what.due}
    records.create(Action, {**values, "subject": talk.record}, by=by, origin=origin)


def _split(people: str, customer: Customer, by: Principal) -> tuple[list[Person], list[str]]:
    """Persons of either side by their exact names, and the names that nobody or several have."""
    names = list(dict.fromkeys(part.strip() for part in people.split(",") if part.strip()))
    theirs = Q(contacts__customer=customer.pk) | Q(representations__customer=customer.pk)
    near = Person.objects.for_user(by).current().filter(Q(side=Side.OWN) | theirs).distinct()
    found = near.annotate(called=Lower("name")).filter(called__in=[n.lower() for n in names])
    by_name: dict[str, list[Person]] = {}
    for person in found.order_by("pk"):
        by_name.setdefault(person.name.lower(), []).append(person)
    single = {name: group[0] for name, group in by_name.items() if len(group) == 1}
    known = [single[name.lower()] for name in names if name.lower() in single]
    return known, [name for name in names if name.lower() not in single]


def log_mail(
    *, raw: bytes, by: Principal, origin: Origin, customer: Customer | None = None
) -> tuple[Communication, bool]:
    """The communication of a mail, and whether it is a new one: by its Message-ID each is logged once.

    Without ``customer`` it is the one whose contacts or representatives wrote it or got it. The mail
    itself is attached. Raises Forbidden, TooLarge, and Invalid for no mail, and when no customer or
    several are meant.
    """
    mail = read_mail(raw)
    if known := _logged(mail, by):
        return known, False
    persons = _persons(mail, by)
    customer = customer or _customer(mail, persons, by)
    try:
        return _log(mail, raw, customer, persons, by, origin), True
    except Conflict:
        # Somebody logged it at the same moment.
        if known := _logged(mail, by):
            return known, False
        raise


def _logged(mail: Mail, by: Principal) -> Communication | None:
    talks = Communication.objects.for_user(by)
    found: Communication | None = talks.filter(message_id=mail.message_id).first()
    return found


def _persons(mail: Mail, by: Principal) -> dict[str, Person]:
    """Address → the person who has it."""
    addresses = [address for _name, address in mail.people]
    persons = Person.objects.for_user(by).current().annotate(address=Lower("email"))
    found = persons.filter(address__in=addresses).order_by("-pk")
    return {person.email.lower(): person for person in found}


def _customer(mail: Mail, persons: dict[str, Person], by: Principal) -> Customer:
    """Whose people are in the mail; the sender's side first."""
    everybody = [persons[address] for _name, address in mail.people if address in persons]
    for group in ([p for p in everybody if p.email.lower() == mail.people[0][1]], everybody):
        customers = _customers_of(group, by)
        if len(customers) == 1:
            return customers.pop()
    addresses = ", ".join(address for _name, address in mail.people)
    if _customers_of(everybody, by):
        sentence = _("People of several customers are in this mail (%(addresses)s): choose one.")
    else:
        sentence = _("No contact or representative of a customer has an address of: %(addresses)s.")
    raise Invalid(fields={"customer": [sentence % {"addresses": addresses}]})


def _customers_of(persons: Iterable[Person], by: Principal) -> set[Customer]:
    keys: Counter[int] = Counter()
    for model in (Contact, Representative):
        rows = model.objects.for_user(by).current().filter(person__in=[p.pk for p in persons])
        keys.update(rows.values_list("customer", flat=True))
    return set(Customer.objects.for_user(by).current().filter(pk__in=keys))


def _log(
    mail: Mail, raw: bytes, customer: Customer, persons: dict[str, Person], by: Principal,
    origin: Origin,
) -> Communication:  # fmt: skip
    strangers = [name or address for name, address in mail.people if address not in persons]
    values = {
        "subject": customer.record, "held_on": mail.day, "kind": ChannelKind.MAIL,
        "name": mail.subject, "details": mail.text, "message_id": mail.message_id,
        "others": ", ".join(strangers)[:LONGEST_OTHERS],
    }  # fmt: skip
    talk = Draft(Communication, values, granted=MANAGED)
    drafts = _with_participants(talk, dict.fromkeys(persons.values()))
    with unit(by=by, origin=origin):
        made: Communication = records.apply(drafts, by=by, origin=origin)[0]
        documents.add_document(
            file=io.BytesIO(raw), file_name=f"{mail.subject}.eml", name=mail.subject,
            kind=_("E-mail"), subjects=[made], by=by, origin=origin,
        )  # fmt: skip
    return made
