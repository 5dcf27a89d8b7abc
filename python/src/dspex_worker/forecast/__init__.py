"""What an optimization will cost, before it is started: calls, dollars and minutes, each with a range.

The method. ``work`` knows from an optimizer's settings and the numbers of rows how often it runs the
program, with and without demonstrations in the prompts, and how often an LM writes for it. ``rehearsal``
runs the program on a few rows with the Practice LM in place of every LM and with tools that do nothing:
this costs nothing and gives calls and tokens a row. What earlier runs of the program measured goes over
it. ``forecast`` multiplies the two, adds the comparison before and after, and cuts all at the cap.
"""

from __future__ import annotations

from dspex_worker.forecast.job import run_forecast
from dspex_worker.forecast.span import Span

__all__ = ["Span", "run_forecast"]
