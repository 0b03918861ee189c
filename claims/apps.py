"""The app's registration. Importing the checks registers them; nothing else happens here."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claim tracker"

    def ready(self) -> None:
        from claims import checks  # noqa: F401  importing it earlier would need the apps that are not loaded yet
