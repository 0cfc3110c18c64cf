"""The test suite: either database, nothing outside its own folder, no slow password hashing."""

import os
from pathlib import Path

os.environ.setdefault("SMS_VAR", str(Path(__file__).parents[2] / "var" / "test"))

from config.local.secrets import keep_signing_key

from .base import *
from .base import DATABASES, LEDGER_ORIGIN, STORAGES, VAR_DIR

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
VAR_DIR = VAR_DIR / WORKER
MEDIA_ROOT = VAR_DIR / "files"
SIGNING_KEY_FILE = VAR_DIR / "keys" / "signing.key"
for folder in ("files", "keys"):
    (VAR_DIR / folder).mkdir(parents=True, exist_ok=True)
keep_signing_key(SIGNING_KEY_FILE, LEDGER_ORIGIN)

DEBUG = False
SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
REQUIRE_DURABILITY = False
RESET_ANSWER_SECONDS = 0
BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # On disk, so that several connections (threads, processes, live servers) see one database.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
