"""What services and agreements show on the first page, and on the pages of customers and services."""

from portfolio.panels import (
    catalogue,
    costs,
    events,
    figures,
    first_page,
    groups,
    health,
    levels,
    record_pages,
    reports,
    requirements,
    scope,
    service_plans,
)

__all__ = [
    "catalogue",
    "costs",
    "events",
    "figures",
    "first_page",
    "groups",
    "health",
    "levels",
    "record_pages",
    "reports",
    "requirements",
    "scope",
    "service_plans",
]
