"""`python -m bench`: make trackers of several sizes, measure the same deeds in each in turn, print the table."""

import sys
from argparse import ArgumentParser, Namespace
from textwrap import indent

from bench import sentences
from bench.reading import misses, scores
from bench.table import Line, markdown, time_words, usual
from bench.trackers import Tracker, trackers

REBUILD_GOAL, PAGE_GOAL, REVIEW_GOAL = 4.0, 1.3, 1.3
LEAST_PRECISION = 0.99
MILLION = 1_000_000
OK = 200
LOOKED_AT_AGAIN = 3
"""How often a page that misses its goal is measured once more, with all its rounds."""

Look = dict[str, int]


def main() -> None:
    options = _options()
    sizes = sorted({int(size) for size in options.claims.split(",")} | ({MILLION} if options.million else set()))
    missed = 0
    for engine in options.engine.split(","):
        with trackers(engine, sizes, options.keep) as running:
            for part in options.parts.split(","):
                print(f"\n## {engine}: {part}\n", flush=True)
                lines = PARTS[part](running, options.rounds)
                missed += sum(not line.holds for line in lines)
    print(f"\n{missed} of the goals were missed." if missed else "\nEvery goal was met.")


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--claims", default="1000,100000", help="sizes to compare; the first is the baseline")
    parser.add_argument("--million", action="store_true", help="a million claims as well")
    parser.add_argument("--engine", default="sqlite,postgresql")
    parser.add_argument("--parts", default=",".join(PARTS), help="what to measure")
    parser.add_argument("--rounds", type=int, default=25, help="how often each page is looked at")
    parser.add_argument("--keep", action="store_true", help="keep SQLite files under var/bench, and use them again")
    return parser.parse_args()


def _rebuild(running: dict[int, Tracker], rounds: int) -> list[Line]:
    """A rebuild that changes nothing, beside reading the same rows once; and how conflicted questions are found."""
    found = {size: tracker.ask("conflicts") for size, tracker in running.items()}
    lines = [_rebuild_line(size, tracker, found[size]["from_index"]) for size, tracker in running.items()]
    print(markdown(["", "reading once", "rebuild"], lines), "", sep="\n")
    for size, it in found.items():
        alone = "from the covering index alone" if it["from_index"] else "**not** from the covering index alone"
        print(
            f"{size:,} claims: {it['count']:,} questions in conflict found in {time_words(it['seconds'])}, {alone}:\n"
        )
        print(indent(it["plan"].strip(), "    "), "", sep="\n", flush=True)
    return lines


def _rebuild_line(size: int, tracker: Tracker, from_index: bool) -> Line:
    reads, rebuilds = [], []
    for _ in range(5 if size < MILLION else 1):
        reads.append(tracker.ask("read"))
        rebuilds.append(tracker.ask("rebuild"))
    mended = sum(rebuild["mended"] for rebuild in rebuilds)
    note = f"{mended} mended: not sound" if mended else "nothing mended"
    took = usual([rebuild["seconds"] for rebuild in rebuilds])
    return Line(f"{size:,} claims", usual(reads), took, REBUILD_GOAL, note, from_index and not mended)


def _pages(running: dict[int, Tracker], rounds: int) -> list[Line]:
    """Every page at every size in turn, the smallest as baseline. A miss is measured again before it is believed."""
    smallest, *larger = running
    pages = {size: tracker.ask("pages") for size, tracker in running.items()}
    looks = {size: {name: running[size].ask("look", a) for name, a in pages[size].items()} for size in running}
    times: dict[tuple[int, str], list[float]] = {(size, name): [] for size in running for name in pages[size]}

    def line(size: int, name: str) -> Line:
        seen = _seen(looks[smallest][name], looks[size][name])
        return Line(name, usual(times[smallest, name]), usual(times[size, name]), PAGE_GOAL, *seen)

    names = list(pages[smallest])
    for _ in range(1 + LOOKED_AT_AGAIN):
        for turn in range(rounds):
            for name in names:
                for size in list(running)[:: 1 if turn % 2 else -1]:
                    times[size, name].append(running[size].ask("visit", pages[size][name]))
        names = [name for name in names if not all(line(size, name).holds for size in larger)]
    for size in larger:
        lines = [line(size, name) for name in pages[smallest]]
        print(markdown(["page", f"{smallest:,} claims", f"{size:,} claims"], lines), "", sep="\n", flush=True)
    return [line(size, name) for size in larger for name in pages[smallest]]


def _seen(small: Look, large: Look) -> tuple[str, bool]:
    """What both trackers showed, in words, and whether it was the same page."""
    failed = [f"failed: {look}" for look in (small, large) if look["status"] != OK or look["refused"]]
    said = [_both("quer", "y", "ies", small["queries"], large["queries"])]
    if small["rows"] or large["rows"]:
        said.append(_both("row", "", "s", small["rows"], large["rows"]))
    return ", ".join(said + failed), not failed and small["queries"] == large["queries"]


def _both(word: str, one: str, many: str, small: int, large: int) -> str:
    """`12 queries`, or `12 then 13 queries`."""
    return f"{small if small == large else f'{small} then {large}'} {word}{one if small == large == 1 else many}"


def _review(running: dict[int, Tracker], rounds: int) -> list[Line]:
    """One review after another, each of another claim, at every size in turn."""
    smallest, *larger = running
    times: dict[int, list[float]] = {size: [] for size in running}
    queries = {size: tracker.ask("review_queries", 2) for size, tracker in running.items()}
    for turn in range(rounds):
        for size in list(running)[:: 1 if turn % 2 else -1]:
            times[size].append(running[size].ask("review", turn * 5 + 1))
    lines = []
    for size in larger:
        note, same = _both("quer", "y", "ies", queries[smallest], queries[size]), queries[smallest] == queries[size]
        before, now = usual(times[smallest]), usual(times[size])
        lines.append(Line(f"at {size:,} claims", before, now, REVIEW_GOAL, note, same))
    print(markdown(["one review", f"{smallest:,} claims", "so many"], lines), flush=True)
    return lines


def _files(running: dict[int, Tracker], rounds: int) -> list[Line]:
    """What comes in: a large PDF, a large text with many claims, texts alike."""
    tracker = next(iter(running.values()))
    lines = [Line(**tracker.ask(order)) for order in ("pdf", "reader", "anchoring", "alike")]
    print(markdown(["", "baseline", "took"], lines), flush=True)
    return lines


def _imports(running: dict[int, Tracker], rounds: int) -> list[Line]:
    """A table of 100,000 claims, beside the bare rows; then what its time goes to."""
    found = next(iter(running.values())).ask("imports")
    lines = [Line(**line) for line in found["lines"]]
    print(markdown(["100,000 rows", "bare rows", "took"], lines), "", sep="\n")
    print(f"The bare rows: {found['bare']:,.0f} a second. The longest wait of a reader: {time_words(found['wait'])}.\n")
    for title, of in (("made ready and taking effect", "shares"), ("the last step", "last")):
        print(f"| {title} | seconds |", "|---|---|", sep="\n")
        for words, seconds in found[of].items():
            print(f"| {words} | {seconds:.1f} |")
        print(flush=True)
    return lines


def _formats(running: dict[int, Tracker], rounds: int) -> list[Line]:
    """A report as it is read, and beside the bare library that writes the same rows; then the memory of both."""
    smallest, *_, largest = running.values()
    read = [Line(**line) for line in largest.ask("report")]
    print(markdown(["5,000 claims", "1,000, times five", "took"], read), "", sep="\n", flush=True)
    found = smallest.ask("formats")
    every = []
    for name, claims in zip(("corpus", "lines"), found["claims"], strict=True):
        lines = [Line(**line) for line in found[name]]
        print(markdown([f"{claims:,} claims", "bare library", "took"], lines), "", sep="\n")
        every += lines
    print(f"The longer report is {found['size']:.0f} MB of JSON.\n")
    print("| memory beyond the report | bare library | took |", "|---|---|---|", sep="\n")
    for name, (bare, ours) in found["memory"].items():
        print(f"| {name} | {bare:,.0f} MB | {ours:,.0f} MB |", flush=True)
    print(f"\nThe process that makes the PDF of the shorter takes {found['pdf_memory']:,.0f} MB.", flush=True)
    return [*read, *every]


def _reading(running: dict[int, Tracker], rounds: int) -> list[Line]:
    """How well words are read, by kind: no time, but as much a measure."""
    print("| kind | phrases | precision | recall |", "|---|---|---|---|", sep="\n")
    for kind, score in scores().items():
        print(f"| {kind} | {score.phrases} | {score.precision:.3f} | {score.recall:.3f} |")
    for miss in misses():
        print(f"\nmissed: {miss.words} ({miss.expected}; read as {miss.found})", flush=True)
    print("\n| found in | found | precision | due | recall |", "|---|---|---|---|---|", sep="\n")
    for (lang, kind), found in sentences.scores().items():
        print(
            f"| {lang} {kind} | {found.found} | {found.precision:.3f} | {found.due} | {found.recall:.3f} |", flush=True
        )
    least = min(scores()["all"].precision, *(score.precision for score in sentences.scores().values()))
    return [Line("precision", 1.0, 1.0, 1.0, sound=least >= LEAST_PRECISION)]


PARTS = {
    "rebuild": _rebuild,
    "pages": _pages,
    "review": _review,
    "files": _files,
    "imports": _imports,
    "formats": _formats,
    "reading": _reading,
}

if __name__ == "__main__":
    main()
    sys.exit(0)
