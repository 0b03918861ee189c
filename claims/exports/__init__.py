"""A report value → a file. Knows no models, only what it is handed."""
