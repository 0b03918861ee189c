"""The demo people and their roles. The command demo_people makes them; auth.py keeps them out otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPerson:
    username: str
    role: str
    name: str


DEMO_PEOPLE = (
    DemoPerson("amina", "reader", "Amina (reader)"),
    DemoPerson("bakary", "contributor", "Bakary (contributor)"),
    DemoPerson("clara", "reviewer", "Clara (reviewer)"),
    DemoPerson("daniel", "reviewer", "Daniel (reviewer)"),
    DemoPerson("elena", "lead", "Elena (lead)"),
    DemoPerson("farid", "administrator", "Farid (administrator)"),
)
DEMO_USERNAMES = frozenset(person.username for person in DEMO_PEOPLE)
# Printed by `make run` and in the README: it opens nothing unless the demo setting is on.
DEMO_PASSWORD = "every-claim-counts"  # nosec B105
