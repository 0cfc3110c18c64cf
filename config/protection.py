"""Asks the start-up checks without loading what they look at."""

from django.core.checks import run_checks

TAG = "protection"


def reasons_not_to_start() -> list[str]:
    """Return one sentence for each thing that would let committed work be lost or rewritten."""
    found = run_checks(tags=[TAG], include_deployment_checks=True, databases=["default"])
    return [f"{message.msg} {message.hint or ''}".strip() for message in found]
