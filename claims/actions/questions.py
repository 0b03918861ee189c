"""Adding and correcting questions and their options."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from claims.actions.deed import deed, enter
from claims.actions.errors import Refused
from claims.actions.projections import recompute, write_question_words
from claims.actions.rebuild import write_codes
from claims.actions.rows import changed, checked, inserted, safe_words, snapshot
from claims.domain.options import CannotNest, nested_codes
from claims.domain.scope import Dimension
from claims.models import Claim, Option, Question
from claims.models.question import QuestionKind
from claims.reports.reach import Reach

FIXED_BY_ANSWERS = ("kind", "unit", "point")
"""Columns that say what an answer means: they cannot change once there are answers."""


@dataclass(frozen=True)
class OptionDraft:
    """One option: its label, and the label of the option it lies within, if any."""

    label: str
    parent: str = ""


@deed("claims.add_question", "add questions")
def add_question(*, by: User, text: str, kind: str, options: Sequence[OptionDraft] = (), **columns: Any) -> Question:
    """Add a question. columns: any of event, measure, unit, point, bears_on, the five scope words, part_of, note,
    external_key.

    Raises Refused where unit, point or options do not fit the kind.
    """
    question = Question()
    refuse_unfit(kind, options, columns)
    inserted(checked(question, {"text": text, "kind": kind, **columns}))
    _write_options(question, options)
    enter(by=by, deed="add_question", concerning=[question], after=_facts(question))
    _project(question)
    return question


@deed("claims.change_question", "correct questions")
def correct_question(
    *, by: User, question: Question, version: int, options: Sequence[OptionDraft] | None = None, **columns: Any
) -> Question:
    """Correct the given columns; options, if given, are all it has afterwards. Raises Stale.

    What an answer means (kind, unit, point) cannot change once claims answer it, nor can an option that a claim chose
    go.
    """
    question = Question.objects.get(pk=question.pk)
    before = _facts(question)
    refuse_correction(question, options, columns)
    changed(question, version, columns)
    if options is not None:
        _write_options(question, options)
    enter(by=by, deed="correct_question", concerning=[question], before=before, after=_facts(question))
    _project(question)
    return question


def _project(question: Question) -> None:
    recompute(Reach({question.pk}, set()))
    write_question_words(Question.objects.filter(pk=question.pk))


def _facts(question: Question) -> dict[str, Any]:
    options = Option.objects.filter(question=question).select_related("parent")
    labels = [{"label": o.label, "parent": o.parent.label if o.parent else ""} for o in options]
    return snapshot(question) | {"options": labels}


def refuse_unfit(kind: str, options: Sequence[OptionDraft], columns: Mapping[str, Any]) -> None:
    """Raises Refused where unit, point or options do not fit the kind."""
    if kind == QuestionKind.QUANTITY and not columns.get("unit"):
        raise Refused("A question about a number needs the unit it counts in.", "unit")
    if kind != QuestionKind.QUANTITY and columns.get("unit"):
        raise Refused("Only a question about a number has a unit.", "unit")
    if kind == QuestionKind.DATE and not columns.get("point"):
        raise Refused("Say whether it asks for a start, an end or when it happened.", "point")
    if kind != QuestionKind.DATE and columns.get("point"):
        raise Refused("Only a question about a point in time asks for a start or an end.", "point")
    if kind == QuestionKind.CATEGORY and len(options) < 2:
        raise Refused("Give at least two options, e.g. yes and no.", "options")
    if kind != QuestionKind.CATEGORY and options:
        raise Refused("Only a question with options has any.", "options")
    unknown = set(columns.get("bears_on", ())) - set(Dimension)
    if unknown:
        raise Refused(f"Not a dimension of scope: {', '.join(sorted(unknown))}.", "bears_on")


def refuse_correction(question: Question, options: Sequence[OptionDraft] | None, columns: Mapping[str, Any]) -> None:
    """Raises Refused where the question cannot be corrected so."""
    merged = {name: columns.get(name, getattr(question, name)) for name in ("unit", "point", "bears_on", "part_of")}
    kept = [OptionDraft(o.label) for o in question.options.all()] if options is None else options
    refuse_unfit(columns.get("kind", question.kind), kept, merged)
    _refuse_new_meaning(question, columns)
    _refuse_circle(question, columns.get("part_of"))
    if options is not None:
        _refuse_chosen(question, options_by_label(options))


def _refuse_new_meaning(question: Question, columns: Mapping[str, Any]) -> None:
    moved = [n for n in FIXED_BY_ANSWERS if n in columns and columns[n] != getattr(question, n)]
    if moved and Claim.objects.filter(question=question).exists():
        raise Refused(
            "Claims already answer this question, so what it asks for cannot change. "
            "Make a new question and move them.",
            moved[0],
        )


def _refuse_circle(question: Question, part_of: Question | None) -> None:
    seen = {question.pk}
    while part_of is not None:
        if part_of.pk in seen:
            raise Refused("A question cannot be part of itself.", "part_of")
        seen.add(part_of.pk)
        part_of = part_of.part_of


def options_by_label(options: Sequence[OptionDraft]) -> dict[str, str | None]:
    """The label that each lies within, if any. Raises Refused for labels that are blank, doubled or tangled."""
    wanted = {safe_words(o.label, "options"): safe_words(o.parent, "options") or None for o in options}
    if len(wanted) < len(options) or "" in wanted:
        raise Refused("Each option needs a label of its own.", "options")
    try:
        nested_codes(wanted)
    except CannotNest as tangled:
        raise Refused(str(tangled), "options") from None
    return wanted


def _write_options(question: Question, options: Sequence[OptionDraft]) -> None:
    wanted = options_by_label(options)
    _remove_options(question, wanted.keys())
    held = {o.label: o for o in Option.objects.filter(question=question)}
    for position, label in enumerate(wanted):
        option = held.get(label) or inserted(checked(Option(question=question), {"label": label}))
        held[label] = option
        option.position = position
    for label, parent in wanted.items():
        held[label].parent = held[parent] if parent else None
    kept = [held[label] for label in wanted]
    Option.objects.bulk_update(kept, ["position", "parent"])
    write_codes(kept)


def _refuse_chosen(question: Question, wanted: Iterable[str]) -> None:
    """Raises Refused where a claim answers an option that is not wanted any more."""
    gone = Option.objects.filter(question=question).exclude(label__in=list(wanted))
    chosen = Claim.objects.filter(option__in=gone).select_related("option").first()
    if chosen and chosen.option:
        raise Refused(f"A claim answers “{chosen.option.label}”, so this option cannot go.", "options")


def _remove_options(question: Question, wanted: Iterable[str]) -> None:
    gone = Option.objects.filter(question=question).exclude(label__in=list(wanted))
    gone.update(parent=None)
    Option.objects.filter(question=question, parent__in=gone).update(parent=None)
    gone.delete()
