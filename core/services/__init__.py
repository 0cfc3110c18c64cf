"""The verbs that every floor shares."""
