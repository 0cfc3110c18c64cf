"""The pages of the evidence app: bundles, and answers that read many registers."""

from evidence.views.bundles import BundlePage, BundlesPage, PublicKeyPage
from evidence.views.relationships import RelationshipsPage

__all__ = ["BundlePage", "BundlesPage", "PublicKeyPage", "RelationshipsPage"]
