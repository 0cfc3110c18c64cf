"""Files: stored by their hash, named safely, handed out as attachments."""
