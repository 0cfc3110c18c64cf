"""One machine, everything in VAR_DIR: what `make run` and `manage.py` use by default."""

from config.local.secrets import keep_signing_key, kept_secret

from .base import *
from .base import LEDGER_ORIGIN, LOGGING, SIGNING_KEY_FILE, STORAGES, VAR_DIR, env

for folder in ("mail", "files", "log", "keys", "static"):
    (VAR_DIR / folder).mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG")
SECRET_KEY = kept_secret(VAR_DIR / "keys" / "secret.key")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
keep_signing_key(SIGNING_KEY_FILE, LEDGER_ORIGIN)

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR_DIR / "mail")

# No collectstatic on a developer's machine; WhiteNoise still wants the folder to be there.
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost

# At a terminal logs go to a file; the supervisor collects what its processes write ("-").
SMS_LOG = env.text("SMS_LOG", "manage.log")
if SMS_LOG != "-":
    LOGGING["handlers"]["out"].pop("stream", None)
    LOGGING["handlers"]["out"] |= {
        "class": "logging.handlers.WatchedFileHandler",
        "filename": str(VAR_DIR / "log" / SMS_LOG),
        "encoding": "utf-8",
    }
