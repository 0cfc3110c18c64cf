"""Settings: base is shared; local, test and production each say how they differ."""
