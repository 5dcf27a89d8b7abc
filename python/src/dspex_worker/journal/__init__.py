"""The journal of a run: each LM call is paid once, and answered from here when the run starts again."""
