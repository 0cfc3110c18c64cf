"""Satisfaction: plans, instruments, campaigns, results."""
