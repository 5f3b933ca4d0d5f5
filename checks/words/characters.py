"""The detector of characters that the national standard table (通用规范汉字表, 8105) does not have.

A single traditional, variant or old form in a simplified text, or a Kangxi radical pasted from a PDF, is an error
when its standard counterpart is known. A text with several of them is written in that script on purpose.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from checks.words.faults import Candidate, Tier, sentence_window
from checks.words.lexicon import TABLES, LexiconError
from checks.words.segmentation import Segmenter

CHARACTER_RULE = "character"
TABLE_SIZE = 8105
MIN_SIMPLIFIED = 10  # Han characters a text must have before one stray form in it says anything
WORD_WINDOW = 8  # characters on each side in which the word is looked for
MAX_STRAY_SHARE = 0.03  # of the Han characters of a page or a document: more of them are no slips
MAX_STRAY = 2  # more different strays than this: the text is traditional, ancient or foreign
_HAN_BEYOND = "\U00020000-\U000323af"  # the basic plane
_HAN_RANGES = f"\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff{_HAN_BEYOND}"
_HAN = re.compile(f"[{_HAN_RANGES}]")


@functools.cache
def standard_characters() -> frozenset[str]:
    """The 8105 characters of 通用规范汉字表."""
    text = (TABLES / "standard_characters.txt").read_text(encoding="utf-8")
    characters = frozenset("".join(line for line in text.splitlines() if not line.startswith("#")))
    if len(characters) != TABLE_SIZE:
        raise LexiconError(f"standard_characters.txt holds {len(characters)} characters instead of {TABLE_SIZE}")
    return characters


@functools.cache
def standard_forms() -> dict[str, str]:
    """Character outside the table → its one counterpart in it."""
    lines = (TABLES / "variant_characters.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return dict(row for row in rows[1:] if len(row) == 2)


@functools.cache
def _perhaps_outside() -> re.Pattern[str]:
    """Finds the Han characters that are not in the table, and all beyond the basic plane.

    Those would each be compared with every character, while the others are looked up in one bitmap.
    """
    ranges = [(ord(first), ord(last)) for first, last in re.findall("(.)-(.)", _HAN_RANGES) if last <= "\uffff"]
    basic = {chr(code) for first, last in ranges for code in range(first, last + 1)}
    return re.compile(f"[{''.join(sorted(basic - standard_characters()))}{_HAN_BEYOND}]")


def _strays(text: str) -> list[tuple[int, str]]:
    """The Han characters of a text that are not in the table, with their places."""
    found = ((match.start(), match[0]) for match in _perhaps_outside().finditer(text))
    return [(place, character) for place, character in found if character not in standard_characters()]


def standard_form(character: str) -> str:
    """The standard counterpart of a character, "" if none is known; radicals and compatibility forms are decomposed."""
    plain = unicodedata.normalize("NFKC", character)
    if plain in standard_characters():
        return plain
    return standard_forms().get(plain, "")


def is_simplified(text: str) -> bool:
    """Is it written in the characters of the table, but for a stray or two?"""
    return len({character for _, character in _strays(text)}) <= MAX_STRAY


def is_in_another_script(texts: Iterable[str]) -> bool:
    """Is what the texts are parts of written in other characters on purpose? A short one may hold a stray or two."""
    strays = characters = 0
    for text in texts:
        strays += len(_strays(text))
        characters += sum(1 for _ in _HAN.finditer(text))
    return strays > MAX_STRAY_SHARE * characters


def holds_stray(text: str) -> bool:
    """Does it hold a character outside the table?"""
    return bool(_strays(text))


def stray_characters(text: str, segmenter: Callable[[], Segmenter]) -> Iterator[Candidate]:
    """Characters outside the table: `error` where the counterpart makes a word in its place, else `suspected`.

    A name may keep its old character for life (麦宗樑, 里砦村), a word may not (囯家).
    """
    hits = _strays(text)
    if not hits or len({character for _, character in hits}) > MAX_STRAY:
        return
    enough = MIN_SIMPLIFIED + len(hits)
    if sum(1 for _ in islice(_HAN.finditer(text), enough)) < enough:
        return
    for hit, character in hits:
        standard = standard_form(character)
        tier = Tier.ERROR if standard and _makes_word(text, hit, standard, segmenter()) else Tier.SUSPECTED
        yield Candidate(start=hit, end=hit + 1, suggestion=standard, tier=tier, rule=CHARACTER_RULE)


def _makes_word(text: str, position: int, standard: str, segmenter: Segmenter) -> bool:
    """Does the standard character, put at `position`, become part of a longer word there?"""
    left, right = sentence_window(text, position, position + 1, WORD_WINDOW)
    mended = text[left:position] + standard + text[position + 1 : right]
    return segmenter.straddles(mended, position - left, position - left + len(standard))
