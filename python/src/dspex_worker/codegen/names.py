"""Which names the exported file uses itself."""

from __future__ import annotations

TYPING = ("Any", "Literal", "Optional")
MODULES = ("dspy", "json", "pydantic", "pydantic_core", "sys")
OWN = (*MODULES, *TYPING, "Path", "as_text", "build", "self", "program", "STATE", "NODE_LMS")
