"""Tests of the house itself: floors, rooms, doors, sizes."""
