from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from index.model.encoded_text import text_tokens
from index.training.encoded_set import EncodedTrainingSet, encode_training_set
from index.training.epoch import batch, epoch
from index.training.network import ReaderNetwork, Shape
from index.training.shared_layers import SharedLayers
from index.training.training import Hyperparameters, loss, plan, train
from index.training.training_set import TrainingSet
from index.training.windows import UNKNOWN, Window, answer_tokens
from tests.index.training.training_sets import make_training_set, tokenize

pytestmark = pytest.mark.slow

SHAPE = Shape(hidden=24, heads=2, inner=48, layers=4, shared=2)
HYPERPARAMETERS = Hyperparameters(
    short_epochs=1.5,
    long_epochs=1.0,
    short=(6, 10),
    long=(12, 20),
    tokens=600,
    rate=3e-3,
    head_rate=3e-3,
    checkpoint_every=5,
)


def encoder_weights() -> dict[str, Tensor]:
    torch.manual_seed(1)
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(100, 24) * 0.5,
        "embeddings.position_embeddings.weight": torch.randn(512, 24) * 0.1,
        "embeddings.token_type_embeddings.weight": torch.zeros(2, 24),
        "embeddings.LayerNorm.weight": torch.ones(24),
        "embeddings.LayerNorm.bias": torch.zeros(24),
    }
    sizes = {
        "attention.self.query": (24, 24),
        "attention.self.key": (24, 24),
        "attention.self.value": (24, 24),
        "attention.output.dense": (24, 24),
        "intermediate.dense": (48, 24),
        "output.dense": (24, 48),
    }
    for layer in range(SHAPE.layers):
        of = f"encoder.layer.{layer}."
        for name, size in sizes.items():
            weights[f"{of}{name}.weight"] = torch.randn(*size) * 0.2
            weights[f"{of}{name}.bias"] = torch.zeros(size[0])
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            weights[f"{of}{name}.weight"] = torch.ones(24)
            weights[f"{of}{name}.bias"] = torch.zeros(24)
    return weights


@pytest.fixture(scope="module")
def training_set() -> TrainingSet:
    return make_training_set()


@pytest.fixture(scope="module")
def encoded(training_set: TrainingSet) -> EncodedTrainingSet:
    shared = SharedLayers(encoder_weights(), tokenize, SHAPE, whole=True)
    return encode_training_set(
        training_set, shared, question_prefix="query: ", passage_prefix="passage: "
    )


def make_network() -> ReaderNetwork:
    torch.manual_seed(2)
    network = ReaderNetwork(SHAPE)
    for above, layer in enumerate(network.encoder_layers()):
        layer.take(encoder_weights(), SHAPE.shared + above)
    return network


def drawn(
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    random: np.random.Generator,
    *,
    made: float = 0.0,
    lesson: float = 0.0,
) -> Iterator[list[Window]]:
    return epoch(
        training_set,
        encoded,
        random=random,
        lengths=(5, 9),
        tokens=600,
        without_answer=0.3,
        shares={"public": 1.0, "made": made, "lesson": lesson},
    )


def losses(
    network: ReaderNetwork, training_set: TrainingSet, encoded: EncodedTrainingSet
) -> Iterator[float]:
    network.eval()
    random = np.random.default_rng(9)
    for windows in epoch(
        training_set,
        encoded,
        random=random,
        lengths=(12, 20),
        tokens=600,
        without_answer=0.1,
        shares={"public": 1.0},
    ):
        made = batch(windows, encoded)
        with torch.inference_mode():
            logits = network(made.states, made.sides, made.present, made.allowed)
            yield float(loss(logits, made, answers=0.5))


def test_what_is_learnt_lowers_the_loss(
    training_set: TrainingSet, encoded: EncodedTrainingSet, tmp_path: Path
) -> None:
    network = make_network()
    before = float(np.mean(list(losses(network, training_set, encoded))))

    train(training_set, encoded, network, HYPERPARAMETERS, tmp_path, torch.device("cpu"))

    assert float(np.mean(list(losses(network, training_set, encoded)))) < 0.8 * before


def test_a_batch_of_which_nothing_is_known_but_the_answers_has_a_loss(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    [windows, *_] = drawn(training_set, encoded, np.random.default_rng(4))
    made = batch([replace(one, about=UNKNOWN) for one in windows], encoded)

    logits = make_network()(made.states, made.sides, made.present, made.allowed)

    assert torch.isfinite(loss(logits, made, answers=0.5))


def test_training_goes_on_from_the_last_checkpoint_of_the_same_recipe(
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    train(training_set, encoded, make_network(), HYPERPARAMETERS, tmp_path, torch.device("cpu"))
    first = (tmp_path / "checkpoint.safetensors").read_bytes()
    capsys.readouterr()

    train(training_set, encoded, make_network(), HYPERPARAMETERS, tmp_path, torch.device("cpu"))

    assert (tmp_path / "checkpoint.safetensors").read_bytes() == first
    steps = len(plan(training_set, encoded, HYPERPARAMETERS))
    assert f"{steps}/{steps}" in capsys.readouterr().err


def test_what_a_round_began_with_may_be_mixed_in_at_the_end(
    training_set: TrainingSet, encoded: EncodedTrainingSet, tmp_path: Path
) -> None:
    began, trained, mixed = make_network(), make_network(), make_network()

    train(training_set, encoded, trained, HYPERPARAMETERS, tmp_path / "a", torch.device("cpu"))
    train(
        training_set,
        encoded,
        mixed,
        replace(HYPERPARAMETERS, kept=0.5),
        tmp_path / "b",
        torch.device("cpu"),
    )

    first, last, middle = (one.span.weight for one in (began, trained, mixed))
    assert torch.allclose(middle, (first + last) / 2, atol=1e-5)


def test_a_checkpoint_of_another_recipe_is_not_gone_on_from(
    training_set: TrainingSet, encoded: EncodedTrainingSet, tmp_path: Path
) -> None:
    train(training_set, encoded, make_network(), HYPERPARAMETERS, tmp_path, torch.device("cpu"))
    first = (tmp_path / "checkpoint.safetensors").read_bytes()

    other = replace(HYPERPARAMETERS, seed=1)
    train(training_set, encoded, make_network(), other, tmp_path, torch.device("cpu"))

    assert (tmp_path / "checkpoint.safetensors").read_bytes() != first


def test_an_epoch_is_drawn_alike_for_the_same_seed(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    one, two = (list(drawn(training_set, encoded, np.random.default_rng(4))) for _ in range(2))

    assert one == two


def test_a_window_that_is_said_to_hold_the_answer_holds_it(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    random = np.random.default_rng(4)
    windows = [window for some in drawn(training_set, encoded, random) for window in some]

    assert any(window.about == 0 for window in windows)
    assert any(window.about == UNKNOWN for window in windows)
    for window in windows:
        passage = encoded.passages[window.passage]
        question = training_set.questions[window.question]
        assert window.head <= window.start < window.end
        if window.answer is None:
            assert window.about != 1 or not question.answers or window.passage == question.passage
            continue
        assert window.start <= window.answer[0] <= window.answer[1] < window.end
        text = training_set.passages[window.passage].whole
        start, end = passage.spans[window.answer[0]][0], passage.spans[window.answer[1]][1]
        own = training_set.passages[question.passage].text
        assert text[start:end] in {own[one:two] for one, two in question.answers}


def test_a_window_without_the_answer_does_not_hold_it(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    random = np.random.default_rng(5)
    for windows in drawn(training_set, encoded, random):
        for window in windows:
            question = training_set.questions[window.question]
            if window.answer is not None or window.passage != question.passage:
                continue
            shift = len(training_set.passages[window.passage].title) + 1
            for start, end in question.answers:
                place = answer_tokens(encoded.passages[window.passage], start + shift, end + shift)
                assert place is not None
                assert place[1] < window.start or place[0] >= window.end


def test_questions_made_by_rule_are_asked_only_where_the_recipe_says_so(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    questions = [
        replace(one, origin="public" if row % 2 else "made")
        for row, one in enumerate(training_set.questions)
    ]
    mixed = replace(training_set, questions=questions)

    def asked(share: float) -> set[int]:
        batches = drawn(mixed, encoded, np.random.default_rng(6), made=share)
        return {window.question for windows in batches for window in windows}

    assert all(row % 2 for row in asked(0.0))
    assert any(row % 2 == 0 for row in asked(1.0))


def test_passages_that_look_alike_hold_none_of_the_answers(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    for question, alike in zip(training_set.questions, encoded.alike, strict=True):
        own = training_set.passages[question.passage].text
        for row in alike:
            assert row != question.passage
            assert not any(
                own[start:end] in training_set.passages[row].text for start, end in question.answers
            )


def test_no_answer_may_lie_in_the_title_or_the_question(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    for question, passage in ((0, 0), (5, 1)):
        length = len(encoded.questions[question].states)
        title = training_set.passages[passage].title
        head, end = text_tokens(encoded.passages[passage], len(title) + 1)
        made = batch([Window(question, passage, head, head, end, None, UNKNOWN)], encoded)
        allowed = made.allowed[0].nonzero().flatten().tolist()
        assert allowed == [0, *range(length + head, length + end)]
        assert int(made.present[0].sum()) == length + len(encoded.passages[passage].states)


def test_a_window_always_holds_what_lies_around(
    training_set: TrainingSet, encoded: EncodedTrainingSet
) -> None:
    texts = [training_set.passages[one.passage].text for one in training_set.questions]
    ends = [(text.index(". The", text.index(".") + 1) + 2, len(text)) for text in texts]
    lessons = [
        replace(one, answers=(), mined=False, around=end, origin="lesson")
        for one, end in zip(training_set.questions, ends, strict=True)
    ]
    mixed = replace(training_set, questions=lessons)
    for windows in drawn(mixed, encoded, np.random.default_rng(7), lesson=1.0):
        for window in windows:
            question = lessons[window.question]
            if window.passage != question.passage:
                continue
            assert question.around is not None
            shift = len(training_set.passages[window.passage].title) + 1
            start, end = question.around
            place = answer_tokens(encoded.passages[window.passage], start + shift, end + shift)
            assert place is not None
            assert window.start <= place[0] <= place[1] < window.end
