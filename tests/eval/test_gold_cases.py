"""The gold cases themselves, held against the documents they are about."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Document, Language
from corpus.load import load_documents
from corpus.sentences import split_sentences
from eval.answers.case import Case, CaseKind, CorpusName, Split, TurnKind, read_cases
from eval.answers.corpora import case_files, corpus_folders
from eval.answers.matching import check_expectations

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
CASES = read_cases(case_files())


@pytest.fixture(params=[one for one in CorpusName if one is not CorpusName.SEALED], ids=str)
def corpus(request: pytest.FixtureRequest) -> tuple[list[Case], dict[str, Document]]:
    name: CorpusName = request.param
    folder = corpus_folders(SEEDS)[name]
    if name is CorpusName.SEEDS and not folder.is_dir():
        pytest.skip(f"the seed texts are not at {folder}")
    documents = {one.id: one for one in load_documents([folder]).documents}
    return [case for case in CASES if case.corpus is name], documents


def test_there_are_enough_cases_in_every_language_of_every_kind() -> None:
    languages = Counter(case.language for case in CASES)
    combinations = {(case.language, case.kind) for case in CASES}

    assert all(languages[language] >= 40 for language in Language)
    assert combinations == {(language, kind) for language in Language for kind in CaseKind}


def test_at_least_half_of_the_cases_of_each_language_are_kept_for_reporting() -> None:
    for language in Language:
        splits = Counter(case.split for case in CASES if case.language is language)
        assert splits[Split.REPORT] >= splits[Split.TUNE] - 1


@pytest.mark.parametrize("name", [CorpusName.HELD_OUT, CorpusName.CIVIC])
def test_nothing_can_be_chosen_on_a_set_that_only_reports(name: CorpusName) -> None:
    splits = {case.split for case in CASES if case.corpus is name}

    assert splits == {Split.REPORT}


def test_half_of_the_civic_questions_have_an_answer() -> None:
    civic = [case for case in CASES if case.corpus is CorpusName.CIVIC]
    answered = Counter((case.language, case.kind.answerable) for case in civic)

    assert len(civic) == 256
    assert set(answered.values()) == {32}


def test_nothing_is_reported_on_the_dev_set() -> None:
    splits = {case.split for case in CASES if case.corpus is CorpusName.DEV}

    assert splits == {Split.TUNE}


def test_follow_ups_and_changes_of_topic_are_reported_in_every_language() -> None:
    reported = Counter(
        (case.language, case.conversation) for case in CASES if case.split is Split.REPORT
    )

    assert all(reported[language, TurnKind.FOLLOW_UP] >= 12 for language in Language)
    assert all(reported[language, TurnKind.TOPIC_CHANGE] >= 6 for language in Language)


def test_no_question_is_asked_twice() -> None:
    repeated = [
        question
        for question, times in Counter(
            (case.corpus, case.question, case.history) for case in CASES
        ).items()
        if times > 1
    ]

    assert repeated == []


def test_the_documents_say_what_the_cases_expect(
    corpus: tuple[list[Case], dict[str, Document]],
) -> None:
    cases, documents = corpus

    check_expectations(cases, documents)


def test_one_sentence_can_be_quoted_for_each_expectation(
    corpus: tuple[list[Case], dict[str, Document]],
) -> None:
    cases, documents = corpus
    cases = [case for case in cases if case.split is Split.TUNE]
    sentences = {
        id_: [sentence.text for sentence in split_sentences(document)]
        for id_, document in documents.items()
    }

    unquotable = [
        (case.id, expected)
        for case in cases
        for expected in case.expected
        if not any(
            all(word in sentence for word in expected.words)
            for sentence in sentences[expected.document]
        )
    ]

    assert unquotable == []
