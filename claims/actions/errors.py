"""Why a deed was not done. Every message may be shown to the person; nothing was changed."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """Bad input. errors: messages by field, "" for the whole."""

    def __init__(self, errors: str | Mapping[str, str], field: str = "") -> None:
        self.errors: dict[str, str] = {field: errors} if isinstance(errors, str) else dict(errors)
        super().__init__(" ".join(self.errors.values()))


class Stale(Exception):
    """Somebody saved a newer version in the meantime. The typed text must be kept."""

    def __init__(self, what: str = "This") -> None:
        super().__init__(
            f"{what} was changed by somebody else while you were writing. Nothing of yours was saved. "
            "Compare your text with what is there now, then save again."
        )


class NotAllowed(PermissionDenied):
    """The person's role does not include this deed. Django answers it with the 403 page."""

    def __init__(self, deed: str) -> None:
        super().__init__(f"Your role does not allow you to {deed}.")
