"""What a person typed, read into values: one file per noun. Rules live in domain/, writing in actions/."""
