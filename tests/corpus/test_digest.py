import hashlib

from corpus.digest import store_digest
from tests.fakes import make_document

ONE = make_document(id="a.txt")
TWO = make_document(id="b.txt")


def test_the_order_of_documents_does_not_matter() -> None:
    assert store_digest([ONE, TWO]) == store_digest([TWO, ONE])


def test_every_change_changes_the_digest() -> None:
    documents = [[], [ONE], [TWO], [ONE, TWO], [ONE, make_document("Else.", id="b.txt")]]

    assert len({store_digest(each) for each in documents}) == len(documents)


def test_the_digest_is_that_of_ids_and_versions() -> None:
    written = f'[["a.txt", "{ONE.version}"]]'.encode()

    assert store_digest([ONE]) == hashlib.sha256(written).hexdigest()
