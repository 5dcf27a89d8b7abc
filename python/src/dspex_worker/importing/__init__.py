"""Programs from outside: Python files, saved states, schemas, dspy-cli projects. All are read, none is run."""
