"""What can be wrong with a circular's file, in one sentence for the person who gave it."""

from __future__ import annotations


class CircularError(ValueError):
    """A file that cannot be read as an evaluation circular; the text says why and what to do."""
