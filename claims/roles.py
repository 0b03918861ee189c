"""The roles: groups with permissions, each holding those of the role before it. Granted by migration."""

from typing import Any

from django.contrib.auth.management import create_permissions

READER, CONTRIBUTOR, REVIEWER, LEAD, ADMINISTRATOR = ROLES = (
    "reader",
    "contributor",
    "reviewer",
    "lead",
    "administrator",
)

LOADER, IMPORTER = PROGRAMS = ("corpus", "report-import")
"""In whose name a corpus and another tracker's report are recorded: contributors who cannot log in, and no people."""

APPENDED_NOUNS = ("review", "settlement", "teamdecision", "release", "ledgerentry", "textversion")
READ_ONLY_NOUNS = (*APPENDED_NOUNS, "conflict", "margin")
EDITED_NOUNS = ("source", "document", "event", "question", "claim", "report")

VIEW = tuple(f"claims.view_{noun}" for noun in (*EDITED_NOUNS, *READ_ONLY_NOUNS))
RECORD = tuple(f"claims.{deed}_{noun}" for noun in EDITED_NOUNS for deed in ("add", "change"))
REVIEW = ("claims.review_claim", "claims.add_teamdecision")
SETTLE = ("claims.settle_conflict",)
PUBLISH = ("claims.publish_report",)
ADMINISTER = (
    "claims.change_margin",
    *(f"auth.{deed}_user" for deed in ("add", "change", "view")),
    "auth.view_group",
)

GRANTS: dict[str, tuple[str, ...]] = {
    READER: VIEW,
    CONTRIBUTOR: VIEW + RECORD,
    REVIEWER: VIEW + RECORD + REVIEW,
    LEAD: VIEW + RECORD + REVIEW + SETTLE + PUBLISH,
    ADMINISTRATOR: VIEW + RECORD + REVIEW + SETTLE + PUBLISH + ADMINISTER,
}

SINCE_REPORTS = frozenset(
    f"claims.{name}" for name in ("view_report", "add_report", "change_report", "publish_report", "view_release")
)
SINCE_TEAM_DECISIONS = SINCE_REPORTS | {"claims.view_teamdecision", "claims.add_teamdecision"}
"""Permissions on nouns that came after the roles: the migration that made one grants them."""


def grant_roles(apps: Any, *, but: frozenset[str] = frozenset()) -> None:
    """Make the groups and give each exactly its permissions. apps: the registry, historical in a migration.

    but: what an early migration cannot grant yet.
    Raises if a permission is missing: a role with less than it should is a lock-out nobody sees.
    """
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    by_name = {
        f"{p.content_type.app_label}.{p.codename}": p for p in permissions.objects.select_related("content_type")
    }
    for role, granted in GRANTS.items():
        group, _ = groups.objects.get_or_create(name=role)
        group.permissions.set([by_name[name] for name in granted if name not in but])


def grant_new_permissions(apps: Any, using: str, *, but: frozenset[str] = frozenset()) -> None:
    """For the migration that makes a noun: Django makes permissions only after all migrations, so they are made here
    first.
    """
    config = apps.get_app_config("claims")
    config.models_module = True  # all that create_permissions looks at
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    grant_roles(apps, but=but)
