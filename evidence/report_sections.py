"""What evidence adds to the report about the management system itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.models import AccessEntry
from portfolio.services.sms_report import Count, section
from portfolio.terms import TimePeriod


@section("bundles", _("Bundles of evidence"), order=95)
def bundles(period: TimePeriod) -> Iterator[Count]:
    """How often proof was taken out."""
    start, end = period.instants()
    written = AccessEntry.objects.filter(event="bundle", time__gte=start, time__lt=end)
    yield Count("bundles", _("Bundles of evidence written"), written.count(), quiet=True)
