"""A DSPy example that keeps the id of its row through copies, outside of its fields."""

from __future__ import annotations

from typing import Any

import dspy


class RowExample(dspy.Example):  # type: ignore[misc]  # dspy is untyped
    """An example whose row id is no field: demos and saved states do not show it."""

    def __init__(self, base: Any = None, **kwargs: Any) -> None:
        super().__init__(base, **kwargs)
        self._dspex_row: str | None = getattr(base, "_dspex_row", None)
