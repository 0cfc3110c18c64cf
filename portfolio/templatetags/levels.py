"""How states of levels are shown: a sign and a tone, always beside the word."""

from __future__ import annotations

from django import template

from core.declaration.tones import tone_of
from portfolio.choices import LevelState, LightState

register = template.Library()
SIGNS = {
    LevelState.MET: "✓",
    LevelState.AT_RISK: "!",
    LevelState.MISSED: "✕",
    LevelState.NO_DATA: "?",
    LevelState.RUNNING: "…",
}


@register.simple_tag
def level_sign(state: LevelState | None) -> str:
    """One sign for a state, so that shape says what colour says."""
    return SIGNS.get(state, "") if state else ""


@register.simple_tag
def level_tone(state: LevelState | None) -> str:
    """The class of a state's tone."""
    return f"tone-{tone_of(state, {})}" if state else ""


LAMPS = {
    LightState.LIT: "✓",
    LightState.GAP: "✕",
    LightState.RUNNING: "…",
    LightState.NO_DATA: "?",
    LightState.CONTESTED: "≠",
}


@register.simple_tag
def light_sign(state: LightState) -> str:
    """One sign for the state of a light."""
    return LAMPS.get(state, "–")
