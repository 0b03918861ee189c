"""Who may log in at all, and that a browser forgets what they saw. What they may do once inside is in access.py."""

from collections.abc import Callable
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

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


def pages_kept_nowhere(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: after a log-out, Back shows nothing, and no proxy between keeps a page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        add_never_cache_headers(answer)
        return answer

    return middleware
