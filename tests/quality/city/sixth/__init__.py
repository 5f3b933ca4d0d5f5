"""The sixth city: layouts of six further families over the columns, faults and look-alikes of the fourth; written without a look at the readers."""

from datetime import date

from ..build import City
from ..fourth import dealt
from ..fourth import forms as known
from .forms import GUIDES, LETTERS
from .looks import FAMILIES

KINDS = {"gkml": ("county", "苇川县人民政府"), "kpcms": ("portal", "汐州市人民政府")}
known.GUIDES.update(GUIDES)
known.LETTERS.update(LETTERS)


def sixth_city(seed: int, as_of: date, families: list[str] | None = None) -> City:
    return dealt("sixth", FAMILIES, KINDS, seed, as_of, families)


__all__ = ["FAMILIES", "sixth_city"]
