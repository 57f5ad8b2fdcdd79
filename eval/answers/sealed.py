"""The sealed set: documents and questions that nothing but `make eval ARGS="--sealed"` opens.

They were written without sight of the code, and nobody who changes it reads them, their cases or
the page of their failures. So they lie in an archive, which is told by its digest.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError

ARCHIVE = Path(__file__).resolve().parents[1] / "sealed" / "sealed.zip"
SHA256 = "e5f8540870546bd25f12ab2bfecf1e79daf3085ba698deba43c5d18de0ba7332"
_CASES = "cases"
_DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The set, opened.

    Attributes:
        documents: Folder of the documents.
        case_files: The cases.
    """

    documents: Path
    case_files: list[Path]


def open_sealed(folder: Path, *, archive: Path = ARCHIVE, sha256: str = SHA256) -> Sealed:
    """Unpack the set.

    Args:
        folder: Where to; what an earlier run unpacked there is replaced.
        archive: The set.
        sha256: Of the archive (hex).

    Raises:
        EvalError: It is missing, or another than the one that was sealed.
    """
    try:
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
    except OSError as error:
        raise EvalError(f"The sealed set cannot be read: {error}.", fix="Restore it.") from error
    if found != sha256:
        raise EvalError(
            f"{archive.name} is not what was sealed: its SHA-256 is {found}.",
            fix="Restore it; a new set needs a new digest in eval/answers/sealed.py.",
        )
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return Sealed(
        documents=folder / _DOCUMENTS, case_files=sorted((folder / _CASES).glob("*.jsonl"))
    )
