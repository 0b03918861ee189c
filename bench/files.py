"""What comes in, beside the bare library or the bare rows: each answers with a line of the table."""

import io
from collections.abc import Callable
from functools import partial
from random import Random
from time import perf_counter
from typing import Any

import pypdfium2
from django.contrib.auth.models import Group, User
from django.test import Client
from reportlab.pdfgen.canvas import Canvas

from bench import invented
from claims import actions
from claims.actions.deed import act
from claims.domain.alike import keys_of
from claims.domain.quotes import Searched, find_again, quote_at
from claims.ingest.apart import extract
from claims.ingest.extracted import Extracted
from claims.models import Claim, Document, Question, TextKey, TextVersion
from claims.reports.alike import likely

PAGES, LINES = 300, 45
QUOTES, CLAIMS = 1000, 500
MEGABYTE = 1_000_000
FEW, MANY = 1_000, 10_000
PEOPLE = "people"

Measured = dict[str, Any]


def _timed(deed: Callable[[], object], times: int = 3) -> float:
    """The best of so many, in seconds."""
    took = []
    for _ in range(times):
        started = perf_counter()
        deed()
        took.append(perf_counter() - started)
    return min(took)


def _lead() -> User:
    person, made = User.objects.get_or_create(username="bench-files")
    if made:
        person.groups.add(Group.objects.get(name="lead"))
    return person


def _document(title: str, text: str) -> Document:
    return actions.add_document(
        by=_lead(),
        title=title,
        original=text.encode(),
        original_name="bench.txt",
        extracted=Extracted(text, "text/plain", "plain text 2"),
    )


def _long_text() -> str:
    random = invented.random_for("long text", 0)
    sentences = []
    length = 0
    while length < MEGABYTE:
        sentences.append(f"{invented.words(random, 12).capitalize()} {random.randrange(10_000)}.")
        length += len(sentences[-1]) + 1
    return " ".join(sentences)


def pdf() -> Measured:
    """From the bytes to a document whose text can be quoted, beside the library alone in this process. Each the best of
    three, for bytes that are here already are not taken again.
    """
    originals = [_pdf_of(Random(n)) for n in range(1, 4)]
    by = _lead()

    def alone(original: bytes) -> None:
        document = pypdfium2.PdfDocument(original)
        for page in document:
            page.get_textpage().get_text_bounded()

    def taken(original: bytes) -> None:
        extracted = extract(original, "bench.pdf")
        actions.add_document(by=by, title="PDF", original=original, original_name="bench.pdf", extracted=extracted)

    baseline = min(_timed(partial(alone, original), 1) for original in originals)
    cost = min(_timed(partial(taken, original), 1) for original in originals)
    what = f"a PDF of {PAGES} pages, to a text that can be quoted"
    return {"what": what, "baseline": baseline, "cost": cost, "goal": 1.5, "note": "beside pypdfium2 alone"}


def _pdf_of(random: Random) -> bytes:
    kept = io.BytesIO()
    canvas = Canvas(kept)
    for _ in range(PAGES):
        for line in range(LINES):
            canvas.drawString(50, 800 - 16 * line, invented.words(random, 11))
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def reader() -> Measured:
    """The page of a document of a megabyte with 500 claims, beside half a second."""
    text = _long_text()
    document = _document("A megabyte", text)
    version = document.texts.get()
    question = Question.objects.filter(kind="quantity")[0]
    step = len(text) // CLAIMS
    columns = {"document": document, "text_version": version, "question": question, "recorded_by": _lead()}
    quotes = [quote_at(text, n * step, n * step + 80) for n in range(CLAIMS)]
    with act():
        Claim.objects.bulk_create(
            Claim(**columns, **vars(quote), statement=f"Claim {n}.", recorded_at=document.added_at)
            for n, quote in enumerate(quotes)
        )
    client = Client(SERVER_NAME="localhost")
    client.force_login(_lead())
    cost = _timed(lambda: client.get(document.get_absolute_url()))
    what = f"the reader of a text of 1 MB with {CLAIMS} claims"
    return {"what": what, "baseline": 0.5, "cost": cost, "goal": 1.0, "note": "beside half a second"}


def anchoring() -> Measured:
    """A thousand quotes found again where they stood, beside as many str.find."""
    text = _long_text()
    quotes = [quote_at(text, start, start + 90) for start in range(0, len(text) - 100, len(text) // QUOTES)]
    baseline = _timed(lambda: [text.find(quote.exact) for quote in quotes])
    cost = _timed(lambda: [find_again(Searched(text), quote) for quote in quotes])
    what = f"{len(quotes):,} quotes found again in a text of 1 MB"
    return {"what": what, "baseline": baseline, "cost": cost, "goal": 5.0, "note": "beside str.find"}


def alike() -> Measured:
    """Looking up what is much like a document among 10,000, beside 1,000."""
    random = invented.random_for("alike", 0)
    document = _document("Alike", _words(random, 600))
    _fill(FEW)
    baseline = _timed(lambda: likely(document), 25)
    _fill(MANY)
    cost = _timed(lambda: likely(document), 25)
    what = f"what is like a document, among {MANY:,}"
    return {"what": what, "baseline": baseline, "cost": cost, "goal": 1.5, "note": f"beside {FEW:,}"}


def _words(random: Random, count: int) -> str:
    """Of a vocabulary as large as a language's, so that texts share no runs by chance."""
    return " ".join(f"word{random.randrange(50_000)}" for _ in range(count))


def _fill(documents: int) -> None:
    """So many documents with keys in all."""
    missing = documents - Document.objects.count()
    last = Document.objects.order_by("-pk").values_list("pk", flat=True)[0]
    random = invented.random_for("fill", documents)
    columns = {"original": "originals/none", "original_name": "x", "media_type": "text/plain", "size": 1}
    rows = [
        Document(title=f"Filled {last + n}", sha256=f"{last + n:064x}", added_at="2026-01-01T00:00Z",
                 added_by=_lead(), **columns)
        for n in range(missing)
    ]  # fmt: skip
    with act():
        Document.objects.bulk_create(rows, batch_size=500)
        texts = [TextVersion(document=row, number=1, text=_words(random, 60), sha256="x") for row in rows]
        TextVersion.objects.bulk_create(texts, batch_size=500)
        keys = [TextKey(text=text, key=key) for text in texts for key in set(keys_of(text.text))]
        TextKey.objects.bulk_create(keys, batch_size=2000)
