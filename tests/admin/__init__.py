"""The admin: a file for what each part of it promises."""
