"""Registration numbers of sites: how a 网站标识码 is formed and where it stands in a foot."""

from __future__ import annotations

import re

from checks.facts import Site

SITE_ID = re.compile(r"\d{10}|bm\d{8}", re.IGNORECASE)
MINISTRY = "bm"
PREFECTURE_DIGITS = 4  # of a district code: a county's site may carry its city's numbers, not those of another city

_IN_FOOT = re.compile(r"标识码\W{0,4}((?:bm)?\d+)", re.IGNORECASE)


def shown_site_id(footer: str) -> str:
    """The site's number as its foot shows it, "" if it shows none."""
    found = _IN_FOOT.search(footer)
    return found[1] if found else ""


def is_foreign(code: str, site: Site) -> bool:
    """Whether a well-formed number is not this site's: not the registered one, or of another city's district."""
    if site.site_id_code:
        return code.lower() != site.site_id_code.lower()
    if code.lower().startswith(MINISTRY) or not site.district_code:
        return False
    return code[:PREFECTURE_DIGITS] != site.district_code[:PREFECTURE_DIGITS]
