"""Streams that are watched and steered while they run.

In plain Python, without the workbench:

    for step in stream_with_monitoring(program, question="Where is my parcel?"):
        match step:
            case Chunk(text=text): show(text)
            case Alarm(text=why): warn(why)
            case Finished(prediction=prediction): use(prediction)

``multi_stream`` runs several programs on one input and takes one answer. The workbench's own streams
(``dspex_worker.streams.job``) measure and decide with the same parts.
"""

from __future__ import annotations

from dspex_worker.streams.monitored import astream_with_monitoring, stream_with_monitoring
from dspex_worker.streams.multi import multi_stream
from dspex_worker.streams.rules import DEFAULT_RULES, Rule
from dspex_worker.streams.steps import Alarm, Chunk, Fallback, Finished, Retried, Won

__all__ = [
    "DEFAULT_RULES",
    "Alarm",
    "Chunk",
    "Fallback",
    "Finished",
    "Retried",
    "Rule",
    "Won",
    "astream_with_monitoring",
    "multi_stream",
    "stream_with_monitoring",
]
