"""Refusals and faults, in the frame of every other page where that can be relied on."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse


def test_an_unknown_address_says_so(client: Client, db: None) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


@pytest.mark.parametrize("page", ["400.html", "405.html", "429.html", "500.html", "403_csrf.html"])
def test_pages_for_faults_need_neither_request_nor_context(page: str) -> None:
    html = render_to_string(page)
    assert "<h1>" in html
    assert html.startswith("<!DOCTYPE html>")


def test_a_form_without_its_token_is_refused_plainly(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": "ana"})
    assert answer.status_code == 403
    assert "The form was too old" in answer.content.decode()


def test_a_refusal_gives_its_reason() -> None:
    html = render_to_string("403.html", {"exception": "Your role does not allow you to review claims."})
    assert "Your role does not allow you to review claims. Nothing was changed." in html


def test_a_late_change_keeps_the_typed_text() -> None:
    typed = [{"label": "Statement", "text": "About 300 men"}]
    html = render_to_string("409.html", {"noun": "claim", "url": "/claims/1/", "typed": typed})
    assert "Somebody else changed this claim first" in html
    assert "About 300 men" in html and "/claims/1/" in html
