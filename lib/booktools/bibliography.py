"""Bibliography labels as the text cites: names and year, letters as written."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pybtex.database import Entry, Person
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels import BaseLabelStyle
from sphinx.application import Sphinx
from sphinx.config import Config

STYLE = "names_and_year"
MOST_NAMES = 2


class NamesAndYear(BaseLabelStyle):
    """Labels such as "Krotov and Hopfield 2016" or "Ramsauer et al. 2021"."""

    def format_labels(self, sorted_entries: Sequence[Entry]) -> Iterator[str]:
        """One label an entry; the same names and year get the letters a, b, ..."""
        labels = [label_of(entry) for entry in sorted_entries]
        total, seen = Counter(labels), Counter[str]()
        for label in labels:
            letter = chr(ord("a") + seen[label]) if total[label] > 1 else ""
            seen[label] += 1
            yield label + letter


class Style(PlainStyle):
    """pybtex's plain style, sorted by author, with the labels above."""

    default_label_style = NamesAndYear


def label_of(entry: Entry) -> str:
    """Family names and year of an entry; its key where it names nobody."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = " and ".join(map(_family_name, people)) or entry.key
    if len(people) > MOST_NAMES:
        names = f"{_family_name(people[0])} et al."
    return f"{names} {entry.fields.get('year', '')}".strip()


def setup(app: Sphinx) -> None:
    """Make the style known and the default of `{bibliography}`."""
    register_plugin("pybtex.style.formatting", STYLE, Style, force=True)
    app.connect("config-inited", _use_style)


def _use_style(app: Sphinx, config: Config) -> None:
    config.bibtex_default_style = STYLE


def _family_name(person: Person) -> str:
    parts = person.rich_prelast_names + person.rich_last_names
    return " ".join(str(part) for part in parts)
