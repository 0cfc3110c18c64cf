"""Asks one address, for container health checks: `python -m config.probe ADDRESS`."""

import os
import sys
import urllib.error
import urllib.request


def main(address: str) -> int:
    """Return 0 when the address answers with a success, else 1."""
    # As the proxy in front would ask: by a name the site answers to, over TLS.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=4):
            return 0
    except (OSError, ValueError):
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
