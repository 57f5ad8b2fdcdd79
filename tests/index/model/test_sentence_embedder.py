"""Any sentence-transformers model through the Embedder, and failures."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.model.sentence_embedder import SentenceEmbedder, fingerprint_of

pytestmark = pytest.mark.model
REPOSITORY = Path(__file__).parents[3]

TAX = "The land tax is due on 15 November."


def test_rows_keep_their_places_and_do_not_depend_on_their_batch(float32: SentenceEmbedder) -> None:
    texts = [word * length for length in (1, 40, 7) for word in ("tax ", "налог ", "税")] * 4
    seen: list[tuple[int, int]] = []

    together = float32.embed_passages(
        texts, progress=lambda done, total: seen.append((done, total))
    )

    alone = np.concatenate([float32.embed_passages([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert seen == [(16, 36), (32, 36), (36, 36)]


def test_no_texts_give_no_rows(float32: SentenceEmbedder) -> None:
    assert float32.embed_passages([]).shape == (0, 384)
    assert float32.embed_questions([]).shape == (0, 384)


def test_many_threads_get_the_vectors_of_one(float32: SentenceEmbedder) -> None:
    texts = ["When?", "Когда?", "Калі?", "什么时候？"]
    expected = {text: float32.embed_questions([text])[0] for text in texts}
    asked = [texts[at % 4] for at in range(24)]

    with ThreadPoolExecutor(24) as pool:
        found = list(pool.map(lambda text: float32.embed_questions([text])[0], asked))

    for text, vector in zip(asked, found, strict=True):
        np.testing.assert_allclose(vector, expected[text], atol=1e-6)


def test_the_fingerprint_changes_with_any_file(float32_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(float32_folder, copy, copy_function=lambda a, b: Path(b).symlink_to(a))
    same = fingerprint_of(copy)
    (copy / "config.json").unlink()
    (copy / "config.json").write_text("{}")

    assert same == fingerprint_of(float32_folder)
    assert same != fingerprint_of(copy)


@pytest.fixture(scope="module")
def bare(float32_folder: Path) -> SentenceEmbedder:
    return SentenceEmbedder(float32_folder, question_prefix="", passage_prefix="")


OWN = {"query": "query: ", "passage": "passage: "}


@pytest.mark.parametrize(
    ("prompts", "explicit", "expected"),
    [
        (OWN, (None, None), ("query: ", "passage: ")),
        ({"query": "Q: ", "document": "D: "}, (None, None), ("Q: ", "D: ")),
        ({}, (None, None), ("", "")),
        (None, (None, None), ("", "")),
        (None, ("q: ", None), ("q: ", "")),
        (OWN, ("", "p: "), ("", "p: ")),
    ],
)
def test_texts_get_the_prefixes_of_their_model_unless_others_are_named(
    prompts: dict[str, str] | None,
    explicit: tuple[str | None, str | None],
    expected: tuple[str, str],
    bare: SentenceEmbedder,
    float32_folder: Path,
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(float32_folder, copy, copy_function=lambda a, b: Path(b).symlink_to(a))
    configuration = copy / "config_sentence_transformers.json"
    configuration.unlink()
    if prompts is not None:
        configuration.write_text(json.dumps({"prompts": prompts}))
    words = TAX

    other = SentenceEmbedder(copy, question_prefix=explicit[0], passage_prefix=explicit[1])

    np.testing.assert_allclose(
        np.concatenate([other.embed_questions([words]), other.embed_passages([words])]),
        bare.embed_passages([f"{prefix}{words}" for prefix in expected]),
        atol=1e-5,
    )


def test_the_fingerprint_changes_with_either_prefix(
    float32_folder: Path, float32: SentenceEmbedder
) -> None:
    fingerprints = {
        fingerprint_of(float32_folder, *prefixes)
        for prefixes in (("", ""), ("query: ", ""), ("", "query: "), ("query: ", "passage: "))
    }

    assert len(fingerprints) == 4
    assert float32.fingerprint == fingerprint_of(float32_folder, "query: ", "passage: ")


@pytest.mark.parametrize("name", [Path("nowhere"), "/nowhere", "./nowhere", "a/b/c"])
def test_a_folder_that_is_not_there_is_named(name: str | Path) -> None:
    with pytest.raises(ModelError, match=f"no embedding model at {name}"):
        SentenceEmbedder(name)


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"cannot be loaded from {tmp_path}"):
        SentenceEmbedder(tmp_path)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json"])
def test_a_damaged_model_is_refused(name: str, float32_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(float32_folder, copy, copy_function=lambda a, b: Path(b).symlink_to(a))
    (copy / name).unlink()
    (copy / name).write_bytes(b"\0" * 64)

    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceEmbedder(copy)


def test_pickled_weights_are_not_loaded(float32_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(float32_folder, copy, copy_function=lambda a, b: Path(b).symlink_to(a))
    (copy / "model.safetensors").unlink()
    (copy / "pytorch_model.bin").write_bytes(b"a pickle")

    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceEmbedder(copy)


def test_loading_and_embedding_print_nothing(float32_folder: Path) -> None:
    program = (
        "import sys; from index.model.sentence_embedder import SentenceEmbedder\n"
        "SentenceEmbedder(sys.argv[1]).embed_passages(['tax ' * 900])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(float32_folder)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("", "")


def test_a_model_without_vectors_of_tokens_says_so(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    words = Tokenizer(WordLevel({"<unk>": 0, "tax": 1}))
    weights = np.eye(2, 8, dtype=np.float32)
    static = StaticEmbedding(words, embedding_weights=weights)
    SentenceTransformer(modules=[static], device="cpu").save(str(tmp_path))
    embedder = SentenceEmbedder(tmp_path)

    assert embedder.embed_questions(["tax"]).shape == (1, 8)
    with pytest.raises(ModelError, match=r"no vectors of tokens.*search\.reranker"):
        embedder.embed_tokens("tax", ["tax"])
