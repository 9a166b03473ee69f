"""The lists of countries and of the names of their people."""

from __future__ import annotations

import pycountry
import pytest

from tui.nlp.entities.places import PLACES, country_of, country_of_people, place_key


def names(country: object) -> list[str]:
    """The ways to write a name from ISO 3166 ("Virgin Islands, British")."""
    name = str(getattr(country, "common_name", None) or getattr(country, "name", ""))
    first, comma, rest = name.partition(", ")
    return [first, f"{rest} {first}"] if comma else [name]


def test_every_country_and_territory_of_iso_3166_is_known_as_a_place() -> None:
    written = [names(country) for country in pycountry.countries]
    unknown = [forms for forms in written if not any(place_key(form) in PLACES for form in forms)]
    assert unknown == []


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Swazi", "Eswatini"),
        ("Burkinabe", "Burkina Faso"),
        ("Faroese", "Faroe Islands"),
        ("Macanese", "Macao"),
        ("Tuvaluans", "Tuvalu"),
        ("Surinamese", "Suriname"),
        ("Luxembourger", "Luxembourg"),
        ("Monegasque", "Monaco"),
    ],
)
def test_the_name_of_a_people_leads_to_its_country(word: str, country: str) -> None:
    assert country_of_people(word) == country


def test_congo_alone_means_the_larger_of_the_two() -> None:
    assert country_of("Congo") == "Democratic Republic of the Congo"
