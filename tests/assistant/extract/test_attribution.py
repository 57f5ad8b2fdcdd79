import pytest

from assistant.answer import AttributionKind
from assistant.citations import cite
from assistant.extract.attribution import attribute
from assistant.extract.quotation import Quotation
from assistant.notices.attribution_remarks import attribution_notices
from assistant.notices.messages import Messages
from assistant.settings import ContactSettings
from corpus.document import Document, Language
from corpus.sentences import split_sentences
from tests.fakes import make_document

EN, RU, BE, ZH = Language
SAID, INTERVIEW, BEFORE = AttributionKind

TRANSCRIPTS = {
    EN: (
        "Ambassador Ivan Petrov gave an interview.\n\nQ. Is trade growing?\n\n"
        "Ambassador: Trade has doubled. It will go on.\n\nQ. And tourism?\n\n"
        "Ambassador: Tourism is slow.\n",
        "Ambassador Ivan Petrov",
    ),
    RU: (
        "Посол Беларуси Иван Петров дал интервью.\n\nВопрос: Растёт ли торговля?\n\n"
        "Ответ: Торговля выросла вдвое. Так будет и дальше.\n",
        "Посол Беларуси Иван Петров",
    ),
    BE: (
        "Пасол Кітая Се Сяаюн даў інтэрв’ю.\n\nПытанне: Ці расце гандаль?\n\n"
        "Пасол: Гандаль вырас удвая. Так будзе і далей.\n",
        "Пасол Кітая Се Сяаюн",
    ),
    ZH: (
        "中国驻白俄罗斯大使谢小用接受采访。\n\n问：贸易在增长吗？\n\n答：贸易额翻了一番。还会继续。\n",
        "中国驻白俄罗斯大使谢小用",
    ),
}
REPORTS = {
    EN: (
        "Xie Xiaoyong, China's Ambassador to Belarus, spoke in an interview. Trade has doubled.",
        "Xie Xiaoyong, China's Ambassador to Belarus",
    ),
    RU: (
        "Посол КНР Се Сяоюн рассказал об этом в интервью. Торговля выросла вдвое.",
        "Посол КНР Се Сяоюн",
    ),
    BE: (
        "Пасол Кітая Се Сяаюн, які нядаўна прыехаў, у інтэрв’ю расказаў пра гандаль. Ён вырас.",
        "Пасол Кітая Се Сяаюн",
    ),
    ZH: (
        "中国驻白俄罗斯大使谢小用在采访中介绍了情况。贸易额翻了一番。",
        "中国驻白俄罗斯大使谢小用",
    ),
}
REPORTED = {
    EN: ("Minister Ivan Petrov opened the fair. Sales, the minister said, have doubled.",
         "Minister Ivan Petrov"),
    RU: ("Посол КНР Се Сяоюн открыл выставку. По словам посла, продажи выросли вдвое.",
         "Посол КНР Се Сяоюн"),
    BE: ("Пасол Кітая Се Сяаюн адкрыў выставу. Паводле слоў пасла, продажы выраслі ўдвая.",
         "Пасол Кітая Се Сяаюн"),
    ZH: ("中国驻白俄罗斯大使谢小用在开幕式上讲话。大使说，销售额翻了一番。",
         "中国驻白俄罗斯大使谢小用"),
}  # fmt: skip


def document(text: str, language: Language = EN) -> Document:
    return make_document(text, language=language)


def last(one: Document) -> Quotation:
    return Quotation.of(split_sentences(one)[-1])


def attributed(one: Document) -> list[tuple[AttributionKind, str] | None]:
    """Kind and words of each sentence's attribution; the words are looked up in the text."""
    found = [attribute(Quotation.of(sentence)) for sentence in split_sentences(one)]
    for attribution in found:
        if attribution is not None:
            assert one.text[attribution.start : attribution.end] == attribution.text
    return [(one.kind, one.text) if one is not None else None for one in found]


@pytest.mark.parametrize("language", list(Language))
def test_every_answer_of_a_transcript_is_said_by_the_one_who_is_interviewed(
    language: Language,
) -> None:
    text, speaker = TRANSCRIPTS[language]
    one = document(text, language)
    asked = ("?", "？", "Q.")
    questions = {place for place, s in enumerate(split_sentences(one)) if s.text.endswith(asked)}

    found = attributed(one)

    assert found[0] == (INTERVIEW, speaker)
    for place, attribution in enumerate(found[1:], start=1):
        assert attribution == (None if place in questions else (SAID, speaker))


@pytest.mark.parametrize("language", list(Language))
def test_the_report_of_an_interview_names_who_gave_it(language: Language) -> None:
    text, speaker = REPORTS[language]

    assert attributed(document(text, language)) == [(INTERVIEW, speaker)] * 2


@pytest.mark.parametrize("language", list(Language))
def test_reported_speech_that_names_only_a_role_is_given_the_name_of_the_document(
    language: Language,
) -> None:
    text, speaker = REPORTED[language]

    assert attributed(document(text, language)) == [None, (SAID, speaker)]


def test_a_sentence_right_behind_reported_speech_is_told_to_stand_there() -> None:
    text = "Minister Ivan Petrov said that sales doubled. They fell before. Nobody knows why."

    assert attributed(document(text)) == [None, (BEFORE, "Minister Ivan Petrov"), None]


def test_he_said_is_said_by_the_only_speaker() -> None:
    text = "Minister Ivan Petrov opened it.\n\nSales, he said, have doubled."

    assert attributed(document(text))[1] == (SAID, "Minister Ivan Petrov")


@pytest.mark.parametrize(
    "text",
    [
        "The tax is due on 1 July 2016. It is paid to the office.",
        "According to BelTA, the directive was signed. It is long.",
        "Sales, the minister said, have doubled.",
        "Minister Ivan Petrov met Minister Anna Orlova. The minister said that sales doubled.",
        "The head of the Shanghai Cooperation Organization came. The head said nothing.",
        "The Ambassador to Belarus gave an interview. Trade has doubled.",
        "Minister Ivan Petrov and Ambassador Anna Orlova gave an interview. Trade has doubled.",
        "Deadline: 1 July.\n\nAmbassador: a title.\n\nTrade has doubled.",
    ],
)
def test_nobody_is_named_where_it_is_not_clear_who_speaks(text: str) -> None:
    assert attribute(last(document(text))) is None


def test_the_answers_of_somebody_else_in_a_transcript_are_left_without_a_name() -> None:
    text = (
        "Ambassador Ivan Petrov gave an interview.\n\nQ. Is trade growing?\n\n"
        "Minister: It is.\n\nAmbassador: Trade has doubled.\n"
    )

    assert attributed(document(text))[-2:] == [None, (SAID, "Ambassador Ivan Petrov")]


@pytest.mark.parametrize("language", list(Language))
def test_one_notice_for_each_speaker_tells_which_quotations_are_theirs(language: Language) -> None:
    text, speaker = REPORTS[language]
    citations = cite(
        [
            *map(Quotation.of, split_sentences(document(text, language))),
            last(document("The tax is due.")),
        ]
    )

    [notice] = attribution_notices(
        citations, Messages(ContactSettings(), question_characters=1), language
    )

    assert notice.code == "attribution_interview"
    assert notice.text.startswith("[1] [2] ")
    assert speaker in notice.text
