"""Conformity, bundles and audit engagements; reads the other apps through registries."""
