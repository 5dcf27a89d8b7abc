"""What a guard is: one obstacle between LM-written code and the machine."""

from __future__ import annotations

from typing import ClassVar

from dspex_worker.sandbox.limits import Limits


class NotHeldError(Exception):
    """The guard is engaged and yet does not hold. The message says how that showed."""


class Guard:
    """One guard. It is engaged before and after the fork of the process that will run code, and then shows that
    it holds. Methods raise ``OSError`` or ``NotHeldError``.
    """

    name: ClassVar[str]
    does: ClassVar[str]
    """What it keeps the code from, for the person."""
    hint: ClassVar[str] = ""
    """What makes it available where it is not."""
    namespaces: ClassVar[int] = 0
    """Namespaces that the process must have for itself."""
    after: ClassVar[tuple[str, ...]] = ()
    """Guards without which this one cannot hold for root."""

    def before(self, limits: Limits) -> None:
        """In the parent of the process that will run code."""

    def engage(self, limits: Limits) -> None:
        """In the process that will run code."""

    def verify(self, limits: Limits) -> None:
        """In the same process, after all guards are engaged."""
