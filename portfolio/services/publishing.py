"""Publishing the catalogue: an edition frozen for ever, and each customer's own version to agree to."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import access, clock, records
from core.access import Reach
from core.access.principals import Principal, today
from core.choices import EditionState, Origin
from core.database.locks import Lock, hold
from core.errors import Conflict, Forbidden, Invalid
from core.ledger import canonical
from core.records import Draft
from core.writing.unit import unit
from portfolio.models import CatalogueEdition, CatalogueEntry, CustomerCatalogue, Subscription
from portfolio.models.catalogue import PUBLISHING, TEXTS
from portfolio.services.catalogue import RULES, Said, content, edition, label_of, said_to
from relationships.models import Customer

A_DAY = timedelta(days=1)
LONGEST = 100
OPEN = (EditionState.DRAFT, EditionState.NEGOTIATING)


def may_publish(by: Principal) -> bool:
    """Whether somebody answers for the whole catalogue."""
    return access.allowed(by, CatalogueEntry, "change") is Reach.ALL


def publish(
    *, change_reference: str, impact: str, by: Principal, origin: Origin, reason: str = ""
) -> CatalogueEdition:
    """Freeze what customers read from now on, and lay it before each customer to whom it says something new.

    Raises Forbidden; Conflict when nothing has changed or nothing is to be published; Invalid when a
    later edition names no change or what it means.
    """
    if not may_publish(by):
        raise Forbidden
    with unit(by=by, origin=origin, reason=reason or _("Publishing the catalogue")) as work:
        hold(Lock.CATALOGUE)
        last, data = edition(), content()
        digest = digest_of(data)
        _check(last, data, digest)
        _check_change(last, change_reference, impact)
        made = CatalogueEdition(
            number=last.number + 1 if last else 1, published_at=clock.now(), data=data,
            published_by=by.name[:255], change_reference=change_reference, impact=impact,
            sha256=digest,
        )  # fmt: skip
        work.record_facts([made], None)
        _lay_before_customers(made, origin)
    return made


def digest_of(data: list[Said]) -> str:
    """The hash of what an edition says (canonical JSON, docs/ledger.md)."""
    return hashlib.sha256(canonical.text(data).encode()).hexdigest()


def _check(last: CatalogueEdition | None, data: list[Said], digest: str) -> None:
    if last and last.sha256 == digest:
        raise Conflict(
            _(
                "Edition %(number)d says just this: nothing has changed since, so there is "
                "nothing to publish."
            )
            % {"number": last.number}
        )
    if last is None and not data:
        raise Conflict(_("No entry is marked as published: there is nothing to publish."))


def _check_change(last: CatalogueEdition | None, change_reference: str, impact: str) -> None:
    errors = {}
    if len(change_reference) > LONGEST:
        errors["change_reference"] = [_("Use at most %(count)d characters.") % {"count": LONGEST}]
    if last and not change_reference.strip():
        errors["change_reference"] = [_("A later edition names the change that it comes from.")]
    if last and not impact.strip():
        errors["impact"] = [_("A later edition says what the change means for customers.")]
    if errors:
        raise Invalid(fields=errors)


def _lay_before_customers(made: CatalogueEdition, origin: Origin) -> None:
    """A version for each customer that reads something else than what it agreed to or is asked to."""
    known: dict[int, list[CustomerCatalogue]] = {}
    rows = CustomerCatalogue.objects.for_user(RULES).current().order_by("edition", "pk")
    for row in rows:
        known.setdefault(row.customer_id, []).append(row)
    drafts: list[Draft] = []
    for customer in receiving():
        text = text_of(said_to({str(customer.uid)}, made.data))
        drafts += _versions(customer, text, known.get(customer.pk, []), made)
    if drafts:
        reason = _("Edition %(number)d of the catalogue") % {"number": made.number}
        records.apply(drafts, by=RULES, origin=origin, reason=reason)


def receiving() -> QuerySet[Customer]:
    """The customers that receive a service today."""
    taken = Subscription.objects.for_user(RULES).on(today()).values("customer")
    found: QuerySet[Customer] = Customer.objects.for_user(RULES).in_use().filter(pk__in=taken)
    return found


def _versions(
    customer: Customer, text: str, known: list[CustomerCatalogue], made: CatalogueEdition
) -> list[Draft]:
    """What is written for one customer: open versions that say something else end, a new one begins."""
    waiting = [row for row in known if row.state in OPEN]
    agreed = next((row for row in reversed(known) if row.state == EditionState.AGREED), None)
    if any(row.text == text for row in waiting):
        return []
    ended: list[Draft] = [
        Draft(CustomerCatalogue, {"state": EditionState.TERMINATED}, row.uid, row.version)
        for row in waiting
    ]
    if (agreed.text if agreed else "") == text:
        return ended
    values: dict[str, Any] = {
        "customer": customer, "state": EditionState.NEGOTIATING, "published": made.number,
        "edition": known[-1].edition + 1 if known else 1, "supersedes": agreed, "text": text,
        "effective_from": max(today(), _after(agreed)), "impact": made.impact,
        "change_reference": made.change_reference,
    }  # fmt: skip
    identity = uuid5(customer.uid, f"catalogue {values['edition']}")
    return [*ended, Draft(CustomerCatalogue, values, identity=identity, granted=PUBLISHING)]


def _after(agreed: CustomerCatalogue | None) -> Any:
    return agreed.effective_from + A_DAY if agreed and agreed.effective_from else today()


def text_of(entries: list[Said]) -> str:
    """What a customer reads, as lines, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        return "\n\n".join(map(_lines, entries))


def _lines(entry: Said) -> str:
    known = [(label_of(name), entry[name]) for name in TEXTS[1:] if entry[name]]
    return "\n".join([entry["name"], *(f"{label}: {text}" for label, text in known)])
