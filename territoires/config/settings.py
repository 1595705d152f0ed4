"""All settings, from the environment. Nothing imports this module: read `django.conf.settings`."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP

from territoires.config.env import Env
from territoires.config.version import VERSION

BASE_DIR = Path(__file__).resolve().parents[2]
env = Env()

# -- what runs, and where -------------------------------------------------------------------------------------------
MODE = env.choice("TERRITOIRES_MODE", "demo", ("demo", "production", "test"), why="Usage : demo, production ou test.")
PRODUCTION = MODE == "production"
DEMONSTRATION = MODE == "demo"
VAR_DIR = env.folder("TERRITOIRES_VAR", BASE_DIR / "var", why="Dossier des données (base, clé, médias).")
VAR_DIR.mkdir(parents=True, exist_ok=True)
APP_VERSION = VERSION
DEBUG = False


def _local_secret(folder: Path) -> str:
    """Outside production the key is made once, and kept beside the data, for its owner's eyes only."""
    path = folder / "secret_key"
    with contextlib.suppress(FileExistsError), open(path, "x", opener=_private, encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip() or secrets.token_urlsafe(48)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


SECRET_KEY = env.text(
    "TERRITOIRES_SECRET_KEY",
    "" if PRODUCTION else _local_secret(VAR_DIR),
    why="Clé secrète : 50 caractères au hasard.",
    required=PRODUCTION,
)
SITE_URL = env.text(
    "TERRITOIRES_URL",
    "" if PRODUCTION else "http://127.0.0.1:8000",
    why="Adresse publique, avec https://.",
    required=PRODUCTION,
).rstrip("/")
ALLOWED_HOSTS = env.words(
    "TERRITOIRES_HOSTS",
    () if PRODUCTION else ("127.0.0.1", "localhost", "[::1]", "testserver"),
    why="Noms de domaine servis, séparés par des virgules.",
    required=PRODUCTION,
)
if PRODUCTION:
    env.require(len(SECRET_KEY) >= 50, "TERRITOIRES_SECRET_KEY", "trop courte : 50 caractères au hasard, au moins.")
    env.require(SITE_URL.startswith("https://"), "TERRITOIRES_URL", "l'adresse publique commence par https://.")
TRUST_PROXY = env.flag(
    "TERRITOIRES_TRUST_PROXY", False, why="oui si un serveur frontal pose X-Forwarded-For et X-Forwarded-Proto."
)
BUILD_ID = VERSION

# -- the carrying structure: the collective has no legal existence, so all of it is a setting -----------------------
PUBLISHER = {
    "name": env.text("TERRITOIRES_PUBLISHER_NAME", why="Structure qui porte le site (éditeur)."),
    "address": env.text("TERRITOIRES_PUBLISHER_ADDRESS", why="Siège de la structure porteuse."),
    "phone": env.text("TERRITOIRES_PUBLISHER_PHONE", why="Téléphone de la structure porteuse."),
    "director": env.text("TERRITOIRES_PUBLISHER_DIRECTOR", why="Directrice ou directeur de la publication."),
    "host": env.text("TERRITOIRES_PUBLISHER_HOST", why="Hébergeur : nom, adresse, téléphone."),
    "data_contact": env.text("TERRITOIRES_PUBLISHER_DATA_CONTACT", why="Contact pour les données personnelles."),
}
SOURCE_URL = env.text(
    "TERRITOIRES_SOURCE_URL", why="Adresse publique du code source de cette version (AGPL, article 13)."
)
COORDINATION_PHONE = env.text(
    "TERRITOIRES_COORDINATION_PHONE",
    "01 99 00 10 01" if not PRODUCTION else "",
    why="Téléphone de la coordination montré sur chaque page.",
)
COORDINATION_HOURS = env.text(
    "TERRITOIRES_COORDINATION_HOURS", "du lundi au vendredi, de 10 h à 16 h", why="Heures où la coordination répond."
)
COORDINATION_ANSWER_DAYS = env.number(
    "TERRITOIRES_COORDINATION_ANSWER_DAYS", 5, why="La coordination répond en tant de jours.", minimum=1
)

CONFIRM_AFTER_DAYS = env.number(
    "TERRITOIRES_CONFIRM_AFTER_DAYS", 183, why="Une ressource est à confirmer après tant de jours.", minimum=1
)
# The life of a group, in days: docs/runbook.md says what each period does.
GROUPS_CONFIRM_EVERY_DAYS = env.number(
    "TERRITOIRES_GROUPS_CONFIRM_EVERY_DAYS", 182, why="« Toujours vrai ? » part tous les tant de jours.", minimum=1
)
GROUPS_REMIND_AFTER_DAYS = env.number(
    "TERRITOIRES_GROUPS_REMIND_AFTER_DAYS", 14, why="Un rappel part après tant de jours, deux fois.", minimum=1
)
GROUPS_FADE_AFTER_DAYS = env.number(
    "TERRITOIRES_GROUPS_FADE_AFTER_DAYS", 365, why="Sans réponse tant de jours, un groupe quitte les listes.", minimum=1
)
GROUPS_QUIET_AFTER_DAYS = env.number(
    "TERRITOIRES_GROUPS_QUIET_AFTER_DAYS", 60, why="Après tant de jours sans nouvelle, une lettre part.", minimum=1
)
GROUPS_CALL_UNSURE_AFTER_DAYS = env.number(
    "TERRITOIRES_GROUPS_CALL_UNSURE_AFTER_DAYS", 274, why="Fiche non relue tant de jours : on appelle.", minimum=1
)
GROUPS_CALL_AGAIN_AFTER_DAYS = env.number(
    "TERRITOIRES_GROUPS_CALL_AGAIN_AFTER_DAYS", 30, why="Pas de second appel avant tant de jours.", minimum=1
)
GROUPS_LINK_DAYS = env.number(
    "TERRITOIRES_GROUPS_LINK_DAYS", 45, why="Le lien d'une lettre sert pendant tant de jours.", minimum=1
)
GROUPS_END_UNDO_DAYS = env.number(
    "TERRITOIRES_GROUPS_END_UNDO_DAYS", 30, why="La fin d'un groupe s'annule pendant tant de jours.", minimum=1
)

# -- applications ---------------------------------------------------------------------------------------------------
CONTEXTS = [
    "territoires.front",
    "territoires.handouts",
    "territoires.journal",
    "territoires.journey",
    "territoires.mirror",
    "territoires.atlas",
    "territoires.groups",
    "territoires.contributions",
    "territoires.networks",
    "territoires.accounts",
    "territoires.vocabulary",
    "territoires.places",
    "territoires.mailer",
    "territoires.media",
    "territoires.audit",
    "territoires.kit",
]
INSTALLED_APPS = [
    *(["territoires.demonstration"] if DEMONSTRATION or MODE == "test" else []),
    *CONTEXTS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "territoires.config.staticfiles.StaticFiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "js_lib_leaflet",
]
MIDDLEWARE = [
    "territoires.kit.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "territoires.kit.middleware.SecurityHeadersMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "territoires.kit.middleware.OutageMiddleware",
    "territoires.kit.middleware.CleanInputMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "territoires.accounts.middleware.SecondFactorMiddleware",
    "territoires.kit.middleware.PublicCacheMiddleware",
]
ROOT_URLCONF = "territoires.config.urls"
WSGI_APPLICATION = "territoires.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "territoires.kit.context_processors.site",
            ],
            "builtins": ["territoires.kit.templatetags.kit", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "territoires.kit.renderers.KitRenderer"

# -- database -------------------------------------------------------------------------------------------------------
DATABASE_URL = env.text("DATABASE_URL", why="PostgreSQL 15 ou plus : postgres://… ; vide : SQLite dans var/.")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
    DATABASES["default"]["ENGINE"] = "territoires.kit.backends.postgresql"  # watched by the page cache
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
else:
    DATABASES = {
        "default": {
            "ENGINE": "territoires.kit.backends.sqlite3",  # watched by the page cache
            "NAME": str(VAR_DIR / "territoires.sqlite3"),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-16000;",
            },
            # a real file in tests too, so that threads meet each other as they do in life
            "TEST": {"NAME": str(Path(tempfile.gettempdir()) / f"territoires-test-{os.getpid()}.sqlite3")},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/espace/"
ACCOUNT_ADAPTER = "territoires.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "territoires.accounts.adapters.SecondFactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = False  # ours: territoires.kit.limits, kept in the database
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "1001 territoires"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: slow typing, a telephone that runs late
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = True  # the token lives in the session: a visitor never receives a cookie
CSRF_FAILURE_VIEW = "territoires.kit.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- safety ---------------------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = False  # done by the front server; /healthz stays reachable on loopback
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # says the line above
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
# A public form sent faster than that is asked to be sent again. The demonstration is tried by quick hands and scripts.
KIT_FORM_MIN_SECONDS = 2 if PRODUCTION else 0
KIT_FORM_LIMIT_FACTOR = 25 if DEMONSTRATION else 1  # everybody comes from this one machine; guesses stay limited

# -- the mirror of a group ------------------------------------------------------------------------------------------
MIRROR_LEAST_ANSWERS = env.number(
    "TERRITOIRES_MIRROR_LEAST_ANSWERS", 3, why="Réponses qu'il faut avant que le groupe regarde.", minimum=3
)
MIRROR_DAYS_BETWEEN = env.number("TERRITOIRES_MIRROR_DAYS_BETWEEN", 30, why="Jours entre deux tours.", minimum=1)
MIRROR_KEPT_DAYS = env.number("TERRITOIRES_MIRROR_KEPT_DAYS", 730, why="Jours où un tour est gardé.", minimum=30)

# -- letters and jobs -----------------------------------------------------------------------------------------------
MAIL_FROM = env.text(
    "TERRITOIRES_MAIL_FROM",
    "" if PRODUCTION else "Mille et un territoires <bonjour@exemple.fr>",
    why="Expéditeur des lettres.",
    required=PRODUCTION,
)
DEFAULT_FROM_EMAIL = MAIL_FROM
MAIL_KEPT = not PRODUCTION  # letters stay in the local mailbox: nothing leaves the machine
MAIL_HOST = env.text("TERRITOIRES_MAIL_HOST", why="Serveur SMTP d'envoi.", required=PRODUCTION)
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_HOST or "127.0.0.1",
            "port": env.number("TERRITOIRES_MAIL_PORT", 587, why="Port SMTP.", minimum=1),
            "username": env.text("TERRITOIRES_MAIL_USER", why="Identifiant SMTP."),
            "password": env.text("TERRITOIRES_MAIL_PASSWORD", why="Mot de passe SMTP."),
            "use_tls": env.flag("TERRITOIRES_MAIL_TLS", True, why="oui pour STARTTLS."),
            "timeout": 20,
        },
    }
}
TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"
        if MODE == "test"
        else "django_tasks_db.DatabaseBackend",
    }
}

SCHEDULE = "territoires.config.schedule.SCHEDULE"

# -- words, dates ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# -- files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"  # of Django's own fields, which we do not use
FILE_UPLOAD_HANDLERS = [
    "territoires.kit.uploads.MeasuredUpload",  # see kit.access.takes_files
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Pictures and sound: private, served by a view that asks the database first (docs/adr/0011-media.md).
MEDIA_DIR = (
    Path(tempfile.gettempdir()) / f"territoires-media-{os.getpid()}" if MODE == "test" else VAR_DIR / "private-media"
)
MEDIA_PICTURE_BYTES = 1_000_000 * env.number(
    "TERRITOIRES_MEDIA_PICTURE_MB", 15, why="Poids d'une photo reçue, en Mo, au plus.", minimum=1
)
MEDIA_SOUND_BYTES = 1_000_000 * env.number(
    "TERRITOIRES_MEDIA_SOUND_MB", 25, why="Poids d'un son reçu, en Mo, au plus.", minimum=1
)
MEDIA_CONSENT_DAYS = env.number(
    "TERRITOIRES_MEDIA_CONSENT_DAYS", 1095, why="Un accord pour une photo ou une voix dure tant de jours.", minimum=1
)
MEDIA_CHILDREN_FACES = env.flag(
    "TERRITOIRES_MEDIA_CHILDREN_FACES", False, why="oui pour permettre des visages d'enfants, avec leurs deux parents."
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# what is compressed already, and source maps, which nobody downloads
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "jpeg", "gif", "webp", "avif", "woff", "woff2", "gz", "br", "map"]

# -- map ------------------------------------------------------------------------------------------------------------
MAP_TILES = env.choice("TERRITOIRES_MAP_TILES", "none", ("none", "ign", "osm"), why="Fond de carte : none, ign ou osm.")
MAP_TILES_URL = env.text("TERRITOIRES_MAP_TILES_URL", why="Adresse des tuiles OSM ({z}/{x}/{y}), si le fond est osm.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "territoires.kit.logs.LineFormatter", "with_words": not PRODUCTION}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a page that does not exist is no event
        "django_tasks_db": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # nor is a robot with another name for us
    },
}

env.raise_problems()
