"""Publishing the catalogue in tests, and what its outputs say."""

from core.access.principals import system
from core.choices import Origin
from portfolio.services import publishing
from tests.printing import reading


def publish(change_reference="", impact=""):
    """An edition of what the entries say now."""
    return publishing.publish(
        change_reference=change_reference, impact=impact, by=system("test"), origin=Origin.SCREEN
    )


def words(response):
    """Everything that an output says."""
    content = b"".join(response) if response.streaming else response.content
    if response["Content-Type"] == "application/pdf":
        return reading.text(content)
    return content.decode()
