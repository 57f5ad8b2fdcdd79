"""The packaged model through the Embedder: as in single precision, in the four languages."""

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from sentencepiece import SentencePieceProcessor

from index.model.encoder import TOKENIZER, Encoder
from index.model.packaged_embedder import PackagedEmbedder
from index.model.packaged_model import packaged_graphs
from index.model.runtime import Runtime
from index.model.sentence_embedder import SentenceEmbedder

pytestmark = pytest.mark.model
REPOSITORY = Path(__file__).parents[3]

QUESTIONS = {
    "en": "Until when must the land tax be paid?",
    "ru": "До какого числа нужно уплатить земельный налог?",
    "be": "Да якога чысла трэба заплаціць зямельны падатак?",
    "zh": "土地税必须在什么时候之前缴纳？",
}
TAX = {
    "en": "The land tax is due on 15 November.",
    "ru": "Земельный налог уплачивается до 15 ноября.",
    "be": "Зямельны падатак выплачваецца да 15 лістапада.",
    "zh": "土地税应于11月15日前缴纳。",
}
CONCERT = {
    "en": "The children's choir sings in the park on Sunday.",
    "ru": "В воскресенье в парке выступает детский хор.",
    "be": "У нядзелю ў парку выступае дзіцячы хор.",
    "zh": "儿童合唱团星期日在公园演唱。",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_answer_in_any_language_is_nearer_than_another_text(
    language: str, embedder: PackagedEmbedder
) -> None:
    question = embedder.embed_questions([QUESTIONS[language]])[0]
    near = embedder.embed_passages(list(TAX.values())) @ question
    far = embedder.embed_passages(list(CONCERT.values())) @ question

    assert near.min() > far.max()


# Measured once with the model as unpacked; a change means another model or another tokenizer.
PINNED = {
    "en": (0.838, 0.724),
    "ru": (0.883, 0.741),
    "be": (0.829, 0.765),
    "zh": (0.939, 0.797),
}


@pytest.mark.parametrize("language", PINNED)
def test_the_cosines_are_those_of_the_model(language: str, embedder: PackagedEmbedder) -> None:
    question = embedder.embed_questions([QUESTIONS[language]])[0]
    answer, other = embedder.embed_passages([TAX[language], CONCERT[language]])

    np.testing.assert_allclose((answer @ question, other @ question), PINNED[language], atol=2e-3)


def test_rows_keep_their_places_and_do_not_depend_on_their_batch(
    embedder: PackagedEmbedder,
) -> None:
    texts = [word * length for length in (1, 40, 7) for word in ("tax ", "налог ", "税")] * 4
    seen: list[tuple[int, int]] = []

    together = embedder.embed_passages(
        texts, progress=lambda done, total: seen.append((done, total))
    )

    alone = np.concatenate([embedder.embed_passages([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.9995
    assert seen[-1] == (36, 36)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})


def test_no_texts_give_no_rows(embedder: PackagedEmbedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)
    assert embedder.embed_questions([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " \n ", "😀", "\0", "а" * 100_000, "税" * 100_000])
def test_odd_texts_have_unit_vectors_too(text: str, embedder: PackagedEmbedder) -> None:
    vector = embedder.embed_questions([text])[0]

    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_many_threads_get_the_vectors_of_one(embedder: PackagedEmbedder) -> None:
    texts = list(QUESTIONS.values())
    expected = {text: embedder.embed_questions([text])[0] for text in texts}
    asked = [texts[at % 4] for at in range(24)]

    with ThreadPoolExecutor(24) as pool:
        found = list(pool.map(lambda text: embedder.embed_questions([text])[0], asked))

    for text, vector in zip(asked, found, strict=True):
        np.testing.assert_allclose(vector, expected[text], atol=1e-6)


def test_vectors_are_those_of_single_precision(
    embedder: PackagedEmbedder, float32: SentenceEmbedder
) -> None:
    text = (resources.files("index.model") / "reference_sentences.tsv").read_text(encoding="utf-8")
    for column in zip(*csv.reader(text.splitlines(), delimiter="\t"), strict=True):
        for ours, theirs in (
            (embedder.embed_questions(column), float32.embed_questions(column)),
            (embedder.embed_passages(column), float32.embed_passages(column)),
        ):
            assert (ours * theirs).sum(axis=1).min() > 0.9995


@pytest.mark.parametrize("prefix", ["query: ", ""])
def test_tokens_say_where_they_stand_in_the_text(model_cache: Path, prefix: str) -> None:
    text = "Når  is the ﬁne «１８ ½»? Ёлка, 税金。"
    encoder = Encoder(packaged_graphs(model_cache), Runtime(threads=1))

    (encoded,) = encoder.lower([text], prefix=prefix)

    words = [text[start:end] for start, end in encoded.spans if end > start]
    assert "".join(words).replace(" ", "") == text.replace(" ", "")
    assert encoded.spans[0].tolist() == encoded.spans[-1].tolist() == [0, 0]


def test_what_is_beyond_512_tokens_is_cut(embedder: PackagedEmbedder) -> None:
    (encoded,) = embedder.lower_passages(["tax " * 900])

    assert len(encoded.states) == len(encoded.spans) == 512


def test_tokens_are_those_of_the_tokenizer_of_transformers(
    model_cache: Path, float32_folder: Path
) -> None:
    from tokenizers import Tokenizer

    ours = SentencePieceProcessor(model_file=str(packaged_graphs(model_cache) / TOKENIZER))
    theirs = Tokenizer.from_file(str(float32_folder / "tokenizer.json"))
    documents = Path(str(resources.files("corpus") / "documents"))
    texts = [
        line
        for path in sorted(documents.rglob("*"))
        if path.suffix in {".txt", ".md", ".html"}
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    ]

    assert len(texts) > 300
    for text in texts:
        assert [0, *ours.encode(text), 2] == theirs.encode(text).ids


def test_loading_and_embedding_print_nothing_and_need_no_torch(model_cache: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from index.model.packaged_embedder import PackagedEmbedder\n"
        "from index.model.runtime import Runtime\n"
        "PackagedEmbedder(Path(sys.argv[1]), Runtime(threads=1)).embed_passages(['tax ' * 900])\n"
        "assert not {'torch', 'transformers', 'onnx', 'tokenizers'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(packaged_graphs(model_cache))],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("", "")
