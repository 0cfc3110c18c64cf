"""What services and those who represent customers in them tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy, gettext_noop

from core.choices import Role
from core.registries import notices
from core.registries.notices import Notice, notice_rule
from portfolio.services import endings
from relationships.services.waiting import keepers


@notice_rule(
    "authority-ending",
    label=gettext_lazy("An authority or a coverage ends while something depends on it"),
    roles=frozenset({Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER}),
)
def authority_ending(today: date) -> Iterator[Notice]:
    """To who looks after the customer, once per stage (AUTHORITY_NOTICE_DAYS)."""
    last = today + timedelta(days=max(settings.AUTHORITY_NOTICE_DAYS))
    people = endings.authority_ending(today, last).select_related("record", "customer__manager")
    sentence = gettext_noop("The authority of %(title)s ends on %(day)s, and nobody follows")
    ending = ((row, row.appointed_until, row.customer) for row in people)
    yield from _staged(ending, today, sentence)
    links = ("record", "subscription__customer__manager")
    coverage = endings.coverage_ending(today, last).select_related(*links)
    sentence = gettext_noop("The coverage %(title)s ends on %(day)s, and nobody follows")
    ended = ((row, row.covers_until, row.subscription.customer) for row in coverage)
    yield from _staged(ended, today, sentence)


def _staged(
    ending: Iterable[tuple[Any, date, Any]], today: date, sentence: str
) -> Iterator[Notice]:
    for row, day, customer in ending:
        stage = notices.stage((day - today).days, settings.AUTHORITY_NOTICE_DAYS)
        for recipient in keepers(customer):
            yield notices.about(
                row, day=day, stage=str(stage), recipient=recipient, sentence=sentence
            )
