"""Claims: one checkable assertion at one quote. What was read is kept; what follows from it is a projection."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.domain.answers import Answer, Bound, DateSpan, Quantity, Stated
from claims.domain.answers import Option as OptionAnswer
from claims.domain.findings import FindingKind, Verdict
from claims.domain.origins import Roots
from claims.domain.scope import Dimension, Scope
from claims.domain.statement import NotCounting, Stance, Statement, Terms, why_not_counting
from claims.domain.units import UNITS
from claims.models.document import Document, TextVersion
from claims.models.event import Event
from claims.models.noun import Noun, one_of, who_and_when
from claims.models.question import Measure, Option, Question
from claims.models.source import Source
from claims.models.words import IndexedWord


class Voice(models.TextChoices):
    OWN = "own", "the document's own voice"
    REPORTED = "reported", "reported"
    QUOTED = "quoted", "quoted"
    CAPTION = "caption", "caption"


class StanceChoice(models.TextChoices):
    ASSERTS = Stance.ASSERTS.value, "asserts"
    ALLEGES = Stance.ALLEGES.value, "alleges"
    DENIES = Stance.DENIES.value, "denies"


class BoundChoice(models.TextChoices):
    NONE = "", "—"
    EXACTLY = Bound.EXACTLY.value, "exactly (or about)"
    NEARLY = Bound.NEARLY.value, "nearly"
    AT_LEAST = Bound.AT_LEAST.value, "at least"
    MORE_THAN = Bound.MORE_THAN.value, "more than (a date: after)"
    AT_MOST = Bound.AT_MOST.value, "at most (a date: by)"
    FEWER_THAN = Bound.FEWER_THAN.value, "fewer than (a date: before)"
    BETWEEN = Bound.BETWEEN.value, "between"
    OVER_UNDER = Bound.OVER_UNDER.value, "more than … but fewer than …"
    OVER_TO = Bound.OVER_TO.value, "more than … and at most …"
    FROM_UNDER = Bound.FROM_UNDER.value, "at least … but fewer than …"


class VerdictChoice(models.TextChoices):
    CORROBORATED = Verdict.CORROBORATED.value, "corroborated"
    CONFLICTING = Verdict.CONFLICTING.value, "conflicting"
    UNVERIFIED = Verdict.UNVERIFIED.value, "unverified"


class FindingChoice(models.TextChoices):
    CORROBORATED = FindingKind.CORROBORATED.value, "corroborated"
    CONFLICTING = FindingKind.CONFLICTING.value, "conflicting"
    UNVERIFIED = FindingKind.UNVERIFIED.value, "unverified"
    NONE = FindingKind.NONE.value, "not compared"


class ReviewState(models.TextChoices):
    """Where a claim stands with its reviewers. Unreviewed and unverified are different things."""

    UNREVIEWED = "unreviewed", "nobody has reviewed it"
    REVIEWED = "reviewed", "reviewed"
    OUTDATED = "outdated", "reviewed before the evidence changed"
    WITHDRAWN = "withdrawn", "withdrawn"


class ReadColumns(models.Model):
    """What was read: the words, and the figures or date they state, before any margin. Blank where there is no
    answer.
    """

    as_written = models.CharField(max_length=500, blank=True)
    bound = models.CharField(max_length=12, choices=BoundChoice, blank=True, default=BoundChoice.NONE)
    approximate = models.BooleanField(default=False)
    stated_low = models.BigIntegerField(null=True, blank=True, help_text="whole steps, or a day's ordinal")
    stated_high = models.BigIntegerField(null=True, blank=True, help_text="whole steps, or a day's ordinal")
    edtf = models.CharField(max_length=100, blank=True)
    option = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="claims", db_index=False)
    rule = models.CharField(max_length=100, blank=True)
    rule_version = models.PositiveSmallIntegerField(default=0)
    hand_reason = models.TextField(blank=True)

    class Meta:
        abstract = True


class ScopeColumns(models.Model):
    """Five dimensions: "=" as the question, "" not stated, anything else the claim's own words."""

    scope_population = models.CharField(max_length=200, blank=True)
    scope_place = models.CharField(max_length=200, blank=True)
    scope_period = models.CharField(max_length=200, blank=True)
    scope_by_whom = models.CharField(max_length=200, blank=True)
    scope_as_of = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Projections(models.Model):
    """What follows from the rest. Written only by actions, in the transaction of its cause; `manage.py rebuild` makes
    it anew.

    low, high: the values the answer allows. cmp_low, cmp_high: the same for a claim that counts, null for one that
    does not.
    review_state: blank only until first computed. The rest serves lists: each filter has one column and one index,
    and a sort column is never null (0 or -1: none).
    """

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "low",
        "high",
        "cmp_low",
        "cmp_high",
        "counts",
        "roots_known",
        "finding",
        "status",
        "review_state",
        "in_conflict",
        "event_id",
        "measure",
        "sort_day",
        "sort_figure",
    )

    low = models.BigIntegerField(null=True, editable=False)
    high = models.BigIntegerField(null=True, editable=False)
    cmp_low = models.BigIntegerField(null=True, editable=False)
    cmp_high = models.BigIntegerField(null=True, editable=False)
    counts = models.BooleanField(default=False, editable=False)
    roots_known = models.BooleanField(default=False, editable=False)
    finding = models.CharField(max_length=12, choices=FindingChoice, default=FindingChoice.NONE, editable=False)
    status = models.CharField(max_length=12, choices=VerdictChoice, default=VerdictChoice.UNVERIFIED, editable=False)
    review_state = models.CharField(max_length=12, choices=ReviewState, blank=True, editable=False)
    in_conflict = models.BooleanField(default=False, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, null=True, editable=False, related_name="claims", db_index=False)
    measure = models.CharField(max_length=20, choices=Measure, blank=True, editable=False)
    sort_day = models.PositiveIntegerField(default=0, editable=False)
    sort_figure = models.BigIntegerField(default=-1, editable=False)

    class Meta:
        abstract = True


class ClaimQuerySet(models.QuerySet["Claim"]):
    """The named selections; views filter by no other means than these and the filter set."""

    def awaiting_review(self) -> "ClaimQuerySet":
        return self.filter(review_state=ReviewState.UNREVIEWED)

    def with_newer_evidence(self) -> "ClaimQuerySet":
        return self.filter(review_state=ReviewState.OUTDATED)

    def conflicted_questions(self) -> "models.QuerySet[Claim, int]":
        """The questions whose answers cannot all be true, by one pass over the index claim_compare and nothing else.

        Null ends are open and are passed over; a claim that does not count has no ends.
        """
        answering = self.filter(question__isnull=False).order_by().values("question_id")
        ends = answering.annotate(highest_low=models.Max("cmp_low"), lowest_high=models.Min("cmp_high"))
        return ends.filter(highest_low__gt=models.F("lowest_high")).values_list("question_id", flat=True)

    def with_words(self, words: list[str]) -> "ClaimQuerySet":
        """Claims whose statement or quote holds all these words (as search_words gives them).

        Each row has key_by_word, its key in the index of words: a page by it need not sort. Where there are several
        words, their index is first asked for the rarest: one query a word.
        """
        if not words:
            return self
        rarest, *others = sorted(words, key=ClaimWord.how_often) if len(words) > 1 else words
        found = self.filter(words__word=rarest).annotate(key_by_word=models.F("words__claim_id"))
        for word in others:
            same = ClaimWord.objects.filter(word=word, claim=models.OuterRef("pk"))
            found = found.filter(models.Exists(same))
        return found

    def for_lines(self) -> "ClaimQuerySet":
        """With all that one line of a list shows: three queries for any number of claims."""
        return self.select_related("document__publisher", "question", "option").prefetch_related("asserters")


class Claim(Noun, ReadColumns, ScopeColumns, Projections):
    PROJECTED = Projections.COLUMNS
    VERBATIM = ("exact", "prefix", "suffix")

    document = models.ForeignKey(Document, models.PROTECT, related_name="claims", db_index=False)
    text_version = models.ForeignKey(TextVersion, models.PROTECT, related_name="claims")
    start = models.PositiveIntegerField(help_text="code points from the start of the text")
    end = models.PositiveIntegerField(help_text="code points, excluded")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    graphic = models.BooleanField(default=False, help_text="folded behind a click")
    statement = models.TextField(help_text="in plain words, adding nothing")
    voice = models.CharField(max_length=10, choices=Voice, default=Voice.OWN)
    stance = models.CharField(max_length=10, choices=StanceChoice, default=StanceChoice.ASSERTS)
    asserters = models.ManyToManyField(Source, through="ClaimAsserter", related_name="asserted_claims", blank=True)
    others_unnamed = models.BooleanField(default=False, help_text="part of who asserts it has no name")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="claims", db_index=False)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", editable=False, db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    withdrawn_reason = models.TextField(blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, db_index=False
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="quote_in_order"),
            models.CheckConstraint(condition=~models.Q(exact=""), name="quote_has_words"),
            models.CheckConstraint(condition=~models.Q(statement=""), name="claim_has_a_statement"),
            models.CheckConstraint(condition=one_of("voice", Voice), name="claim_voice_known"),
            models.CheckConstraint(condition=one_of("stance", StanceChoice), name="claim_stance_known"),
            models.CheckConstraint(condition=one_of("bound", BoundChoice), name="claim_bound_known"),
            models.CheckConstraint(condition=one_of("finding", FindingChoice), name="claim_finding_known"),
            models.CheckConstraint(condition=one_of("status", VerdictChoice), name="claim_status_known"),
            models.CheckConstraint(
                condition=one_of("review_state", ReviewState) | models.Q(review_state=""),
                name="claim_review_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(bound="", stated_low__isnull=True, stated_high__isnull=True)
                | (~models.Q(bound="") & models.Q(stated_low__lte=models.F("stated_high"))),
                name="claim_stated_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(bound="") | models.Q(option__isnull=True), name="claim_one_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(low__isnull=True)
                | models.Q(high__isnull=True)
                | models.Q(low__lte=models.F("high")),
                name="claim_low_to_high",
            ),
            models.CheckConstraint(
                condition=models.Q(cmp_low__isnull=True)
                | models.Q(cmp_high__isnull=True)
                | models.Q(cmp_low__lte=models.F("cmp_high")),
                name="claim_cmp_low_to_high",
            ),
            models.CheckConstraint(
                condition=models.Q(counts=True) | models.Q(cmp_low__isnull=True, cmp_high__isnull=True),
                name="claim_not_counting_not_compared",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | ~models.Q(replaced_by=models.F("id")),
                name="claim_not_replaced_by_itself",
            ),
            who_and_when("claim_withdrawn_who_when", "withdrawn_by", "withdrawn_at"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="claim_withdrawn_with_reason",
            ),
        ]
        permissions = [("review_claim", "Can review claims")]
        # Every index costs each claim that is written. So a key that another index begins with has none of its own, nor
        # has one by which nothing is looked for, and keys that are mostly empty are indexed where they are not.
        indexes = [
            models.Index(fields=["option"], condition=models.Q(option__isnull=False), name="claim_by_option"),
            models.Index(
                fields=["replaced_by"], condition=models.Q(replaced_by__isnull=False), name="claim_by_replacement"
            ),
            # The covering index by which every conflict is found: GROUP BY question, max(low) > min(high).
            models.Index(fields=["question", "cmp_low", "cmp_high"], name="claim_compare"),
            models.Index(fields=["question", "id"], name="claim_by_question"),
            models.Index(fields=["document", "start"], name="claim_in_document"),
            models.Index(fields=["document", "id"], name="claim_by_document"),
            models.Index(fields=["status", "id"], name="claim_by_status"),
            models.Index(fields=["finding", "id"], name="claim_by_finding"),
            models.Index(fields=["review_state", "id"], name="claim_by_review_state"),
            models.Index(fields=["in_conflict", "id"], name="claim_by_in_conflict"),
            models.Index(fields=["event", "id"], name="claim_by_event"),
            models.Index(fields=["measure", "id"], name="claim_by_measure"),
            models.Index(fields=["recorded_at"], name="claim_by_time"),
            models.Index(fields=["sort_day", "id"], name="claim_by_day"),
            models.Index(fields=["sort_figure", "id"], name="claim_by_figure"),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    @property
    def scope(self) -> Scope:
        return Scope(*(getattr(self, f"scope_{d.value}") for d in Dimension))

    @property
    def stated(self) -> Stated | None:
        if not self.bound or self.stated_low is None or self.stated_high is None:
            return None
        return Stated(Bound(self.bound), self.stated_low, self.stated_high, self.approximate)

    @property
    def reviewed(self) -> bool:
        return self.review_state in (ReviewState.REVIEWED, ReviewState.OUTDATED)

    @property
    def outdated(self) -> bool:
        return self.review_state == ReviewState.OUTDATED

    @property
    def withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def answer(self) -> Answer | None:
        """The answer, if it has one and a question that says what it counts in. Reads question and option."""
        if self.question is None:
            return None
        if self.option is not None:
            return OptionAnswer(self.option.label, self.option.code_low, self.option.code_high)
        stated = self.stated
        if stated is None:
            return None
        return Quantity(UNITS[self.question.unit], stated) if self.question.unit else DateSpan(self.edtf, stated)

    @property
    def not_counting(self) -> NotCounting | None:
        """Why it does not count, None if it does. Reads question and option."""
        return why_not_counting(
            withdrawn=self.withdrawn,
            replaced=self.replaced_by_id is not None,
            denied=self.stance == StanceChoice.DENIES,
            has_question=self.question_id is not None,
            has_answer=self.answer is not None,
        )

    def statement_of(self, terms: Terms) -> Statement:
        """The claim as the core sees it. Reads question, option, asserters, document.publisher, roots: prefetch
        them.
        """
        return Statement(
            key=self.pk,
            who=self.who,
            document=self.document_id,
            answer=self.answer,
            scope=self.scope,
            roots=Roots(frozenset(link.source_id for link in self.root_links.all()), self.roots_known),
            terms=terms,
            words=self.as_written,
            not_counting=self.not_counting,
        )

    @property
    def who(self) -> str:
        """Who says it, for a sentence. Reads asserters and document.publisher."""
        return who_says([source.name for source in self.asserters.all()], self.others_unnamed, self.document)


def who_says(names: Sequence[str], others_unnamed: bool, document: Document) -> str:
    """`HRW, Amnesty and others unnamed`; the document where it speaks for itself. Reads document.publisher."""
    named = list(names)
    if others_unnamed:
        named.append("others unnamed" if named else "an unnamed source")
    if not named:
        return document.publisher.name if document.publisher else f"“{document.title}”"
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


class ClaimAsserter(models.Model):
    """A source that asserts a claim; HRW and Amnesty jointly are two rows."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="asserter_links")
    source = models.ForeignKey(Source, models.PROTECT, related_name="asserter_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "claim"], name="asserter_once")]

    def __str__(self) -> str:
        return f"source {self.source_id} asserts claim {self.claim_id}"


class ClaimLean(models.Model):
    """A claim's information comes from a source, or from another claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="leans")
    on_source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="leaned_on_by")
    on_claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="leaned_on_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(on_source__isnull=False, on_claim__isnull=True)
                | models.Q(on_source__isnull=True, on_claim__isnull=False),
                name="lean_on_source_or_claim",
            ),
            models.CheckConstraint(
                condition=models.Q(on_claim__isnull=True) | ~models.Q(on_claim=models.F("claim")),
                name="lean_not_on_itself",
            ),
            models.UniqueConstraint(fields=["claim", "on_source"], name="lean_on_source_once"),
            models.UniqueConstraint(fields=["claim", "on_claim"], name="lean_on_claim_once"),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} leans"


class ClaimRoot(models.Model):
    """A projection: a source the claim leans on in the end."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="root_links")
    source = models.ForeignKey(Source, models.PROTECT, related_name="root_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "claim"], name="root_once")]

    def __str__(self) -> str:
        return f"claim {self.claim_id} comes from source {self.source_id}"


class ClaimWord(IndexedWord):
    """A projection: a word of the claim's statement or quote."""

    OWNER = "claim_id"

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "claim"], name="claim_word_once")]
