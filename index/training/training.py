"""Train the reader: epochs of short windows, then of long ones; averaged weights are kept.

This module imports torch: import it inside a function.
"""

import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from tqdm import tqdm

from index.model.embedder import Vectors
from index.model.packaged_model import SOURCE_SHA256
from index.model.sentence_embedder import SentenceEmbedder
from index.reader.stored_weights import SOURCE, save_weights
from index.training.checkpoint import Checkpoint
from index.training.encoded_set import EncodedTrainingSet, encode_training_set
from index.training.epoch import batch, epoch
from index.training.network import Logits, ReaderNetwork, Shape
from index.training.shared_layers import encoder_weights, shared_layers
from index.training.training_set import Origin, TrainingSet
from index.training.windows import UNKNOWN, Batch, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperparameters:
    """How the reader is trained.

    Attributes:
        short_epochs: Epochs of short windows: three times as many a minute.
        long_epochs: Epochs of windows as long as passages, after them.
        short: Shortest and longest short window, in tokens.
        long: Shortest and longest long window.
        tokens: Most tokens in a batch.
        rate: Highest learning rate of the layers.
        head_rate: Highest learning rate of the heads.
        warm_up: Share of the steps in which the rate rises.
        averaged: How much of the averaged weights each step keeps.
        kept: How much of the weights it began with is mixed in at the end, 0..1.
        without_answer: Share of the answered questions asked of the rest of their passage.
        shares: Share of the questions of each origin that are asked in an epoch.
        answers: Weight of the verdict whether a passage answers, in the loss.
        dropout: Share of what the network computes that is dropped at random.
        seed: Of all that is drawn.
        checkpoint_every: Steps between checkpoints.
    """

    short_epochs: float = 2.5
    long_epochs: float = 0.6
    short: tuple[int, int] = (48, 104)
    long: tuple[int, int] = (120, 208)
    tokens: int = 3600
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    averaged: float = 0.998
    kept: float = 0.0
    without_answer: float = 0.08
    shares: Mapping[Origin, float] = field(default_factory=lambda: {"public": 1.0})
    answers: float = 0.5
    dropout: float = 0.1
    seed: int = 20261122
    checkpoint_every: int = 250


ROUNDS = (
    Hyperparameters(),
    Hyperparameters(
        short_epochs=0.8,
        long_epochs=0.5,
        short=(64, 144),
        rate=1.5e-4,
        head_rate=5e-4,
        seed=20261123,
    ),
    Hyperparameters(
        short_epochs=1.7,
        long_epochs=0.5,
        short=(56, 128),
        rate=2e-4,
        head_rate=6e-4,
        kept=0.5,
        without_answer=0.16,
        shares={"public": 1.0, "made": 0.6},
        seed=20261124,
    ),
    Hyperparameters(
        short_epochs=1.25,
        long_epochs=0.15,
        dropout=0.0,
        short=(44, 112),
        rate=2e-4,
        head_rate=5e-4,
        without_answer=0.15,
        shares={"public": 1.0, "lesson": 1.0},
        answers=1.0,
        seed=20261201,
    ),
)
"""Each begins with what the one before ended with. The shipped weights are from the first three."""


def plan(
    training_set: TrainingSet, encoded: EncodedTrainingSet, hyperparameters: Hyperparameters
) -> list[tuple[int, int]]:
    """Epoch and number in it of every batch, in order; the same whenever it is drawn again."""
    steps = []
    number = 0
    for epochs, lengths in (
        (hyperparameters.short_epochs, hyperparameters.short),
        (hyperparameters.long_epochs, hyperparameters.long),
    ):
        left = epochs
        while left > 0:
            count = sum(1 for _ in _epoch(training_set, encoded, hyperparameters, number, lengths))
            steps += [(number, row) for row in range(round(count * min(1.0, left)))]
            left -= 1
            number += 1
    return steps


def train_reader(
    training_set: TrainingSet,
    embedder: SentenceEmbedder,
    *,
    folder: Path,
    file: Path,
    rounds: Sequence[Hyperparameters] = ROUNDS,
    begun: Mapping[str, Vectors] | None = None,
) -> None:
    """Encode the training set, train on a GPU where there is one, and write the weights.

    Args:
        training_set: What is trained on.
        embedder: The packaged model, in float32.
        folder: Of the checkpoints; training goes on from the last one of the same rounds.
        file: Where the weights are written.
        rounds: How, one after the other.
        begun: Weights to go on from; None to begin with the embedding model's upper layers.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_num_threads(os.cpu_count() or 1)
    shape = Shape()
    parts = embedder.parts()
    shared = shared_layers(parts, shape, whole=True).to(device)
    with _half_precision(device):
        encoded = encode_training_set(
            training_set,
            shared,
            question_prefix=parts.question_prefix,
            passage_prefix=parts.passage_prefix,
        )
    network = ReaderNetwork(shape)
    weights = encoder_weights(parts.weights)
    for above, layer in enumerate(network.encoder_layers()):
        layer.take(weights, shape.shared + above)
    if begun is not None:
        network.load_state_dict({name: torch.from_numpy(one) for name, one in begun.items()})
    for number, hyperparameters in enumerate(rounds, start=1):
        train(training_set, encoded, network, hyperparameters, folder / f"round-{number}", device)
    written = json.dumps([asdict(one) for one in rounds])
    trained = {name: value.numpy(force=True) for name, value in network.state_dict().items()}
    save_weights(trained, file, about={SOURCE: SOURCE_SHA256, "hyperparameters": written})


def train(
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    network: ReaderNetwork,
    hyperparameters: Hyperparameters,
    folder: Path,
    device: torch.device,
) -> None:
    """Train, from the last checkpoint of the hyperparameters; ends with the averaged weights.

    Source of mixing in those it began with: Wortsman et al. (2022), "Robust fine-tuning of
    zero-shot models".

    Args:
        training_set: What is trained on.
        encoded: The same, encoded.
        network: With the embedding model's upper layers, or anything.
        hyperparameters: How.
        folder: Of the checkpoints.
        device: Where to compute.
    """
    steps = plan(training_set, encoded, hyperparameters)
    network.to(device).train()
    network.drop(hyperparameters.dropout)
    optimizer = _optimizer(network, hyperparameters)
    began = {name: value.detach().clone() for name, value in network.state_dict().items()}
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    checkpoint = Checkpoint(
        folder / "checkpoint.safetensors", hyperparameters=json.dumps(asdict(hyperparameters))
    )
    done = checkpoint.resume(network, optimizer, average)
    torch.manual_seed(hyperparameters.seed + done)
    bar = tqdm(total=len(steps), initial=done, desc="Training", unit="step")
    running: float | None = None
    for step, windows in _windows(training_set, encoded, hyperparameters, steps, done):
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * _warmth(step / len(steps), hyperparameters.warm_up)
        with _half_precision(device):
            made = batch(windows, encoded).to(device)
            logits = network(made.states, made.sides, made.present, made.allowed)
        value = loss(logits, made, answers=hyperparameters.answers)
        torch.autograd.backward(value)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        keep = min(hyperparameters.averaged, (step + 1) / (step + 10))
        for name, weight in network.state_dict().items():
            average[name].lerp_(weight, 1 - keep)
        now = float(value.detach())
        running = now if running is None else 0.98 * running + 0.02 * now
        bar.set_postfix(loss=f"{running:.3f}")
        bar.update()
        if (step + 1) % hyperparameters.checkpoint_every == 0 or step + 1 == len(steps):
            checkpoint.keep(step + 1, network, optimizer, average)
    bar.close()
    for name, weight in began.items():
        average[name].lerp_(weight, hyperparameters.kept)
    network.load_state_dict(average)
    network.eval()


def _half_precision(device: torch.device) -> torch.autocast:
    """On a GPU; processors without instructions for it would be 30 times slower."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type != "cpu")


def loss(logits: Logits, made: Batch, *, answers: float) -> Tensor:
    """Cross-entropy of first and last token, and of both verdicts.

    Args:
        logits: What the network says.
        made: What it should say.
        answers: Weight of the verdict whether the passage answers.
    """
    first, last = (
        functional.cross_entropy(logits.spans[:, :, side], made.spans[:, side]) for side in (0, 1)
    )
    known = made.about != UNKNOWN
    judged = functional.binary_cross_entropy_with_logits
    about = judged(logits.verdicts[known, 0], made.about[known]) if known.any() else 0.0
    answered = judged(logits.verdicts[:, 1], made.answers)
    return (first + last) / 2 + 0.3 * about + answers * answered


def _warmth(passed: float, warm_up: float) -> float:
    if passed < warm_up:
        return passed / warm_up + 1e-3
    return 0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * (passed - warm_up) / (1 - warm_up)))


def _optimizer(network: ReaderNetwork, hyperparameters: Hyperparameters) -> torch.optim.AdamW:
    layers = [value for name, value in network.named_parameters() if name.startswith("layers.")]
    heads = [value for name, value in network.named_parameters() if not name.startswith("layers.")]
    return torch.optim.AdamW(
        [
            {"params": layers, "highest": hyperparameters.rate},
            {"params": heads, "highest": hyperparameters.head_rate},
        ],
        lr=hyperparameters.rate,
        weight_decay=0.01,
        fused=True,
    )


def _epoch(
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    hyperparameters: Hyperparameters,
    number: int,
    lengths: tuple[int, int],
) -> Iterator[list[Window]]:
    return epoch(
        training_set,
        encoded,
        random=np.random.default_rng([hyperparameters.seed, number]),
        lengths=lengths,
        tokens=hyperparameters.tokens,
        without_answer=hyperparameters.without_answer,
        shares=hyperparameters.shares,
    )


def _windows(
    training_set: TrainingSet,
    encoded: EncodedTrainingSet,
    hyperparameters: Hyperparameters,
    steps: list[tuple[int, int]],
    done: int,
) -> Iterator[tuple[int, list[Window]]]:
    drawn: list[list[Window]] = []
    of = -1
    for step in range(done, len(steps)):
        number, row = steps[step]
        if number != of:
            short = number < math.ceil(hyperparameters.short_epochs)
            lengths = hyperparameters.short if short else hyperparameters.long
            drawn, of = (
                list(_epoch(training_set, encoded, hyperparameters, number, lengths)),
                number,
            )
        yield step, drawn[row]
