"""What is held about a person: found, handed out as a copy, and erased on request."""
