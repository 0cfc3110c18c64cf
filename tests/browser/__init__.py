"""The site driven by a real browser, as a newcomer would start it."""
