"""QuotingSet: public questions with their answers, and the pool that they are asked of."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from eval.public.question_set import PublicSet


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingQuestion:
    """A question, and where it is asked.

    Attributes:
        id: Unique in its set.
        text: The question.
        answers: Gold answers; none where they are not known, or there is none.
        answerable: Whether anything among the admitted paragraphs answers.
        paragraph: Id of the paragraph that holds the answers; None when it is not known.
        admitted: Ids of the paragraphs that may be used; all when empty.
        judged: Whether it is known if an answer is right.
    """

    id: str
    text: str
    answers: tuple[str, ...]
    answerable: bool
    paragraph: str | None = None
    admitted: frozenset[str] = field(default_factory=frozenset)
    judged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingSet:
    """Questions over one pool of paragraphs.

    Attributes:
        name: Unique.
        pool: What is indexed.
        questions: What is asked.
    """

    name: str
    pool: PublicSet
    questions: Sequence[QuotingQuestion]
