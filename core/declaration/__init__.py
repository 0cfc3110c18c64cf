"""A register's screens from one declaration: list, detail, forms, history, the past, import and export."""

from core.declaration.registry import MenuGroup, RegisterViews, declare

__all__ = ["MenuGroup", "RegisterViews", "declare"]
