"""Files of every kind, well made and hostile, read in a process of their own."""
