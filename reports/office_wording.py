"""The office's wording: sentences of our documents it may put otherwise, in one TOML file beside the shipped one.

`reports/templates/office.toml` holds every sentence with the names that are filled in, in braces. An office's own file
takes the place of some of them; what it names must be there, and only names of the shipped sentence may be filled in.
"""

from __future__ import annotations

import difflib
import string
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from checks.words.messages import system_reason

Text = str | list[str]
SHIPPED = resources.files("reports").joinpath("templates", "office.toml")


class WordingError(ValueError):
    """An office's file of wording that cannot be used; the text says which sentence and why."""


_own: ContextVar[Mapping[str, Text]] = ContextVar("own wording", default={})  # noqa: B039 - never changed in place


def say(key: str, **values: object) -> str:
    """The sentence of that key (`circular.introduction`) with its names filled in."""
    text = _text(key)
    assert isinstance(text, str), key
    return _filled(text, values)


def listed(key: str, **values: object) -> list[str]:
    """The sentences or parts of that key, with their names filled in."""
    text = _text(key)
    assert isinstance(text, list), key
    return [_filled(one, values) for one in text]


def has(key: str) -> bool:
    """Whether there is such a sentence."""
    return key in _shipped()


@contextmanager
def in_force(path: Path | None) -> Iterator[None]:
    """While it lasts, documents are worded as the file says (None: as shipped). Raises WordingError."""
    token = _own.set(load(path) if path is not None else {})
    try:
        yield
    finally:
        _own.reset(token)


def load(path: Path) -> dict[str, Text]:
    """An office's own sentences by key. Raises WordingError."""
    try:
        own = dict(_flat(tomllib.loads(path.read_text(encoding="utf-8-sig"))))
    except OSError as error:
        raise WordingError(f"{path}：{system_reason(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordingError(f"{path}：不是可读的 TOML 文件（{error}）") from error
    wrong = [fault for key, text in own.items() for fault in _faults(key, text)]
    if wrong:
        raise WordingError(f"{path}：{'；'.join(wrong)}")
    return own


def _faults(key: str, text: Any) -> Iterator[str]:
    shipped = _shipped()
    if key not in shipped:
        near = difflib.get_close_matches(key, shipped, n=3)
        yield f"没有“{key}”这一项" + (f"，相近的有：{'、'.join(near)}" if near else "")
        return
    kind = type(shipped[key])
    if not isinstance(text, kind) or not all(isinstance(one, str) for one in text):
        yield f"“{key}”应是{'一句话' if kind is str else '一组用方括号括起来的句子'}"
        return
    if not text or not all(one.strip() for one in _sentences(text)):
        yield f"“{key}”是空的"
    known = {name for one in _sentences(shipped[key]) for name in _names(one)}
    for one in _sentences(text):
        try:
            unknown = sorted(_names(one) - known)
        except ValueError:
            yield f"“{key}”里的花括号没有配对"
            continue
        if unknown:
            can = f"，可用：{'、'.join(f'{{{name}}}' for name in sorted(known))}" if known else "，本项没有可填的内容"
            yield f"“{key}”里有不认识的 {'、'.join(f'{{{name}}}' for name in unknown)}{can}"


def _sentences(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else text


def _names(sentence: str) -> set[str]:
    """The names in braces, as they stand there: with a format or an attribute they are none of ours."""
    names = set()
    for _, name, form, conversion in string.Formatter().parse(sentence):
        if name is not None:
            names.add(name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else ""))
    return names


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    return sentence.format_map({name: str(value) for name, value in values.items()})


def _text(key: str) -> Text:
    return _own.get().get(key, _shipped()[key])


@cache
def _shipped() -> dict[str, Text]:
    return dict(_flat(tomllib.loads(SHIPPED.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
