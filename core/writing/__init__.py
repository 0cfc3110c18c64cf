"""The unit of work, what every write is checked against, schema entries and erasure."""
