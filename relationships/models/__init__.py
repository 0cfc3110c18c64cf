"""The registers of relationships."""

from relationships.models.customers import Contact, Customer, Representative

__all__ = ["Contact", "Customer", "Representative"]
