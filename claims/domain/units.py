"""What a question counts in. A unit has a smallest step; bounds are stored as whole numbers of steps.

A second unit under one question is refused: 1.5 million francs and 2,300 euros are never compared.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """One unit. A step is one of it: one person, one per cent, one euro."""

    code: str
    one: str
    many: str
    symbol: str = ""

    def count(self, figure: int) -> str:
        """`330 people`, `1 person`, `33 %`."""
        if self.symbol:
            return f"{figure:,} {self.symbol}"
        return f"{figure:,} {self.one if figure == 1 else self.many}"


_TABLE = (
    Unit("people", "person", "people"),
    Unit("homes", "home", "homes"),
    Unit("villages", "village", "villages"),
    Unit("incidents", "incident", "incidents"),
    Unit("prisons", "prison", "prisons"),
    Unit("countries", "country", "countries"),
    Unit("vehicles", "vehicle", "vehicles"),
    Unit("interviews", "interview", "interviews"),
    Unit("coups", "coup", "coups"),
    Unit("times", "time", "times"),
    Unit("items", "item", "items"),
    Unit("months", "month", "months"),
    Unit("years", "year", "years"),
    Unit("share", "per cent", "per cent", "%"),
    Unit("XOF", "CFA franc", "CFA francs"),
    Unit("EUR", "euro", "euros"),
    Unit("USD", "US dollar", "US dollars"),
)

UNITS: dict[str, Unit] = {unit.code: unit for unit in _TABLE}
