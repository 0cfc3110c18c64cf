"""The screens of services, their parts, who receives them, and what was agreed."""

from django.utils.translation import gettext_lazy as _

from core.declaration import BuiltInView, MenuGroup, RegisterViews, declare
from core.declaration.beside import BesideColumn
from core.declaration.gate_pages import OverridePage
from core.declaration.records import TimelinePage
from core.declaration.verbs import Verb
from core.views.agreement_prints import PRINT_PAGES
from core.views.editions import COMPARE_VERB, EDITION_PAGES, EDITION_VERBS, ComparePage
from core.views.signing import SIGNING_PAGES, SIGNING_VERBS
from portfolio.models import (
    SLA,
    CatalogueAccess,
    CatalogueEntry,
    CatalogueReader,
    Component,
    Coverage,
    CustomerCatalogue,
    Dependency,
    Service,
    Subscription,
    TransitionPlan,
)
from portfolio.views.lights import LightsPage
from portfolio.views.measuring import MeasurePage
from portfolio.views.picture import ServicePicture
from portfolio.views.retiring import RetirePage
from portfolio.views.signers import ServiceSigners
from portfolio.views.underpinning import ServiceUnderpinning


@declare
class Services(RegisterViews):
    """The service portfolio."""

    model = Service
    icon = "layers"
    group = MenuGroup.PORTFOLIO
    columns = ("reference", "name", "status", "owner", "criticality", "in_scope")
    filters = ("status", "owner", "criticality", "in_scope", "outsourced")
    sections = (
        (_("Service"), ("name", "description", "status", "owner", "link")),
        (_("Criticality"), ("criticality", "criticality_reason", "criticality_review")),
        (_("Delivery"), ("service_hours", "support_channels", "outsourced", "outsourced_to")),
        (_("Scope"), ("in_scope", "interested_parties", "duplicates", "last_review")),
        (_("Purpose"), ("outcomes", "drivers", "proposal_priority", "proposal_reason")),
        (_("Retirement"), ("replaced_by", "support_ends")),
        (
            _("Portfolio only"),
            ("currency", "cost", "revenue", "profitability", "strategic_intent", "notes"),
        ),
    )
    wanted = ("owner", "description", "criticality", "service_hours", "support_channels")
    pages = {
        "signers": ServiceSigners,
        "picture": ServicePicture,
        "underpinning": ServiceUnderpinning,
        "override": OverridePage,
        "measure": MeasurePage,
        "timeline": TimelinePage,
        "retire": RetirePage,
    }
    verbs = (
        Verb("retire", _("Retire the service"), "box-arrow-right", reads=True),
        Verb("picture", _("Dependencies as a picture"), "diagram-3", reads=True),
        Verb("underpinning", _("What can be kept"), "layers", reads=True),
        Verb("signers", _("Who may sign"), "patch-check"),
        Verb("measure", _("Type measurements"), "clipboard-data"),
    )
    views = (
        BuiltInView(
            "classic",
            _("Service portfolio register"),
            {"column": ("name", "status", "owner")},
            (
                BesideColumn(_("Customer"), Subscription, "service", "customer", "status"),
                BesideColumn(
                    _("SLA reference"), SLA, "service", "reference", "subscriptions-customer"
                ),
                BesideColumn(
                    _("Key components"), Dependency, "service", "component", "slas-reference"
                ),
            ),
        ),
    )


@declare
class SLAs(RegisterViews):
    """What was agreed with customers."""

    model = SLA
    icon = "file-earmark-check"
    group = MenuGroup.PORTFOLIO
    columns = ("reference", "service", "customer", "state", "effective_until", "review_due")
    filters = ("state", "service", "customer", "group", "effective_until", "review_due")
    sections = (
        (_("Agreement"), ("service", "customer", "group", "state", "edition", "supersedes")),
        (_("Term"), ("effective_from", "effective_until", "in_force_until", "review_due")),
        (_("Change"), ("change_reference", "impact", "change_approved_by")),
        (_("Levels"), ("service_hours", "targets", "workload", "exceptions", "dependencies")),
        (_("Responsibilities"), ("provider_duties", "customer_duties", "support")),
        (_("Charge"), ("yearly_charge", "currency")),
        (_("More"), ("notes",)),
    )
    wanted = ("customer", "targets", "effective_from", "review_due", "workload")
    pages = {**SIGNING_PAGES, **EDITION_PAGES, **PRINT_PAGES, "lights": LightsPage}
    verbs = (
        Verb("lights", _("Four lights"), "speedometer2", reads=True),
        *SIGNING_VERBS,
        *EDITION_VERBS,
    )


@declare
class Components(RegisterViews):
    """What services are built on."""

    model = Component
    icon = "cpu"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "name", "kind", "owner")
    filters = ("kind", "owner")
    sections = (
        (_("Component"), ("name", "kind", "description", "owner")),
        (_("What is kept"), ("availability", "response", "calendar")),
    )
    wanted = ("owner",)


@declare
class Dependencies(RegisterViews):
    """Which service leans on what."""

    model = Dependency
    icon = "diagram-3"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "service", "component", "depends_on", "alternative", "remark")
    filters = ("service", "component", "depends_on")
    sections = ((_("Dependency"), ("service", "component", "depends_on", "alternative", "remark")),)


@declare
class Subscriptions(RegisterViews):
    """Which customer receives which service."""

    model = Subscription
    icon = "arrow-repeat"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "service", "customer", "starts_on", "ends_on")
    filters = ("service", "customer", "ends_on")
    sections = (
        (_("Subscription"), ("service", "customer", "starts_on", "ends_on")),
        (_("Purpose"), ("outcomes", "drivers", "remark")),
    )
    wanted = ("starts_on", "outcomes")


@declare
class Coverages(RegisterViews):
    """Who represents a customer in which service."""

    model = Coverage
    icon = "shield-check"
    group = MenuGroup.RELATIONSHIPS
    minor = True
    columns = ("reference", "representative", "subscription", "covers_from", "covers_until")
    filters = ("representative", "subscription", "covers_until")
    sections = (
        (
            _("Coverage"),
            ("representative", "subscription", "covers_from", "covers_until", "remark"),
        ),
    )


@declare
class TransitionPlans(RegisterViews):
    """How services are introduced, changed and handed over."""

    model = TransitionPlan
    icon = "card-checklist"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "service", "name", "kind", "planned_on", "accepted_on", "review_due")
    filters = ("service", "kind", "accepted_on", "review_due", "reviewed_on")
    sections = (
        (_("Plan"), ("service", "name", "kind", "party", "planned_on")),
        (_("What it is to achieve"), ("outcomes", "criteria", "tests", "responsibilities")),
        (_("Acceptance"), ("accepted_on", "accepted_by", "acceptance", "conditions")),
        (_("Review after the transition"), ("review_due", "reviewed_on", "achieved")),
        (_("Told to the interested parties"), ("told_on", "told")),
    )
    wanted = ("outcomes", "criteria", "tests", "responsibilities", "review_due")


@declare
class CatalogueEntries(RegisterViews):
    """What customers read of the services."""

    model = CatalogueEntry
    icon = "book"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "name", "service", "audience", "published")
    filters = ("published", "audience", "service")
    sections = (
        (_("In the catalogue"), ("name", "service", "description", "published", "audience")),
        (_("Delivery"), ("service_hours", "support", "how_to_request", "targets")),
        (_("Change"), ("change_reference", "impact", "change_approved_by")),
    )
    wanted = ("description", "service_hours", "how_to_request", "support")


@declare
class CatalogueReaders(RegisterViews):
    """For whom entries of the catalogue are meant."""

    model = CatalogueReader
    icon = "eye"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "entry", "customer", "group", "tier", "remark")
    filters = ("entry", "customer", "group", "tier")
    sections = ((_("Reader"), ("entry", "customer", "group", "tier", "remark")),)


@declare
class CatalogueAccesses(RegisterViews):
    """Who else reads what a customer or a group does of the catalogue."""

    model = CatalogueAccess
    icon = "person-badge"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "person", "customer", "group", "party", "reads_from", "reads_until")
    filters = ("customer", "group", "party", "person", "reads_until")
    sections = (
        (_("Reader"), ("person", "party")),
        (_("Reads the catalogue of"), ("customer", "group", "reads_from", "reads_until")),
        (_("More"), ("remark", "notes")),
    )


@declare
class CustomerCatalogues(RegisterViews):
    """What each customer reads of the catalogue, in the version that it agrees to."""

    model = CustomerCatalogue
    icon = "file-earmark-check"
    group = MenuGroup.PORTFOLIO
    columns = ("reference", "customer", "edition", "published", "state", "effective_from")
    filters = ("state", "customer", "published", "effective_from")
    sections = (
        (_("Agreement"), ("customer", "state", "edition", "supersedes", "published")),
        (_("Term"), ("effective_from", "effective_until", "in_force_until")),
        (_("What the customer reads"), ("text",)),
        (_("Change"), ("change_reference", "impact")),
        (_("More"), ("notes",)),
    )
    pages = {**SIGNING_PAGES, **PRINT_PAGES, "compare": ComparePage}
    verbs = (*SIGNING_VERBS, COMPARE_VERB)
