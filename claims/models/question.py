"""Questions: what claims answer. One measure of one thing, in one unit; claims are compared only inside one."""

from collections.abc import Mapping

from django.db import models
from django.urls import reverse

from claims.domain.answers import Point
from claims.domain.scope import Dimension
from claims.domain.units import UNITS, Unit
from claims.models.event import Event
from claims.models.noun import Noun, one_of
from claims.models.words import IndexedWord


class QuestionKind(models.TextChoices):
    QUANTITY = "quantity", "a number"
    DATE = "date", "a point in time"
    CATEGORY = "category", "one of several options"


class Measure(models.TextChoices):
    """What is asked for, for finding like questions. Answers are compared inside one question, never inside a
    measure.
    """

    KILLED = "killed", "people killed"
    INJURED = "injured", "people injured"
    DETAINED = "detained", "people detained"
    DISAPPEARED = "disappeared", "people abducted or disappeared"
    DISPLACED = "displaced", "people displaced"
    ILL_TREATED = "ill_treated", "people ill-treated"
    PROPERTY_DESTROYED = "property_destroyed", "property destroyed"
    INCIDENTS = "incidents", "incidents"
    INTERVIEWS = "interviews", "interviews"
    STRENGTH = "strength", "strength of a force"
    PLACES_OF_DETENTION = "places_of_detention", "places of detention"
    PRESENT = "present", "people present"
    MONEY = "money", "a sum of money"
    EQUIPMENT = "equipment", "equipment"
    SHARE = "share", "a share"
    OCCURRENCE_DATE = "occurrence_date", "when it happened"
    START_DATE = "start_date", "since when"
    END_DATE = "end_date", "until when"
    DURATION = "duration", "how long"
    WHETHER = "whether", "whether it is so"
    WHO = "who", "who it was"
    RELATION = "relation", "how parties stand to one another"
    ASSESSMENT = "assessment", "an assessment"
    COUNT_OTHER = "count_other", "another count"


class PointKind(models.TextChoices):
    """Which point in time a date question asks for."""

    NONE = "", "—"
    START = Point.START.value, "a start"
    END = Point.END.value, "an end"
    OCCURRENCE = Point.OCCURRENCE.value, "when it happened"


UNIT_CHOICES = [("", "—")] + [(code, unit.many) for code, unit in UNITS.items()]


def no_dimensions() -> list[str]:
    return []


class Question(Noun):
    PROJECTED = ("evidence", "exceeds_whole")

    text = models.CharField(max_length=500, unique=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="questions")
    kind = models.CharField(max_length=10, choices=QuestionKind)
    measure = models.CharField(max_length=20, choices=Measure)
    unit = models.CharField(max_length=20, choices=UNIT_CHOICES, blank=True)
    point = models.CharField(max_length=10, choices=PointKind, blank=True, default=PointKind.NONE)
    bears_on = models.JSONField(default=no_dimensions, blank=True, help_text="scope dimensions that bear on it")
    population = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=200, blank=True)
    by_whom = models.CharField(max_length=200, blank=True)
    as_of = models.CharField(max_length=200, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    note = models.TextField(blank=True)
    # Projection: the hash of the answers, scopes and roots of its claims, and of which of them count.
    evidence = models.CharField(max_length=32, blank=True, editable=False)
    # Projection: as a part, its claims say more than all that those of its whole allow.
    exceeds_whole = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=one_of("kind", QuestionKind), name="question_kind_known"),
            models.CheckConstraint(condition=one_of("measure", Measure), name="question_measure_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="question_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(kind=QuestionKind.QUANTITY, unit__in=list(UNITS))
                | (~models.Q(kind=QuestionKind.QUANTITY) & models.Q(unit="")),
                name="question_unit_fits_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=QuestionKind.DATE, point__in=[p.value for p in Point])
                | (~models.Q(kind=QuestionKind.DATE) & models.Q(point="")),
                name="question_point_fits_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(part_of__isnull=True) | ~models.Q(part_of=models.F("id")),
                name="question_not_part_of_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "id"], name="question_by_kind"),
            models.Index(fields=["measure", "id"], name="question_by_measure"),
            models.Index(fields=["event", "id"], name="question_by_event"),
            models.Index(fields=["id"], condition=models.Q(exceeds_whole=True), name="question_exceeds_whole"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.pk])

    @property
    def unit_counted(self) -> Unit | None:
        return UNITS.get(self.unit)

    @property
    def fixed(self) -> Mapping[str, str]:
        """What the question fixes, by dimension; "" where it fixes nothing."""
        return {d.value: getattr(self, d.value) for d in Dimension}


class Option(models.Model):
    """One answer of a category question. An option may lie within a parent ("Bambara militia" within "militia").

    code_low and code_high are nested-set codes, a projection: a child's interval lies within its parent's, others are
    disjoint.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    label = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    code_low = models.PositiveIntegerField(default=0, editable=False)
    code_high = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "label"], name="option_label_once"),
            models.CheckConstraint(condition=~models.Q(label=""), name="option_has_a_label"),
            models.CheckConstraint(
                condition=models.Q(code_low__lte=models.F("code_high")), name="option_codes_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class QuestionWord(IndexedWord):
    """A projection: a word of the question, of what it fixes, or of its event's title and place."""

    OWNER = "question_id"

    question = models.ForeignKey(Question, models.CASCADE, related_name="words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "question"], name="question_word_once")]
