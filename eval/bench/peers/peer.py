"""Peer: a program that is measured, and the environment of its own that it runs in."""

import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError

PROGRAMS = Path(__file__).resolve().parent / "programs"
_TORCH = "torch==2.13.0"
_ENCODER = "sentence-transformers==6.2.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program.

    Attributes:
        name: For people.
        program: Module in `programs`.
        packages: What its environment needs; none for the environment of this project.
    """

    name: str
    program: str
    packages: Sequence[str]


PEERS = (
    Peer(name="this project", program="assistant_search", packages=()),
    Peer(name="bare encode loop", program="bare", packages=(_TORCH, _ENCODER)),
    Peer(
        name="LangChain, FAISS",
        program="langchain_faiss",
        packages=(
            _TORCH,
            _ENCODER,
            "langchain-huggingface==1.2.3",
            "langchain-community==0.4.2",
            "faiss-cpu==1.15.1",
        ),
    ),
    Peer(
        name="Haystack, in memory",
        program="haystack_memory",
        packages=(
            _TORCH,
            _ENCODER,
            "haystack-ai==3.4.1",
            "sentence-transformers-haystack==2.0.0",
        ),
    ),
    Peer(
        name="txtai, hybrid", program="txtai_hybrid", packages=(_TORCH, _ENCODER, "txtai==9.14.0")
    ),
)


def python_of(peer: Peer, folder: Path) -> Path:
    """The interpreter of a peer's environment, which is made where it is missing.

    Args:
        peer: Whose.
        folder: Of the environments.

    Raises:
        EvalError: Its packages cannot be installed.
    """
    if not peer.packages:
        return Path(sys.executable)
    home = folder / peer.program
    python, done = home / "bin" / "python", home / ".installed"
    wanted = "\n".join(peer.packages)
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return python
    venv.create(home, with_pip=True, clear=True)
    command = [str(python), "-m", "pip", "install", "--quiet", *peer.packages]
    if subprocess.run(command, check=False).returncode:  # noqa: S603 - pinned above
        raise EvalError(f"The packages of {peer.name} cannot be installed.", fix="See above.")
    done.write_text(wanted, encoding="utf-8")
    return python
