"""What differs between two report values: claims, statuses, figures, conflicts. Knows no models.

Compared is what stands in them; where their selection or rules differ too, that is said first, for then a figure may
differ without any claim having changed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from claims.exports.report_parts import Part, Parts, number, standing


@dataclass(frozen=True)
class Difference:
    """what: `Claim 16`, or a question in its words. before, after: "" where it was not, or is not any more."""

    what: str
    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Differences:
    """made: how the reports were made. Each of the others in the order of the later report."""

    made: tuple[Difference, ...]
    added: tuple[Difference, ...]
    withdrawn: tuple[Difference, ...]
    gone: tuple[Difference, ...]
    moved: tuple[Difference, ...]
    corrected: tuple[Difference, ...]
    statuses: tuple[Difference, ...]
    findings: tuple[Difference, ...]
    figures: tuple[Difference, ...]
    conflicts: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return any(vars(self).values())


def differences(earlier: Part, later: Part) -> Differences:
    """From the earlier report to the later one."""
    old, new = Parts(earlier), Parts(later)
    here = [key for key in new.claims if key in old.claims]
    kept = [key for key in here if not new.claims[key]["withdrawn"]]

    def changed(words: Callable[[Part], str]) -> tuple[Difference, ...]:
        pairs = ((key, words(old.claims[key]), words(new.claims[key])) for key in kept)
        return tuple(_of_claim(new.claims[key], before, after) for key, before, after in pairs if before != after)

    return Differences(
        made=tuple(_made(earlier, later)),
        added=tuple(_of_claim(claim, "", _said(claim)) for key, claim in new.claims.items() if key not in old.claims),
        withdrawn=tuple(
            _of_claim(new.claims[key], _said(old.claims[key]), _why_withdrawn(new.claims[key]))
            for key in here
            if new.claims[key]["withdrawn"] and not old.claims[key]["withdrawn"]
        ),
        gone=tuple(_of_claim(claim, _said(claim), "") for key, claim in old.claims.items() if key not in new.claims),
        moved=tuple(
            _of_claim(new.claims[key], *(_asked(parts, parts.claims[key]) for parts in (old, new)))
            for key in kept
            if old.claims[key]["question"] != new.claims[key]["question"]
        ),
        corrected=changed(_said),
        statuses=changed(standing),
        findings=changed(lambda claim: str(claim["finding"]["kind"])),
        figures=tuple(_figures(old, new)),
        conflicts=tuple(_conflicts(old, new)),
    )


def _made(earlier: Part, later: Part) -> Iterator[Difference]:
    """How they were made, in words, line by line."""
    for what, words in _MADE.items():
        before, after = words(earlier), words(later)
        if before != after:
            yield Difference(what, "", before, after)


def _rule(report: Part) -> str:
    rule = report["method"]["sheet_rule"]
    return f"{rule['name']}, version {rule['version']}"


def _selected(report: Part) -> str:
    chosen = report["selection"]
    named = [f"event {number(key)}" for key in chosen["events"]]
    return ", ".join(named + [f"question {number(key)}" for key in chosen["questions"]])


_MADE: dict[str, Callable[[Part], str]] = {
    "Title": lambda report: report["title"],
    "Purpose": lambda report: report["purpose"] or "",
    "Chosen": _selected,
    "How they were chosen": lambda report: report["selection"]["chosen_by"] or "",
    "Rule of the sheet": _rule,
    "Margin of “about”": lambda report: f"{report['method']['margin']} %",
    "Version of the readings": lambda report: str(report["method"]["reading"]["version"]),
    "Reviewers’ names": lambda report: report["redaction"]["reviewers"],
}


# --- claims -----------------------------------------------------------------------------------------------------------


def _of_claim(claim: Part, before: str, after: str) -> Difference:
    return Difference(f"Claim {number(claim['key'])}", claim["key"], before, after)


def _said(claim: Part) -> str:
    """Who says what, with the answer as it is read and what it covers: all that another claim is compared with."""
    answer = claim["answer"]
    said = f"{claim['who']}: {claim['statement'] or 'statement kept back'}"
    read = f" (“{claim['as_written']}”, {answer['reading'] or answer['option'] or 'read by hand'})" if answer else ""
    covered = "; ".join(
        f"{name.replace('_', ' ')}: {one['words']}" for name, one in claim["scope"].items() if one["words"]
    )
    denied = f" [{claim['stance']}]" if claim["stance"] != "asserts" else ""
    return f"{said}{read}{denied}{f' – {covered}' if covered else ''}"


def _asked(parts: Parts, claim: Part) -> str:
    text: str = parts.questions[claim["question"]]["text"]
    return text


def _why_withdrawn(claim: Part) -> str:
    return claim["withdrawn"]["reason"] or "reason kept back"


# --- questions --------------------------------------------------------------------------------------------------------


def _figures(old: Parts, new: Parts) -> Iterator[Difference]:
    """Cells of the sheet whose words differ, of the questions in both; and all of those in one."""
    for key in {**new.questions, **old.questions}:
        before, after = _cells(old, key), _cells(new, key)
        for label in {**after, **before}:
            if before.get(label, "") != after.get(label, ""):
                text = (new.questions.get(key) or old.questions[key])["text"]
                what = f"{text} {label}" if label else text
                yield Difference(what, key if key in new.questions else "", before.get(label, ""), after.get(label, ""))


def _cells(parts: Parts, key: str) -> dict[str, str]:
    """What stands in each cell, by its label; the answers side by side under ""."""
    row: Any = parts.rows.get(key)
    if row is None:
        return {}
    said = {cell["label"]: _given(cell["given"]) or f"blank: {cell['blank_because']}" for cell in row["cells"]}
    return said | ({"": _given(row["options"])} if row["options"] else {})


def _given(given: Any) -> str:
    return "; ".join(one["says"] for one in given)


def _conflicts(old: Parts, new: Parts) -> Iterator[Difference]:
    for key in {**new.conflicts, **old.conflicts}:
        before, after = _conflict(old, key), _conflict(new, key)
        if before != after:
            text = (new.questions.get(key) or old.questions[key])["text"]
            yield Difference(text, key if key in new.questions else "", before, after)


def _conflict(parts: Parts, key: str) -> str:
    found = parts.conflicts.get(key)
    if found is None:
        return ""
    return f"{found['state']}: {found['sentence']}" if found["sentence"] else str(found["state"])
