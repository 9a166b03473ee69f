from __future__ import annotations

from tui.library.outlets import origin_of, outlet_of, place_of
from tui.text.address import host, path, plain_host
from tui.text.article import Article


def test_an_address_is_split_into_host_and_path() -> None:
    assert (host("https://example.org:80/a?b"), path("https://example.org/a?b")) == ("example.org", "/a")
    assert place_of("https://example.org/a") == "example.org"


def test_the_outlet_is_the_site_name_or_else_the_host_and_the_origin_may_be_the_file_name() -> None:
    address = "https://example.org/a"
    named = [
        Article("a.md", "", site="The\nHerald", url=address),
        Article("a.md", "", url=address),
        Article("a.md", ""),
    ]
    assert [origin_of(one, one.source) for one in named] == ["The Herald", "example.org", "a.md"]
    assert [outlet_of(one, one.source) for one in named] == ["The Herald", "example.org", "no outlet"]
    assert outlet_of(Article(address, ""), address) == "example.org"


def test_a_malformed_address_raises_no_error() -> None:
    for words in ("http://[x", "http://", "http://[::1", "http://a b", "file:", ""):
        assert isinstance(host(words), str)
        assert isinstance(path(words), str)
        assert isinstance(plain_host(words), str)
    assert place_of("http://[x") == "http://[x"


def test_a_host_in_other_scripts_is_shown_in_punycode() -> None:
    assert plain_host("https://example.org") == ""
    assert plain_host("https://\u0435\u0445.org/a").startswith("xn--")
    assert plain_host("https://" + "\u0430" * 80) == "not a valid host name"
