"""Options as nested sets: a child's codes lie within its parent's, so that options are intervals like every other
answer.
"""

from collections.abc import Mapping


class CannotNest(ValueError):
    """The parents named do not make a tree. The message may be shown."""


def nested_codes(parents: Mapping[str, str | None]) -> dict[str, tuple[int, int]]:
    """Codes for options given as label → parent's label, in the order given. Raises CannotNest on a circle or an
    unknown parent.

    An option without children has one code; a parent has one of its own before its children's, so that it is wider
    than all of them.
    """
    for label, parent in parents.items():
        if parent is not None and parent not in parents:
            raise CannotNest(f"“{label}” lies within “{parent}”, which is not an option of this question.")
    children: dict[str | None, list[str]] = {}
    for label, parent in parents.items():
        children.setdefault(parent, []).append(label)
    codes: dict[str, tuple[int, int]] = {}
    next_code = 1
    # Depth first without recursion: a label is met once on the way down, once (marked True) on the way up.
    waiting = [(label, False) for label in reversed(children.get(None, []))]
    while waiting:
        label, done = waiting.pop()
        if done:
            codes[label] = (codes[label][0], next_code - 1)
            continue
        codes[label] = (next_code, next_code)
        next_code += 1
        waiting.append((label, True))
        waiting.extend((child, False) for child in reversed(children.get(label, [])))
    if len(codes) < len(parents):
        stuck = next(label for label in parents if label not in codes)
        raise CannotNest(f"“{stuck}” lies within itself by way of its parents.")
    return codes
