"""Loading what a person may see or change, or refusing. Views load through here and by no other way, so none can
forget.

Inside, everyone who can log in sees everything; what differs by role is what one may do.
"""

from typing import NoReturn, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Model, QuerySet
from django.http import Http404

from claims.actions import NotAllowed
from claims.models import Document, LedgerEntry
from claims.reports.history import CUSTODY

M = TypeVar("M", bound=Model)

Person = User | AnonymousUser | AbstractBaseUser

LARGEST_KEY = 2**63 - 1
"""A larger number in an address is no key; the database would refuse to compare it."""


def permission(model: type[Model], to: str) -> str:
    """The permission for a verb (view, add, change, review, settle, publish) on a noun."""
    return f"claims.{to}_{model._meta.model_name}"


def may(person: Person, to: str, model: type[Model]) -> bool:
    """May the person do this to such things? For showing or hiding a link; the loader and the action decide."""
    return isinstance(person, User) and person.has_perm(permission(model, to))


def refuse_unless(person: Person, to: str, model: type[Model]) -> None:
    """Raises NotAllowed, which is answered with the 403 page."""
    if not may(person, to, model):
        raise NotAllowed(f"{to} {model._meta.verbose_name_plural}")


def load(rows: type[M] | QuerySet[M], pk: int, person: Person, *, to: str = "view") -> M:
    """One row, for a person who may do this to it. Raises NotAllowed, Http404. rows: the model, or a queryset of it."""
    queryset: QuerySet[M] = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    refuse_unless(person, to, queryset.model)
    row = queryset.filter(pk=pk).first() if 0 <= pk <= LARGEST_KEY else None
    if row is None:
        raise Http404(f"There is no {queryset.model._meta.verbose_name} {pk}.")
    return row


def missing(noun: str, pk: int) -> NoReturn:
    """Raises Http404."""
    raise Http404(f"There is no {noun} {pk}.")


def listing(rows: type[M] | QuerySet[M], person: Person) -> QuerySet[M]:
    """All rows, for a person who may see them. Raises NotAllowed."""
    queryset: QuerySet[M] = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    refuse_unless(person, "view", queryset.model)
    return queryset


def custody_of(document: Document, person: Person) -> QuerySet[LedgerEntry]:
    """The ledger entries that are the custody of a document’s file, newest first. Raises NotAllowed."""
    return history_of(document, person).filter(deed__in=CUSTODY)


def history_of(row: Model, person: Person) -> QuerySet[LedgerEntry]:
    """The ledger entries that concern a row, newest first. Raises NotAllowed."""
    concerned = {"objects_concerned__kind": row._meta.model_name, "objects_concerned__object_id": row.pk}
    return listing(LedgerEntry, person).filter(**concerned).order_by("-sequence")
