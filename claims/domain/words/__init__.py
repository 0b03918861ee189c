"""The grammar of readings: from tokens over numerals and day words to figures and spans. reading.py is its door."""
