"""What a list is narrowed by: one filter set per list, one file per noun, an index behind each filter."""
