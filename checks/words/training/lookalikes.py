"""Characters that look alike in print: `python -m checks.words.training.lookalikes FONT < characters > lookalikes.txt`.

Run by hand where the list is to change (it needs Pillow and a font; the list that ships was made with Noto Sans CJK
SC Regular); training reads the list, so that its outcome does not depend on the fonts of a machine. Each character is
drawn, blurred and shrunk; two look alike if what differs from the mean picture correlates.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import resources

import numpy as np

NEAREST = 12  # a character's lookalikes at most
LEAST = 0.5  # correlation
_SIZE, _SMALL, _BLUR = 44, 22, 1.6  # pixels


def lookalikes() -> Mapping[str, str]:
    """Character → those that look like it: a line each, the character first."""
    text = (resources.files("checks") / "words" / "training" / "lookalikes.txt").read_text(encoding="utf-8")
    return {line[0]: line[1:] for line in text.splitlines() if line}


def main() -> None:
    """Prints the list for the characters of the standard input."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont  # type: ignore[import-not-found,unused-ignore]

    characters = sorted(set(sys.stdin.read()) - {"\n"})
    font = ImageFont.truetype(sys.argv[1], 40, index=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    rows = []
    for character in characters:
        image = Image.new("L", (_SIZE, _SIZE))
        ImageDraw.Draw(image).text((2, -8), character, fill=255, font=font)
        small = image.filter(ImageFilter.GaussianBlur(_BLUR)).resize((_SMALL, _SMALL), Image.Resampling.BOX)
        rows.append(np.asarray(small, dtype=np.float32).ravel())
    pictures = np.array(rows)
    pictures -= pictures.mean(axis=0)
    pictures /= np.linalg.norm(pictures, axis=1, keepdims=True)
    alike = pictures @ pictures.T
    np.fill_diagonal(alike, -1)
    for character, likeness in zip(characters, alike, strict=True):
        near = [characters[i] for i in np.argsort(-likeness, kind="stable")[:NEAREST] if likeness[i] >= LEAST]
        if near:
            print(character + "".join(near))


if __name__ == "__main__":
    main()
