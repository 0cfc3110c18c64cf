"""System checks that keep production from starting without durability or append-only triggers."""
