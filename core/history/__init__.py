"""What was: the rows of history, and the time machine that reads them as tables."""
