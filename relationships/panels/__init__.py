"""What customers' registers show on the first page, and on the page of a customer."""

from relationships.panels import complaints, customer_page, first_page, health, interests, managers

__all__ = ["complaints", "customer_page", "first_page", "health", "interests", "managers"]
