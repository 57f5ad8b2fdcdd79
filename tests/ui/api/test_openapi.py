from fastapi.testclient import TestClient

from ui.api.openapi import api_description


def test_without_an_index_the_description_is_the_one_that_is_served(client: TestClient) -> None:
    assert api_description() == client.get("/api/openapi.json").json()


def test_a_field_is_described_in_the_words_of_its_record(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["components"]["schemas"]

    assert described["CitationRecord"]["properties"]["number"]["description"] == (
        "The `[n]` in the answer."
    )
    shared = described["SharedAnswer"]
    assert set(shared["required"]) == shared["properties"].keys()
    assert shared["properties"]["id"]["description"].startswith("Of the shared answer")
    assert list(described["PeriodRecord"]["properties"]) == ["from", "to", "words", "applied"]
    assert "version" not in described["HitRecord"]["properties"]
