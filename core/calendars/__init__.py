"""Service hours: how they are written, and how much of them lies between two instants."""
