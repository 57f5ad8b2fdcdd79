"""The command line: `python -m eval [answers | public | retrieval | reader | …]`.

Heavy imports stay inside the commands, so that `--help` is instant.
"""

import logging
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import KnownError
from eval import options

if TYPE_CHECKING:
    from eval.commands import Outcome

BASELINE = Path(__file__).resolve().parent / "baseline.json"
PUBLIC_BASELINE = BASELINE.with_name("public_baseline.json")


class _DefaultVerb(click.Group):
    """A group that runs `answers` when no verb is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["answers", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_DefaultVerb, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Measure how good the answers are, and how sure that is.

    Without a verb: answers. `python -m eval answers --help` lists its options.
    """
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )


@command.command()
@options.SETTINGS
@options.OUTPUT
@click.option(
    "--split",
    type=click.Choice(["tune", "report", "all"]),
    default="all",
    show_default=True,
    help="Which half of the cases.",
)
@click.option(
    "--corpus",
    "corpora",
    multiple=True,
    type=click.Choice(["sample", "seeds", "held_out", "dev", "civic"]),
    help="Only cases over this corpus; may be repeated.",
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(["en", "ru", "be", "zh"]),
    help="Only questions in this language; may be repeated.",
)
@options.SEEDS
@click.option(
    "--sealed",
    is_flag=True,
    help="Only the sealed set, which nothing else opens: figures, and no word of its cases.",
)
@click.option(
    "--baseline/--no-baseline",
    "compared",
    default=True,
    help="Compare with eval/baseline.json; exit code 1 when a measure fails.",
)
@click.option("--write-baseline", is_flag=True, help="Make these scores the baseline.")
def answers(  # noqa: PLR0913 - click passes each option by name
    settings_file: Path | None,
    output: Path,
    split: str,
    corpora: tuple[str, ...],
    languages: tuple[str, ...],
    seeds: Path,
    *,
    sealed: bool,
    compared: bool,
    write_baseline: bool,
) -> None:
    """Run the gold cases and report every measure with its interval."""
    from corpus.document import Language
    from eval import commands
    from eval.answers.case import CorpusName, Split
    from eval.answers.corpora import case_files, corpus_folders
    from eval.answers.evaluate import Selection
    from eval.answers.sealed import open_sealed

    wanted = commands.AnswersOptions(
        settings_file=settings_file,
        output=output,
        selection=Selection(
            splits=frozenset() if split == "all" else frozenset({Split(split)}),
            corpora=frozenset(CorpusName(name) for name in corpora),
            languages=frozenset(Language(code) for code in languages),
        ),
        case_files=case_files(),
        folders=corpus_folders(seeds),
        baseline=BASELINE if compared and not write_baseline else None,
        new_baseline=BASELINE if write_baseline else None,
    )
    if sealed:
        opened = open_sealed(output / "sealed")
        wanted = replace(
            wanted,
            output=output / "sealed",
            case_files=opened.case_files,
            folders={CorpusName.SEALED: opened.documents},
            baseline=None,
            new_baseline=None,
            show_failures=False,
        )
    end(commands.answers(wanted, today=_today()))


@command.command()
@options.SETTINGS
@options.OUTPUT
@click.argument("form", metavar="FORMAT", type=click.Choice(["squad", "passages"]))
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--passages",
    "cut",
    type=click.Choice(["split", "whole"]),
    default="split",
    show_default=True,
    help="Embed paragraphs split as the product splits, or whole.",
)
@click.option(
    "--history/--no-history",
    default=True,
    help="Understand follow-ups with their conversation, or alone.",
)
@options.LIMIT
@options.PERIOD
def retrieval(  # noqa: PLR0913 - click passes each option by name
    settings_file: Path | None,
    output: Path,
    form: str,
    path: Path,
    cut: str,
    limit_questions: int | None,
    *,
    history: bool,
    read_period: bool,
) -> None:
    """Run a public question set through the retriever.

    FORMAT is squad (PATH: a SQuAD-format file) or passages (PATH: a folder with passages.jsonl,
    qrels.tsv and tasks.jsonl).
    """
    from eval import commands
    from eval.public.index import Cut
    from eval.public.retrieval import History
    from eval.public.sets import read_set

    wanted = commands.RetrievalOptions(
        settings_file=settings_file,
        output=output,
        cut=Cut(cut),
        history=History.WITH if history else History.WITHOUT,
        limit_questions=limit_questions,
        read_period=read_period,
    )
    end(commands.retrieval(read_set(form, path), wanted, today=_today()))


@command.command()
@options.SETTINGS
@options.OUTPUT
@options.DATA
@click.option("--set", "names", multiple=True, help="Only this set; may be repeated.")
@options.LIMIT
@options.PERIOD
@click.option(
    "--baseline/--no-baseline",
    "compared",
    default=True,
    help="Compare with eval/public_baseline.json; exit code 1 when a measure fails.",
)
@click.option("--write-baseline", is_flag=True, help="Make these scores the floors.")
def public(  # noqa: PLR0913 - click passes each option by name
    settings_file: Path | None,
    output: Path,
    data: Path,
    names: tuple[str, ...],
    limit_questions: int | None,
    *,
    read_period: bool,
    compared: bool,
    write_baseline: bool,
) -> None:
    """Run all public sets through the retriever; a set that was finished is not run again.

    What a set came to is kept in OUTPUT/public-rows until the program, the settings, the model or
    the set changes.
    """
    from eval.public.evaluate import PublicOptions
    from eval.public.evaluate import public as run_public

    wanted = PublicOptions(
        settings_file=settings_file,
        output=output,
        data=data,
        names=names,
        limit_questions=limit_questions,
        read_period=read_period,
        baseline=PUBLIC_BASELINE if compared and not write_baseline else None,
        new_baseline=PUBLIC_BASELINE if write_baseline else None,
    )
    end(run_public(wanted, today=_today(), tell=lambda line: click.echo(line, err=True)))


@command.command()
@options.SETTINGS
@options.OUTPUT
@options.DATA
@click.option("--set", "names", multiple=True, help="Only this set; may be repeated.")
@options.LIMIT
def quotations(
    settings_file: Path | None,
    output: Path,
    data: Path,
    names: tuple[str, ...],
    limit_questions: int | None,
) -> None:
    """Put public questions to the whole assistant: spans, quotations, refusals.

    Without --set, the sets that nothing was fitted to.
    """
    from eval.quotations.evaluate import QuotationsOptions
    from eval.quotations.evaluate import quotations as run_quotations

    wanted = QuotationsOptions(
        settings_file=settings_file,
        output=output,
        data=data,
        names=names,
        limit_questions=limit_questions,
    )
    end(run_quotations(wanted, today=_today()))


@command.command()
@options.SETTINGS
@options.DATA
@click.option(
    "--part",
    type=click.Choice(["dev", "held-out"]),
    default="held-out",
    show_default=True,
    help="Which documents' lessons; what is chosen is chosen on dev.",
)
@click.option(
    "--weights",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another reader's weights, not the shipped ones.",
)
def reader(settings_file: Path | None, data: Path, part: str, weights: Path | None) -> None:
    """Ask the reader alone, given the right lines: does it tell answered from near questions?"""
    from eval.reader.measure import measure_reader

    end(measure_reader(settings_file, data=data, part=part, weights=weights))


@command.command()
@options.SETTINGS
@options.OUTPUT
@options.DATA
@click.option(
    "--last-round",
    is_flag=True,
    help="Go on from the shipped weights with the last round of training alone.",
)
@click.option(
    "--weights",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the weights to this file, not over the shipped ones.",
)
def train_reader(
    settings_file: Path | None, output: Path, data: Path, *, last_round: bool, weights: Path | None
) -> None:
    """Train the reader anew, on a GPU where there is one; writes its weights.

    Some hours on two cores. Checkpoints lie in OUTPUT/reader; training goes on from the last one.
    """
    from eval.training.train import train_shipped_reader
    from index.reader.packaged_reader import WEIGHTS_FILE

    done = train_shipped_reader(
        settings_file,
        output=output,
        data=data,
        last_round=last_round,
        file=weights or WEIGHTS_FILE,
    )
    click.echo(done)


@command.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def compare(old: Path, new: Path) -> None:
    """Compare two JSON reports of one kind, case by case, with an exact paired test.

    Reports of `public` are compared set by set.
    """
    from eval.compare.paired import compare_lines, read_rows

    click.echo("\n".join(compare_lines(read_rows(old), read_rows(new))))


@command.command()
@options.SETTINGS
@options.OUTPUT
@options.SEEDS
@options.DATA
def calibrate(settings_file: Path | None, output: Path, seeds: Path, data: Path) -> None:
    """Fit the confidence to what is set apart for it; writes assistant/extract/confidence.toml."""
    from eval.calibration.gather import calibrate as run_calibration

    click.echo(run_calibration(settings_file, output=output, seeds=seeds, data=data))


@command.command()
@options.SETTINGS
@options.OUTPUT
@click.option(
    "--synthetic",
    "sizes",
    multiple=True,
    type=click.IntRange(min=0),
    default=(2_000, 200_000),
    show_default=True,
    help="Also time searches among so many synthetic passages; may be repeated; 0 for none.",
)
@click.option(
    "--processes/--no-processes",
    default=True,
    show_default=True,
    help="Also time whole commands and the service: start, memory, idle, answers a second.",
)
def bench(
    settings_file: Path | None,
    output: Path,
    sizes: tuple[int, ...],
    processes: bool,  # noqa: FBT001 - click passes it by name
) -> None:
    """Time each stage of an answer, as a share of embedding the question, and whole processes.

    Synthetic indexes are searched on one thread; the large one takes minutes to build, once.
    """
    from eval import commands

    wanted = [size for size in sizes if size]
    click.echo(
        "\n".join(commands.bench(settings_file, output=output, sizes=wanted, processes=processes))
    )


@command.command()
@options.SETTINGS
@options.OUTPUT
@options.DATA
@click.option(
    "--limit-questions",
    type=click.IntRange(min=20),
    default=500,
    show_default=True,
    help="Ask only so many questions, spread evenly over the set.",
)
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the comparison into this SVG file.",
)
def peers(
    settings_file: Path | None,
    output: Path,
    data: Path,
    limit_questions: int,
    picture: Path | None,
) -> None:
    """Compare the search with other programs: the same model, texts and questions, in one run.

    The texts are those of the set squad2_dev. Each program gets an environment of its own in
    OUTPUT/peers, which takes minutes and some gigabytes the first time.
    """
    from eval.bench.peers.run import run_peers

    lines = run_peers(
        settings_file, output=output, data=data, questions=limit_questions, picture=picture
    )
    click.echo("\n".join(lines))


def end(outcome: "Outcome") -> None:
    """Print what came out; exit code 1 when the baseline was not met."""
    click.echo("\n".join(outcome.lines))
    sys.exit(0 if outcome.passed else 1)


def _today() -> date:
    return datetime.now().astimezone().date()


def main() -> None:
    """Run a command; a known error becomes one line on standard error and its exit code."""
    try:
        command()
    except KnownError as error:
        sys.stderr.write(f"eval: {error}\n")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
