"""What suppliers add to the report about the management system itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import system, today
from core.querysets import in_term
from portfolio.models import Target
from portfolio.services.sms_report import Count, section, share
from portfolio.services.underpinning.comparing import unkept
from portfolio.terms import TimePeriod
from suppliers.choices import AgreementState, SupplierStatus
from suppliers.models import Agreement, Supplier, Supply

BY = system("service reports")
SUPPLYING = Q(status__in=(SupplierStatus.ACTIVE, SupplierStatus.ENDING))
PROMISING = ~Q(availability=None, response=None, calendar=None)


@section("suppliers", _("Suppliers"), order=70)
def suppliers(period: TimePeriod) -> Iterator[Count]:
    """With whom something is agreed, what of it is promised in figures, and what that does not carry."""
    rows = Supplier.objects.for_user(BY).current().filter(SUPPLYING)
    agreed = Agreement.objects.for_user(BY).current().filter(state=AgreementState.ACTIVE)
    total = rows.count()
    with_agreement = rows.filter(pk__in=agreed.values("supplier")).count()
    yield Count("suppliers", _("Suppliers in use"), total)
    yield Count(
        "agreed", _("Suppliers with an agreement in force"), share(with_agreement, total), "%", 1
    )
    supplies = Supply.objects.for_user(BY).current().filter(in_term("starts_on", "ends_on"))
    promised = supplies.filter(PROMISING, agreement__in=agreed.values("pk")).count()
    yield Count(
        "promised",
        _("Supplies with a promise in figures"),
        share(promised, supplies.count()),
        "%",
        1,
    )
    ended = agreed.filter(ends_on__lt=today()).count()
    yield Count("ended", _("Agreements in force past their end"), ended, better=-1, quiet=True)
    targets = Target.objects.for_user(BY).current().filter(unkept()).count()
    yield Count("unkept", _("Agreed targets that cannot be kept"), targets, better=-1)
