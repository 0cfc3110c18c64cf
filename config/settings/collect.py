"""For collectstatic while an image is built: production's storage, no secret, no database."""

from .base import *

SECRET_KEY = "used-for-nothing-but-collecting-static-files"
