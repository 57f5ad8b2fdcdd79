import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.html_reader import read_html
from corpus.reading import ParsedFile

SENTENCES = " ".join(f"The committee has decided point {n} of the plan today." for n in range(9))


def read(body: str, head: str = "", *, lang: str = "en") -> ParsedFile:
    page = f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return read_html(page.encode())


def test_a_marked_main_text_is_read_whole_and_alone() -> None:
    reading = read(
        """<header><a href="/">Committee</a><nav><ul><li>Main<li>News</ul></nav></header>
        <div class="cookie-banner">We use cookies.</div>
        <main><nav>Main / News</nav><article><h1>Directive <em>No. 5</em></h1>
        <p>First&nbsp;<b>bold</b> text.<br>New line.</p>
        <h2>Figures</h2><ul><li>6,000 <a href="x">tractors</a><li><p>3,000 harvesters</p>
        <ol start="3"><li>third</ol></ul>
        <table><tr><th>Year</th><th>Sum</th></tr><tr><td>2020</td><td><p>$1.5</p><p>billion</p></td>
        </table><blockquote>Quoted.</blockquote><p>Area 5 m<sup>2</sup>.</p></article>
        <aside>Related news</aside></main><footer>All rights reserved</footer>""",
        "<title>Directive No. 5 - Committee</title>",
    )

    assert reading.title == "Directive No. 5"
    assert reading.text == (
        "# Directive No. 5\n\nFirst bold text.\nNew line.\n\n## Figures\n\n"
        "- 6,000 tractors\n- 3,000 harvesters\n3. third\n\n"
        "Year | Sum\n2020 | $1.5 billion\n\nQuoted.\n\nArea 5 m²."
    )


MORE = " ".join(f"The council will look at part {n} of the report in spring." for n in range(9))
MACHINES = "<ul><li>6,000 tractors</li><li>3,000 harvesters</li></ul>"


def test_a_page_without_marks_is_searched_for_its_text() -> None:
    reading = read(
        f"""<div id="top"><ul><li><a href="/">Main</a></li><li><a href="/n">News</a></li></ul></div>
        <div class="page"><h1>Plan</h1><p>{SENTENCES}</p><h2>Figures</h2>{MACHINES}
        <p>{MORE}</p></div>
        <div id="footer">All rights reserved</div>"""
    )

    assert reading.text == (
        f"# Plan\n\n{SENTENCES}\n\n## Figures\n\n- 6,000 tractors\n- 3,000 harvesters\n\n{MORE}"
    )


def test_a_short_contact_page_keeps_its_lines() -> None:
    reading = read(
        """<div class="menu"><ul><li>Main</li></ul></div><div class="c"><h1>Contacts</h1>
        <p>Address: 31 Leninskaya Street</p><ul><li>Phone: 8 (02157) 3-25-10</li></ul></div>"""
    )

    assert reading.text == (
        "# Contacts\n\nAddress: 31 Leninskaya Street\n\n- Phone: 8 (02157) 3-25-10"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>SECRET</script>",
        "<style>SECRET</style>",
        "<noscript>SECRET</noscript>",
        "<template>SECRET</template>",
        "<!-- SECRET -->",
        "<?php SECRET ?>",
        '<p style="color:red; DISPLAY : none">SECRET</p>',
        '<p style="visibility:hidden">SECRET</p>',
        "<p hidden>SECRET</p>",
        '<p aria-hidden="true">SECRET</p>',
        '<img src="x" alt="SECRET" onerror="SECRET">',
        "<button>SECRET</button>",
        '<div class="breadcrumbs">SECRET</div>',
        '<div id="social-buttons">SECRET</div>',
    ],
)
def test_what_is_not_shown_or_frames_the_text_is_left_out(hidden: str) -> None:
    assert read(f"<main><p>Before.</p>{hidden}<p>After.</p></main>").text == "Before.\n\nAfter."


@pytest.mark.parametrize("hiding", ['style="visibility:hidden"', 'style="display:none"', "hidden"])
def test_a_page_that_waits_for_its_script_is_read(hiding: str) -> None:
    page = f"<html {hiding}><body {hiding}><main {hiding}><article {hiding}><p>{SENTENCES}</p>"

    assert read_html(page.encode()).text == SENTENCES


def test_a_wrapper_named_like_a_frame_keeps_its_text() -> None:
    reading = read(f'<div class="no-sidebar menu-open"><main><p>{SENTENCES}</p></main></div>')

    assert reading.text == SENTENCES


def test_the_title_is_shown_once_when_it_stands_above_the_main_text() -> None:
    reading = read("<h1>Plan</h1><article><p>The text.</p></article>")

    assert reading.title == "Plan"
    assert reading.text == "# Plan\n\nThe text."


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:title" content="A"><title>B | Site</title>', "A"),
        ("<title>B &ndash; Site</title>", "B"),
        ('<script type="application/ld+json">{"headline": "C"}</script><title>B</title>', "C"),
        ("", None),
    ],
)
def test_without_a_heading_the_metadata_name_the_title(head: str, expected: str | None) -> None:
    assert read("<main><p>The text.</p></main>", head).title == expected


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2015-09-02T10:00:00+03:00">', ""),
        ('<meta name="date" content="2015-09-02">', ""),
        ('<script type="application/ld+json">{"datePublished": "2015-09-02"}</script>', ""),
        (
            '<script type="application/ld+json">{"@graph": [1, {"datePublished": "2015-09-02"}]}'
            "</script>",
            "",
        ),
        (
            f'<script type="application/ld+json">{{"id": {"9" * 5000}}}</script>',
            '<time datetime="2015-09-02">',
        ),
        ('<script type="application/ld+json">{broken</script>', '<time datetime="2015-09-02">'),
        ("", '<time datetime="2015-09-02">Wednesday</time>'),
        ('<meta itemprop="datePublished" content="2015-09-02">', ""),
        ("", '<span itemprop="datePublished" content="2015-09-02">2 September</span>'),
    ],
)
def test_the_day_comes_from_the_page_itself(head: str, body: str) -> None:
    published = read(f"<main><p>Text.</p>{body}</main><footer>2014</footer>", head).published

    assert published is not None
    assert published.startswith("2015-09-02")


def test_a_year_in_the_footer_is_no_day_of_publication() -> None:
    assert read("<main><p>Text.</p></main><footer>(c) 2015-01-01</footer>").published is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/news/5", "https://example.org/news/5"),
        ("javascript:alert(1)", None),
        ("//evil.example/x", None),
        ("data:text/html,x", None),
        ("https://example.org/a b", None),
        ("", None),
    ],
)
def test_only_a_web_address_becomes_the_source(address: str, expected: str | None) -> None:
    head = f'<base href="//evil.example"><link rel="canonical" href="{address}">'

    assert read("<main><p>Text.</p></main>", head).source == expected


def test_the_language_is_what_the_page_says() -> None:
    assert read("<p>Text.</p>", lang="be").language == "be"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1251", "windows-1251"), ("utf-8", "windows-1251"), ("cp1251", "utf-8"), ("utf-16", "")],
)
def test_the_charset_is_found_whatever_is_declared(encoding: str, declared: str) -> None:
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}">
    </head><body><main><p>Исполнительный комитет утвердил план сотрудничества.</p></main>"""

    reading = read_html(page.encode(encoding))

    assert reading.text == "Исполнительный комитет утвердил план сотрудничества."


def test_a_layout_table_is_no_table() -> None:
    reading = read("<table><tr><td><h1>Plan</h1><p>One.</p><p>Two.</p></td></tr></table>")

    assert reading.text == "# Plan\n\nOne.\n\nTwo."


def test_words_that_look_like_a_heading_are_none() -> None:
    assert read("<main><pre># one\n  two</pre></main>").text == "#one\ntwo"


def test_unclosed_elements_are_read() -> None:
    assert read("<main><p>One<p><b>Two<i>Three<ul><li>Four").text == "One\n\nTwoThree\n\n- Four"


@pytest.mark.parametrize("raw", [b"", b"  \n", b"<!-- only a comment -->"])
def test_an_empty_page_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match="empty"):
        read_html(raw)


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        *[
            (control, "BeforeAfter")
            for control in ("\x01", "&#1;", "&#x001;", "\ufffe", "&#xFFFE;")
        ],
        *[(control, "Before After") for control in ("\f", "\v", "&#12;", "&#x0B;")],
    ],
)
@pytest.mark.parametrize("removed", ["<nav>Main</nav>", "<script>x</script>", "<p hidden>x</p>"])
def test_control_characters_beside_what_is_removed_are_left_out(
    control: str, expected: str, removed: str
) -> None:
    shown = f"<p title='{control}'>{SENTENCES}</p>"

    reading = read(f"<main>Before{removed}{control}After{shown}{removed}{control}</main>")

    assert reading.text == f"{expected}\n\n{SENTENCES}"


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(min_value=0, max_value=0x11FFFF))
def test_no_reference_to_a_character_stops_a_page(number: int) -> None:
    for reference in (f"&#{number};", f"&#x{number:x}"):
        text = read(f"<main><p>Before.</p>{reference}<nav>x</nav>{reference}</main>").text

        assert text.startswith("Before.")


@pytest.mark.parametrize(
    ("start", "mark"), [("3", "3."), ("9" * 5000, "1."), ("-2", "1."), ("٣", "1."), ("", "1.")]
)
def test_a_list_begins_with_the_number_it_names(start: str, mark: str) -> None:
    assert read(f'<main><ol start="{start}"><li>one</ol></main>').text == f"{mark} one"


def test_elements_nested_too_deeply_are_refused_and_not_dropped() -> None:
    with pytest.raises(DocumentError, match="nested too deeply"):
        read("<div>" * 100_000 + "text")


@pytest.mark.slow
def test_a_page_of_many_megabytes_is_read() -> None:
    paragraph = f"<p>{SENTENCES}</p>"

    reading = read("<main>" + paragraph * (4_000_000 // len(paragraph)) + "</main>")

    assert reading.text.count(SENTENCES) == 4_000_000 // len(paragraph)


@pytest.mark.parametrize("empty", ["<h2></h2>", "<h3> <img src=a.png></h3>", "<ul><li></li></ul>"])
def test_an_empty_heading_or_entry_marks_nothing_that_follows(empty: str) -> None:
    page = f"<body><h1>News</h1>{empty}<p>The market opens on Friday.</p></body>"

    assert read_html(page.encode()).text == "# News\n\nThe market opens on Friday."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("250<sup>1</sup> roubles", "250¹ roubles"),
        ('250<sup class="ref"><a href="#1">[1]</a></sup> roubles', "250¹ roubles"),
        ("100 m<sup>2</sup>", "100 m²"),
        ("10<sup>-6</sup>", "10⁻⁶"),
        ("5<sup>th</sup> floor", "5th floor"),
        ("CO<sub>2</sub>", "CO2"),
    ],
)
def test_a_raised_digit_is_not_glued_to_the_figure_before(words: str, expected: str) -> None:
    assert read(f"<p>{words}.</p><table><tr><td>{words}</table>").text == (
        f"{expected}.\n\n{expected}"
    )
