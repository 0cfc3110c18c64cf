"""Suppliers, agreements and what they supply."""
