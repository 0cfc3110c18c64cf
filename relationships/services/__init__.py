"""The verbs of relationships."""
