from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings() == Settings()


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[server]\nport = 8001\nhost = '0.0.0.0'\n")
    monkeypatch.setenv("ASSISTANT__SERVER__PORT", "8002")

    settings = load_settings(file)

    assert (settings.server.host, settings.server.port) == ("0.0.0.0", 8002)  # noqa: S104


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[server]\nprot = 1\n", "Unknown setting server.prot; server has host, port"),
        ("[sever]\nport = 1\n", "Unknown setting sever; sections are store, documents"),
        ("[server]\nport = 70000\n", "server.port = 70000"),
        ("[server]\nport = 'many'\n", "server.port = 'many'"),
        ("[search]\nretriever = 'x'\n", "'faiss' or 'exact'"),
        ("[server]\nallowed_origins = ['*']\n", "server.allowed_origins.0 = '*': allowed is http"),
        (
            "[server]\nallowed_origins = ['https://A.by']\n",
            "server.allowed_origins.0 = 'https://A.by': allowed is http",
        ),
        (
            "[server]\npublic_address = 'site.example/ask'\n",
            "server.public_address = 'site.example/ask': allowed is http:// or https://",
        ),
        ("[server\n", "cannot be read"),
        ("[server]\nport = true\n", "server.port = True"),
        ("[documents]\noverlap_characters = 700\n", "at most half of passage_characters"),
    ],
)
def test_a_faulty_file_is_refused_with_the_key(tmp_path: Path, toml: str, words: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(toml)

    with pytest.raises(SettingsError) as caught:
        load_settings(file)

    said = str(caught.value)
    assert words in said
    assert not any(sign in said for sign in ("pattern", "[a-z", "^", "Value error"))
    assert caught.value.exit_code == 2


def test_the_public_address_may_have_a_path(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[server]\npublic_address = 'https://site.example/ask/'\n")
    server = load_settings(file).server

    assert server.public_address == "https://site.example/ask"
    assert (server.public_origin, server.public_path) == ("https://site.example", "/ask")


@pytest.mark.parametrize(
    "name", ["ASSISTANT__SEVER__PORT", "ASSISTANT__PORT", "ASSISTANT__SERVER__PROT"]
)
def test_an_unknown_environment_variable_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")

    with pytest.raises(SettingsError):
        load_settings()


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"No settings file at nowhere\.toml"):
        load_settings(Path("nowhere.toml"))


def test_a_wrong_list_in_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT__DOCUMENTS__FOLDERS", "not a list")

    with pytest.raises(SettingsError):
        load_settings()


def test_settings_toml_shows_every_setting_with_its_default() -> None:
    shipped = load_settings(ROOT / "settings.toml")

    shown = (ROOT / "settings.toml").read_text(encoding="utf-8")
    for name, section in Settings.model_fields.items():
        assert section.annotation is not None
        for key in section.annotation.model_fields:
            assert f"\n{key} =" in shown or f"\n# {key} =" in shown or f"\n[{name}.{key}]" in shown
    assert shipped == Settings()
