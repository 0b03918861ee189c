"""The pages: load or refuse, read the form, one call, answer. One file per noun; no rule about claims lives here."""
