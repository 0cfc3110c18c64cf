"""Whether what a service is built on can keep what its SLAs promise (requirement P12)."""
