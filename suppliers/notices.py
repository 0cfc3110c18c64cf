"""What suppliers' registers tell by mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Channel, Role
from core.models import User
from core.registries import notices
from core.registries.notices import Notice, notice_rule
from core.text import reader
from suppliers.choices import Renewal
from suppliers.models import Agreement
from suppliers.terms import term_end


@notice_rule(
    "agreement-decision",
    label=gettext_lazy("An agreement ends, or notice must be given"),
    channel=Channel.DIGEST,
    roles=frozenset({Role.SUPPLIER_MANAGER, Role.SERVICE_MANAGER}),
)
def agreements_to_decide(today: date) -> Iterator[Notice]:
    """An agreement ends, or notice must be given, within so many days (AGREEMENT_NOTICE_DAYS).

    Days that passed longer ago than the first stage lies ahead are no news and not told any more.
    """
    stages = settings.AGREEMENT_NOTICE_DAYS
    reach = timedelta(days=max(stages))
    agreements = Agreement.objects.unscoped("reminders go to whoever is responsible")
    for agreement, day in agreements.to_decide_by(today + reach, today):
        stage = notices.stage((day - today).days, stages)
        if stage is None or day < today - reach:
            continue
        for recipient in _recipients(agreement):
            with notices.speaking_to(recipient):
                notice = _notice(agreement, day, stage, recipient, today)
            yield notice


def _recipients(agreement: Agreement) -> list[str]:
    """The supplier manager's address, else those of the service managers."""
    manager = agreement.supplier.manager
    if manager is not None and manager.email and manager.archived_at is None:
        return [manager.email]
    users = User.objects.unscoped("reminders go to whoever is responsible")
    return sorted(user.email for user in users.with_role(Role.SERVICE_MANAGER))


def _notice(agreement: Agreement, day: date, stage: int, recipient: str, today: date) -> Notice:
    url = reverse("agreements-detail", args=[agreement.uid])
    values: dict[str, Any] = {
        "agreement": agreement.title,
        "supplier": agreement.supplier.title,
        "day": reader.day(day),
        "days": abs((day - today).days),
        "link": settings.BASE_URL + url,
    }
    texts = [_urgency(day, today) % values, *_terms(agreement, today), values["link"]]
    subject = _("Agreement to decide by %(day)s: %(agreement)s") % values
    return Notice(
        record=agreement.record,
        day=day,
        stage=str(stage),
        recipient=recipient,
        subject=" ".join(subject.split())[:255],
        body="\n\n".join(texts) + "\n",
        url=url,
    )


def _urgency(day: date, today: date) -> str:
    if day < today:
        return _("The day to decide about %(agreement)s was %(day)s, %(days)s days ago.")
    if day == today:
        return _("Today, %(day)s, is the last day to decide about %(agreement)s.")
    return _("%(agreement)s must be decided about by %(day)s, in %(days)s days.")


def _terms(agreement: Agreement, today: date) -> list[str]:
    """When the term ends and what happens then, as far as the register says."""
    end = term_end(agreement.ends_on, agreement.renewal, agreement.renewal_months, today)
    texts = [_("The term ends on %(end)s.") % {"end": reader.day(end)}] if end else []
    if agreement.notice_days:
        notice = _("Notice must be given %(days)s days before.")
        texts.append(notice % {"days": agreement.notice_days})
    if agreement.renewal == Renewal.TACIT:
        renewed = _("Without notice it goes on for %(months)s months.")
        texts.append(renewed % {"months": agreement.renewal_months})
    if agreement.renewal == Renewal.EXPRESS:
        texts.append(_("It goes on only if both sides agree."))
    return texts
