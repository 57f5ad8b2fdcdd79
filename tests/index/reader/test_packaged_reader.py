from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Language
from corpus.passage import Passage
from index.errors import ModelError
from index.model.embedded_texts import passage_text
from index.model.embedder import Vectors
from index.model.encoded_text import EncodedText
from index.model.packaged_embedder import PackagedEmbedder
from index.model.sentence_embedder import EncoderParts, SentenceEmbedder
from index.reader.packaged_reader import WEIGHTS_FILE, packaged_reader
from index.reader.span_reader import SpanReader
from index.reader.stored_weights import read_about, read_weights, save_weights
from tests.fakes import make_document
from tests.index.training.training_sets import make_training_set

pytestmark = pytest.mark.model

QUESTIONS = {
    Language.ENGLISH: (
        "When is the land tax due?",
        "The land tax is due on 1 July 2016. It is paid at the office in Lenin Street.",
        "1 July 2016",
    ),
    Language.RUSSIAN: (
        "Сколько компаний в парке?",
        "Парк открыт в 2014 году. Сейчас в нём 66 компаний из 14 стран.",
        "66",
    ),
    Language.BELARUSIAN: (
        "Колькі кампаній у парку?",
        "Парк адкрыты ў 2014 годзе. Цяпер у ім 66 кампаній з 14 краін.",
        "66",
    ),
    Language.CHINESE: (
        "委员会在哪里？",
        "委员会位于列宁大街31号。电话每天九点至十七点接听。",
        "列宁大街31号",
    ),
}


@pytest.fixture(scope="module")
def reader(embedder: PackagedEmbedder, model_cache: Path) -> SpanReader:
    return packaged_reader(embedder, model_cache)


def read(reader: SpanReader, question: str, text: str) -> tuple[str, float, float]:
    """The best words, their score and whether the passage answers."""
    document = make_document(f"Before. {text}")
    passage = Passage.cut(document, start=8, end=8 + len(text))
    [reading] = reader.read(question, [passage])
    span = reading.best(passage.start, passage.end)
    assert span is not None
    assert passage.start <= span.start < span.end <= passage.end
    return document.text[span.start : span.end], span.score, reading.answers


@pytest.mark.parametrize("language", list(Language))
def test_the_answering_words_are_found_in_every_language(
    reader: SpanReader, language: Language
) -> None:
    question, text, words = QUESTIONS[language]

    found, _, _ = read(reader, question, text)

    assert words in found or found in words


@pytest.mark.parametrize("language", list(Language))
def test_a_passage_on_something_else_answers_less(reader: SpanReader, language: Language) -> None:
    question, text, _ = QUESTIONS[language]
    other = "Tractors are built in Minsk, and harvesters are sold abroad."

    assert read(reader, question, text)[2] > read(reader, question, other)[2]


def test_passages_read_together_are_read_as_they_are_alone(reader: SpanReader) -> None:
    question = "When is the land tax due?"
    texts = [text for _, text, _ in QUESTIONS.values()]
    passages = [Passage.cut(make_document(text), start=0, end=len(text)) for text in texts]

    together = reader.read(question, passages)

    for passage, one in zip(passages, together, strict=True):
        [alone] = reader.read(question, [passage])
        assert alone.answers == pytest.approx(one.answers, abs=1e-3)
        assert alone.about == pytest.approx(one.about, abs=1e-3)


def test_nothing_is_read_where_there_is_nothing(reader: SpanReader) -> None:
    assert reader.read("When?", []) == []


def test_the_shipped_weights_are_small() -> None:
    assert WEIGHTS_FILE.stat().st_size < 18_000_000


def test_a_reader_of_another_embedding_model_is_refused(
    embedder: PackagedEmbedder, tmp_path: Path
) -> None:
    file = tmp_path / "reader.safetensors"
    save_weights(read_weights(WEIGHTS_FILE), file, about={"source": "another"})

    with pytest.raises(ModelError, match="trained on another embedding model"):
        packaged_reader(embedder, tmp_path, file=file)


@pytest.mark.parametrize("language", list(Language))
def test_it_says_what_the_network_that_was_trained_says(
    reader: SpanReader, float32: SentenceEmbedder, language: Language
) -> None:
    import torch

    from index.training.network import ReaderNetwork, Shape
    from index.training.shared_layers import shared_layers
    from index.training.windows import UNKNOWN, Window, side_by_side

    question, text, _ = QUESTIONS[language]
    shape, parts = Shape(), float32.parts()
    network = ReaderNetwork(shape).eval()
    weights = read_weights(WEIGHTS_FILE)
    network.load_state_dict({name: torch.from_numpy(one) for name, one in weights.items()})
    shared = shared_layers(parts, shape)
    (asked,) = shared.encode([question], prefix=parts.question_prefix)
    passage = Passage.cut(make_document(text), start=0, end=len(text))
    (read_text,) = shared.encode([passage_text(passage)], prefix=parts.passage_prefix)
    end = len(read_text.states) - 1
    made = side_by_side([asked], [read_text], [Window(0, 0, 0, 0, end, None, UNKNOWN)])
    with torch.inference_mode():
        theirs = network(made.states, made.sides, made.present, made.allowed)

    [ours] = reader.read(question, [passage])

    assert ours.about == pytest.approx(float(theirs.verdicts[0, 0]), abs=0.25)
    assert ours.answers == pytest.approx(float(theirs.verdicts[0, 1]), abs=0.25)
    # The first tokens are those of the prefix and the title.
    first = theirs.spans[0, len(asked.states) + end - len(ours.first) :, 0][: len(ours.first)]
    assert np.abs(ours.first - first.numpy()).max() < 0.5


def test_a_model_without_an_encoder_is_refused(float32: SentenceEmbedder) -> None:
    from index.training.network import Shape
    from index.training.shared_layers import encoder_weights, shared_layers

    parts = float32.parts()
    nothing = EncoderParts(
        weights={},
        tokenizer=parts.tokenizer,
        question_prefix="",
        passage_prefix="",
    )

    with pytest.raises(ModelError, match="no BERT encoder"):
        shared_layers(nothing, Shape())
    with pytest.raises(KeyError):
        encoder_weights({})


def test_the_command_that_trains_writes_a_reader_that_can_be_read_with(
    embedder: PackagedEmbedder, float32: SentenceEmbedder, tmp_path: Path
) -> None:
    from index.training.training import Hyperparameters, train_reader

    short = Hyperparameters(short_epochs=0.4, long_epochs=0.4, tokens=400)
    file = tmp_path / "reader.safetensors"

    train_reader(
        make_training_set(places=10), float32, folder=tmp_path, file=file, rounds=(short, short)
    )

    assert "short_epochs" in read_about(file)["hyperparameters"]
    trained = packaged_reader(embedder, tmp_path, file=file)
    assert read(trained, "What colour is the door?", "Red.")[0] == "Red"
    assert (tmp_path / "round-2" / "checkpoint.safetensors").is_file()


@pytest.mark.parametrize("damage", ["a weight is missing", "other sizes"])
def test_weights_of_another_form_are_refused(
    embedder: PackagedEmbedder, tmp_path: Path, damage: str
) -> None:
    weights = read_weights(WEIGHTS_FILE)
    if damage == "other sizes":
        weights = {name: value[..., :24] for name, value in weights.items()}
    else:
        del weights["span.weight"]
    file = tmp_path / "reader.safetensors"
    save_weights(weights, file, about=read_about(WEIGHTS_FILE))

    with pytest.raises(ModelError, match="does not hold what a reader consists of"):
        packaged_reader(embedder, tmp_path, file=file)
    assert not any(path.is_dir() for path in tmp_path.iterdir())


def test_what_was_read_for_a_question_is_not_read_again(
    embedder: PackagedEmbedder, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = packaged_reader(embedder, model_cache)
    passages = [
        Passage.cut(make_document(text), start=0, end=len(text))
        for _, text, _ in QUESTIONS.values()
    ]
    rows: list[int] = []
    run = reader._run

    def counted(asked: EncodedText, read: Sequence[EncodedText]) -> list[Vectors]:
        rows.append(len(read))
        return run(asked, read)

    monkeypatch.setattr(reader, "_run", counted)
    first = reader.read("When?", passages[:3])
    again = reader.read("When?", passages)
    other = reader.read("Where?", passages)

    assert sum(rows) == 3 + 1 + 4
    assert [one.answers for one in again[:3]] == [one.answers for one in first]
    assert other[0].answers != first[0].answers
