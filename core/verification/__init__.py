"""Verification: recompute all that the ledger says and name every inconsistency."""

from core.verification.run import Report, verify

__all__ = ["Report", "verify"]
