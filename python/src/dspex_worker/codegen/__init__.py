"""A program as a plain Python file that needs only DSPy and sends the same requests."""

from dspex_worker.codegen.export import Export, classes_of, export_python

__all__ = ["Export", "classes_of", "export_python"]
