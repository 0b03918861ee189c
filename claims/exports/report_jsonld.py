"""A report value → JSON-LD, for whoever works with linked data. Knows no models.

Quotes are W3C Web Annotations, what comes from what and who did what is PROV-O, claims and reviews are schema.org's
Claim and ClaimReview. Only these vocabularies and Dublin Core: what they have no word for (camps, findings, figures of
the sheet) stands in the report's JSON alone. The context is inside, so that reading it asks no server. The bytes are
canonical, like those of report_json.py; nothing had to be normalised.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote as percent_encoded

from claims.exports.report_json import report_json
from claims.exports.report_parts import Part, Parts

Node = dict[str, Any]

_REFERENCE = {"@type": "@id"}

CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf",
    "id": "@id",
    "type": "@type",
    "comment": "rdfs:comment",
    # Web Annotation
    "hasBody": {"@id": "oa:hasBody", **_REFERENCE},
    "hasTarget": {"@id": "oa:hasTarget", **_REFERENCE},
    "hasSource": {"@id": "oa:hasSource", **_REFERENCE},
    "motivatedBy": {"@id": "oa:motivatedBy", **_REFERENCE},
    "hasSelector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    # PROV-O
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", **_REFERENCE},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", **_REFERENCE},
    "wasInfluencedBy": {"@id": "prov:wasInfluencedBy", **_REFERENCE},
    "wasRevisionOf": {"@id": "prov:wasRevisionOf", **_REFERENCE},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", **_REFERENCE},
    "wasInvalidatedBy": {"@id": "prov:wasInvalidatedBy", **_REFERENCE},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", **_REFERENCE},
    "used": {"@id": "prov:used", **_REFERENCE},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    # schema.org
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "text": "schema:text",
    "description": "schema:description",
    "url": "schema:url",
    "inLanguage": "schema:inLanguage",
    "sha256": "schema:sha256",
    "contentSize": "schema:contentSize",
    "encodingFormat": "schema:encodingFormat",
    "version": "schema:version",
    "creativeWorkStatus": "schema:creativeWorkStatus",
    "claimReviewed": "schema:claimReviewed",
    "reviewBody": "schema:reviewBody",
    "reviewRating": "schema:reviewRating",
    "position": "schema:position",
    "location": "schema:location",
    "dateCreated": {"@id": "schema:dateCreated", "@type": "xsd:dateTime"},
    "appearance": {"@id": "schema:appearance", **_REFERENCE},
    "author": {"@id": "schema:author", **_REFERENCE},
    "about": {"@id": "schema:about", **_REFERENCE},
    "encoding": {"@id": "schema:encoding", **_REFERENCE},
    "hasPart": {"@id": "schema:hasPart", **_REFERENCE},
    "isPartOf": {"@id": "schema:isPartOf", **_REFERENCE},
    "itemReviewed": {"@id": "schema:itemReviewed", **_REFERENCE},
    "publisher": {"@id": "schema:publisher", **_REFERENCE},
    # Dublin Core
    "issued": {"@id": "dcterms:issued", "@type": "edtf"},
    "date": {"@id": "dcterms:date", "@type": "edtf"},
    "valid": {"@id": "dcterms:valid", "@type": "xsd:date"},
    "references": {"@id": "dcterms:references", **_REFERENCE},
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", **_REFERENCE},
}
"""Whole, in every file: nothing is fetched to read one."""

SOURCE_TYPES: Mapping[str, Sequence[str]] = {
    "organisation": ("prov:Organization", "schema:Organization"),
    "outlet": ("prov:Organization", "schema:NewsMediaOrganization"),
    "body": ("prov:Organization", "schema:Organization"),
    "government": ("prov:Organization", "schema:GovernmentOrganization"),
    "armed_force": ("prov:Organization", "schema:Organization"),
    "dataset": ("prov:Agent", "schema:Dataset"),
    "person": ("prov:Person", "schema:Person"),
}


def report_jsonld(report: Part) -> bytes:
    """Canonical JSON-LD 1.1 in UTF-8."""
    return report_json({"@context": CONTEXT, "@graph": list(_graph(Parts(report)))})


def _graph(parts: Parts) -> Iterator[Node]:
    report = parts.report
    yield from _report(parts)
    yield from _people(parts)
    yield from (_source(source, parts) for source in report["sources"])
    for document in report["documents"]:
        yield from _document(document, parts)
    yield from (_event(event, parts) for event in report["events"])
    yield from (_question(question, parts) for question in report["questions"])
    for claim in report["claims"]:
        yield from _claim(claim, parts)
    for claim in report["claims_beside"]:
        yield from _claim_beside(claim, parts)
    for conflict in report["conflicts"]:
        yield from _conflict(conflict, parts)
    for row in report["sheet"]:
        yield from _decision(row, parts)


# --- addresses --------------------------------------------------------------------------------------------------------


def _found_at(key: str, parts: Parts) -> str:
    """The full address of a claim, document, source, question or event, by its key."""
    return parts.address(parts.part(key))


def _all_found_at(keys: Iterable[str], parts: Parts) -> list[str]:
    return [_found_at(key, parts) for key in keys]


def _person(username: str, parts: Parts) -> str:
    """Whoever works with the tracker has no page outside it: a name within the site, never an address to follow."""
    return f"{parts.report['site']}/#person-{percent_encoded(username, safe='')}"


def _text_address(document: Part, number: int, parts: Parts) -> str:
    return f"{parts.address(document)}#text-{number}"


def _report_address(parts: Parts) -> str:
    release = parts.report["release"]
    if not release:
        return f"{parts.report['site']}/#report"
    address: str = release["address"]
    return f"{parts.report['site']}{address}" if address.startswith("/") else address


# --- what is common ---------------------------------------------------------------------------------------------------


def _without_blanks(node: Node) -> Node:
    """Nothing is said where nothing is recorded."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}


def _kept_back(part: Part, words: Mapping[str, str]) -> list[str]:
    """Says of each of these that it is kept back, so that nobody takes it for silence."""
    return [f"Kept back: {said}." for name, said in words.items() if part[name] is None]


def _deed(address: str, at: str, by: str | None, parts: Parts, **more: Any) -> Node:
    """Something that was done. Without an agent where whoever did it is not named."""
    return _without_blanks(
        {
            "id": address,
            "type": "prov:Activity",
            "endedAtTime": at,
            "wasAssociatedWith": _person(by, parts) if by is not None else None,
            **more,
        }
    )


# --- the report -------------------------------------------------------------------------------------------------------


def _report(parts: Parts) -> Iterator[Node]:
    report, release, address = parts.report, parts.report["release"], _report_address(parts)
    head = report["ledger"]
    yield _without_blanks(
        {
            "id": address,
            "type": ["prov:Entity", "schema:Report"],
            "name": report["title"],
            "description": report["purpose"],
            "valid": report["as_of"],
            "version": release["number"] if release else None,
            "about": _all_found_at((event["key"] for event in report["events"]), parts),
            "hasPart": _all_found_at((claim["key"] for claim in report["claims"]), parts),
            "wasGeneratedBy": f"{address}#publication" if release else None,
            "comment": [
                *_kept_back(report, {"purpose": "what it was made for"}),
                f"As the data stood after entry {head['sequence']} of the ledger, whose hash is {head['hash']}.",
            ],
        }
    )
    if release:
        yield _deed(
            f"{address}#publication",
            release["at"],
            release["by"],
            parts,
            name="Publication",
            description=release["note"],
            comment=_kept_back(release, {"note": "what was said of it"}),
        )


def _people(parts: Parts) -> Iterator[Node]:
    for name in sorted(parts.people):
        yield {"id": _person(name, parts), "type": ["prov:Person", "schema:Person"], "name": name}


# --- sources, documents, events, questions ----------------------------------------------------------------------------


def _source(source: Part, parts: Parts) -> Node:
    return _without_blanks(
        {
            "id": parts.address(source),
            "type": list(SOURCE_TYPES[source["kind"]]),
            "name": source["name"],
            "alternateName": source["aliases"],
        }
    )


def _document(document: Part, parts: Parts) -> Iterator[Node]:
    """The document, the file it came as, and each text of it that quotes point into."""
    address = parts.address(document)
    publisher = _found_at(document["publisher"], parts) if document["publisher"] else None
    texts = parts.texts.get(document["key"], {})
    yield _without_blanks(
        {
            "id": address,
            "type": ["prov:Entity", "schema:CreativeWork"],
            "name": document["title"],
            "publisher": publisher,
            "wasAttributedTo": publisher,
            "issued": document["published"],
            "inLanguage": document["language"],
            "url": document["web_address"],
            "wasDerivedFrom": _all_found_at((one["document"] for one in document["repeats"]), parts),
            "encoding": [f"{address}#original", *(_text_address(document, number, parts) for number in texts)],
        }
    )
    yield {
        "id": f"{address}#original",
        "type": ["prov:Entity", "schema:MediaObject"],
        "encodingFormat": document["media_type"],
        "contentSize": f"{document['size']} B",
        "sha256": document["sha256"],
    }
    for number, digest in texts.items():
        yield {
            "id": _text_address(document, number, parts),
            "type": ["prov:Entity", "schema:MediaObject"],
            "encodingFormat": "text/plain; charset=utf-8",
            "sha256": digest,
            "wasDerivedFrom": f"{address}#original",
        }


def _event(event: Part, parts: Parts) -> Node:
    place = {"type": "schema:Place", "name": event["place"]} if event["place"] else None
    return _without_blanks(
        {
            "id": parts.address(event),
            "type": "schema:Event",
            "name": event["title"],
            "date": event["date"],
            "location": place,
            "description": event["note"],
            "comment": _kept_back(event, {"note": "what the team says of it"}),
        }
    )


def _question(question: Part, parts: Parts) -> Node:
    return _without_blanks(
        {
            "id": parts.address(question),
            "type": ["prov:Entity", "schema:Question"],
            "name": question["text"],
            "about": _found_at(question["event"], parts) if question["event"] else None,
            "isPartOf": _found_at(question["part_of"], parts) if question["part_of"] else None,
            "description": question["note"],
            "comment": _kept_back(question, {"note": "what the team says of it"}),
        }
    )


# --- claims -----------------------------------------------------------------------------------------------------------


def _claim(claim: Part, parts: Parts) -> Iterator[Node]:
    address = parts.address(claim)
    question = _found_at(claim["question"], parts) if claim["question"] else None
    replaced = _found_at(claim["replaced_by"], parts) if claim["replaced_by"] else None
    yield _said(claim, parts) | _without_blanks(
        {
            "about": question,
            "version": claim["version"],
            "generatedAtTime": claim["recorded_at"],
            "isReplacedBy": replaced,
            "wasInvalidatedBy": f"{address}#withdrawal" if claim["withdrawn"] else None,
        }
    )
    yield from _quote(claim, parts)
    yield from _reviews(claim, parts)
    if claim["withdrawn"]:
        yield _withdrawal(claim, parts)


def _claim_beside(claim: Part, parts: Parts) -> Iterator[Node]:
    """In short: of its quote only the words are told, not where they stand."""
    yield _said(claim, parts)
    yield {"id": f"{parts.address(claim)}#quote", "type": ["prov:Entity", "schema:Quotation"], "text": claim["quote"]}


def _said(claim: Part, parts: Parts) -> Node:
    """schema.org's Claim. Where it appears is said and never where it appeared first, which nobody knows."""
    address, document = parts.address(claim), parts.part(claim["document"])
    own = [document["publisher"]] if document["publisher"] and not claim["others_unnamed"] else []
    authors = _all_found_at(claim["asserted_by"] or own, parts)
    on_claims = [key for key in claim["leans_on"] if key.startswith("claim-")]
    on_sources = [key for key in claim["leans_on"] if key.startswith("source-")]
    unnamed = ["Part of those who assert it has no name."] if claim["others_unnamed"] else []
    return _without_blanks(
        {
            "id": address,
            "type": ["prov:Entity", "schema:Claim"],
            "text": claim["statement"],
            "author": authors,
            "wasAttributedTo": authors,
            "appearance": [parts.address(document)],
            "creativeWorkStatus": claim["status"],
            "wasDerivedFrom": [f"{address}#quote", *_all_found_at(on_claims, parts)],
            # They did not assert it: what they are responsible for is where it comes from.
            "wasInfluencedBy": _all_found_at(on_sources, parts),
            "comment": [*_kept_back(claim, {"statement": "the statement"}), *unnamed],
        }
    )


def _quote(claim: Part, parts: Parts) -> Iterator[Node]:
    """The words in their place, and the annotation by which the claim is found there."""
    address, quote, document = parts.address(claim), claim["quote"], parts.part(claim["document"])
    text = _text_address(document, quote["text_version"], parts)
    words = {"type": "oa:TextQuoteSelector", **{name: quote[name] for name in ("exact", "prefix", "suffix")}}
    yield _without_blanks(
        {
            "id": f"{address}#quote",
            "type": ["oa:SpecificResource", "prov:Entity"],
            "hasSource": text,
            "wasDerivedFrom": text,
            "hasSelector": [
                _without_blanks(words),
                {"type": "oa:TextPositionSelector", "start": quote["start"], "end": quote["end"]},
            ],
            "comment": _kept_back(quote, {"prefix": "what stands before it", "suffix": "what stands after it"}),
        }
    )
    yield {
        "id": f"{address}#annotation",
        "type": "oa:Annotation",
        "motivatedBy": "oa:describing",
        "hasBody": address,
        "hasTarget": f"{address}#quote",
    }


def _reviews(claim: Part, parts: Parts) -> Iterator[Node]:
    """A deed and what came of it for each review, the first one first: each revises the one before."""
    address, before = parts.address(claim), None
    for number, review in enumerate(reversed(claim["reviews"]), start=1):
        deed, verdict = f"{address}#review-{number}", f"{address}#verdict-{number}"
        cited = _all_found_at(review["cites"], parts)
        yield _deed(deed, review["at"], review["by"], parts, name="Review", used=[address, *cited])
        yield _without_blanks(
            {
                "id": verdict,
                "type": ["prov:Entity", "schema:ClaimReview"],
                "itemReviewed": address,
                "claimReviewed": claim["statement"],
                "reviewRating": {"type": "schema:Rating", "alternateName": review["verdict"]},
                "reviewBody": review["reason"],
                "author": _person(review["by"], parts) if review["by"] is not None else None,
                "dateCreated": review["at"],
                "position": number,
                "references": cited,
                "wasGeneratedBy": deed,
                "wasRevisionOf": before,
                "comment": _kept_back(review, {"reason": "the reason", "by": "who reviewed it"}),
            }
        )
        before = verdict


def _withdrawal(claim: Part, parts: Parts) -> Node:
    withdrawn, address = claim["withdrawn"], parts.address(claim)
    return _deed(
        f"{address}#withdrawal",
        withdrawn["at"],
        withdrawn["by"],
        parts,
        name="Withdrawal",
        used=[address],
        description=withdrawn["reason"],
        comment=_kept_back(withdrawn, {"reason": "the reason", "by": "who withdrew it"}),
    )


# --- conflicts and decisions ------------------------------------------------------------------------------------------


def _conflict(conflict: Part, parts: Parts) -> Iterator[Node]:
    """The conflict, and for each settlement a deed and the note that came of it, the first one first."""
    address, before = parts.address(conflict), None
    yield _without_blanks(
        {
            "id": address,
            "type": ["prov:Entity", "schema:CreativeWork"],
            "about": _found_at(conflict["question"], parts),
            "text": conflict["sentence"],
            "creativeWorkStatus": conflict["state"],
            "wasDerivedFrom": _conflicting(conflict, parts),
        }
    )
    for number, settled in enumerate(reversed(conflict["settlements"]), start=1):
        deed, note = f"{address}#settlement-{number}", f"{address}#note-{number}"
        yield _deed(deed, settled["at"], settled["by"], parts, name="Settlement", used=[address])
        yield _note(note, deed, settled, address, parts, "who settled it") | _without_blanks(
            {
                "name": ": ".join(said for said in (settled["decision"], settled["cause"]) if said),
                "wasRevisionOf": before,
            }
        )
        before = note


def _conflicting(conflict: Part, parts: Parts) -> list[str]:
    """The claims of its pairs, each once."""
    found = dict.fromkeys(pair[side] for pair in conflict["pairs"] for side in ("first", "second"))
    return _all_found_at(found, parts)


def _decision(row: Part, parts: Parts) -> Iterator[Node]:
    decision = row["decision"]
    if not decision:
        return
    question = _found_at(row["question"], parts)
    deed, claim = f"{question}#decision", _found_at(decision["claim"], parts)
    yield _deed(deed, decision["at"], decision["by"], parts, name="Decision on the figure", used=[question, claim])
    yield _note(f"{question}#decision-note", deed, decision, question, parts, "who decided it") | {
        "name": decision["said"],
        "references": [claim],
    }


def _note(address: str, deed: str, part: Part, about: str, parts: Parts, who: str) -> Node:
    """What somebody wrote with a decision."""
    return _without_blanks(
        {
            "id": address,
            "type": ["prov:Entity", "schema:Comment"],
            "about": about,
            "text": part["note"],
            "author": _person(part["by"], parts) if part["by"] is not None else None,
            "dateCreated": part["at"],
            "wasGeneratedBy": deed,
            "comment": _kept_back(part, {"note": "the note", "by": who}),
        }
    )
