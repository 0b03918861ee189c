"""People and roles: made and deactivated by administrators, who cannot reach above themselves."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from claims import ledger
from claims.models import LedgerEntry
from claims.reports.history import payload_of
from tests.admin.staff import page, staff
from tests.cast import person
from tests.web.ladder import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> Client:
    return staff("administrator", username="fay")


def test_makes_a_person_and_gives_a_role(administrator: Client) -> None:
    typed = {"username": "nadia", "usable_password": "true", "password1": "a long enough secret"}
    assert administrator.post(page(User, "add"), typed | {"password2": typed["password1"]}).status_code == 302
    nadia = User.objects.get(username="nadia")
    role = Group.objects.get(name="reviewer")
    sent = {"username": "nadia", "is_active": "on", "groups": [role.pk]}
    assert administrator.post(page(nadia, "change"), sent).status_code == 302
    assert nadia.has_perm("claims.review_claim") and not User.objects.get(pk=nadia.pk).is_staff


def test_deactivates_and_never_deletes(administrator: Client) -> None:
    leaving = person("reviewer", "leo")
    assert administrator.post(page(leaving, "delete"), {"post": "yes"}).status_code == 403
    assert administrator.post(page(leaving, "change"), {"username": "leo"}).status_code == 302
    leaving.refresh_from_db()
    assert not leaving.is_active


def test_what_a_person_may_do_stands_in_the_ledger(administrator: Client) -> None:
    nadia = person("reader", "nadia")
    sent = {"username": "nadia", "is_active": "on", "groups": [Group.objects.get(name="lead").pk]}
    administrator.post(page(nadia, "change"), sent)
    entry = LedgerEntry.objects.latest("sequence")
    assert (entry.actor_name, entry.deed) == ("fay", "change_person")
    after = payload_of(entry)["after"]
    assert (after["username"], after["roles"], after["is_active"]) == ("nadia", ["lead"], True)
    history = text_of(administrator.get(page(nadia, "history")))
    assert "changed the person nadia: Groups" in history
    assert ledger.verify().fault is None


def test_a_password_set_for_somebody_is_entered_without_it(administrator: Client) -> None:
    nadia, secret = person("reader", "nadia"), "a long enough secret"
    address = reverse("admin:auth_user_password_change", args=[nadia.pk])
    typed = {"usable_password": "true", "password1": secret, "password2": secret}
    assert administrator.post(address, typed).status_code == 302
    entry = LedgerEntry.objects.latest("sequence")
    assert entry.deed == "change_person" and payload_of(entry)["changed"] == ["password"]
    assert secret not in entry.payload


def test_cannot_make_or_touch_a_superuser(administrator: Client) -> None:
    root = User.objects.create_superuser("root", password="a long enough secret")
    me = User.objects.get(username="fay")
    administrator.post(
        page(me, "change"), {"username": "fay", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    )
    me.refresh_from_db()
    assert not me.is_superuser
    assert "root" not in text_of(administrator.get(page(User)))
    answer = administrator.post(
        reverse("admin:auth_user_password_change", args=[root.pk]), {"password1": "x" * 20, "password2": "x" * 20}
    )
    assert answer.status_code in (302, 403, 404) and User.objects.get(pk=root.pk).check_password("a long enough secret")


def test_roles_are_shown_and_not_changed(administrator: Client) -> None:
    role = Group.objects.get(name="reader")
    assert 'name="_save"' not in text_of(administrator.get(page(role, "change")))
    assert administrator.post(page(role, "change"), {"name": "reader", "permissions": []}).status_code == 403
    assert administrator.get(page(Group, "add")).status_code == 403
    assert role.permissions.exists()


def test_nobody_takes_their_own_rights_away(administrator: Client) -> None:
    me = User.objects.get(username="fay")
    administrator.post(page(me, "change"), {"username": "fay", "first_name": "Fay"})
    me.refresh_from_db()
    assert me.is_active and me.is_staff and me.groups.get().name == "administrator" and me.first_name == "Fay"
