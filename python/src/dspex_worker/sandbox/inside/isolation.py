"""Guards that take things away from the process: its user, network, files, neighbours, rights."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import stat
from pathlib import Path

from dspex_worker.sandbox.inside import system
from dspex_worker.sandbox.inside.guard import Guard, NotHeldError
from dspex_worker.sandbox.limits import Limits

_NOWHERE = ("192.0.2.1", 9)
"""An address for documentation: nothing is sent when a datagram socket is connected to it."""
_HANDLES = 1024
_COVERED = ("/tmp", "/var/tmp", "/mnt", "/")
"""Folders that the scratch folder may cover, for this process only."""
_NAMESPACES = (
    "Let processes make user namespaces (on Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0; in a"
    " container: run it with the capability SYS_ADMIN)."
)


class OwnUser(Guard):
    """A user and group id that own nothing: files and processes of the person are out of reach."""

    name = "user"
    does = "Has a user id of its own"
    hint = "Only a worker that runs as root can take another user id; the limit on processes does instead."

    def before(self, limits: Limits) -> None:
        if os.geteuid() != 0:
            raise NotHeldError("the worker does not run as root")
        number = _unused_id(Path("/proc/self/uid_map").read_text(encoding="ascii"), os.getpid())
        system.keep_capabilities()
        os.setgroups([])
        os.setresgid(number, number, number)
        os.setresuid(number, number, number)
        with contextlib.suppress(OSError):  # a root without rights keeps none
            system.raise_capabilities()

    def verify(self, limits: Limits) -> None:
        if 0 in (*os.getresuid(), *os.getresgid()):
            raise NotHeldError("the user id is still root")


def _unused_id(id_map: str, pid: int) -> int:
    """An id for a process, from the upper end of the largest range that the user namespace maps."""
    first, count = max(((int(f), int(n)) for f, _, n in (line.split() for line in id_map.splitlines())), key=_second)
    if count > 1 << 31:
        return 0x70000000 + pid  # pids end at 1 << 22
    span = max(1, count // 4)
    return first + count - 1 - pid % span


def _second(pair: tuple[int, int]) -> int:
    return pair[1]


class OwnNetwork(Guard):
    name = "network"
    does = "Reaches no network, not even this machine"
    hint = _NAMESPACES
    namespaces = system.NETWORK | system.IPC | system.HOST_NAME

    def verify(self, limits: Limits) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(_NOWHERE)
            except OSError:
                return
        raise NotHeldError("there is a route to the network")


class OwnProcesses(Guard):
    """First of a process namespace: sees nobody else's processes, and all of its own end with it."""

    name = "processes"
    does = "Sees no other process, and ends with all it started"
    hint = _NAMESPACES
    namespaces = system.PROCESSES

    def verify(self, limits: Limits) -> None:
        if os.getpid() != 1:
            raise NotHeldError("the process is not the first of its namespace")


class Scratch(Guard):
    """An empty folder in memory is all there is of the file system. It is gone with the process."""

    name = "scratch"
    does = "Sees no file but its own scratch folder"
    hint = _NAMESPACES
    namespaces = system.MOUNTS

    def engage(self, limits: Limits) -> None:
        place = next(folder for folder in _COVERED if os.path.isdir(folder))
        system.keep_mounts_here()
        system.mount_memory(place, limits.scratch)
        os.chroot(place)
        os.chdir("/")

    def verify(self, limits: Limits) -> None:
        if os.listdir("/"):
            raise NotHeldError("there are files in the scratch folder")


class NothingInherited(Guard):
    """No variable of the environment and no open file but the pipe to the worker."""

    name = "inherited"
    does = "Inherits no environment and no open files"

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def engage(self, limits: Limits) -> None:
        os.environ.clear()
        os.dup2(1, 0)  # the worker started this process with nothing as its output
        os.closerange(3, self._pipe)
        os.closerange(self._pipe + 1, _HANDLES)

    def verify(self, limits: Limits) -> None:
        if os.environ:
            raise NotHeldError("the environment is not empty")
        if not all(stat.S_ISCHR(os.fstat(number).st_mode) for number in (0, 1, 2)):
            raise NotHeldError("a standard stream leads somewhere")
        for number in range(3, _HANDLES):
            if number != self._pipe and _is_open(number):
                raise NotHeldError(f"the file {number} is open")


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


class NoPrivileges(Guard):
    name = "privileges"
    does = "Has no rights and can gain none"
    hint = "The kernel must be Linux 3.5 or newer."

    def engage(self, limits: Limits) -> None:
        system.may_be_looked_at(False)
        system.no_new_privileges()
        system.drop_bounding_set()
        system.drop_capabilities()

    def verify(self, limits: Limits) -> None:
        if system.has_capabilities() or not system.has_no_new_privileges():
            raise NotHeldError("the process has kept rights")


class DiesWithKeeper(Guard):
    name = "lifeline"
    does = "Ends when the worker ends"

    def engage(self, limits: Limits) -> None:
        system.die_with_parent(signal.SIGKILL)
