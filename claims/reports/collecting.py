"""When the garbage collector waits."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_waits() -> Iterator[None]:
    """The garbage collector waits: many rows make next to no circles, only rows that are all gone at its end,
    and walking through them time and again takes a sixth of the time, of a report a quarter.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
