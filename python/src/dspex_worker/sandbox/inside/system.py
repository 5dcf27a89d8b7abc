"""Calls of the Linux kernel that Python 3.11 has no name for. Each raises ``OSError`` when refused."""

from __future__ import annotations

import ctypes
import functools
import os
from pathlib import Path

MOUNTS, HOST_NAME, IPC, USERS, PROCESSES, NETWORK = (
    0x00020000,
    0x04000000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
"""Namespaces, as ``unshare`` counts them."""
_DEATH_SIGNAL, _DUMPABLE, _KEEP_CAPABILITIES = 1, 4, 8
_DROP_BOUNDING, _SET_NO_NEW_PRIVILEGES, _GET_NO_NEW_PRIVILEGES = 24, 38, 39
_CAPABILITY_VERSION = 0x20080522
_NO_SUID, _NO_DEVICES, _NO_EXECUTION, _RECURSIVE, _SLAVE = 2, 4, 8, 1 << 14, 1 << 19


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def _prctl(option: int, value: int = 0) -> int:
    unused = ctypes.c_ulong(0)
    return _checked(_libc().prctl(option, ctypes.c_ulong(value), unused, unused, unused))


def unshare(namespaces: int) -> None:
    """Leaves the given namespaces for new ones. New processes namespaces hold for children only."""
    _checked(_libc().unshare(namespaces))


def die_with_parent(signal: int) -> None:
    """This process gets ``signal`` when the process that forked it ends. Lost when the user id changes."""
    _prctl(_DEATH_SIGNAL, signal)


def may_be_looked_at(whether: bool) -> None:
    """Whether processes of the same user may read this one's memory, and it may write its own id maps."""
    _prctl(_DUMPABLE, int(whether))


def keep_capabilities() -> None:
    """Changing the user id leaves the permitted capabilities as they are."""
    _prctl(_KEEP_CAPABILITIES, 1)


def no_new_privileges() -> None:
    _prctl(_SET_NO_NEW_PRIVILEGES, 1)


def has_no_new_privileges() -> bool:
    return _prctl(_GET_NO_NEW_PRIVILEGES) == 1


def drop_bounding_set() -> None:
    """Takes every capability out of the bounding set; nothing where this process may not."""
    capability = 0
    while True:
        try:
            _prctl(_DROP_BOUNDING, capability)
        except OSError:  # past the last one, or not permitted
            return
        capability += 1


def _capability_pair() -> tuple[_Header, ctypes.Array[_Capabilities]]:
    return _Header(_CAPABILITY_VERSION, 0), (_Capabilities * 2)()


def raise_capabilities() -> None:
    """Makes every permitted capability effective."""
    header, sets = _capability_pair()
    _checked(_libc().capget(ctypes.byref(header), sets))
    for one in sets:
        one.effective = one.permitted
    _checked(_libc().capset(ctypes.byref(header), sets))


def drop_capabilities() -> None:
    header, sets = _capability_pair()
    _checked(_libc().capset(ctypes.byref(header), sets))


def has_capabilities() -> bool:
    header, sets = _capability_pair()
    _checked(_libc().capget(ctypes.byref(header), sets))
    return any(one.effective or one.permitted or one.inheritable for one in sets)


def keep_mounts_here() -> None:
    """What this process mounts from now on is seen in its own namespace only."""
    _checked(_libc().mount(None, b"/", None, ctypes.c_ulong(_RECURSIVE | _SLAVE), None))


def mount_memory(place: str, size: int) -> None:
    """Covers a folder with an empty one of ``size`` bytes that lives in memory and runs no programs."""
    options = f"size={size},nr_inodes=1024,mode=0700".encode()
    flags = ctypes.c_ulong(_NO_SUID | _NO_DEVICES | _NO_EXECUTION)
    _checked(_libc().mount(b"scratch", place.encode(), b"tmpfs", flags, options))


def unshare_as_user(namespaces: int) -> None:
    """Like ``unshare`` for a user without rights: within a user namespace of its own, keeping its ids' numbers."""
    user, group = os.geteuid(), os.getegid()
    may_be_looked_at(True)  # else the maps belong to root
    unshare(USERS | namespaces)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
