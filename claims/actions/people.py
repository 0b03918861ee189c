"""People are made and changed in the admin, which writes Django's own tables; what they may do stands in the ledger."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from claims.actions.deed import deed, enter


@deed("auth.add_user", "make people")
def enter_new_person(*, by: User, person: User) -> None:
    """Enter that a person was made, and with which rights. Call in the transaction that made them."""
    enter(by=by, deed="add_person", concerning=[person], after=_rights(person))


@deed("auth.change_user", "change people")
def enter_changed_person(*, by: User, person: User, fields: Sequence[str]) -> None:
    """Enter that these fields of a person were changed, and the rights they have now. A password is never entered."""
    enter(by=by, deed="change_person", concerning=[person], after=_rights(person), changed=list(fields))


def _rights(person: User) -> dict[str, object]:
    return {
        "username": person.username,
        "is_active": person.is_active,
        "is_staff": person.is_staff,
        "is_superuser": person.is_superuser,
        "roles": sorted(person.groups.values_list("name", flat=True)),
    }
