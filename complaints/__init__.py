"""Complaints from receipt to closure."""
