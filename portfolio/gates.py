"""What a service needs before it is taken over into operation (ISO/IEC 20000-1, 8.2.2 and 8.5.2)."""

from django.utils.translation import gettext_lazy as _

from core.gates.requirements import listed, new
from core.registries.gates import Finding, override_finding, requirement
from portfolio.choices import ServiceStatus as Status
from portfolio.models import Service
from portfolio.services import readiness
from portfolio.services.readiness import customers, received_without

#: Portfolio addition: from then on customers receive it.
TAKEN_OVER = ((Status.TRANSITION, Status.ACTIVE),)

requirement("gate-owner", Service, TAKEN_OVER, field="owner", says=_("It has an owner."))
requirement(
    "gate-description", Service, TAKEN_OVER, field="description", says=_("It is described.")
)
requirement(
    "gate-customers", Service, TAKEN_OVER, met=readiness.received,
    says=_("It has a customer."), mend=new("subscriptions", "service"),
)  # fmt: skip
requirement(
    "gate-coverage", Service, TAKEN_OVER, met=received_without(readiness.uncovered),
    says=_("In it, somebody represents each customer."), names=customers(readiness.uncovered),
    mend=listed("subscriptions", "service"),
    finding=Finding(
        _("In every delivered service somebody represents each customer."),
        _("Add coverage to the subscription without any."),
        readiness.delivered,
    ),
)  # fmt: skip
requirement(
    "gate-agreements", Service, TAKEN_OVER, met=received_without(readiness.unagreed),
    says=_("Each customer has agreed on an SLA for it."), names=customers(readiness.unagreed),
    mend=new("slas", "service"),
    finding=Finding(
        _("For every delivered service each customer has agreed on an SLA."),
        _("Agree on an SLA with the customer without one."),
        readiness.delivered,
    ),
)  # fmt: skip
requirement(
    "gate-cadence", Service, TAKEN_OVER, met=received_without(readiness.without_cadence),
    says=_("Each customer is in a tier, which says how often reviews and surveys take place."),
    names=customers(readiness.without_cadence), mend=listed("subscriptions", "service"),
    finding=Finding(
        _("Each customer of a delivered service is in a tier."),
        _("Choose the tier of the customer."),
        readiness.delivered,
    ),
)  # fmt: skip
requirement(
    "gate-components", Service, TAKEN_OVER, met=readiness.built_on,
    says=_("What it is built on is written down."), mend=new("dependencies", "service"),
    finding=Finding(
        _("What every delivered service is built on is written down."),
        _("Add the components that the service depends on."),
        readiness.delivered,
    ),
)  # fmt: skip

override_finding(
    "gate-overridden", Service,
    says=_("No service passed its gate by an override."),
    remedy=_("Supply what was missing then, and review whether the override was right."),
)  # fmt: skip
