"""What a service needs before it is taken over into operation (ISO/IEC 20000-1, 8.2.2 and 8.5.2)."""

from django.utils.translation import gettext_lazy as _

from core.choices import ChecklistPurpose, Severity
from core.gates.purposes import Shipped, checklist
from core.gates.requirements import edit, listed, new, page
from core.registries.gates import Finding, checklist_done, override_finding, requirement
from portfolio.choices import ServiceStatus as Status
from portfolio.models import Service, TransitionPlan
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
requirement(
    "gate-catalogue", Service, TAKEN_OVER, met=readiness.catalogued,
    says=_("Its entry of the catalogue is written, for customers to read."),
    mend=new("catalogue-entries", "service"),
)  # fmt: skip

requirement(
    "gate-plan", Service, TAKEN_OVER, met=readiness.planned,
    says=_("Its transition plan has outcomes, acceptance criteria, tests and responsibilities."),
    mend=new("transition-plans", "service"),
)  # fmt: skip
requirement(
    "gate-acceptance", Service, TAKEN_OVER, met=readiness.accepted,
    says=_("Somebody has accepted it, with evidence."),
    mend=listed("transition-plans", "service"),
    finding=Finding(
        _("Every delivered service was accepted, with evidence."),
        _("Add a transition plan with the acceptance, as far as it can be found."),
        readiness.delivered,
        Severity.MINOR,
    ),
)  # fmt: skip
requirement(
    "gate-review", Service, TAKEN_OVER, met=readiness.review_planned,
    says=_("The review after its transition is planned."),
    mend=listed("transition-plans", "service"),
)  # fmt: skip

#: A service is retired when its checklist is done and nobody leans on it any more.
RETIRED = ((Status.RETIRING, Status.RETIRED),)

checklist(
    ChecklistPurpose.RETIREMENT,
    Service,
    name=_("Retirement of a service"),
    steps=(
        Shipped(_("Give notice to every customer, in writing"), 14),
        Shipped(_("Tell users, suppliers and other interested parties"), 21),
        Shipped(_("Move customers to the replacement, or agree with them on none"), 120),
        Shipped(_("Hand over, archive or delete data, as agreed and as the law says"), 150),
        Shipped(_("Final support period: last requests answered, service desk informed"), 180),
        Shipped(_("Switch off, remove components and access"), 190),
        Shipped(_("End contracts and licences that nothing else needs"), 195),
    ),
)
checklist_done(
    "retirement-checklist", Service, RETIRED, ChecklistPurpose.RETIREMENT, page("retire"),
    Finding(
        _("Every retired service went through the checklist of its retirement."),
        _("Write down, as steps of its checklist, what was done when it ended."),
        readiness.retired,
        Severity.OBSERVATION,
    ),
)  # fmt: skip
requirement(
    "retirement-dependents", Service, RETIRED, met=readiness.nothing_leans_on,
    says=_("No current service depends on it."), names=readiness.dependents,
    mend=listed("dependencies", "depends_on"),
    finding=Finding(
        _("No current service depends on a retired one."),
        _("Let the service depend on the replacement, or remove the dependency."),
        readiness.retired,
    ),
)  # fmt: skip
requirement(
    "retirement-support", Service, RETIRED, met=readiness.support_ended,
    says=_("The final support period has an end, and it has passed."), mend=edit("support_ends"),
)  # fmt: skip

checklist(
    ChecklistPurpose.INTRODUCTION,
    TransitionPlan,
    name=_("Introduction of a service"),
    steps=(
        Shipped(_("Requirements captured and agreed with the customers"), 30),
        Shipped(_("Components and dependencies designed"), 60),
        Shipped(_("Suppliers chosen and agreements made"), 75),
        Shipped(_("SLAs negotiated"), 90),
        Shipped(_("Built and tested against the acceptance criteria"), 120),
        Shipped(_("Service desk, users and operation trained"), 130),
        Shipped(_("Catalogue entry prepared"), 135),
        Shipped(_("Acceptance signed"), 140),
    ),
)
checklist(
    ChecklistPurpose.TRANSFER,
    TransitionPlan,
    name=_("Transfer of a service"),
    steps=(
        Shipped(_("Agree with the other party what is transferred, and when"), 30),
        Shipped(_("Tell customers and other interested parties"), 45),
        Shipped(_("Hand over documents, data, licences and access"), 75),
        Shipped(_("Transfer knowledge, and work side by side"), 90),
        Shipped(_("Re-point SLAs, agreements and support channels"), 95),
        Shipped(_("Acceptance signed by both sides"), 100),
    ),
)

override_finding(
    "gate-overridden", Service,
    says=_("No service passed its gate by an override."),
    remedy=_("Supply what was missing then, and review whether the override was right."),
)  # fmt: skip
