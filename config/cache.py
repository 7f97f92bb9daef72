"""The cache: Redis, and while that is down nothing is found and nothing is kept."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

#: What counts attempts and used codes stands in the database: a limit may not be forgotten.
COUNTED = "allauth"


def _forgiven(name: str, otherwise: Callable[..., Any]) -> Any:
    """The method ``name`` of Redis, and what it gives while Redis is down."""
    ask = getattr(RedisCache, name)

    @functools.wraps(ask)
    def asked(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        if args and str(args[0]).startswith(COUNTED):
            return getattr(caches["limits"], name)(*args, **kwargs)
        try:
            return ask(self, *args, **kwargs)
        except RedisError as error:
            log.warning("the cache is down (%s): %s", name, error)
            return otherwise(*args, **kwargs)

    return asked


class ForgivingRedisCache(RedisCache):
    """
    No page fails for the cache: what it holds can be made anew, and a session is read from
    the database. The log says so, and ``/healthz/ready`` says it.
    """

    get = _forgiven("get", lambda _key, default=None, **_more: default)
    get_many = _forgiven("get_many", lambda *_args, **_more: {})
    set = _forgiven("set", lambda *_args, **_more: None)
    set_many = _forgiven("set_many", lambda data, *_args, **_more: list(data))
    add = _forgiven("add", lambda *_args, **_more: True)
    delete = _forgiven("delete", lambda *_args, **_more: False)
    has_key = _forgiven("has_key", lambda *_args, **_more: False)
    touch = _forgiven("touch", lambda *_args, **_more: False)

    def ping(self) -> None:
        """Ask Redis whether it is there. Raises RedisError."""
        self._cache.get_client().ping()
