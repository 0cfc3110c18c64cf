"""The product's settings without its middleware, addresses and sign-in."""

from config.settings.local import *
from config.settings.local import INSTALLED_APPS

ROOT_URLCONF = "benchmarks.bare"
MIDDLEWARE: list[str] = []
INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("allauth")]
