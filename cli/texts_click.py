"""What click says of its own accord, in Chinese: headings of help texts, and what is wrong with a value.

click takes its sentences from gettext, which wants a compiled catalogue on disk; this table takes its place.
"""

from __future__ import annotations

import gettext
from importlib import import_module
from typing import Any

SPEAKING = ("core", "decorators", "exceptions", "formatting", "parser", "types")  # click's modules that say something
CHINESE = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示本说明",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "Missing command.": "缺少命令。",
    "{value!r} is not one of {choices}.": "“{value}”不在可选值 {choices} 之中。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{name} {filename!r} does not exist.": "文件“{filename}”不存在。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，不是文件夹。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，不是文件。",
    "{name} {filename!r} is not readable.": "文件“{filename}”没有读取权限。",
    "{name} {filename!r} is not writable.": "文件“{filename}”没有写入权限。",
    "Got unexpected extra argument ({args})": "多余的参数：{args}",
    "Got unexpected extra arguments ({args})": "多余的参数：{args}",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写值。",
}


def speak_chinese() -> None:
    """Has click say in Chinese what stands in the table."""
    for name in SPEAKING:
        module: Any = import_module(f"click.{name}")
        if hasattr(module, "_"):
            module._ = _one
        if hasattr(module, "ngettext"):
            module.ngettext = _one_or_more


def _one(text: str) -> str:
    return CHINESE.get(text) or gettext.gettext(text)


def _one_or_more(one: str, more: str, number: int) -> str:
    return _one(one if number == 1 else more)
