"""Services, what they are made of and who receives them, in evidence bundles."""

from django.db.models import Q

from core.models import Calendar, Holiday
from core.registries.sources import path, source
from portfolio.choices import ReportAbout
from portfolio.models import (
    SLA,
    Breach,
    CatalogueAccess,
    CatalogueEntry,
    CatalogueReader,
    Component,
    Coverage,
    CustomerAgreement,
    CustomerCatalogue,
    Dependency,
    Event,
    EventEffect,
    FigureContest,
    Fulfilment,
    OperationalFigure,
    OrganisationUnit,
    Process,
    ReportDefinition,
    Requirement,
    ScopeItem,
    ScopeStatement,
    Service,
    ServiceCost,
    ServicePlan,
    ServiceReport,
    Subscription,
    Target,
    TransitionPlan,
    Workload,
)
from portfolio.reach import effects_on
from portfolio.services import events

source(
    Service,
    topics=("portfolio", "catalogue", "lifecycle", "relationships", "agreements", "suppliers"),
    paths={
        "services": lambda key: Q(pk=key),
        "customers": lambda key: Q(
            subscriptions__customer=key, subscriptions__archived_at__isnull=True
        ),
    },
)
source(
    Component,
    topics=("portfolio", "components"),
    paths={
        "services": lambda key: Q(dependents__service=key, dependents__archived_at__isnull=True),
        "customers": lambda key: Q(
            dependents__archived_at__isnull=True,
            dependents__service__subscriptions__customer=key,
            dependents__service__subscriptions__archived_at__isnull=True,
        ),
    },
)
source(
    Dependency,
    topics=("portfolio", "components"),
    paths={
        "services": lambda key: Q(service=key) | Q(depends_on=key),
        "customers": lambda key: Q(
            service__subscriptions__customer=key,
            service__subscriptions__archived_at__isnull=True,
        ),
    },
)
source(
    Subscription,
    topics=("portfolio", "catalogue", "relationships", "agreements"),
    paths={
        "services": lambda key: Q(service=key),
        "customers": lambda key: Q(customer=key),
    },
)
source(
    Coverage,
    topics=("relationships", "agreements"),
    paths={
        "services": lambda key: Q(subscription__service=key),
        "customers": lambda key: Q(subscription__customer=key),
    },
)
source(
    SLA,
    topics=("portfolio", "agreements"),
    paths={
        "services": lambda key: Q(service=key),
        "customers": lambda key: (
            Q(customer=key)
            | Q(group__members__customer=key, group__members__archived_at__isnull=True)
        ),
    },
)
source(
    TransitionPlan,
    topics=("portfolio",),
    paths={"services": lambda key: Q(service=key)},
)
source(
    ServicePlan,
    topics=("portfolio", "agreements"),
    paths={"services": lambda key: Q(service=key)},
)
source(
    ServiceCost,
    topics=("portfolio",),
    paths={"services": lambda key: Q(service=key)},
)
source(
    Requirement,
    topics=("agreements",),
    paths={
        "services": lambda key: Q(service=key),
        "customers": lambda key: Q(customer=key),
    },
)
source(
    Fulfilment,
    topics=("relationships", "agreements"),
    paths={
        "services": lambda key: Q(service=key),
        "customers": lambda key: Q(need__customer=key),
    },
)


def _agreed_with(sla: str, customer: int) -> Q:
    """What hangs on the SLAs with a customer, or with a group that it belongs to."""
    return Q(**{f"{sla}__customer": customer}) | Q(
        **{
            f"{sla}__group__members__customer": customer,
            f"{sla}__group__members__archived_at__isnull": True,
        }
    )


for _agreed in (Target, Workload):
    source(
        _agreed,
        topics=("agreements", "reports"),
        paths={
            "services": lambda key: Q(sla__service=key),
            "customers": lambda key: _agreed_with("sla", key),
            "slas": lambda key: Q(sla=key),
        },
    )
for _about_target in (Breach, FigureContest):
    source(
        _about_target,
        topics=("agreements", "reports"),
        paths={
            "services": lambda key: Q(target__sla__service=key),
            "customers": lambda key: _agreed_with("target__sla", key),
            "slas": lambda key: Q(target__sla=key),
        },
    )
source(
    ReportDefinition,
    topics=("agreements", "reports"),
    paths={
        "services": lambda key: Q(service=key) | Q(service=None, about=ReportAbout.SERVICES),
        "customers": lambda key: Q(customer=key) | Q(customer=None, about=ReportAbout.SERVICES),
    },
)
source(
    ServiceReport,
    topics=("agreements", "reports"),
    paths={
        "services": lambda key: Q(definition__service=key),
        "customers": lambda key: Q(definition__customer=key),
    },
)
source(
    Event,
    topics=("portfolio", "agreements", "reports"),
    paths={
        "services": lambda key: events.of_services([key]),
        "customers": lambda key: events.of_customers([key]),
    },
)
source(
    EventEffect,
    topics=("portfolio", "agreements", "reports"),
    paths={
        "services": lambda key: Q(service=key),
        "customers": lambda key: effects_on([key]),
    },
)
source(
    CustomerAgreement,
    topics=("agreements", "relationships"),
    paths={
        "services": lambda key: Q(service=key) | Q(sla__service=key),
        "customers": lambda key: Q(customer=key),
    },
)
source(
    OperationalFigure,
    topics=("agreements", "reports"),
    paths={"services": lambda key: Q(service=key)},
)
source(OrganisationUnit, topics=("parties", "scope"))
source(Process, topics=("parties",))
source(
    ScopeStatement,
    topics=("scope", "portfolio"),
    paths={
        "services": lambda key: Q(items__service=key, items__archived_at__isnull=True),
        "customers": lambda key: Q(items__customer=key, items__archived_at__isnull=True),
    },
)
source(
    ScopeItem,
    topics=("scope", "portfolio"),
    paths={"services": lambda key: Q(service=key), "customers": lambda key: Q(customer=key)},
)
source(Calendar, topics=("agreements",), attached=lambda keys: Q(targets__in=keys))
source(Holiday, topics=("agreements",), attached=lambda keys: Q(calendar__targets__in=keys))

source(
    CatalogueEntry,
    topics=("portfolio", "catalogue"),
    paths={
        "services": lambda key: Q(service=key),
        "customers": lambda key: Q(
            service__subscriptions__customer=key,
            service__subscriptions__archived_at__isnull=True,
        ),
    },
)

source(
    CatalogueReader,
    topics=("portfolio", "catalogue"),
    paths={
        "services": lambda key: Q(entry__service=key),
        "customers": lambda key: Q(customer=key),
    },
)
source(
    CatalogueAccess,
    topics=("relationships", "catalogue"),
    paths={"customers": lambda key: Q(customer=key)},
)
source(
    CustomerCatalogue,
    topics=("agreements", "catalogue"),
    paths={"customers": lambda key: Q(customer=key)},
)

# A service's customers and those who speak for them.
path(
    "customers",
    "services",
    lambda key: Q(subscriptions__service=key, subscriptions__archived_at__isnull=True),
)
path(
    "representatives",
    "services",
    lambda key: Q(
        coverage__subscription__service=key,
        coverage__archived_at__isnull=True,
        coverage__subscription__archived_at__isnull=True,
    ),
)
path(
    "contacts",
    "services",
    lambda key: Q(
        customer__subscriptions__service=key,
        customer__subscriptions__archived_at__isnull=True,
    ),
)
