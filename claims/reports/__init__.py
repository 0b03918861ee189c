"""The only assemblers: rows in a fixed number of queries → the core → frozen report values. Nothing here writes."""
