from pathlib import Path

import pytest

from corpus.document import Language
from corpus.passage import Passage
from index.errors import ModelError
from index.model.sentence_embedder import EncoderParts, SentenceEmbedder
from index.reader.packaged_reader import (
    WEIGHTS_FILE,
    encoder_weights,
    packaged_reader,
    reader_fits,
    shared_layers,
)
from index.reader.span_reader import SpanReader
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
def reader(embedder: SentenceEmbedder) -> SpanReader:
    return packaged_reader(embedder, threads=1)


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


def test_the_shipped_weights_fit_the_packaged_model(embedder: SentenceEmbedder) -> None:
    assert reader_fits(embedder)
    assert WEIGHTS_FILE.stat().st_size < 18_000_000


def test_a_model_without_an_encoder_is_refused(embedder: SentenceEmbedder) -> None:
    from index.reader.network import Shape

    parts = embedder.parts()
    nothing = EncoderParts(
        weights={},
        tokenizer=parts.tokenizer,
        question_prefix="",
        passage_prefix="",
        executor=parts.executor,
    )

    with pytest.raises(ModelError, match="no BERT encoder"):
        shared_layers(nothing, Shape())
    with pytest.raises(KeyError):
        encoder_weights({})


def test_the_command_that_trains_writes_weights_that_can_be_read_with(
    embedder: SentenceEmbedder, tmp_path: Path
) -> None:
    from index.reader.network import Shape
    from index.reader.weights import load_weights, read_about
    from index.training.training import Hyperparameters, train_reader

    short = Hyperparameters(short_epochs=0.4, long_epochs=0.4, tokens=400)
    file = tmp_path / "reader.safetensors"

    train_reader(
        make_training_set(places=10), embedder, folder=tmp_path, file=file, rounds=(short, short)
    )

    assert read_about(file)["fingerprint"] == embedder.fingerprint
    assert load_weights(file, Shape()).span.weight.shape == (2, 384)
    assert (tmp_path / "round-2" / "checkpoint.safetensors").is_file()
