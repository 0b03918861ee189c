"""Every address, for every role and method. An address this table does not know fails: nobody adds a page unseen."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from claims import actions
from claims.models import Claim, Conflict, LedgerEntry
from claims.roles import ROLES
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

READ = ("reader", None)
"""The least role that may GET, and that may POST; None: the method is not taken."""
WRITE = ("contributor", "contributor")
LED = "led"
"""Only a deed is done here; whoever opens it is led to the page of its object."""

ADDRESSES: dict[str, tuple[str | None, str | None]] = {
    "desk": READ,
    "claim_list": READ,
    "claim_csv": READ,
    "claim": READ,
    "claim_review": (LED, "reviewer"),
    "claim_add": WRITE,
    "claim_correct": WRITE,
    "claim_withdraw": WRITE,
    "claim_move": WRITE,
    "claim_replace": WRITE,
    "claim_lean": WRITE,
    "document_list": READ,
    "document": READ,
    "document_add": WRITE,
    "document_correct": WRITE,
    "document_repeats": WRITE,
    "document_verify": (LED, "reader"),
    "document_read_again": WRITE,
    "document_original": READ,
    "document_proposals": READ,
    "document_quotes": WRITE,
    "document_alike": READ,
    "document_compare": ("reader", "contributor"),
    "document_dismissed": READ,
    "document_dismiss": (LED, "contributor"),
    "document_restore": (LED, "contributor"),
    "upload_send": WRITE,
    "upload_batch": ("contributor", None),
    "upload_cancel": (None, "contributor"),
    "upload_retry": (None, "contributor"),
    "import_send": WRITE,
    "import": ("contributor", None),
    "import_columns": WRITE,
    "import_take": (LED, "contributor"),
    "import_give_up": (LED, "contributor"),
    "import_refused": ("contributor", None),
    "event_list": READ,
    "event": READ,
    "event_add": WRITE,
    "event_correct": WRITE,
    "event_sheet": READ,
    "event_sheet_download": READ,
    "event_report_json": READ,
    "question_list": READ,
    "question": READ,
    "question_add": WRITE,
    "question_correct": WRITE,
    "question_sheet": READ,
    "question_decide": (LED, "reviewer"),
    "question_withdraw_decision": (LED, "reviewer"),
    "conflict_list": READ,
    "conflict_csv": READ,
    "conflict": READ,
    "conflict_settle": (LED, "lead"),
    "conflict_reopen": (LED, "lead"),
    "source_list": READ,
    "source": READ,
    "source_add": WRITE,
    "source_correct": WRITE,
    "report_list": READ,
    "report": READ,
    "report_add": WRITE,
    "report_change": WRITE,
    "report_preview": READ,
    "report_draft": READ,
    "report_publish": (LED, "lead"),
    "release": READ,
    "release_since": READ,
    "release_file": READ,
    "release_files": READ,
    "release_withdraw": ("lead", "lead"),
    "release_make": (LED, "reader"),
    "release_give_up": (LED, "reader"),
    "ledger_list": READ,
    "ledger_entry": READ,
    "method": READ,
}

PUBLIC = {"account_login", "report_schema"}
"""The only page without a log-in, and the description of a file, which holds no data."""
FOR_ANYBODY_INSIDE = {"account_logout", "account_change_password"}


def names(resolver: URLResolver | None = None) -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from names(pattern)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


@pytest.fixture
def address(cast: Cast) -> dict[str, str]:
    """An address of each name, with things behind it."""
    cast.conflict(event=cast.event())
    claim, conflict = Claim.objects.latest("id"), Conflict.objects.get()
    assert claim.question and claim.question.event
    of = {
        "claim": claim.pk,
        "document": claim.document_id,
        "event": claim.question.event_id,
        "question": claim.question_id,
        "conflict": conflict.pk,
        "source": claim.document.publisher_id,
        "ledger": LedgerEntry.objects.latest("sequence").pk,
    }
    upload = actions.receive_files(by=cast.lead, files=[actions.Received("a.txt", ContentFile(b"One."))])[0]
    found = {
        "upload_send": reverse("upload_send"),
        "upload_batch": upload.get_absolute_url(),
        "upload_cancel": reverse("upload_cancel", args=[upload.batch]),
        "upload_retry": reverse("upload_retry", args=[upload.pk]),
        "import_send": reverse("import_send"),
        "document_compare": reverse("document_compare", args=[claim.document_id, claim.document_id]),
    }
    release = cast.release(cast.report(claim.question.event))
    of["report"] = release.report_id
    numbered = {"release": [release.report_id, 1], "release_since": [release.report_id, 1, 1]}
    numbered |= {name: [release.report_id, 1, "pdf"] for name in ("release_make", "release_give_up")}
    numbered |= {name: [release.report_id, 1] for name in ("release_files", "release_withdraw")}
    numbered |= {"release_file": [release.report_id, 1, "json"], "report_draft": [release.report_id, "json"]}
    found |= {name: reverse(name, args=args) for name, args in numbered.items()}
    of["import"] = actions.receive_import(by=cast.lead, name="t.csv", original=b"a\n1\n", rows_are="events").pk
    for name in ADDRESSES.keys() - found.keys():
        noun = "document" if name == "claim_add" else name.split("_")[0]
        own = name in of or (noun in of and name.split("_")[-1] not in ("list", "csv", "add")) or name == "claim_add"
        found[name] = reverse(name, args=[of[noun]] if own else [])
    return found


def visit(user: User | None, method: str, url: str) -> HttpResponse:
    client = Client(raise_request_exception=True)
    if user:
        client.force_login(user)
    return getattr(client, method)(url)


def holds(role: str, least: str) -> bool:
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)


def test_every_address_is_known() -> None:
    assert set(names()) - PUBLIC - FOR_ANYBODY_INSIDE == set(ADDRESSES)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_nobody_sees_anything_without_a_log_in(address: dict[str, str], method: str) -> None:
    for name, url in address.items():
        answer = visit(None, method, url)
        assert answer.status_code in (302, 405), name
        assert answer.status_code == 405 or answer["Location"].startswith(reverse("account_login")), name


@pytest.mark.parametrize("role", ["", *ROLES])
@pytest.mark.parametrize(("method", "at"), [("get", 0), ("post", 1)], ids=["get", "post"])
def test_a_role_may_do_just_what_it_should(address: dict[str, str], role: str, method: str, at: int) -> None:
    somebody = person(role)
    for name, url in address.items():
        least = ADDRESSES[name][at]
        status = visit(somebody, method, url).status_code
        if least is None:
            assert status == 405, (name, status)
        elif least == LED:
            assert status == 302, (name, status)
        elif holds(role, least):
            assert status not in (403, 404, 405) and status < 500, (name, status)
        else:
            assert status == 403, (name, status)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_is_taken(address: dict[str, str], method: str) -> None:
    administrator = person("administrator")
    assert {name: visit(administrator, method, url).status_code for name, url in address.items()} == dict.fromkeys(
        address, 405
    )


def test_a_post_without_a_token_is_refused(address: dict[str, str], cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead)
    for name, (_, posting) in ADDRESSES.items():
        if posting:
            assert client.post(address[name]).status_code == 403, name


def test_every_page_forbids_inline_code(address: dict[str, str], cast: Cast) -> None:
    for name, url in address.items():
        answer = visit(cast.lead, "get", url)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy, name


@pytest.mark.parametrize("number", [0, 999_999, 2**63, 2**64])
def test_a_wrong_number_in_an_address_is_not_found(address: dict[str, str], cast: Cast, number: int) -> None:
    for name in address:
        try:
            url = reverse(name, args=[number])
        except NoReverseMatch:
            continue
        method = "post" if ADDRESSES[name][0] in (None, LED) else "get"
        assert visit(cast.lead, method, url).status_code == 404, name
