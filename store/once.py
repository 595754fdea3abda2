"""A value that is read at first use and kept with its object.

functools.cached_property without its lock, which takes longer than most readings of a sentence or a line. It knows
nothing of what is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Read = TypeVar("Read")


class read_once(Generic[Read]):
    """A method read as an attribute, once."""

    def __init__(self, read: Callable[[Any], Read]) -> None:
        self._read, self._name = read, read.__name__

    def __get__(self, instance: Any, owner: object = None) -> Read:
        found: Read = self._read(instance)
        instance.__dict__[self._name] = found
        return found
