"""People and roles: made and deactivated by administrators, who cannot reach above themselves."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

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
