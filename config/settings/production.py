"""Production: refuses to start, with one sentence, when something that protects data is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import BASE_URL, env

DEBUG = False
if env.flag("DEBUG"):
    raise ImproperlyConfigured("DEBUG is on; production never runs with it. Remove it.")

SECRET_KEY = env.secret("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters.")
SECRET_KEY_FALLBACKS = [key] if (key := env.secret("SECRET_KEY_PREVIOUS", "")) else []

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must list the site's host names (and not be *).")
if not env.address("BASE_URL").startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must start with https://.")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

REQUIRE_DURABILITY = True
DEMO_ALLOWED = False
DATABASES = {"default": env.database("DATABASE_URL")}
REDIS_URL = CELERY_BROKER_URL = env.secret("REDIS_URL")
LEDGER_ORIGIN = env.text("LEDGER_ORIGIN")
ORGANISATION_NAME = env.text("ORGANISATION_NAME")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM")

SIGNING_KEY_FILE = env.path("SMS_SIGNING_KEY_FILE")
if not SIGNING_KEY_FILE.is_file():
    raise ImproperlyConfigured(
        f"SMS_SIGNING_KEY_FILE: {SIGNING_KEY_FILE} does not exist; "
        "make one with `manage.py signing_key FILE` and keep a copy elsewhere."
    )

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if env.flag("BEHIND_TLS_PROXY", True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
