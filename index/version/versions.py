"""Index versions: build one, find the one in use, verify it, open it. Start here.

A version is a folder that never changes, checked by a manifest; see `pointer.py` for where
it lies and `manifest.py` for what it holds.
"""

from index.version.building import build_lock, build_version
from index.version.opening import IndexVersion, open_version
from index.version.pointer import current_version
from index.version.verify import verify_version

__all__ = [
    "IndexVersion",
    "build_lock",
    "build_version",
    "current_version",
    "open_version",
    "verify_version",
]
