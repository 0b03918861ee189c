"""The cache in the database, in which attempts to log in are counted: it does not keep silent that it was held."""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connections, router


class CandidDatabaseCache(DatabaseCache):
    """Django's answers a write that the database refused as it answers a key that is there already. To whoever counts
    attempts the first would say "too many", although nobody tried: while a large table takes effect on SQLite.
    """

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Raises OperationalError where the database refused, for refusing.py to answer."""
        refused: list[OperationalError] = []

        def noting(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            try:
                return execute(sql, params, many, context)
            except OperationalError as error:
                refused.append(error)
                raise

        with connections[router.db_for_write(self.cache_model_class)].execute_wrapper(noting):
            done = super()._base_set(mode, key, value, timeout)  # type: ignore[misc]
        if refused:
            raise refused[0]
        return bool(done)
