"""Attribution remarks: the notice that says whose words the quotations are."""

from collections.abc import Sequence

from assistant.answer import AttributionKind, Citation, Notice
from assistant.notices.messages import Messages
from corpus.document import Language


def attribution_notices(
    citations: Sequence[Citation], messages: Messages, language: Language
) -> list[Notice]:
    """Say once for each speaker which quotations are theirs."""
    markers: dict[tuple[AttributionKind, str], list[str]] = {}
    for citation in citations:
        if citation.attribution is not None:
            spoken = citation.attribution.kind, citation.attribution.text
            markers.setdefault(spoken, []).append(f"[{citation.number}]")
    return [
        messages.notice(f"attribution_{kind}", language, speaker=words, numbers=" ".join(numbers))
        for (kind, words), numbers in markers.items()
    ]
