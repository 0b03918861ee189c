"""`manage.py load_corpus FOLDER`: load a corpus through the actions. Repeatable; leaves everybody's edits alone."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.corpus import Corpus, CorpusError
from claims.roles import CONTRIBUTOR, LOADER


class Command(BaseCommand):
    help = "Load a corpus folder (sources, documents, events, questions, claims) through the actions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="for example fixtures/mali")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = Corpus(folder, _loader()).load()
        except CorpusError as error:
            raise CommandError(f"Nothing was loaded. {error}") from None
        for noun in sorted(loaded.added | loaded.kept):
            self.stdout.write(f"{noun}: {loaded.added[noun]} added, {loaded.kept[noun]} already there")


def _loader() -> User:
    user, made = User.objects.get_or_create(username=LOADER, defaults={"first_name": "Corpus loader"})
    if made:
        user.set_unusable_password()
        user.save()
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    return user
