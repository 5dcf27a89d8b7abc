"""What runs in the sandboxed process: the standard library and this package, nothing of DSPy."""
