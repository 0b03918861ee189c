"""What a process of its own may take, whatever it is handed."""

import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """memory: bytes of address space. seconds: of processor time. by_the_clock: seconds, which whoever starts it holds
    it to. writes: bytes of any one file.
    """

    memory: int = 2 * 1024**3
    seconds: int = 120
    by_the_clock: int = 240
    writes: int = 0


STANDARD = Limits()


def limit(memory: int, seconds: int, writes: int = 0) -> None:
    """Let this process have no more than that, and leave no core behind."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # First a signal that tells what was wrong; it is killed if it goes on for another second.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (writes, writes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
