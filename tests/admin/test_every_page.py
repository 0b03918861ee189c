"""Every page of the admin, for every role: what a role may see opens, and nothing else does."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from claims import actions
from claims.models import (
    Claim,
    Conflict,
    Dismissal,
    Document,
    Event,
    Import,
    LedgerEntry,
    Margin,
    Question,
    Release,
    ReleaseFile,
    Report,
    Review,
    Settlement,
    Source,
    TeamDecision,
    TextVersion,
    Upload,
)
from claims.roles import ROLES
from tests.admin.staff import page, staff
from tests.cast import Cast, person
from tests.web.ladder import reads, text_of

pytestmark = pytest.mark.django_db

EDITED = (Source, Document, Event, Question, Claim, Report)
READ = (Review, Conflict, Settlement, TeamDecision, Release, ReleaseFile, LedgerEntry, TextVersion, Dismissal)
INCOMING = (Upload, Import)
"""Seen by those who may bring files."""
OURS = (*EDITED, *READ, *INCOMING)


@pytest.fixture(scope="module")
def furnished(kept_cast: Cast) -> Cast:
    """One of each noun at least."""
    cast = kept_cast
    question = cast.conflict(event=cast.event("Moura", date="2022-03"))
    conflict = Conflict.objects.get(question=question)
    for claim in question.claims.all():
        actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="One source only.")
    actions.settle_conflict(
        by=cast.lead, conflict=conflict, decision="undecidable", cause="disagreement", note="Nobody can tell."
    )
    bring(cast)
    actions.decide_figure(by=cast.lead, question=question, claim=claim, note="It names its witnesses.")
    release = cast.release(cast.report(*Event.objects.all()))
    actions.ask_for_file(by=cast.lead, release=release, form="pdf")
    return cast


def bring(cast: Cast) -> None:
    """A file and a table on their way in, and a dismissed sentence."""
    number = Upload.objects.count()
    file = actions.Received(f"{number}.txt", ContentFile(f"Report {number}.".encode()))
    actions.receive_files(by=cast.lead, files=[file])
    actions.receive_import(by=cast.lead, name="t.csv", original=f"a,b\n{number},2\n".encode(), rows_are="cases")
    document = cast.document("They burned the village.")
    actions.dismiss_proposal(by=cast.lead, document=document, start=0, end=24)


def test_every_noun_is_registered() -> None:
    ours = {model for model in admin.site._registry if model._meta.app_label == "claims"}
    assert ours == {*OURS, Margin}


def test_the_admin_has_its_log_in_on_the_site(client: Client) -> None:
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_who_is_not_staff_does_not_get_in(db: None) -> None:
    client = Client()
    client.force_login(person("administrator"))
    assert client.get(reverse("admin:index")).status_code in (302, 403)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_a_role_sees_and_does_what_its_group_allows(furnished: Cast, role: str) -> None:
    client = staff(role)
    for model in OURS:
        _sees_and_does_what_it_should(client, role, model)


def _sees_and_does_what_it_should(client: Client, role: str, model: type[Model]) -> None:
    row = model._default_manager.latest("pk")
    may_look = 200 if role and not (model in INCOMING and role == "reader") else 403
    assert client.get(page(model)).status_code == may_look
    assert client.get(page(row, "change")).status_code == may_look
    assert client.get(page(row, "history")).status_code == may_look
    may_add = model in EDITED and role not in ("", "reader")
    assert client.get(page(model, "add")).status_code == (200 if may_add else 403)
    shown = client.get(page(row, "change")) if may_look == 200 else None
    assert shown is None or ('name="_save"' in text_of(shown)) == may_add


@pytest.mark.parametrize("role", ["contributor", "administrator"])
def test_nothing_is_ever_deleted(furnished: Cast, role: str) -> None:
    client = staff(role)
    for model in OURS:
        row = model._default_manager.latest("pk")
        assert client.post(page(row, "delete"), {"post": "yes"}).status_code == 403
        client.post(page(model), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
        assert model._default_manager.filter(pk=row.pk).exists()


def filters() -> Iterator[tuple[type[Model], str]]:
    for model, shown_by in admin.site._registry.items():
        if model not in OURS:
            continue
        for one in shown_by.list_filter:
            name = one if isinstance(one, str) else one.parameter
            yield model, f"{name}__exact=1" if name in ("confidential", "in_conflict") else f"{name}=1"
        yield model, "q=killed+300"
        if shown_by.date_hierarchy:
            yield model, f"{shown_by.date_hierarchy}__year=2022"


@pytest.mark.parametrize(("model", "asked"), [*filters()], ids=lambda v: v if isinstance(v, str) else v.__name__)
def test_every_filter_and_search_answers(furnished: Cast, model: type[Model], asked: str) -> None:
    answer = staff("lead").get(f"{page(model)}?{asked}", follow=True)
    assert answer.status_code == 200
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_an_unknown_number_is_not_found(furnished: Cast, model: type[Model]) -> None:
    client = staff("lead")
    unknown = page(model) + "99999/"
    assert client.get(f"{unknown}change/", follow=True).redirect_chain[0][0] == reverse("admin:index")
    assert client.get(f"{unknown}history/").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        "claims/claim/?status__exact=%00",
        "autocomplete/?app_label=claims&model_name=claim&field_name=question&term=%00",
    ],
)
def test_a_nul_in_the_address_is_refused(furnished: Cast, asked: str) -> None:
    assert staff("lead").get(reverse("admin:index") + asked).status_code == 400


@pytest.mark.parametrize("model", [Claim, Document, Conflict], ids=lambda m: m.__name__)
def test_a_number_in_other_digits_is_answered(furnished: Cast, model: type[Model]) -> None:
    arabic = str(model._default_manager.latest("pk").pk).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert staff("lead").get(page(model) + f"{arabic}/change/").status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_a_list_reads_as_often_for_many_rows_as_for_few(furnished: Cast, model: type[Model]) -> None:
    client = staff("lead")
    client.get(page(model))
    few = reads(lambda: client.get(page(model)))
    for _ in range(3):
        furnished.conflict(event=furnished.event())
        bring(furnished)
    more = Conflict.objects.filter(state="open")
    for claim in Claim.objects.filter(review_state="unreviewed"):
        actions.review_claim(by=furnished.lead, claim=claim, verdict="unverified", reason="One source only.")
    for conflict in more:
        actions.settle_conflict(
            by=furnished.lead, conflict=conflict, decision="undecidable", cause="disagreement", note="Nobody can tell."
        )
    assert reads(lambda: client.get(page(model))) == few


@pytest.mark.parametrize("model", [m for m in OURS if m is not LedgerEntry], ids=lambda m: m.__name__)
def test_a_history_is_that_of_the_ledger(furnished: Cast, model: type[Model]) -> None:
    row = model._default_manager.latest("pk")
    answer = staff("contributor").get(page(row, "history"))
    assert answer.context["entries"] and furnished.lead.username in text_of(answer)


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_leads_to_the_page_on_the_site(furnished: Cast, model: type[Model]) -> None:
    client = staff("contributor")
    answer = client.get(page(model._default_manager.latest("pk"), "change"))
    assert client.get(answer.context["absolute_url"]).status_code == 200
    for url, _ in answer.context["edits"]:
        assert client.get(url).status_code in (200, 403), url


@pytest.mark.parametrize("model", [User, Group], ids=lambda m: m.__name__)
def test_people_and_roles_are_for_administrators(furnished: Cast, model: type[Model]) -> None:
    assert staff("lead").get(page(model)).status_code == 403
    administrator = staff("administrator")
    assert administrator.get(page(model)).status_code == 200
    assert administrator.get(page(model._default_manager.latest("pk"), "change")).status_code == 200
