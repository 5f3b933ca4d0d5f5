"""Putting together what belongs together, whatever the order in which it is told."""

from __future__ import annotations

from collections.abc import Hashable, Iterable


class Groups:
    """Disjoint groups of addresses (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, member: str) -> str:
        """One member that stands for the whole group."""
        path = []
        while (parent := self._parent.get(member, member)) != member:
            path.append(member)
            member = parent
        for passed in path:
            self._parent[passed] = member
        return member

    def join(self, one: str, other: str) -> None:
        """Makes one group of two."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def join_by_key(self, keyed: Iterable[tuple[Hashable, str]]) -> None:
        """Joins the members that have a key in common."""
        first: dict[Hashable, str] = {}
        for key, member in keyed:
            self.join(first.setdefault(key, member), member)

    def members(self, all_members: Iterable[str]) -> dict[str, list[str]]:
        """The groups of `all_members` by their roots, members sorted."""
        groups: dict[str, list[str]] = {}
        for member in sorted(all_members):
            groups.setdefault(self.root(member), []).append(member)
        return groups
