"""Guards that limit how much the process may take."""

from __future__ import annotations

import errno
import mmap
import os
import resource
from typing import ClassVar

from dspex_worker.sandbox.inside.guard import Guard, NotHeldError
from dspex_worker.sandbox.inside.isolation import NoPrivileges, OwnUser
from dspex_worker.sandbox.limits import Limits


class NoMoreProcesses(Guard):
    """The kernel counts processes and threads of a user; root it does not count."""

    name = "pids"
    does = "Starts no process and no thread"
    hint = "As root, the worker must be able to take another user id: the kernel sets root no limit."
    after = (OwnUser.name, NoPrivileges.name)

    def engage(self, limits: Limits) -> None:
        resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))

    def verify(self, limits: Limits) -> None:
        try:
            pid = os.fork()
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return
            raise
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        raise NotHeldError("another process could be started")


class _Bounded(Guard):
    """A resource limit; ``limit`` names the field of ``Limits`` that holds it, none where nothing is allowed."""

    kind: ClassVar[int]
    limit: ClassVar[str | None] = None

    def most(self, limits: Limits) -> int:
        return 0 if self.limit is None else int(getattr(limits, self.limit))

    def engage(self, limits: Limits) -> None:
        resource.setrlimit(self.kind, (self.most(limits), self.most(limits)))

    def verify(self, limits: Limits) -> None:
        if resource.getrlimit(self.kind) != (self.most(limits), self.most(limits)):
            raise NotHeldError("the limit is not in force")


class BoundedMemory(_Bounded):
    name = "memory"
    does = "Takes no more memory than its limit"
    kind = resource.RLIMIT_AS
    limit = "memory"

    def verify(self, limits: Limits) -> None:
        try:
            mmap.mmap(-1, limits.memory).close()
        except (OSError, MemoryError):
            return
        raise NotHeldError("more memory than the limit could be taken")


class BoundedProcessor(_Bounded):
    name = "cpu"
    does = "Takes no more processor time than its limit"
    kind = resource.RLIMIT_CPU
    limit = "cpu"


class BoundedFile(_Bounded):
    name = "file_size"
    does = "Writes no file larger than its limit"
    kind = resource.RLIMIT_FSIZE
    limit = "file"


class BoundedHandles(_Bounded):
    name = "handles"
    does = "Opens no more files than its limit"
    kind = resource.RLIMIT_NOFILE
    limit = "handles"


class NoCoreDump(_Bounded):
    name = "core"
    does = "Leaves no memory dump"
    kind = resource.RLIMIT_CORE
