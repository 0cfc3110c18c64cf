"""A register's screens from one declaration: list, record, forms, history, the past, export."""

from core.declaration.registry import MenuGroup, RegisterViews, declare

__all__ = ["MenuGroup", "RegisterViews", "declare"]
