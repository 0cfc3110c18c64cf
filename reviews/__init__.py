"""Reviews: cadence, meetings, minutes, decisions, improvements."""
