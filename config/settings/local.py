"""One machine, everything in VAR_DIR: what `make run` and `manage.py` use by default."""

from config.local.secrets import kept_secret

from .base import *
from .base import LOGGING, STORAGES, VAR_DIR, env

for folder in ("mail", "files", "log", "keys"):
    (VAR_DIR / folder).mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG")
SECRET_KEY = kept_secret(VAR_DIR / "keys" / "secret.key")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SECURE_REDIRECT_EXEMPT = [r".*"]

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR_DIR / "mail")

# No collectstatic on a developer's machine.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost

LOGGING = {
    **LOGGING,
    "handlers": {
        **LOGGING["handlers"],
        "out": {
            **LOGGING["handlers"]["out"],
            "class": "logging.handlers.WatchedFileHandler",
            "filename": str(VAR_DIR / "log" / env.text("SMS_LOG", "manage.log")),
            "encoding": "utf-8",
        },
    },
}
