"""Style sheets as far as they hide things: which declarations an element gets, and whether a state of it shows it.

No browser's cascade: only properties that can hide, and only selectors of tags, classes, ids and descent. A rule of
any other kind (`:hover`, `+`, attributes, media) never hides, but counts as a state in which the element may be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

MAX_SHEET = 400_000  # characters of a sheet that are read; frameworks have half of it
MAX_RULES = 8_000
MAX_SELECTOR = 300

PROPERTIES = frozenset(
    """display visibility opacity position left top right bottom text-indent margin-left margin-top font-size color
    width height overflow background background-image background-color""".split()  # noqa: SIM905
)
# what one element may have taken from another: the innermost that sets it decides
INHERITED = frozenset({"visibility", "font-size", "color", "text-indent"})

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STEP = re.compile(r"(\*|[a-zA-Z][\w-]*)?((?:[.#](?:\\.|[\w\u0080-\uffff-])+)*)\Z")
_NAME = re.compile(r"([.#])((?:\\.|[\w\u0080-\uffff-])+)")
_OTHER = re.compile(r"::?[\w-]+(?:\([^()]*\))?|\[[^\]]*\]")  # pseudo-classes, attributes
_BESIDE = re.compile(r".*[+~]", re.DOTALL)


class Element(NamedTuple):
    """An element that stands around a link: what selectors can ask of it. `parent` is its place in the same table."""

    tag: str
    id: str
    classes: frozenset[str]
    style: str
    parent: int


class _Step(NamedTuple):
    tag: str
    id: str
    classes: frozenset[str]
    child: bool  # stands directly in the step before it

    def fits(self, element: Element) -> bool:
        return (
            (not self.tag or self.tag == element.tag)
            and (not self.id or self.id == element.id)
            and self.classes <= element.classes
        )


class Rule(NamedTuple):
    """One selector with its declarations. `state`: it holds in some state of the page only."""

    steps: tuple[_Step, ...]  # outermost first
    weight: tuple[int, int, int]
    state: bool
    declared: tuple[tuple[str, str, bool], ...]  # property, value, whether it is important


Sheet = dict[str, list[tuple[int, Rule]]]  # its rules with their numbers, by a name they ask for


class Sheets:
    """A page's sheets, in their order."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._sheets = [read_sheet(text) for text in texts]

    def declared(self, elements: Sequence[Element], at: int) -> dict[str, str]:
        """The declarations that win for an element, its own style attribute included, by property."""
        element = elements[at]
        best: dict[str, tuple[_Rank, str]] = {}
        for order, rule in self._about(elements, element):
            if rule.state or not _matches(rule.steps, elements, at):
                continue
            for name, value, important in rule.declared:
                rank: _Rank = (important, False, rule.weight, order)
                if name not in best or rank >= best[name][0]:
                    best[name] = (rank, value)
        for name, value, important in _declarations(element.style):
            rank = (important, True, (0, 0, 0), (0, 0))
            if name not in best or rank >= best[name][0]:
                best[name] = (rank, value)
        return {name: value for name, (_, value) in best.items()}

    def shown_in_a_state(self, elements: Sequence[Element], at: int, properties: Iterable[str]) -> bool:
        """Whether a rule that does not hold now, but names this element, sets one of the properties."""
        wanted = set(properties)
        element = elements[at]
        for _, rule in self._about(elements, element):
            if any(name in wanted for name, _, _ in rule.declared):
                last = rule.steps[-1]
                named = bool(last.id or last.classes & element.classes) or (rule.state and last.tag == element.tag)
                if named and (rule.state or not _matches(rule.steps, elements, at)):
                    return True
        return False

    def _about(self, elements: Sequence[Element], element: Element) -> Iterator[tuple[tuple[int, int], Rule]]:
        """The rules that may be about an element, with their place in the page's order."""
        names = {"*", element.tag}
        while True:
            names.update(f".{name}" for name in element.classes)
            if element.id:
                names.add(f"#{element.id}")
            if element.parent < 0:
                break
            element = elements[element.parent]
        for at, sheet in enumerate(self._sheets):
            for name in names:
                for number, rule in sheet.get(name, ()):
                    yield (at, number), rule


_Rank = tuple[bool, bool, tuple[int, int, int], tuple[int, int]]  # important, in the element itself, weight, order


@lru_cache(maxsize=128)  # the sheets of a template stand on every page
def read_sheet(text: str) -> Sheet:
    """The rules of a sheet that set a property that can hide."""
    sheet: Sheet = {}
    number = 0
    for selectors, body, conditional in _blocks(_COMMENT.sub(" ", text[:MAX_SHEET])):
        declared = tuple(_declarations(body))
        for selector in selectors.split(",") if declared else ():
            rule = _rule(selector.strip(), declared, conditional) if number < MAX_RULES else None
            if rule is not None:
                number += 1
                for name in _filed_under(rule):
                    sheet.setdefault(name, []).append((number, rule))
    return sheet


def _filed_under(rule: Rule) -> list[str]:
    """A name that must stand on the element or around it; all of them for a rule that is asked for in part."""
    names = [name for step in reversed(rule.steps) for name in (*(f".{each}" for each in step.classes), f"#{step.id}")]
    names = [name for name in dict.fromkeys(names) if name != "#"]
    if not names:
        return [rule.steps[-1].tag or "*"]
    last = rule.steps[-1]
    return names if rule.state else names[: max(1, len(last.classes) + bool(last.id))]


def _blocks(text: str) -> Iterator[tuple[str, str, bool]]:
    """Selectors and declarations of each block, and whether it stands within an @-rule."""
    at, depth = 0, 0
    while at < len(text):
        opened = text.find("{", at)
        closed = text.find("}", at)
        if closed >= 0 and (opened < 0 or closed < opened):
            depth = max(0, depth - 1)
            at = closed + 1
            continue
        if opened < 0:
            return
        head = text[at:opened].rpartition(";")[2].strip()  # behind @import and @charset
        if head.startswith("@") and not head.startswith(("@font-face", "@page")):
            depth += 1
            at = opened + 1
            continue
        end = text.find("}", opened)
        end = len(text) if end < 0 else end
        if not head.startswith("@"):
            yield head, text[opened + 1 : end], depth > 0
        at = end + 1


def _declarations(body: str) -> Iterator[tuple[str, str, bool]]:
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            value = value.strip().lower()
            important = value.endswith("important") and "!" in value
            yield name, value.partition("!")[0].strip() if important else value, important


def _rule(selector: str, declared: tuple[tuple[str, str, bool], ...], conditional: bool) -> Rule | None:
    if not selector or len(selector) > MAX_SELECTOR or re.search(r":?:(?:before|after|first-l|placeholder)", selector):
        return None
    plain = _OTHER.sub("", selector)
    state = conditional or plain != selector
    if re.search(r"[+~]", plain):
        plain, state = _BESIDE.sub("", plain), True
    steps: list[_Step] = []
    child = False
    for part in plain.replace(">", " > ").split():
        if part == ">":
            child = True
            continue
        found = _STEP.match(part)
        if found is None:
            return None
        names = _NAME.findall(found[2])
        steps.append(
            _Step(
                "" if found[1] in (None, "*") else found[1].lower(),
                next((name for kind, name in names if kind == "#"), ""),
                frozenset(name for kind, name in names if kind == "."),
                child,
            )
        )
        child = False
    if not steps:
        return None
    weight = (sum(bool(s.id) for s in steps), sum(len(s.classes) for s in steps), sum(bool(s.tag) for s in steps))
    return Rule(tuple(steps), weight, state, declared)


def _matches(steps: Sequence[_Step], elements: Sequence[Element], at: int) -> bool:
    """Whether the last step fits the element and the others what it stands in."""
    if not steps[-1].fits(elements[at]):
        return False
    reached = {at}  # the elements that the steps so far can stand for
    for inner, step in zip(reversed(steps), reversed(steps[:-1]), strict=False):
        around: set[int] = set()
        for one in reached:
            parent = elements[one].parent
            while parent >= 0 and parent not in around:
                around.add(parent)
                parent = -1 if inner.child else elements[parent].parent
        reached = {one for one in around if step.fits(elements[one])}
        if not reached:
            return False
    return True
