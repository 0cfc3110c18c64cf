"""Attacks that the site must stand, whoever tries them."""
