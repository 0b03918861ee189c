"""The project: settings, addresses, the WSGI entry. Wiring only; rules live in claims/."""
