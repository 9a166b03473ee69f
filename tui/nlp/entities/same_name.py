"""Finds different names for the same organisation, place, event or thing: acronyms, short forms, other word orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from ..tokens import Tokens
from .acronyms import is_acronym, join_acronyms
from .cluster_groups import SMALL, SWAPPED, ClusterGroups, is_place_word, is_within, words_of
from .clusters import Cluster
from .courts import circuit_of
from .folding import fold
from .given_names import GIVEN_NAMES
from .kind_votes import is_storm
from .name_words import (
    BUILDING_HEADS,
    CLUB_HEADS,
    CLUB_NICKNAMES,
    CLUB_PREFIXES,
    COMPANY_WORDS,
    KNOWN_BODIES,
    LAW_HEADS,
    LOCAL_HEADS,
    ORG_HEADS,
    PLACE_HEADS,
    PLACE_PREPOSITIONS,
    SAME_BODIES,
    STANDALONE_BODIES,
)
from .places import CITIES, DEMONYMS, PLACES, country_of, country_of_people, place_key

_TAILS = COMPANY_WORDS | {"group", "company", "magazine", "newspaper", "international", "worldwide", "news"}
_COMPANY = frozenset(map(fold, COMPANY_WORDS)) | {"company"}
_STATE_BODIES = frozenset(("congress", "senate", "army", "navy", "parliament"))
_ALONE = PLACES | STANDALONE_BODIES | {"state", "hill", "house"}
"""Single words that are names by themselves."""
_CONTINENT = frozenset(("america", "american", "americans"))
"""What is a country by itself, but hardly in the name of a body: "Bank of America"."""
_GEORGIA = {"georgia": "Georgia", "georgian": "Georgia"}
"""The country and the state, neither of which has its name to itself."""
_LOCATING = PLACE_PREPOSITIONS | {"at", "from", "to", "of"}
_MUSEUMS = frozenset(("museum", "gallery"))
_MEETINGS = frozenset(("convention", "conference", "summit", "forum"))
"""Heads of events that are as often taken for organisations."""
_DIRECTIONS = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "upper")
)
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}


def merge_names(t: Tokens, clusters: Sequence[Cluster]) -> list[list[Cluster]]:
    """The clusters, which are neither persons nor peoples, grouped by what they name."""
    groups = ClusterGroups(clusters)
    _join_same_words(groups)
    by_words = {tuple(words_of(text)): i for i, cluster in enumerate(clusters) for text in cluster.texts}
    join_acronyms(t, groups)
    wholes: dict[int, list[int]] = defaultdict(list)
    places = {" ".join(words) for words, cluster in zip(groups.words, clusters, strict=True) if cluster.kind == "PLACE"}
    for i, cluster in enumerate(clusters):
        for shorter in _short_forms(groups.words[i], cluster, places):
            j = by_words.get(shorter)
            if j is None or j == i or _is_place(t, clusters[j], cluster):
                continue
            if _may_join(clusters[j], cluster):
                wholes[j].append(i)
    for j, fits in wholes.items():
        # "The Intelligence Committee" is not that of the House and that of the Senate at once.
        all_one = clusters[j].kind == "EVENT"  # Storm Orla and Hurricane Orla
        for i in fits if all_one else [max(fits, key=lambda i: len(clusters[i].names))]:
            groups.join(j, i)
    _join_halves(groups)
    _join_capital(t, groups)
    _join_endings(t, groups)
    _join_makers(groups)
    _join_heads(t, groups)
    _join_leading_words(t, groups)
    _join_shortened(groups)
    _join_misspelt(groups)
    return groups.groups()


def _may_join(short: Cluster, long: Cluster) -> bool:
    """False if the two are surely different kinds of things."""
    if short.kind == long.kind or not short.kind or not long.kind:
        return True
    if short.words[-1] == "State" and long.words[-1] == "University":
        return True
    firm = short.votes[short.kind] >= 5 and short.votes[long.kind] < 2
    return not firm


def _join_same_words(groups: ClusterGroups) -> None:
    """Join names that differ only in small words or word order: "Department of State", "State Department".

    A country counts under any of its names and the word for its people: "Ruritanian Senate" is the "Senate of
    Ruritania", and also the "National Senate of Ruritania" if that is the only longer name.
    """
    seen: dict[object, int] = {}
    national: dict[tuple[str, str], list[tuple[int, set[str]]]] = defaultdict(list)
    for i, words in enumerate(groups.words):
        squeezed = "".join(words)
        if circuit := circuit_of(groups.clusters[i].text):
            groups.join(i, seen.setdefault(("circuit", circuit), i))
        if len(squeezed) > 5 and groups.clusters[i].kind in ("ORG", "THING"):
            groups.join(i, seen.setdefault(squeezed, i))  # "Wal-Mart" and "Walmart"
        if len(words) > 1 and words[0] in SAME_BODIES:
            words = [*SAME_BODIES[words[0]].split(), *words[1:]]  # "UN" Security Council
        country, words = _split_country(words)
        content = [word for word in words if word not in SMALL]
        if len(content) + bool(country) < 2:
            continue
        swapped = SWAPPED & set(content) and len(content) < 4
        key: object = (country, frozenset(content) if swapped else tuple(content))
        if key in seen:
            groups.join(i, seen[key])
        else:
            seen[key] = i
            if country:
                national[country, _head_of(words)].append((i, set(content)))
    for alike in national.values():
        for i, inner in alike:
            longer = {groups.root(j) for j, other in alike if inner < other}
            if len(inner) == 1 and len(longer) == 1:
                groups.join(i, longer.pop())


def _split_country(words: list[str]) -> tuple[str, list[str]]:
    """The country in the name of a body, or an empty string, and the other words."""
    for size in (4, 2, 1):
        for start in range(len(words) - size + 1):
            text = " ".join(words[start : start + size])
            country = country_of(text.upper() if len(text) < 4 else text) or country_of_people(text)
            country = country or _GEORGIA.get(text)
            if country and size < len(words) and text not in _CONTINENT:
                return country, words[:start] + words[start + size :]
    return "", words


def _head_of(words: Sequence[str]) -> str:
    """The head of the name of a body: the word before "of", or else the last."""
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "for", "on")), len(words))
    return words[cut - 1]


def _short_forms(words: list[str], cluster: Cluster, places: Collection[str]) -> Iterable[tuple[str, ...]]:
    """The shorter names that may mean the same thing. `places` are the places that the article names."""
    n = len(words)
    if n < 2:
        return
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "for", "on", "in")), 0)
    if cut > 1 or cut and words[0] in _STATE_BODIES:
        yield tuple(words[:cut])
    if cut and words[:cut] in (["church"], ["city"], ["state"], ["kingdom"], ["town"]):
        rest = [word for word in words[cut + 1 :] if word != "the"]
        if words[0] != "church" or place_key(" ".join(rest)) not in PLACES:
            yield tuple(rest)
    if words[:2] == ["university", "of"] and len(cluster.words) > 3 and cluster.words[2].endswith(","):
        yield (f"u{words[2][0]}", *words[3:])  # "UC Berkeley"
    if words[-2:] == ["state", "university"]:
        yield tuple(words[:-1])
    if words[-1] in ("state", "peninsula", "islands") and cluster.kind == "PLACE" or words == ["gaza", "strip"]:
        yield tuple(words[:-1])
    if "-" in cluster.text and cluster.words[-1].lower() in LAW_HEADS:
        yield tuple(words[:-1])  # "Halden-Moss Act"
    if "department" in words and cluster.kind == "ORG":
        _, field = _split_country([word for word in words if word not in ("department", "of", "for")])
        yield tuple(field)  # "Labor", "Homeland Security"
    if is_storm(words):
        yield (words[-1],)
    if words[0] == "metropolitan" and words[1] in ("museum", "opera", "police"):
        yield ("met",)
    if words[-1] in _TAILS:
        yield tuple(words[:-1])
    head = words[: cut or n]
    given = next((k for k, word in enumerate(head) if len(word) > 1 and word not in GIVEN_NAMES), 0)
    if given and len(head) - given > 1:
        yield tuple(head[given:])  # "Anna J. Holm Center" for the Arts
    if words[1] in ("motor", "motors") and words[0] in KNOWN_BODIES and n - (words[-1] in _COMPANY) == 2:
        yield (words[0],)  # "Ford Motor Company"
    if n == 3 and words[-1] in _COMPANY and (words[0] in GIVEN_NAMES or words[1] in KNOWN_BODIES):
        yield (words[1],)  # "Henry Holm Ltd." is Holm
    if words[0] in CLUB_PREFIXES or words[-1] in CLUB_HEADS:
        yield tuple(words[1:] if words[0] in CLUB_PREFIXES else words[:-1])
    if cluster.key in CLUB_NICKNAMES:
        yield (CLUB_NICKNAMES[cluster.key],)
    if words[-1] in ("dc", "d.c."):
        yield tuple(words[:-1])
    local = cluster.kind == "PLACE" and words[0] in CITIES and not is_acronym(cluster.words[-1])
    if n == 2 and local and words[1] not in PLACE_HEADS | BUILDING_HEADS:
        yield (words[1],)  # London "Waterloo"
    if n == 2 and cluster.kind == "ORG" and words[0] in DEMONYMS and words[1] not in ORG_HEADS:
        yield (words[1],)  # Afghan "Taliban"
    if n > 2 and cluster.kind == "PLACE" and words[0] not in _DIRECTIONS:
        yield from (tuple(words[k:]) for k in range(1, n - 1))  # Daehak-ro "Marronnier Park"
    for k in (1, 2):
        first = " ".join(words[:k])
        short = n - k > 1 or words[-1] in _STATE_BODIES or _is_team(words[-1], cluster)
        if n > k and (is_place_word(first) or first in places) and short:
            yield tuple(words[k:])
        elif n > k + 1 and first in KNOWN_BODIES:
            yield tuple(words[k:])  # UN "Security Council"


def _is_team(word: str, cluster: Cluster) -> bool:
    """True for the end of a team's name like "Springfield Bears"."""
    return cluster.kind == "ORG" and word.endswith("s") and word not in ORG_HEADS and word not in PLACE_HEADS


def _is_place(t: Tokens, short: Cluster, long: Cluster) -> bool:
    """True if a name that could be a club's short form means the town in this article, or is a well-known one.

    A well-known town is the club if the article never speaks of it as a place: "the Madrid coach", "Madrid led".
    """
    words = words_of(long.text)
    if words[0] not in CLUB_PREFIXES and words[-1] not in CLUB_HEADS:
        return False
    before = {t.lower[name.start - 1] for name in short.names if name.start}
    if before.isdisjoint(_LOCATING if short.key in PLACES else PLACE_PREPOSITIONS):
        short.votes.clear()
        short.add_vote("ORG", 1)
        return False
    return True


def _join_halves(groups: ClusterGroups) -> None:
    """Join "the North" and "the South" with North Korea and South Korea, where the article names both countries."""
    halves = {tuple(groups.words[i]): i for i, cluster in enumerate(groups.clusters) if country_of(cluster.text)}
    for i, words in enumerate(groups.words):
        if len(words) == 1 and words[0] in _OPPOSITE and groups.clusters[i].kind in ("PLACE", "ORG"):
            other = _OPPOSITE[words[0]]
            fits = [j for half, j in halves.items() if half[:1] == (words[0],) and (other, *half[1:]) in halves]
            if len(fits) == 1:
                groups.join(i, fits[0])


def _join_capital(t: Tokens, groups: ClusterGroups) -> None:
    """Join "D.C." with "Washington", unless the article speaks of the District or of the state."""
    places = {cluster.key: i for i, cluster in enumerate(groups.clusters)}
    if "washington" in places and "washington dc" in places:
        text = t.text.lower()
        if "district of columbia" not in text and "washington state" not in text:
            groups.join(places["washington"], places["washington dc"])


def _join_endings(t: Tokens, groups: ClusterGroups) -> None:
    """Join "the Daily Gazette" with the only longer name of an organisation that ends so."""
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, cluster in enumerate(groups.clusters):
        if cluster.kind == "ORG":
            for k in range(1, len(groups.words[i]) - 1):
                longer[tuple(groups.words[i][k:])].add(i)
    for i, cluster in enumerate(groups.clusters):
        definite = all(name.start and t.lower[name.start - 1] == "the" for name in cluster.names)
        if cluster.kind == "ORG" and definite and cluster.key not in KNOWN_BODIES:
            fits = {groups.root(j) for j in longer.get(tuple(groups.words[i]), ())}
            if len(fits) == 1:
                groups.join(i, fits.pop())


def _join_heads(t: Tokens, groups: ClusterGroups) -> None:
    """Join a capitalised noun alone ("the Church") with the only longer name in the text that has it as its head."""
    longer: dict[str, set[int]] = defaultdict(set)
    for i, cluster in enumerate(groups.clusters):
        for words in map(words_of, cluster.texts if cluster.kind in ("ORG", "PLACE", "EVENT") else ()):
            if len(words) > 1:
                longer[_head_of(words)].add(i)
    for i, cluster in enumerate(groups.clusters):
        words = groups.words[i]
        known_head = words[0] in ORG_HEADS or words[0] in PLACE_HEADS
        definite = all(name.start and t.lower[name.start - 1] == "the" for name in cluster.names)
        if len(words) == 1 and (known_head or definite) and _ALONE.isdisjoint((cluster.key, words[0])):
            fits = {groups.root(j) for j in longer.get(words[0], ())}
            known = {groups.root(j) for j in longer.get(words[0], ()) if groups.clusters[j].key in KNOWN_BODIES}
            fits = known if len(known) == 1 else fits  # "the Court" is the Supreme Court
            if len(fits) == 1 and _may_join(cluster, groups.clusters[next(iter(fits))]):
                groups.join(i, next(iter(fits)))


def _join_makers(groups: ClusterGroups) -> None:
    """Join a product's name with and without its maker: "Acme Rocket" and "Rocket"."""
    longer: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, cluster in enumerate(groups.clusters):
        words = groups.words[i]
        if len(words) > 1 and cluster.kind in ("THING", "ORG", ""):
            longer[tuple(words[1:])].append(i)
    for i, cluster in enumerate(groups.clusters):
        words = groups.words[i]
        fits = longer.get(tuple(words), [])
        if len(fits) != 1 or words[-1] in ORG_HEADS or words[-1] in PLACE_HEADS or not words[-1].isalpha():
            continue
        if "THING" in (cluster.kind, groups.clusters[fits[0]].kind) and cluster.kind in ("THING", "ORG", ""):
            groups.join(i, fits[0])


def _join_leading_words(t: Tokens, groups: ClusterGroups) -> None:
    """Join the first words of the name of an organisation or a building with the only longer name that begins with
    them."""
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, cluster in enumerate(groups.clusters):
        words = groups.words[i]
        if cluster.kind == "ORG":
            for n in range(1, len(words)):
                # The "Harbour Authority Police Union" is not the Harbour Authority.
                if n == 1 or words[n - 1] not in ORG_HEADS or words[n] in SMALL or len(words) - n < 2:
                    longer[tuple(words[:n])].add(i)
        elif cluster.kind == "PLACE" and len(words) > 2 and words[-1] in BUILDING_HEADS and words[-2] not in ORG_HEADS:
            longer[tuple(words[:-1])].add(i)  # "Red Rocks" Amphitheatre
    # Longest first, so that "Acme Rockets" already belongs to "Acme Rockets of Ohio" when "Acme" is placed.
    for i, cluster in sorted(enumerate(groups.clusters), key=lambda item: -len(item[1].words)):
        key = tuple(groups.words[i])
        text = " ".join(key)
        wholes = longer.get(key, set())
        if _is_town(t, cluster, [groups.clusters[j] for j in wholes]) or text in _ALONE or is_place_word(text):
            continue
        fits = {groups.root(j) for j in wholes}
        if len(fits) != 1 or groups.root(i) in fits:
            continue
        whole = next(iter(fits))
        # A place is never an organisation: "Asia-Pacific" is not short for the Asia-Pacific Economic Cooperation.
        building = cluster.kind == groups.clusters[whole].kind and len(key) > 1
        definite = all(name.start and t.lower[name.start - 1] == "the" for name in cluster.names)
        building = building or definite and cluster.kind == "PLACE" and groups.words[whole][len(key)] in _MUSEUMS
        if (
            cluster.kind == "ORG"
            or building
            or cluster.kind in ("THING", "")
            and _may_join(cluster, groups.clusters[whole])
        ):
            groups.join(i, whole)


def _is_town(t: Tokens, short: Cluster, wholes: Iterable[Cluster]) -> bool:
    """True if a name probably means the town of a body like "Springfield Library", and not the body itself.

    A university goes by the name of its town: "Springfield asked 900 voters".
    """
    heads = {whole.words[-1].lower() for whole in wholes} & LOCAL_HEADS
    before = {t.lower[name.start - 1] for name in short.names if name.start}
    if short.kind == "ORG" and len(short.words) > 1 and before.isdisjoint(PLACE_PREPOSITIONS):
        return False  # "Halden High"
    is_body = short.kind in ("ORG", "THING") and before.isdisjoint(PLACE_PREPOSITIONS | {"from", "to"})
    university = heads == {"university"} and is_body
    return bool(heads) and not university and "the" not in before


def _join_shortened(groups: ClusterGroups) -> None:
    """Join a name with the only longer one of which it leaves out inner words: "Strelsau" International "Airport"."""
    longer: dict[tuple[str, str], list[tuple[int, list[str]]]] = defaultdict(list)
    for i, words in enumerate(groups.words):
        country = len(words) > 3 and is_place_word(words[0])
        for whole in (words, words[1:]) if country else (words,):
            if len(whole) > 2 and "and" not in whole and whole[-1] != "party":
                longer[whole[0], whole[-1]].append((i, whole))
    for i, cluster in enumerate(groups.clusters):
        words = groups.words[i]
        meets = words[-1] in _MEETINGS and cluster.kind in ("ORG", "EVENT")
        known = cluster.key in KNOWN_BODIES or cluster.kind not in ("ORG", "PLACE") and not meets
        if len(words) < 2 or known or not SMALL.isdisjoint(words):
            continue
        fits = {
            groups.root(j)
            for j, whole in longer.get((words[0], words[-1]), ())
            if (groups.clusters[j].kind == cluster.kind or meets and groups.clusters[j].kind in ("ORG", "EVENT"))
            and len(words) < len(whole)
            and is_within(words, whole)
        }
        if len(fits) == 1:
            groups.join(i, fits.pop())


def _join_misspelt(groups: ClusterGroups) -> None:
    """Join a name that occurs once with the only one that is a letter off: "Defence Force", "Defence Forces"."""
    # By everything but the word in question, so that not every name is compared with every other.
    alike: dict[object, list[tuple[int, str]]] = defaultdict(list)
    for i, cluster in enumerate(groups.clusters):
        for key, word in _long_words(groups.words[i], cluster):
            alike[key].append((i, word))
    for i, cluster in enumerate(groups.clusters):
        if len(cluster.names) > 1 or cluster.key in PLACES or cluster.key in KNOWN_BODIES:
            continue
        close = {
            groups.root(j)
            for key, word in _long_words(groups.words[i], cluster)
            for j, other in alike[key]
            if j != i and OSA.distance(word, other, score_cutoff=1) == 1
        }
        if len(close) == 1:
            groups.join(i, close.pop())


def _long_words(words: Sequence[str], cluster: Cluster) -> Iterator[tuple[object, str]]:
    """Each long word of a name in which a letter may be wrong, after a key of everything else in the name."""
    for k, word in enumerate(words):
        if word.isalpha() and len(word) > 4 and len(cluster.text) > 7:
            yield (cluster.kind, *words[:k], word[0], *words[k + 1 :]), word
