"""What pure functions gave before. A right answer never depends on it: without it everything only takes longer.

Functions of a text alone are kept by `functools.lru_cache` where they stand. What follows from a whole site is kept on the site
and goes with it, so that a preview that builds all day does not hold on to the sites of the morning.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar


class Keeper(Protocol):
    """A value that results can be kept on: immutable in all else."""

    @property
    def kept(self) -> dict[Hashable, object]: ...


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
T = TypeVar("T")


def kept(function: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """`function` of a keeper and hashable arguments, worked out once for each."""

    @wraps(function)
    def once(keeper: K, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in keeper.kept:
            keeper.kept[key] = function(keeper, *args, **kwargs)
        return keeper.kept[key]  # type: ignore[return-value]  # what `function` gave for this key

    return once
