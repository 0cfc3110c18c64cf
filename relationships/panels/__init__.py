"""What customers' registers show on the first page, and on the pages of customers and groups."""

from relationships.panels import (
    complaints,
    customer_page,
    first_page,
    groups,
    health,
    interests,
    managers,
)

__all__ = [
    "complaints",
    "customer_page",
    "first_page",
    "groups",
    "health",
    "interests",
    "managers",
]
