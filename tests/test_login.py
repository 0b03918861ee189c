"""Who gets in, who does not, and what a stranger is told."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import person

PASSWORD = "a long enough password"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana", password=PASSWORD)


def log_in(client: Client, username: str = "ana", password: str = PASSWORD) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": username, "password": password})


def is_inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_log_in_page_needs_no_log_in(client: Client) -> None:
    assert client.get(reverse("account_login")).status_code == 200


def test_a_right_password_leads_to_the_desk(client: Client, ana: User) -> None:
    assert log_in(client)["Location"] == reverse("desk")
    assert is_inside(client)


def test_leads_back_to_the_page_asked_for(client: Client, ana: User) -> None:
    page = reverse("account_change_password")
    asked = client.get(page)["Location"]
    assert asked == f"{reverse('account_login')}?next={page}"
    assert client.post(asked, {"login": "ana", "password": PASSWORD})["Location"] == page


def test_never_leads_to_another_site(client: Client, ana: User) -> None:
    elsewhere = f"{reverse('account_login')}?next=https://evil.example/"
    answer = client.post(elsewhere, {"login": "ana", "password": PASSWORD})
    assert answer["Location"] == reverse("desk")


@pytest.mark.parametrize("username", ["ana", "nobody"])
def test_a_wrong_password_is_told_the_same_as_a_wrong_name(client: Client, ana: User, username: str) -> None:
    answer = log_in(client, username, "wrong")
    assert "The username and/or password you specified are not correct." in answer.content.decode()
    assert not is_inside(client)


def test_a_deactivated_person_is_told_the_same(client: Client, ana: User) -> None:
    User.objects.update(is_active=False)
    assert "are not correct." in log_in(client).content.decode()
    assert not is_inside(client)


def test_after_five_failures_even_the_right_password_must_wait(client: Client, ana: User) -> None:
    for _attempt in range(5):
        log_in(client, password="wrong")
    assert "Too many failed login attempts" in log_in(client).content.decode()
    assert not is_inside(client)


def test_one_address_cannot_try_many_names(client: Client, ana: User) -> None:
    for number in range(10):
        log_in(client, f"name{number}", "wrong")
    assert "Too many failed login attempts" in log_in(client).content.decode()


def test_more_attempts_in_a_minute_than_a_person_makes_are_refused(client: Client, ana: User) -> None:
    answers = [log_in(client, password="").status_code for _attempt in range(31)]
    assert answers[-2:] == [200, 429]


def test_the_admin_uses_the_same_log_in(client: Client) -> None:
    answer = client.get(reverse("admin:login"))
    assert answer["Location"].startswith(reverse("account_login"))


def test_demo_people_get_in_during_a_demo(client: Client, settings: Settings) -> None:
    settings.TRACKER_DEMO = True
    User.objects.create_user("clara", password=PASSWORD)
    log_in(client, "clara")
    assert is_inside(client)


def test_demo_people_are_refused_outside_a_demo(client: Client, settings: Settings) -> None:
    settings.TRACKER_DEMO = False
    User.objects.create_user("clara", password=PASSWORD)
    assert "are not correct." in log_in(client, "clara").content.decode()
    assert not is_inside(client)


def test_ending_the_demo_ends_the_sessions_of_demo_people(client: Client, settings: Settings) -> None:
    settings.TRACKER_DEMO = True
    client.force_login(User.objects.create_user("clara"))
    settings.TRACKER_DEMO = False
    answer = client.get(reverse("account_change_password"))
    assert answer["Location"].startswith(reverse("account_login"))


def test_logging_out_takes_a_click_and_leads_to_the_log_in(client: Client, ana: User) -> None:
    client.force_login(ana)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_inside(client)
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert not is_inside(client)


def change_password(client: Client, old: str, new: str) -> HttpResponse:
    return client.post(reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": new})


def test_changes_the_password_and_stays_inside(client: Client, ana: User) -> None:
    client.force_login(ana)
    change_password(client, PASSWORD, "another long password")
    ana.refresh_from_db()
    assert ana.check_password("another long password")
    assert is_inside(client)


@pytest.mark.parametrize(
    ("old", "new"), [("wrong", "another long password"), (PASSWORD, "short")], ids=["wrong old", "short new"]
)
def test_refuses_a_bad_password_change(client: Client, ana: User, old: str, new: str) -> None:
    client.force_login(ana)
    assert change_password(client, old, new).status_code == 200
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


def test_the_admin_changes_passwords_on_the_same_page(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:password_change"))
    assert page.templates[0].name == "account/password_change.html"


@pytest.mark.parametrize("page", ["desk", "claim_csv", "method", "account_login"])
def test_no_browser_keeps_a_page_for_whoever_comes_next(client: Client, page: str) -> None:
    client.force_login(person("reader"))
    assert "no-store" in client.get(reverse(page))["Cache-Control"]
