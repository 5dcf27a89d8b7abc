"""Job kinds. Each module holds one kind: a function ``(Job, JobContext) -> dict``, the payload of the result event."""
