"""Asks one address, for container health checks: `python -m config.probe ADDRESS`."""

import sys
import urllib.error
import urllib.request


def main(address: str) -> int:
    """Return 0 when the address answers with a success, else 1."""
    # The site answers plain requests of its own machine; the proxy in front speaks TLS.
    request = urllib.request.Request(address, headers={"X-Forwarded-Proto": "https"})
    try:
        with urllib.request.urlopen(request, timeout=4):
            return 0
    except (OSError, ValueError):
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
