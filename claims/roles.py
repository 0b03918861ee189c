"""The roles: groups with permissions, each holding those of the role before it. Granted by migration."""

from typing import Any

READER, CONTRIBUTOR, REVIEWER, LEAD, ADMINISTRATOR = ROLES = (
    "reader",
    "contributor",
    "reviewer",
    "lead",
    "administrator",
)

READ_ONLY_NOUNS = ("review", "conflict", "settlement", "teamdecision", "ledgerentry", "textversion", "margin")
EDITED_NOUNS = ("source", "document", "event", "question", "claim")

VIEW = tuple(f"claims.view_{noun}" for noun in (*EDITED_NOUNS, *READ_ONLY_NOUNS))
RECORD = tuple(f"claims.{deed}_{noun}" for noun in EDITED_NOUNS for deed in ("add", "change"))
REVIEW = ("claims.review_claim", "claims.add_teamdecision")
SETTLE = ("claims.settle_conflict",)
ADMINISTER = (
    "claims.change_margin",
    *(f"auth.{deed}_user" for deed in ("add", "change", "view")),
    "auth.view_group",
)

GRANTS: dict[str, tuple[str, ...]] = {
    READER: VIEW,
    CONTRIBUTOR: VIEW + RECORD,
    REVIEWER: VIEW + RECORD + REVIEW,
    LEAD: VIEW + RECORD + REVIEW + SETTLE,
    ADMINISTRATOR: VIEW + RECORD + REVIEW + SETTLE + ADMINISTER,
}


SINCE_TEAM_DECISIONS = frozenset({"claims.view_teamdecision", "claims.add_teamdecision"})
"""Permissions on a noun that came after the roles: the migration that made it grants them."""


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
