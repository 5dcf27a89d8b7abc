"""The threads of a job: which they are, and raising an exception in all of them."""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from typing import Any

ROUNDS, PAUSE = 50, 0.1
"""A thread that swallowed the exception, or had not begun, is reached by a later round; seconds between rounds."""
_IDLE = "concurrent.futures.thread"
_owners_follow = threading.Lock()


def follow_threads() -> None:
    """From now on a thread belongs to the owner of the thread that starts it."""
    with _owners_follow:
        if getattr(threading.Thread.start, "dspex", False):
            return
        start = threading.Thread.start

        def following(self: threading.Thread) -> None:
            if owner_of(self) is None:
                own(self, owner_of(threading.current_thread()))
            start(self)

        following.dspex = True  # type: ignore[attr-defined]
        threading.Thread.start = following  # type: ignore[method-assign]


def own(thread: threading.Thread, owner: object | None) -> None:
    """Makes ``owner`` the owner of a thread, and of those it will start."""
    thread.dspex_owner = owner  # type: ignore[attr-defined]


def owner_of(thread: threading.Thread) -> Any:
    return getattr(thread, "dspex_owner", None)


def stop_threads(error: type[BaseException], owner: object, first: threading.Thread) -> None:
    """Raises ``error`` once in ``first``, and in the owner's other threads until each has ended or is idle.

    A thread that is blocked in C code sees it when that call returns. Returns at once; a thread
    without an owner goes on.
    """

    def rounds() -> None:
        told = False
        for number in range(ROUNDS):
            busy = [thread for thread in threading.enumerate() if owner_of(thread) is owner and _busy(thread)]
            for thread in busy:
                if (thread is first and told) or _is_starting(thread):
                    continue
                told = told or thread is first
                _raise_in(error, thread)
            if not busy:
                return
            time.sleep(min(PAUSE, 0.005 * (number + 1)))

    threading.Thread(target=rounds, name="stop", daemon=True).start()


def _raise_in(error: type[BaseException], thread: threading.Thread) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(error))


def _is_starting(thread: threading.Thread) -> bool:
    """Whether a thread begins, or begins another one: then the exception could end the new one unnoticed.

    Until it runs, a new thread goes by the ident of its maker, who waits for it without end.
    """
    frame = sys._current_frames().get(thread.ident or 0)
    codes = set()
    while frame is not None:
        codes.add((frame.f_globals.get("__name__"), frame.f_code.co_name))
        frame = frame.f_back
    return ("threading", "start") in codes or {module for module, _ in codes} == {"threading"}


def _busy(thread: threading.Thread) -> bool:
    """Whether a thread does something: not an empty-handed thread of a pool, nor the progress bar's own."""
    frame = sys._current_frames().get(thread.ident or 0)
    if frame is None or type(thread).__module__.startswith("tqdm."):
        return False
    return frame.f_globals.get("__name__") != _IDLE
