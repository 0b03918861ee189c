"""What a process of its own may take, whatever it is handed."""

import resource
from dataclasses import dataclass
from math import ceil
from time import process_time


@dataclass(frozen=True)
class Limits:
    """memory: bytes, of what limit says. seconds: of processor time. by_the_clock: seconds, to which whoever starts it
    holds it. writes: bytes of any one file.
    """

    memory: int = 2 * 1024**3
    seconds: int = 120
    by_the_clock: int = 240
    writes: int = 0


STANDARD = Limits()


def limit(memory: int, seconds: int, writes: int = 0, *, reserving: bool = False) -> None:
    """Let this process have no more than that, and leave no core behind.

    seconds: from now on. memory: of address space; reserving: of memory that it can write to alone, for a library that
    reserves a multiple of what it ever uses, such as the one that draws pictures.
    """
    resource.setrlimit(resource.RLIMIT_DATA if reserving else resource.RLIMIT_AS, (memory, memory))
    # First a signal that tells what was wrong; it is killed if it goes on for another second.
    until = ceil(process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, until + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (writes, writes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
