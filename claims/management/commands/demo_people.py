"""`manage.py demo_people`: make the demo people. Refused outside a demo: their password is published."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from claims.demo import DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson
from claims.roles import READER


class Command(BaseCommand):
    help = "Make the demo people, one for each role. Whoever is there already is left as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TRACKER_DEMO:
            raise CommandError("Demo people have a published password. Set TRACKER_DEMO=1 to make them.")
        for someone in DEMO_PEOPLE:
            if not User.objects.filter(username=someone.username).exists():
                _make(someone)
                self.stdout.write(f"made {someone.username} ({someone.role})")


def _make(someone: DemoPerson) -> None:
    user = User(username=someone.username, first_name=someone.name, is_staff=someone.role != READER)
    user.set_password(DEMO_PASSWORD)
    user.save()
    user.groups.add(Group.objects.get(name=someone.role))
