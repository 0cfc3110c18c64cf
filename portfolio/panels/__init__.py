"""What services and agreements show on the first page, and on the pages of customers and services."""

from portfolio.panels import (
    catalogue,
    events,
    first_page,
    groups,
    health,
    levels,
    record_pages,
    reports,
    scope,
)

__all__ = [
    "catalogue",
    "events",
    "first_page",
    "groups",
    "health",
    "levels",
    "record_pages",
    "reports",
    "scope",
]
