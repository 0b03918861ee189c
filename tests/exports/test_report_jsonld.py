"""JSON-LD of a report, read by an RDF parser that is kept off the network and asked for what should stand there."""

import json
import socket
from datetime import date
from typing import Any

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF

from claims import actions
from claims.domain.sheet_rules import TEAM_DECISION
from claims.exports.report_json import report_json
from claims.exports.report_jsonld import CONTEXT, report_jsonld
from claims.models import Event
from claims.reports.report import Redaction, Selection, report_of
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example"
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
PREFIXES = {"schema": SCHEMA, "oa": OA, "prov": PROV}


@pytest.fixture
def moura(cast: Cast) -> Event:
    return cast.event("Moura", date="2022-03", place="Mopti")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def value(*events: Event, hidden: bool = False) -> dict[str, Any]:
    """Parsed back from JSON, as a release is kept."""
    selection = Selection(events=tuple(event.pk for event in events))
    found = report_of(selection, TEAM_DECISION, Redaction(hidden), date(2026, 1, 2), SITE)
    parsed: dict[str, Any] = json.loads(report_json(found))
    return parsed


def graph(report: dict[str, Any]) -> Graph:
    return Graph().parse(data=report_jsonld(report), format="json-ld")


def ask(found: Graph, where: str, *names: str) -> list[tuple[str, ...]]:
    """The rows of a SPARQL query, in order."""
    query = f"SELECT {' '.join(f'?{name}' for name in names)} WHERE {{ {where} }}"
    return sorted(tuple(str(cell) for cell in row) for row in found.query(query, initNs=PREFIXES))


def test_the_context_is_inside_and_every_name_of_it_leads_somewhere(cast: Cast, moura: Event) -> None:
    cast.conflict(event=moura)
    written = json.loads(report_jsonld(value(moura)))
    assert written["@context"] == json.loads(json.dumps(CONTEXT))
    names = {name for node in written["@graph"] for name in node}
    assert names <= {*CONTEXT, "id", "type"}
    assert all("null" not in str(p) and str(p).startswith("http") for p in graph(value(moura)).predicates())


def test_a_quote_is_a_web_annotation_on_the_text_of_its_document(cast: Cast, moura: Event) -> None:
    claim = cast.claim("an estimated 300 men", cast.question(event=moura))
    where = """
        ?annotation a oa:Annotation ; oa:hasBody ?claim ; oa:hasTarget ?target .
        ?target oa:hasSource ?text ; oa:hasSelector ?quote, ?place .
        ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
        ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
        ?document schema:encoding ?text . ?text schema:sha256 ?hash .
    """
    names = ("claim", "document", "exact", "prefix", "suffix", "start", "end", "hash")
    [row] = ask(graph(value(moura)), where, *names)
    assert row == (
        f"{SITE}{claim.get_absolute_url()}",
        f"{SITE}{claim.document.get_absolute_url()}",
        "an estimated 300 men",
        "It is said that ",
        ".",
        "16",
        "36",
        claim.text_version.sha256,
    )


def test_documents_come_from_their_publishers_and_from_what_they_repeat(cast: Cast, moura: Event) -> None:
    wire = cast.document("It is said that 300 people died.", publisher=cast.source("Agency"))
    copy = cast.document("300 people, says the agency.", publisher=cast.source("Paper"))
    actions.record_repeats(by=cast.lead, document=copy, repeats=wire)
    cast.claim("300 people", cast.question(event=moura), document=copy)
    where = """
        ?copy prov:wasDerivedFrom ?wire ; schema:name ?copied . ?wire prov:wasAttributedTo ?agency .
        ?agency a schema:Organization ; schema:name ?name . ?wire a schema:CreativeWork .
    """
    assert ask(graph(value(moura)), where, "copied", "name") == [(copy.title, "Agency")]


def test_a_claim_comes_from_its_quote_and_from_the_claim_it_leans_on(cast: Cast, moura: Event) -> None:
    farther, hospital = cast.claim("30 people", cast.question()), cast.source("Hospital")
    claim = cast.claim("300 people", cast.question(event=moura), leans_on=(farther, hospital))
    found, address = graph(value(moura)), f"{SITE}{claim.get_absolute_url()}"
    derived = {str(on) for on in found.objects(URIRef(address), PROV.wasDerivedFrom)}
    assert derived == {f"{address}#quote", f"{SITE}{farther.get_absolute_url()}"}
    assert ask(found, f"<{address}> prov:wasInfluencedBy ?on . ?on schema:name ?name", "name") == [("Hospital",)]
    beside = f"<{SITE}{farther.get_absolute_url()}> prov:wasDerivedFrom ?quote . ?quote schema:text ?words"
    assert ask(found, beside, "words") == [("30 people",)]


def test_every_claim_is_one_of_schema_org_with_all_its_claimants_and_no_first_appearance(
    cast: Cast, moura: Event
) -> None:
    both = (cast.source("HRW"), cast.source("Amnesty"))
    question = cast.question(event=moura)
    cast.claim("300 people", question, asserted_by=both)
    cast.claim("7 people", question)
    found = graph(value(moura))
    assert len(set(found.subjects(RDF.type, SCHEMA.Claim))) == 2
    where = (
        '?claim schema:text "It was 300 people." ; schema:author ?who ; schema:appearance ?in . ?who schema:name ?name'
    )
    assert ask(found, where, "name") == [("Amnesty",), ("HRW",)]
    assert not set(found.subject_objects(SCHEMA.firstAppearance))


def test_each_review_is_a_deed_and_a_verdict_and_the_later_revises_the_one_before(cast: Cast, moura: Event) -> None:
    rosa = person("lead", "rosa")
    question = cast.conflict(event=moura)
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=cast.lead, claim=first, verdict="unverified", reason="First look.")
    actions.review_claim(by=rosa, claim=first, verdict="conflicting", reason="See the other.", cites=[second])
    where = """
        ?review a schema:ClaimReview ; schema:itemReviewed ?claim ; schema:reviewBody ?reason ;
            schema:reviewRating/schema:alternateName ?verdict ; prov:wasGeneratedBy ?deed ; prov:wasRevisionOf ?before .
        ?before schema:reviewBody ?earlier .
        ?deed a prov:Activity ; prov:wasAssociatedWith/schema:name ?who ; prov:used ?claim, ?cited .
        FILTER(?cited != ?claim)
    """
    names = ("verdict", "reason", "earlier", "who", "cited")
    cited = f"{SITE}{second.get_absolute_url()}"
    assert ask(graph(value(moura)), where, *names) == [("conflicting", "See the other.", "First look.", "rosa", cited)]
    # Only what was reviewed has a review.
    reviewed = set(graph(value(moura)).objects(None, SCHEMA.itemReviewed))
    assert reviewed == {URIRef(f"{SITE}{first.get_absolute_url()}")}


def everything_decided(cast: Cast, moura: Event) -> None:
    """By rosa: reviewed, settled, decided and withdrawn."""
    rosa = person("lead", "rosa")
    question = cast.conflict(event=moura)
    first, second = question.claims.order_by("pk")
    actions.review_claim(by=rosa, claim=first, verdict="conflicting", reason="See the other.")
    actions.settle_conflict(
        by=rosa, conflict=question.conflict, decision="resolved", cause="source_error", note="A slip."
    )
    actions.decide_figure(by=rosa, question=question, claim=second, note="Counted twice.")
    actions.withdraw_claim(by=rosa, claim=cast.claim("7 people", question), version=1, reason="Not theirs.")


DEEDS = ["Decision on the figure", "Publication", "Review", "Settlement", "Withdrawal"]
RELEASE = {
    "report": "report-3",
    "number": 2,
    "address": "/reports/3/2/",
    "note": "For the court.",
    "by": "rosa",
    "at": "2026-01-02T12:00:00+00:00",
}


def test_deeds_have_their_agents(cast: Cast, moura: Event) -> None:
    everything_decided(cast, moura)
    found = graph(value(moura) | {"release": RELEASE})
    where = "?deed a prov:Activity ; schema:name ?name ; prov:endedAtTime ?at ; prov:wasAssociatedWith/schema:name ?who"
    assert ask(found, where, "name", "who") == [(deed, "rosa") for deed in DEEDS]
    published = f"<{SITE}/reports/3/2/> prov:wasGeneratedBy ?deed . ?deed prov:endedAtTime ?at"
    assert ask(found, published, "at") == [("2026-01-02T12:00:00+00:00",)]
    notes = "?note a schema:Comment ; schema:text ?text ; prov:wasGeneratedBy/prov:wasAssociatedWith/schema:name ?who"
    assert ask(found, notes, "text", "who") == [("A slip.", "rosa"), ("Counted twice.", "rosa")]


def test_hidden_reviewers_stay_unnamed_and_that_is_said(cast: Cast, moura: Event) -> None:
    everything_decided(cast, moura)
    report = value(moura, hidden=True) | {"release": RELEASE | {"by": None}}
    assert b"rosa" not in report_jsonld(report) and b"lena" not in report_jsonld(report)
    found = graph(report)
    assert ask(found, "?deed a prov:Activity ; schema:name ?name", "name") == [(deed,) for deed in DEEDS]
    assert not set(found.subject_objects(PROV.wasAssociatedWith))
    said = [str(words) for words in found.objects(None, URIRef("http://www.w3.org/2000/01/rdf-schema#comment"))]
    assert "Kept back: who reviewed it." in said and "Kept back: who settled it." in said


def test_what_is_kept_back_is_said_in_words_and_nothing_confidential_is_there(cast: Cast, moura: Event) -> None:
    cast.source("Informant Q", confidential=True)
    text = "20 people, says the guard. 300 people, says the mayor."
    document = cast.document(text, publisher=cast.source())
    question = cast.question(event=moura)
    guard = cast.source("A guard", confidential=True)
    cast.claim("20 people, says the guard", cast.question(), document=document, asserted_by=(guard,))
    claim = cast.claim("300 people", question, document=document, statement="300, says Informant Q.")
    actions.review_claim(by=cast.lead, claim=claim, verdict="unverified", reason="Ask informant q.")
    written = report_jsonld(value(moura)).decode()
    assert not [hush for hush in ("nformant", "guard", "20 people") if hush in written]
    for said in ("what stands before it", "the statement", "the reason"):
        assert f"Kept back: {said}." in written
    assert not set(graph(value(moura)).subject_objects(OA.prefix))


@pytest.mark.parametrize("hostile", ["<script>", "@id", "_:b0", "مورا ١", "𐤀 👩🏽‍⚕️", 'a"b\\c', "http://a b.example/"])
def test_words_of_any_sort_are_words_and_never_names(cast: Cast, hostile: str) -> None:
    event = cast.event(hostile, place=hostile)
    document = cast.document(f"{hostile} 5 people", title=hostile, publisher=cast.source(hostile), address=hostile)
    claim = cast.claim("5 people", cast.question(hostile, event=event), document=document, statement=hostile)
    actions.review_claim(by=person("lead", "ro/sa#?"), claim=claim, verdict="unverified", reason=hostile)
    found = graph(value(event))
    for predicate in (SCHEMA.name, SCHEMA.reviewBody, SCHEMA.url):
        assert Literal(hostile) in set(found.objects(None, predicate))
    assert all(str(node).startswith(SITE) for node in found.subjects(unique=True) if isinstance(node, URIRef))


def test_an_empty_report_is_one_as_well(db: None) -> None:
    assert ask(graph(value()), "?report a schema:Report ; schema:name ?name", "name") == [("0 questions",)]


def test_the_same_value_gives_the_same_bytes(cast: Cast, moura: Event) -> None:
    cast.conflict(event=moura)
    report = value(moura)
    assert report_jsonld(report) == report_jsonld(json.loads(report_json(report)))
