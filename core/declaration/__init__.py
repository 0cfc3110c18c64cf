"""A register's screens from one declaration: list, record, forms, history, the past, export."""

from core.declaration.registry import BuiltInView, MenuGroup, RegisterViews, declare

__all__ = ["BuiltInView", "MenuGroup", "RegisterViews", "declare"]
