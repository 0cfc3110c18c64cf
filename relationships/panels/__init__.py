"""What customers' registers show on the first page, and on the page of a customer."""

from relationships.panels import customer_page, first_page

__all__ = ["customer_page", "first_page"]
