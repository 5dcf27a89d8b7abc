"""Process trees on Linux and POSIX: who descends from whom, and ending all of them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from collections import defaultdict
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_ROUNDS = 50


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def become_subreaper() -> None:
    """Orphans among the descendants become children of this process (Linux; elsewhere nothing)."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(parent: int) -> None:
    """SIGKILL for this process when the thread that forked it ends. Ends at once if that has happened."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(3)


def os_threads() -> int:
    """Threads of this process as the system counts them; 1 where it does not tell."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def _parents(zombies: bool = False) -> dict[int, int]:
    """The parent of every process; of those that have ended but were not waited for only on request."""
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                stat = Path("/proc", entry, "stat").read_text(encoding="utf-8", errors="replace")
                fields = stat.rpartition(")")[2].split()
                if zombies or fields[0] != "Z":
                    found[int(entry)] = int(fields[1])
    return found


def descendants(root: int) -> list[int]:
    """Living descendants of a process, nearest first; empty without ``/proc``."""
    if not os.path.isdir("/proc"):
        return []
    children = defaultdict(list)
    for pid, parent in _parents().items():
        children[parent].append(pid)
    found, level = [], [root]
    while level:
        level = [pid for parent in level for pid in children[parent]]
        found += level
    return found


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def kill_group(leader: int) -> None:
    """SIGKILL for the process group of a leader; nothing when the group is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def kill_tree(leader: int) -> None:
    """SIGKILL for a group leader, its group, and descendants that left the group."""
    for _ in range(_ROUNDS):
        others = descendants(leader)
        kill_group(leader)
        for pid in others:
            kill(pid)
        if not others:
            return


def kill_children(spared: set[int]) -> None:
    """SIGKILL for this process's children, except ``spared``, and for everything below them.

    What a subreaper adopted is reached too. Returns when none is left. A child whose first thread has ended looks
    like a zombie while its other threads still hold its children, so zombies are waited for as well.
    """
    me = os.getpid()
    for _ in range(_ROUNDS):
        parents = _parents(zombies=True) if os.path.isdir("/proc") else {}
        doomed = [pid for pid, parent in parents.items() if parent == me and pid not in spared]
        for pid in doomed:
            for below in descendants(pid):
                kill(below)
            kill(pid)
        if not doomed:
            return
        for pid in doomed:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)
