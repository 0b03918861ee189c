"""Numerals in digits and in English words, and what is no numeral. Whole phrases are in test_reading.py."""

from fractions import Fraction

import pytest

from claims.domain.words.numerals import Numeral, numeral_at
from claims.domain.words.tokens import CannotRead, cut, said


def read(words: str) -> tuple[Numeral, str] | None:
    """The numeral at the start of the words, and the words left after it."""
    tokens = cut(words)
    found = numeral_at(tokens, 0)
    return (found[0], said(tokens[found[1] :])) if found else None


def numeral(words: str) -> Numeral:
    found = read(words)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("27", 27),
        ("2,000", 2_000),
        ("1,234,567", 1_234_567),
        ("13 000", 13_000),
        ("13\u00a0000", 13_000),
        ("13\u2009000", 13_000),
        ("13\u202f000", 13_000),
        ("1 234 567", 1_234_567),
        ("13'000", 13_000),
        ("13’000", 13_000),
        ("118 thousand", 118_000),
        ("1.5 million", 1_500_000),
        ("2.3 thousand", 2_300),
        ("5 hundred", 500),
        ("5 hundred thousand", 500_000),
        ("3 dozen", 36),
        ("1,500 million", 1_500_000_000),
        ("2 lakh", 200_000),
        ("1.2 crore", 12_000_000),
        ("2 and a half million", 2_500_000),
        ("٣٠٠", 300),
        ("३००", 300),
        ("３００", 300),
        ("12.5", Fraction(25, 2)),
        ("0.125", Fraction(1, 8)),
        ("1,000.5", Fraction(2001, 2)),
        ("1.2345", Fraction(12345, 10000)),
    ],
)
def test_reads_digits(words: str, value: int | Fraction) -> None:
    assert numeral(words).value == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("zero", 0),
        ("one", 1),
        ("seven", 7),
        ("nineteen", 19),
        ("twenty", 20),
        ("twenty-seven", 27),
        ("twenty seven", 27),
        ("Twenty-Seven", 27),
        ("twenty‑seven", 27),
        ("ninety-nine", 99),
        ("a hundred", 100),
        ("one hundred", 100),
        ("two-hundred", 200),
        ("one hundred and eighteen", 118),
        ("one hundred eighteen", 118),
        ("nineteen hundred", 1_900),
        ("a thousand", 1_000),
        ("one thousand and one", 1_001),
        ("two thousand twenty-five", 2_025),
        ("one hundred and eighteen thousand", 118_000),
        ("a hundred thousand", 100_000),
        ("one million", 1_000_000),
        ("one million two hundred thousand and five", 1_200_005),
        ("three billion", 3_000_000_000),
        ("two lakh fifty thousand", 250_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a single", 1),
        ("half-dozen", 6),
        ("a half-dozen", 6),
        ("half a million", 500_000),
        ("half million", 500_000),
        ("½ million", 500_000),
        ("a quarter million", 250_000),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("one and a half million", 1_500_000),
        ("two and a half", Fraction(5, 2)),
    ],
)
def test_reads_number_words(words: str, value: int | Fraction) -> None:
    assert numeral(words).value == value
    assert not numeral(words).part


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("half", Fraction(1, 2)),
        ("half of the killings", Fraction(1, 2)),
        ("half the killings", Fraction(1, 2)),
        ("one half", Fraction(1, 2)),
        ("a third", Fraction(1, 3)),
        ("one third of the killings", Fraction(1, 3)),
        ("one-third", Fraction(1, 3)),
        ("two thirds", Fraction(2, 3)),
        ("two-thirds", Fraction(2, 3)),
        ("three quarters", Fraction(3, 4)),
        ("a fifth", Fraction(1, 5)),
        ("nine tenths", Fraction(9, 10)),
        ("½ of them", Fraction(1, 2)),
        ("⅔", Fraction(2, 3)),
    ],
)
def test_reads_parts_of_something(words: str, part: Fraction) -> None:
    assert numeral(words) == Numeral(part, part=True)


@pytest.mark.parametrize(
    ("words", "value", "left"),
    [
        ("300 men", 300, "men"),
        ("seven men", 7, "men"),
        ("two hundred and many others", 200, "and many others"),
        ("one hundred two hundred", 102, "hundred"),
        ("five six", 5, "six"),
        ("twenty - seven", 20, "- seven"),
        ("ten-twenty", 10, "-twenty"),
        ("a hundred and a thousand", 100, "and a thousand"),
        ("twelve hundred and two dozen", 1_202, "dozen"),
        ("12\n300 men", 12, "300 men"),
        ("12\t300 men", 12, "300 men"),
        ("12  300 men", 12, "300 men"),
        ("2020 300 men", 2_020, "300 men"),
        ("1 000 20", 1_000, "20"),
        ("one third man", 1, "third man"),
        ("half-brothers", Fraction(1, 2), "-brothers"),
    ],
)
def test_stops_where_the_numeral_ends(words: str, value: int | Fraction, left: str) -> None:
    found = read(words)
    assert found is not None
    assert (found[0].value, found[1]) == (value, left)


@pytest.mark.parametrize(
    "words", ["men", "a man", "a third man", "a third million", "an", "hundred men", "and", "-5", ".5", "dozen", "no"]
)
def test_finds_no_numeral(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "offending"),
    [
        ("1.000", "1.000"),
        ("12.500", "12.500"),
        ("1,000.000", "1,000.000"),
        ("1.000,00", "1.000,00"),
        ("1,00", "1,00"),
        ("1,5", "1,5"),
        ("1.5.2", "1.5.2"),
        ("12,34", "12,34"),
        ("1,18,000", "1,18,000"),
        ("1,000'000", "1,000'000"),
        ("007", "007"),
        ("0,500", "0,500"),
        ("300k", "300k"),
        ("1.5m", "1.5m"),
        ("27th", "27th"),
        ("1990s", "1990s"),
        ("1٢", "1٢"),
    ],
)
def test_refuses_digits_with_two_readings(words: str, offending: str) -> None:
    with pytest.raises(CannotRead) as refusal:
        read(words)
    assert refusal.value.offending == offending


@pytest.mark.parametrize(
    ("words", "scale"),
    [("5", 1), ("5 million", 10**6), ("two hundred", 100), ("two hundred thousand", 1000), ("two hundred and six", 1)],
)
def test_remembers_the_scale_said_last(words: str, scale: int) -> None:
    assert numeral(words).scale == scale
