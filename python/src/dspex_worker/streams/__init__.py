"""Streams that are watched and steered while they run."""
