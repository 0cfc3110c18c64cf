"""Who acts, what they may do to which rows, and which fields they may see."""

from core.access.rights import (
    READING,
    WRITING,
    Access,
    Grants,
    Reach,
    allowed,
    condition,
    everyone_in,
    fields,
    in_scope,
    may,
    nobody_owns,
    require,
    require_scope,
    require_staff,
)

__all__ = [
    "READING",
    "WRITING",
    "Access",
    "Grants",
    "Reach",
    "allowed",
    "condition",
    "everyone_in",
    "fields",
    "in_scope",
    "may",
    "nobody_owns",
    "require",
    "require_scope",
    "require_staff",
]
