"""Signing: what is signed of a record, who must sign it, and which signatures count."""

from core.signing.content import Content, content_of
from core.signing.registry import Party, Signable, sign_needed, signable_of
from core.signing.standing import Standing, missing, standing_of

__all__ = [
    "Content",
    "Party",
    "Signable",
    "Standing",
    "content_of",
    "missing",
    "sign_needed",
    "signable_of",
    "standing_of",
]
