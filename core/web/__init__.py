"""What every request passes, how the site is doing, and who may sign in."""
