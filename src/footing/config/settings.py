"""Django's settings, composed from the checked environment."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from footing.config.env import read
from footing.vault import secrets as vault_secrets

ENV = read()
ROOT = Path(__file__).resolve().parents[3]
SOURCE = Path(__file__).resolve().parents[1]
ENV.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)

FOOTING_URL = ENV.url
FOOTING_LOOPBACK = ENV.loopback
FOOTING_LEAVE_URL = ENV.leave_url
FOOTING_KEEP_BOOKINGS_DAYS = ENV.keep_bookings_days
FOOTING_APART_MINUTES = ENV.apart_minutes
FOOTING_KEEP_INTAKE_DAYS = ENV.keep_intake_days
FOOTING_KEEP_ACCESS_LOG_DAYS = ENV.keep_access_log_days
FOOTING_MAIL_GRACE_SECONDS = ENV.mail_grace
FOOTING_SECURITY_CONTACT = ENV.security_contact
FOOTING_RATE_LIMITS = ENV.rate_limits
FOOTING_PROXIES = ENV.proxies
FOOTING_DATA_DIR = ENV.data_dir
FOOTING_KEY_FILE = ENV.key_file
FOOTING_KEY = vault_secrets.load_or_make(ENV.key_file)
FOOTING_CONTENT = ROOT / "content" if (ROOT / "content").is_dir() else SOURCE / "_content"
FOOTING_BODY_LIMIT = 64 * 1024

DEBUG = ENV.debug
SECRET_KEY = vault_secrets.derive(FOOTING_KEY, "django").hex()
ALLOWED_HOSTS = [ENV.host, "127.0.0.1", "localhost"] if ENV.loopback else [ENV.host]
ROOT_URLCONF = "footing.config.urls"
WSGI_APPLICATION = "footing.config.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "footing.design",
    "footing.vault",
    "footing.outbox",
    "footing.accounts",
    "footing.practice",
    "footing.calendars",
    "footing.learn",
    "footing.sharing",
    "footing.safety",
    "footing.check",
    "footing.story",
    "footing.trustmap",
    "footing.talk",
    "footing.diary",
    "footing.log",
    "footing.exercises",
    "footing.plan",
    "footing.booking",
    "footing.couple",
    "footing.today",
    "footing.desk",
    "footing.welcome",
    "footing.config",
]

MIDDLEWARE = [
    # One address is asked more than once a second and, while nothing changed, needs none of the others.
    "footing.couple.turns.now.First",
    # Headers stand around whatever may refuse: a refusal carries them too.
    "django.middleware.security.SecurityMiddleware",
    # Before whatever may refuse: a refusal speaks the language of its address.
    "footing.design.language.ByAddress",
    "footing.design.middleware.Headers",
    "footing.design.middleware.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "footing.design.middleware.SameOrigin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "footing.accounts.left.Left",
    "footing.accounts.middleware.SessionLimits",
    "footing.accounts.watch.Refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "footing.design.environment.environment",
            "context_processors": ["footing.design.context.page"],
        },
    },
]


def _database(url: str) -> dict[str, Any]:
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    if config["ENGINE"].endswith("sqlite3"):
        # Opening a file anew for each request takes a tenth of it, and closing the last one moves the whole journal.
        config["CONN_MAX_AGE"] = 60
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    else:
        # What the address says of TLS stays.
        config["OPTIONS"] = {**config.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
    return config


DATABASES = {
    "default": _database(ENV.database_url),
    "keys": _database(ENV.keys_database_url),
    "marks": _database(ENV.cache_url),
}
# What is migrated in each: all apps; the one that has a table there; none, since the throttles' table is Django's own.
FOOTING_MIGRATED: dict[str, tuple[tuple[str, ...], ...]] = {
    "default": ((),),
    "keys": (("vault",),),
    "marks": (),
}
for _name in ("keys", "marks"):
    # Tests make the tables of these as they are now: going through all migrations thrice takes most of the start.
    DATABASES[_name]["TEST"] = {"MIGRATE": False}
DATABASE_ROUTERS = ["footing.config.routers.ByPurpose"]
# Django's cache, and the counts of `vault.visitors`: what is over goes with its hour (vault.sweep).
FOOTING_MARKS_TABLE = "marks_cache"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": FOOTING_MARKS_TABLE,
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "footing.accounts.phrases.NotLostBefore"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
ACCOUNT_ADAPTER = "footing.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"back": "20/h/ip,10/d/key", "two": "10/d/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "footing.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Finger, face or PIN, each time; what only says that somebody touched it opens nothing.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {
    "generate_recovery_codes": "footing.accounts.forms.CodesForm",
    "add_webauthn": "footing.accounts.passkeys.Add",
    "authenticate_webauthn": "footing.accounts.passkeys.Authenticate",
    "login_webauthn": "footing.accounts.passkeys.Login",
    "reauthenticate_webauthn": "footing.accounts.passkeys.Reauthenticate",
}
MFA_TOTP_ISSUER = "Footing"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"

SESSION_COOKIE_NAME = "__Host-s" if ENV.secure else "s"
# Set by script when somebody who is signed in leaves: tells of it even where the line was down (accounts.left).
FOOTING_LEFT_COOKIE = "__Host-l" if ENV.secure else "l"
SESSION_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# From the last use on; accounts.limits ends a session long before, and a day after it began.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "footing.accounts.sessions"
SESSION_SERIALIZER = "footing.accounts.sessions.Serializer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if ENV.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENV.secure
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
# What is sent stays in memory: a calendar file never lies in a temporary one.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# Decision 1: forms without cookies; design.middleware.SameOrigin stands in for the CSRF middleware.
# A proxy redirects http; the application never sees it.
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W008"]

LANGUAGE_CODE = "en"
LANGUAGES = [(code, name) for code, name in (("en", "English"), ("fr", "Français")) if code in ENV.languages]
LOCALE_PATHS = [str(SOURCE / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
MEDIA_URL = "/photos/"
MEDIA_ROOT = ENV.data_dir / "photos"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

DEFAULT_FROM_EMAIL = ENV.mail_from
SERVER_EMAIL = ENV.mail_from
_mail = urlsplit(ENV.mail_url)
if _mail.scheme == "console":
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
elif _mail.scheme == "file":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(Path(ENV.mail_url.removeprefix("file:")).resolve())
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = _mail.scheme == "smtp" and bool(_mail.username)
    EMAIL_TIMEOUT = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "footing.config.lines.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Addresses and form values of visitors never reach a log.
        "django.request": {"level": "CRITICAL", "handlers": ["console"], "propagate": False},
        # Refused hosts and forms come with the sender's own words and a trace: anybody could fill the log.
        "django.security": {"level": "CRITICAL", "handlers": ["console"], "propagate": False},
        "footing": {"level": "INFO", "handlers": ["console"], "propagate": False},
    },
}
