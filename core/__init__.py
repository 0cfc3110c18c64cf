"""What every register shares."""
