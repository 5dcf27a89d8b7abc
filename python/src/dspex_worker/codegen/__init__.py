"""A program as a plain Python file that needs only DSPy and sends the same requests."""

from dspex_worker.codegen.export import Export, export_python

__all__ = ["Export", "export_python"]
