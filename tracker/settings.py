"""Every setting, from the environment, safe for production by default; docs/deployment.md explains each.

Only what differs from Django's own default is set here. Rules about claims are not settings.
"""

import contextlib
import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where and how it runs. Demo: demo people may log in, and plain HTTP is good enough for one's own machine.
TRACKER_DEMO = env.bool("TRACKER_DEMO", default=False)
DEBUG = env.bool("TRACKER_DEBUG", default=False)
HTTPS = env.bool("TRACKER_HTTPS", default=not (TRACKER_DEMO or DEBUG))
VAR = Path(env.str("TRACKER_VAR", default=str(BASE_DIR / "var"))).resolve()
ALLOWED_HOSTS = env.list("TRACKER_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("TRACKER_ORIGINS", default=[])
# How many proxies in front add to X-Forwarded-For: log-in attempts are counted by the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRACKER_PROXIES", default=0)


def _kept_secret_key(path: Path) -> str:
    """The key in this file, made when there is none. Processes may start at once: only one file wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        own = path.with_name(f"{path.name}.{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    return path.read_text().strip()


SECRET_KEY = env.str("TRACKER_SECRET_KEY", default="") or _kept_secret_key(VAR / "secret_key")

INSTALLED_APPS = [
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # `runserver` then serves static files as production does
    "django.contrib.staticfiles",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before whitenoise, so that a static SVG is under the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "claims.auth.pages_kept_nowhere",  # after whitenoise: static files may be kept
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "claims.refusing.page_for_wrong_methods",
    "claims.views.loading.PageForWithdrawn",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data. claims/checks.py holds SQLite to these options; without them acknowledged work can be lost.
WAITS = 30
"""Seconds that a deed waits for others to be done before the person is told to try again."""
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": WAITS,
    "init_command": "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;",
}
POSTGRESQL = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
POSTGRESQL_OPTIONS = {"options": f"-c lock_timeout={WAITS}s"}


def _database() -> dict[str, object]:
    database = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'tracker.sqlite3'}")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {"OPTIONS": SQLITE_OPTIONS}
    return database | POSTGRESQL | {"OPTIONS": POSTGRESQL_OPTIONS | database.get("OPTIONS", {})}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Log-in attempts are counted in the cache: it must be one for all processes, so it is a table.
CACHES = {"default": {"BACKEND": "claims.caching.CandidDatabaseCache", "LOCATION": "cache"}}
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_PERMISSIONS = 0o640
# Is there a process that runs `manage.py work`? Without one, uploaded files are read in a thread of the server.
TRACKER_WORKER = env.bool("TRACKER_WORKER", default=False)
# Of the process that makes a file of a long report, in megabytes.
TRACKER_FILE_MEMORY = env.int("TRACKER_FILE_MEMORY", default=4096)
FILE_UPLOAD_HANDLERS = [
    "claims.receiving.LargestFile",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # a pasted document; the longest reports are about 2 MB of text
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# People and log-in
AUTHENTICATION_BACKENDS = ["claims.auth.PeopleBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator; no mail is sent
ACCOUNT_SESSION_REMEMBER = True  # no question asked: every session lasts SESSION_COOKIE_AGE
# Failed: by address, and by user name from wherever. Login: every attempt, failed or not.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "30/m/ip"}

# What the browser is told. Django's defaults stand: nosniff, X-Frame-Options DENY, Referrer-Policy and
# Cross-Origin-Opener-Policy same-origin, HttpOnly session cookie, SameSite Lax.
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("TRACKER_HSTS_SECONDS", default=365 * 24 * 60 * 60) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Words, numbers and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"

# Django alone would print nothing of a failed request in production.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("TRACKER_LOG_LEVEL", default="WARNING")},
}
