"""Tests of the chat pages run in the whole application."""

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def client(chat_client: TestClient) -> TestClient:
    return chat_client
