"""Who may log in at all. What a person may do once inside is in access.py."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from claims.demo import DEMO_USERNAMES


def may_enter(user: User) -> bool:
    """Demo people have a published password: they enter only while the demo setting is on."""
    return settings.TRACKER_DEMO or user.username not in DEMO_USERNAMES


class PeopleBackend(AuthenticationBackend):
    """allauth's log-in, closed to demo people outside a demo; a session they still hold ends too."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        # allauth sets a deactivated person aside to show a page that says so. Here a right password tells
        # a stranger nothing: the answer is the same as to a wrong one.
        self.unstash_authenticated_user()
        return user if user is not None and may_enter(user) else None

    def get_user(self, user_id: int) -> User | None:
        user = super().get_user(user_id)
        return user if user is not None and may_enter(user) else None
