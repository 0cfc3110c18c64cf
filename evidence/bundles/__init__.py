"""The evidence bundle: what belongs into it, and how it is written."""
