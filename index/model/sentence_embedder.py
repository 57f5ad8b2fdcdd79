"""The sentence-transformers Embedder: any model, by folder or by hub name."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.durable import sha256_of
from index.errors import ModelError
from index.model.embedder import Progress, Vectors
from index.model.vectors import check_vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor
    from transformers import PreTrainedTokenizerBase

# All that a model needs. Pickled weights (.bin, .pt) are neither downloaded nor loaded.
_MODEL_FILES = ("*.safetensors", "*.json", "*.txt", "*.model")


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderParts:
    """The inside of an embedding model.

    Attributes:
        weights: By name; not copies.
        tokenizer: Keeps state between calls: not for several threads at once.
        question_prefix: As in `SentenceEmbedder`.
        passage_prefix: As there.
    """

    weights: Mapping[str, "Tensor"]
    tokenizer: "PreTrainedTokenizerBase"
    question_prefix: str
    passage_prefix: str


class SentenceEmbedder:
    """Embeds with one model on the processor. Safe to use from many threads.

    Args:
        name_or_folder: A folder, or a name on the hub where there is a network.
        question_prefix: What the model expects in front of a question. None takes the prompt
            `query` of its config_sentence_transformers.json, or nothing where there is none.
        passage_prefix: What it expects in front of a text that is searched; so with the prompt
            `passage` or `document`.
        batch: Texts embedded at once; more needs more memory.
        threads: Threads that embed passages; None means one for each core. A question is
            always embedded by one: that takes 19 ms instead of 14 on two idle cores, and 60
            instead of 650 on two busy ones, where threads wait for each other.

    Raises:
        ModelError: There is no such model, it is damaged, or its vectors are unusable.
    """

    def __init__(
        self,
        name_or_folder: str | Path,
        *,
        question_prefix: str | None = None,
        passage_prefix: str | None = None,
        batch: int = 16,
        threads: int | None = None,
    ) -> None:
        folder = _model_folder(name_or_folder)
        self.name = folder.name if folder == Path(name_or_folder) else str(name_or_folder)
        self._batch = batch
        self._model = _load(folder, name=self.name)
        self._question_prefix = _prefix(question_prefix, self._model.prompts, ("query",))
        self._passage_prefix = _prefix(passage_prefix, self._model.prompts, ("passage", "document"))
        self._threads = threads or os.cpu_count() or 1
        self.fingerprint = fingerprint_of(folder, self._question_prefix, self._passage_prefix)
        # Computing in ever new threads leaks memory in torch: one thread does all of it.
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")
        self.dimensions = self._encode(["warm"], self._question_prefix, threads=1).shape[1]

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Embed texts that are searched; see `Embedder`."""
        return self._embed(texts, self._passage_prefix, self._threads, progress)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; see `Embedder`."""
        return self._embed(texts, self._question_prefix, 1, None)

    def parts(self) -> EncoderParts:
        """What a reader needs that stands on the lower layers of the same model."""
        return EncoderParts(
            weights=self._model.state_dict(),
            tokenizer=self._model.tokenizer,
            question_prefix=self._question_prefix,
            passage_prefix=self._passage_prefix,
        )

    def embed_tokens(self, question: str, passages: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """Embed a question and passages token by token; see `Embedder`."""
        asked = self._encode_tokens([question], self._question_prefix)[0]
        return asked[1:-1], self._encode_tokens(list(passages), self._passage_prefix)

    def _encode_tokens(self, texts: list[str], prefix: str) -> list[Vectors]:
        return self._executor.submit(self._encode_tokens_here, texts, prefix).result()

    def _encode_tokens_here(self, texts: list[str], prefix: str) -> list[Vectors]:
        import torch

        if torch.get_num_threads() != 1:
            torch.set_num_threads(1)
        try:
            tokens = self._model.encode(
                texts, prompt=prefix, output_value="token_embeddings", show_progress_bar=False
            )
        except KeyError as error:
            raise ModelError(
                f"The embedding model {self.name} gives no vectors of tokens.",
                fix="Set `search.reranker` to `sentences`, or `model.name` to another model.",
            ) from error
        return [torch.nn.functional.normalize(one, dim=1).float().numpy() for one in tokens]

    def _embed(
        self, texts: Sequence[str], prefix: str, threads: int, progress: Progress | None
    ) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        # Texts of like length share a batch: less padding. Longest first: what does not fit in
        # memory shows at once.
        rows = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        for start in range(0, len(rows), self._batch):
            batch = rows[start : start + self._batch]
            vectors[batch] = self._encode([texts[row] for row in batch], prefix, threads=threads)
            if progress is not None:
                progress(start + len(batch), len(rows))
        return check_vectors(vectors, count=len(texts), dimensions=self.dimensions, model=self.name)

    def _encode(self, texts: list[str], prefix: str, *, threads: int) -> Vectors:
        return self._executor.submit(self._encode_here, texts, prefix, threads).result()

    def _encode_here(self, texts: list[str], prefix: str, threads: int) -> Vectors:
        import torch

        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        return self._model.encode(
            texts,
            prompt=prefix,
            batch_size=self._batch,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )


def fingerprint_of(folder: Path, *prefixes: str) -> str:
    """SHA-256 (hex) over prefixes, and names and contents of a model's files in order of name."""
    files = {path for pattern in _MODEL_FILES for path in folder.rglob(pattern)}
    names = sorted((path.relative_to(folder).as_posix(), path) for path in files)
    lines = "".join(f"{sha256_of(path)}  {name}\n" for name, path in names)
    return hashlib.sha256((json.dumps(prefixes) + lines).encode()).hexdigest()


def _prefix(explicit: str | None, prompts: Mapping[str, str | None], names: Sequence[str]) -> str:
    """The library adds empty prompts of its own, so an empty one counts as none."""
    if explicit is not None:
        return explicit
    return next((prompt for prompt in map(prompts.get, names) if prompt), "")


def _model_folder(name_or_folder: str | Path) -> Path:
    folder = Path(name_or_folder)
    if folder.is_dir():
        # Read by the library when it is first imported: a folder needs no network, ever.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        return folder
    name = str(name_or_folder)
    if isinstance(name_or_folder, Path) or name.count("/") > 1 or name.startswith((".", "/")):
        raise ModelError(
            f"There is no embedding model at {name}.",
            fix="Set `model.name` to a model's folder or hub name, or leave it out.",
        )
    return _download(name)


def _download(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()
    full_name = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(snapshot_download(full_name, allow_patterns=list(_MODEL_FILES)))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The embedding model {full_name} is not here and cannot be fetched.",
            fix="Check its name and the network, or name a model's folder instead.",
        ) from error


def _load(folder: Path, *, name: str) -> "SentenceTransformer":
    # Read by OpenMP when torch is first imported: waiting threads must not burn the cores that
    # others compute on. Idle machine: no difference; busy one: twice as many passages a second.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # theirs
    faults = (OSError, ValueError, RuntimeError, LookupError, ImportError, TypeError)
    try:
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except (*faults, SafetensorError) as error:
        raise ModelError(
            f"The embedding model {name} cannot be loaded from {folder}: {_first_line(error)}",
            fix="It must be a sentence-transformers folder with safetensors weights.",
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
