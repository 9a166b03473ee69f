"""Names for readers for the labels of the entity recogniser, and how names are compared."""

from __future__ import annotations

KINDS = {
    "PERSON": "People",
    "ORG": "Organisations",
    "GPE": "Places",
    "LOC": "Places",
    "FAC": "Places",
    "NORP": "Groups",
    "EVENT": "Events",
    "PRODUCT": "Products",
    "WORK_OF_ART": "Works",
    "LAW": "Laws",
    "LANGUAGE": "Languages",
}
"""The kind for each OntoNotes label, in the plural, as a heading."""


def kind_of_label(label: str) -> str:
    """The kind of a label, as in the lists over all articles: "people", "organisations", "places" …"""
    return KINDS.get(label, "Products").lower()


def name_key(name: str) -> str:
    """A name without case and full stops, for comparing."""
    return " ".join(name.replace(".", "").casefold().split())
