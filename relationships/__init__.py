"""Customers, groups, contacts, representatives and what is said between them and the provider."""
