"""Menus that are told by their links alone, through the reader of web pages."""

import time

import pytest

from corpus.html_page import parse_page
from corpus.html_reader import read_html
from corpus.link_lists import find_link_lists

TEXT = " ".join(f"The committee has decided point {n} of the plan today." for n in range(5))
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Main", "News", "Contacts"))
FORMS = '<ul><li><a href="a.pdf">Form A</a></li><li><a href="b.pdf">Form B</a></li></ul>'


def read(body: str) -> str:
    return read_html(f"<html><body>{body}</body></html>".encode()).text


def test_menus_around_the_element_of_the_heading_are_left_out() -> None:
    text = read(
        f"""<div id="top"><a href="/"><b>Regional Committee</b></a><form><input></form></div>
        <div id="leftmenu"><ul>{MENU}</ul></div>
        <div id="content"><h1>Plan</h1><p>{TEXT}</p></div>
        <div id="rightcolumn"><h3>More</h3><ul>{MENU}</ul></div>"""
    )

    assert text == f"# Plan\n\n{TEXT}"


def test_a_menu_in_a_cell_of_a_layout_table_is_left_out() -> None:
    text = read(
        f"<table><tr><td><b>Menu</b><ul>{MENU}</ul></td>"
        f"<td><h1>Plan</h1><p>{TEXT}</p></td></tr></table>"
    )

    assert text == f"# Plan\n\n{TEXT}"


def test_links_in_the_text_of_the_heading_stay() -> None:
    text = read(
        f'<div id="leftmenu"><ul>{MENU}</ul></div><div><div class="t"><h1>Plan</h1></div>'
        f'<div class="b"><p>{TEXT}</p>{FORMS}</div></div>'
    )

    assert text == f"# Plan\n\n{TEXT}\n\n- Form A\n- Form B"


def test_links_in_a_marked_main_text_stay() -> None:
    assert read(f"<main><ul>{MENU}</ul></main>") == "- Main\n- News\n- Contacts"
    assert read(f"<article>{FORMS}</article><p>{TEXT}</p>") == "- Form A\n- Form B"


def test_a_page_that_is_one_list_of_links_is_read() -> None:
    assert read(f"<div><p>All</p><ul>{MENU}</ul></div>") == "All\n\n- Main\n- News\n- Contacts"
    assert read(f"<h1>All</h1><ul>{MENU}</ul>") == "# All\n\n- Main\n- News\n- Contacts"


def test_addresses_and_single_links_in_a_table_stay() -> None:
    cells = "".join(
        f'<td><a href="{scheme}x">{words}</a></td>'
        for scheme, words in (
            ("mailto:", "a@example.org"),
            ("tel:", "3-25-10"),
            ("https://", "Map"),
        )
    )

    text = read(f"<p>{TEXT}</p><table><tr>{cells}</tr></table>")

    assert text == f"{TEXT}\n\na@example.org | 3-25-10 | Map"


@pytest.mark.slow
def test_links_nested_deeply_are_measured_in_seconds() -> None:
    link = '<a href="/x">link</a> '
    page = parse_page("<div>" * 200 + link * 20_000 + f"</div>{link}" * 200 + f"<p>{TEXT}</p>")
    started = time.process_time()

    found = find_link_lists(page)

    assert time.process_time() - started < 10
    assert found == []
