"""Tables of existing casework: received, staged row by row, tried, and taken into effect all at once or not at all."""
