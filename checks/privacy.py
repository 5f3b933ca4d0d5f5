"""Personal data in text: identity card, mobile and bank card numbers, found and masked.

What is found leaves this module masked only. No hash of it is made either: a mobile number can be guessed from one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

BEFORE = 40  # characters before a number that say whose it is
AFTER = 12
CONTEXT = 20  # characters around a masked number in evidence
LONGEST_RUN = 40  # more characters than any number has
OLDEST, YOUNGEST = 1900, 2049  # years of birth; a number with a later one is something else's

ID_CARD, MOBILE, BANK_CARD = "id_card", "mobile", "bank_card"

_GROUPED = r"\d{4}(?:[ \-]\d{4}){3}(?:[ \-]\d{1,3})?|1\d\d[ \-]\d{4}[ \-]\d{4}|\d{6}[ \-]\d{8}[ \-]\d{3}[\dXx]"
_RUN = re.compile(rf"(?<![\d*.])(?:{_GROUPED}|\d{{15,19}}|\d{{17}}[Xx]|\d{{11}})(?![\d*Xx])(?!\.\d)")
_FIGURES = re.compile(r"\d{4}")  # in every such number; looked for first, as most texts hold none
_LETTER_BEFORE = re.compile(r"[A-Za-z/=&?#_%\-]$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
_CHECK_DIGITS = "10X98765432"
_PROVINCES = frozenset(
    (
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63, 64, 65, 71, 81, 82, 83,
    )
)  # fmt: skip
_MOBILE = re.compile(r"1[3-9]\d{9}")
_CARD_LENGTHS = range(16, 20)
_UNION_PAY = "62"  # cards of this country; numbers of other schemes need the word beside them

_ID_WORD = re.compile(r"身份证|证件号|公民身份")
# the code of an organization has as many digits, and begins with 11 where it is a state organ's (GB 32100-2015)
_BODY_CODE = re.compile(r"信用代码\S{0,4}\s*$")
_CARD_WORD = re.compile(r"银行卡|卡号|一卡通|社保卡|存折|储蓄")
# whose telephone is an office's: duty, service and complaint lines are meant to be public
_OFFICE_PHONE = re.compile(
    r"值班|值守|举报|监督|咨询|热线|投诉|服务|报名|报警|求助|救援|应急|客服|办公|传真|联系电话|电话[:：]?\s*$|预约|受理|河长|林长|网格"
)
_PERSON = re.compile(r"联系人|姓名|户主|申请人|本人|经办人|法人|法定代表人")
# whose account is a body's: it is published so that people pay into it
_BODY_ACCOUNT = re.compile(
    r"(?:户\s*名|账户名称?|帐户名称?|开户名|收款单位|收款人|单位名称|开户单位)\s*[:：]?\s*\S{0,30}"
    r"(?:局|委|办|厅|院|府|校|中心|公司|会|站|所|队|社|库|专户)"
    r"|保证金|对公|专户|捐[款赠]|国库|非税|财政|缴款|基本户|投标"
)


class PrivateDatum(msgspec.Struct, frozen=True, kw_only=True):
    """One number, masked: its kind, how it may be shown, and where it stands in the text."""

    kind: str
    masked: str
    start: int
    end: int


def private_data(text: str, before: str = "") -> Iterator[PrivateDatum]:
    """The personal numbers in a text that are not masked in it. `before` is what stands before the text."""
    if not _FIGURES.search(text):
        return
    for found in _RUN.finditer(text):
        if _LETTER_BEFORE.search(text[max(0, found.start() - 1) : found.start()]):
            continue
        lead = text[max(0, found.start() - BEFORE) : found.start()]
        if not re.search(r"\w", lead):
            lead = before[-BEFORE:] + lead
        kind = _kind(found[0], lead, text[found.end() : found.end() + AFTER])
        if kind:
            yield PrivateDatum(kind=kind, masked=masked(found[0], kind), start=found.start(), end=found.end())


def masked(number: str, kind: str) -> str:
    """A number as it may be shown: 61**************34, 138****5678, 6222************78."""
    plain = re.sub(r"[ \-]", "", number)
    head, tail = {ID_CARD: (2, 2), MOBILE: (3, 4), BANK_CARD: (4, 2)}[kind]
    return plain[:head] + "*" * (len(plain) - head - tail) + plain[len(plain) - tail :]


def numbers(text: str) -> Iterator[PrivateDatum]:
    """Every number in a text that may be personal by its form, whoever's it is."""
    for found in _RUN.finditer(text):
        kind = _form(found[0])
        if kind and not _LETTER_BEFORE.search(text[max(0, found.start() - 1) : found.start()]):
            yield PrivateDatum(kind=kind, masked=masked(found[0], kind), start=found.start(), end=found.end())


def without_private_data(text: str) -> str:
    """A text in which every number that may be personal is masked, whoever's it is."""
    parts, at = [], 0
    for datum in numbers(text):
        parts += [text[at : datum.start], datum.masked]
        at = datum.end
    return "".join([*parts, text[at:]]) if parts else text


def context_of(text: str, datum: PrivateDatum) -> str:
    """The text around a number, with every number in it masked."""
    around = CONTEXT + LONGEST_RUN  # a number that the outer edge cuts lies outside of what is shown
    left = without_private_data(text[max(0, datum.start - around) : datum.start])[-CONTEXT:]
    right = without_private_data(text[datum.end : datum.end + around])[:CONTEXT]
    return f"{left}{datum.masked}{right}".strip()


def _form(number: str) -> str:
    """What a number may be by its form alone."""
    plain = re.sub(r"[ \-]", "", number)
    if is_id_card(plain):
        return ID_CARD
    if _MOBILE.fullmatch(plain):
        return MOBILE
    if plain.isdigit() and len(plain) in _CARD_LENGTHS and is_luhn(plain):
        return BANK_CARD
    return ""


def _kind(number: str, lead: str, rest: str) -> str:
    """What a number is in its place, "" where it is no person's."""
    kind = _form(number)
    if kind == ID_CARD:
        if _BODY_CODE.search(lead):
            return ""
        plain = len(re.sub(r"[ \-]", "", number)) == len("110105194912310021")
        return ID_CARD if plain or _ID_WORD.search(lead) else ""
    if kind == MOBILE:
        return "" if _OFFICE_PHONE.search(lead) and not _is_persons(lead) else MOBILE
    if kind == BANK_CARD:
        if _BODY_ACCOUNT.search(lead) or _BODY_ACCOUNT.search(rest):
            return ""
        return BANK_CARD if _CARD_WORD.search(lead) or number.startswith(_UNION_PAY) else ""
    return ""


def _is_persons(lead: str) -> bool:
    """Whether a person is named after the last word for an office's line."""
    persons = [found.start() for found in _PERSON.finditer(lead)]
    return bool(persons) and not re.search(r"值班|举报|监督|热线|投诉|值守", lead)


def is_id_card(number: str) -> bool:
    """Whether it is an identity card number: 18 characters with a right check digit, or 15 of the old form."""
    if not number[:-1].isdigit() or int(number[:2]) not in _PROVINCES:
        return False
    if len(number) == len(_WEIGHTS) + 1:
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        return _CHECK_DIGITS[total % 11] == number[-1].upper() and _is_birthday(number[6:14])
    return len(number) == 15 and number.isdigit() and _is_birthday("19" + number[6:12])


def _is_birthday(digits: str) -> bool:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return OLDEST <= day.year <= YOUNGEST


def is_luhn(number: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812."""
    total = 0
    for at, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
