"""What this process gives up before it looks at the file. Each door that the system lets us shut is shut; the limits
always hold, the rest where the kernel knows how."""

import contextlib
import ctypes
import os
import resource
import sys
from pathlib import Path

MEGABYTE = 1024 * 1024
CPU_SECONDS = 40
MEMORY = 1024 * MEGABYTE  # addresses, of which a picture of 24 million points uses about a third
WRITTEN = 8 * MEGABYTE  # one file
OPEN_FILES = 16
NICE = 5

NO_NEW_PRIVILEGES, NOT_DUMPABLE = 38, 4  # prctl
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every processor
READ_FILE, WRITE_FILE, READ_FOLDER, REMOVE, MAKE, TRUNCATE = 1 << 2, 1 << 1, 1 << 3, 1 << 5, 1 << 8, 1 << 14
IN_OUR_FOLDER = READ_FILE | WRITE_FILE | READ_FOLDER | REMOVE | MAKE
FILES_BY_VERSION = {
    1: 13,
    2: 14,
    3: 15,
    4: 15,
    5: 16,
}  # how many rights over files each version of the kernel's rules knows
SYSTEM = ctypes.CDLL(None, use_errno=True)


class Rules(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64)]


class Under(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def confine(folder: Path) -> None:
    """Give up everything but `folder` and the files that are open already."""
    limit()
    with contextlib.suppress(OSError):
        os.nice(NICE)
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET | os.CLONE_NEWIPC)
    SYSTEM.prctl(NOT_DUMPABLE, 0, 0, 0, 0)
    if SYSTEM.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        see_only(folder)


def limit() -> None:
    """Time, memory, size of what is written, open files, no child, no trace of memory on the disk."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def see_only(folder: Path) -> bool:
    """Where the kernel has Landlock: nothing can be opened outside of `folder` and of Python's own code, and no
    port reached."""
    version = SYSTEM.syscall(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    files = (1 << FILES_BY_VERSION.get(version, 16)) - 1
    rules = Rules(files, 3 if version >= 4 else 0)
    size = ctypes.sizeof(Rules) if version >= 4 else 8
    ruleset = SYSTEM.syscall(CREATE_RULESET, ctypes.byref(rules), size, 0)
    if ruleset < 0:
        return False
    _allow(ruleset, folder, (IN_OUR_FOLDER | TRUNCATE) & files)
    for code in {sys.prefix, sys.base_prefix}:  # the libraries load some of their code when they need it
        _allow(ruleset, Path(code), READ_FILE | READ_FOLDER)
    shut = SYSTEM.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return bool(shut)


def _allow(ruleset: int, folder: Path, what: int) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        under = Under(what, descriptor)
        SYSTEM.syscall(ADD_RULE, ruleset, 1, ctypes.byref(under), 0)
        os.close(descriptor)
