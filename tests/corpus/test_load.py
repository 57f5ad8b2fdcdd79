import logging
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document, Language
from corpus.errors import DocumentError
from corpus.formats import READERS
from corpus.load import load_documents, read_document
from corpus.reading import ParsedFile
from corpus.sentences import split_sentences

TODAY = date(2026, 1, 1)
SEEDS = Path("../shared/seeds")


def test_metadata_win_over_the_dateline_but_not_over_the_language_of_the_text() -> None:
    raw = (
        b"---\ntitle: Named\ndate: 2014-01-01\nlang: zh\nsource: https://x.org/a\n---\n"
        b"2 September 2015\n\nThe committee has decided."
    )

    assert read_document(raw, id="a.md", today=TODAY) == Document(
        id="a.md",
        title="Named",
        source="https://x.org/a",
        language=Language.ENGLISH,
        published=date(2014, 1, 1),
        text="# Named\n\n2 September 2015\n\nThe committee has decided.",
    )


def test_without_metadata_the_text_tells() -> None:
    raw = "Директива подписана\n2 сентября 2015 г.\n\nКомитет решил и\u0306 это.\r\n".encode()

    assert read_document(raw, id="n/a.txt", today=TODAY) == Document(
        id="n/a.txt",
        title="Директива подписана",
        source="n/a.txt",
        language=Language.RUSSIAN,
        published=date(2015, 9, 2),
        text="# Директива подписана\n2 сентября 2015 г.\n\nКомитет решил й это.",
    )


def test_a_named_day_in_the_future_leaves_it_to_the_dateline() -> None:
    raw = b"---\ndate: 2100-01-01\n---\n2 September 2015\n\nThe committee has decided."

    assert read_document(raw, id="a.md", today=TODAY).published == date(2015, 9, 2)


def test_a_first_sentence_is_shortened_to_a_title() -> None:
    raw = ("The committee has decided " + "and decided again " * 20 + ".").encode()

    title = read_document(raw, id="a.txt", today=TODAY).title

    assert len(title) <= 120
    assert title.endswith(("decided…", "again…", "and…"))


@pytest.mark.parametrize("id_", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b" \n\t", b"\0\0\0\0", b"# 12.05.2024"])
def test_a_file_without_text_is_refused(raw: bytes, id_: str) -> None:
    with pytest.raises(DocumentError):
        read_document(
            raw if id_ != "a.html" else b"<title>Site</title><h1>12</h1>", id=id_, today=TODAY
        )


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The office is closed on 5 May", Language.ENGLISH),
        ("Приём граждан по вторникам с 9 до 13", Language.RUSSIAN),
        ("Прыёмная зачынена 5 мая", Language.BELARUSIAN),
        ("5月5日接待室不开放", Language.CHINESE),
    ],
)
@pytest.mark.parametrize(
    ("id_", "page"),
    [
        ("a.txt", "{}"),
        ("a.txt", "# {}\n"),
        ("a.md", "# {}"),
        ("a.md", "{}"),
        ("a.md", "#\n\n{}"),
        ("a.md", "---\ntitle: {}\n---\n"),
        ("a.html", "<h1>{}</h1>"),
        ("a.html", "<title>Page</title><h1></h1><p>{}</p>"),
        ("a.html", "<title>{0}</title><body><h1> </h1><div>{0}</div>"),
        ("a.html", "<h2><a id=top></a></h2><p>{}</p>"),
    ],
)
def test_a_document_of_one_line_says_that_line(
    id_: str, page: str, line: str, language: Language
) -> None:
    document = read_document(page.format(line).encode(), id=id_, today=TODAY)

    assert (document.text, document.language) == (line, language)
    assert [sentence.text for sentence in split_sentences(document)] == [line]


@pytest.mark.parametrize(
    ("raw", "text", "said"),
    [
        ("20.04.2024\nСубботник в Лиде", "20.04.2024\nСубботник в Лиде", ["Субботник в Лиде"]),
        ("Субботник в Лиде\n20.04.2024", "Субботник в Лиде\n20.04.2024", ["Субботник в Лиде"]),
        ("# Клуб\n## С 9 до 18", "Клуб\nС 9 до 18", ["Клуб", "С 9 до 18"]),
        ("# Клуб\nРаботает с 9 до 18", "# Клуб\nРаботает с 9 до 18", ["Работает с 9 до 18"]),
    ],
)
def test_headings_are_the_text_only_where_nothing_else_is(
    raw: str, text: str, said: list[str]
) -> None:
    document = read_document(raw.encode(), id="a.txt", today=TODAY)

    assert document.text == text
    assert [sentence.text for sentence in split_sentences(document)] == said


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "german.txt").write_text("Der Ausschuss hat beschlossen, die Straße zu sperren.")
    (tmp_path / "good.txt").write_text("The committee has decided to close the street.")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")

    loading = load_documents([tmp_path])

    assert [document.id for document in loading.documents] == ["good.txt"]
    assert [rejection.id for rejection in loading.skipped] == ["notes.pdf"]
    assert [(failed.id, failed.reason.split(".")[0]) for failed in loading.failed] == [
        ("bad.txt", "Not a text: it is a PDF"),
        ("empty.html", "The page is empty"),
        ("german.txt", "Language not recognised as en, ru, be or zh (it looks like de)"),
    ]


def test_a_fault_of_a_reader_costs_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(raw: bytes) -> ParsedFile:
        return ParsedFile(text=raw.decode()[10_000])

    monkeypatch.setitem(READERS, ".md", fail)
    for name in ("a.txt", "b.md", "c.txt"):
        (tmp_path / name).write_text("The committee has decided to close the street.")

    loading = load_documents([tmp_path])

    assert [document.id for document in loading.documents] == ["a.txt", "c.txt"]
    assert [(failed.id, failed.reason) for failed in loading.failed] == [
        ("b.md", "Reading it failed unexpectedly: IndexError.")
    ]
    [logged] = caplog.records
    assert (logged.levelno, logged.message) == (
        logging.ERROR,
        "Reading b.md failed unexpectedly",
    )
    assert logged.exc_info is not None
    assert logged.exc_info[0] is IndexError


def test_the_seeds_are_read() -> None:
    if not SEEDS.exists():
        pytest.skip(f"{SEEDS} is not here")

    interview, news = load_documents([SEEDS]).documents

    assert (
        news.title == "Lukashenko signs directive on Belarus-China bilateral relations development"
    )
    assert (news.published, news.language) == (date(2015, 9, 2), Language.ENGLISH)
    assert interview.title.startswith("China supports Belarus efforts")
    assert (interview.published, interview.language) == (None, Language.ENGLISH)


def test_every_bundled_document_is_read() -> None:
    loading = load_documents([Path("corpus/documents")])

    assert loading.failed == ()
    assert len(loading.documents) >= 16
    assert {document.language for document in loading.documents} == set(Language)


def test_a_bundled_page_of_the_old_layout_comes_out_clean() -> None:
    id_ = "news/2015/direktiva-5-selhoztehnika.html"

    text = read_document((Path("corpus/documents") / id_).read_bytes(), id=id_, today=TODAY).text

    assert text.startswith("# Тракторы и комбайны из Беларуси будут собирать в Китае\n\n2 сентября")
    assert text.endswith(
        "\n- Она опирается на производственно-сбытовые цепочки китайских корпораций."
    )
