"""Addresses: how the settings write where the service is seen and whose pages may ask it."""

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^\s/?#@\\%]+)(?P<path>(?:/[A-Za-z0-9._~-]+)*)/?", re.IGNORECASE
)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")
_USUAL_PORTS = {"http": ":80", "https": ":443"}


def read_address(value: str) -> str:
    """Check the address of a service; give it without a closing slash.

    Raises:
        ValueError: It is not a host with a path or without; says what is allowed.
    """
    if value == "":
        return value
    found = _ADDRESS.fullmatch(value)
    if found is None or not _is_host(found["host"]) or _climbs(found["path"]):
        raise ValueError(
            "allowed is http:// or https://, a host, and after it a port and a path where there "
            "are any, the path of the letters a to z, digits and - . _ ~, such as "
            "https://ask.example.by or https://www.example.by/ask"
        )
    return f"{found['scheme']}://{found['host']}".lower() + found["path"]


def _is_host(netloc: str) -> bool:
    try:
        urlsplit(f"//{netloc}").port  # noqa: B018 - raises for what is no port
        _encoded(netloc)
    except ValueError:
        return False
    return True


def _climbs(path: str) -> bool:
    return not {".", ".."}.isdisjoint(path.split("/"))


def read_origin(value: str) -> str:
    """Check the origin of a site.

    Raises:
        ValueError: It is not what a browser calls one; says what is allowed.
    """
    if not _ORIGIN.fullmatch(value):
        raise ValueError(
            "allowed is http:// or https:// and a host in small letters, with a port where the "
            "site's address has one, and nothing after it, such as https://www.example.by; pages "
            "are not named one by one, and * is not allowed"
        )
    return value


def origin_of(address: str) -> str:
    """The origin of pages at an address, as browsers send it; empty for no address."""
    if address == "":
        return ""
    parts = urlsplit(address)
    return f"{parts.scheme}://{_encoded(parts.netloc).removesuffix(_USUAL_PORTS[parts.scheme])}"


def path_of(address: str) -> str:
    """The path that an address ends in, without a closing slash; empty where it has none."""
    return urlsplit(address).path


def _encoded(netloc: str) -> str:
    """A host and port as they go over the wire: names in other letters than a to z are encoded."""
    if netloc.isascii():
        return netloc
    host, colon, port = netloc.partition(":")
    return host.encode("idna").decode("ascii") + colon + port
