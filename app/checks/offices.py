"""Who an office-holder is: ``MBZK``, ``Stas IenW`` and the long names of ministries as one and the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.reading.recognition import holder_name
from app.reading.text import bare, tidy

_MINISTRIES: dict[str, str] = {
    "bzk": "bzk|binnenlandsezakenenkoninkrijksrelaties|binnenlandsezaken",
    "vro": "vro|volkshuisvestingenruimtelijkeordening|volkshuisvesting",
    "ezk": "ezk|economischezakenenklimaat",
    "ez": "ez|economischezaken",
    "kgg": "kgg|klimaatengroenegroei",
    "klimaat": "klimaatenenergie|kenE",
    "lnv": "lnv|landbouwnatuurenvoedselkwaliteit",
    "lvvn": "lvvn|landbouwvisserijvoedselzekerheidennatuur",
    "natuur": "natuurenstikstof|nenstikstof",
    "ienw": "ienw|infrastructuurenwaterstaat|infrastructuurenmilieu",
    "ocw": "ocw|onderwijscultuurenwetenschap",
    "vws": "vws|volksgezondheidwelzijnensport",
    "szw": "szw|socialezakenenwerkgelegenheid",
    "jenv": "jenv|justitieenveiligheid|justitie",
    "aenm": "aenm|asielenmigratie",
    "rechtsbescherming": "rechtsbescherming",
    "fin": "fin|financien",
    "def": "def|defensie",
    "bz": "bz|buitenlandsezaken",
    "bhos": "bhos|buitenlandsehandelenontwikkelingssamenwerking|buitenlandsehandelenontwikkelingshulp",
    "az": "az|algemenezaken",
}
_WITHIN = ({"rechtsbescherming", "jenv"}, {"klimaat", "ezk"}, {"natuur", "lnv"})
_KEY = {bare(spelling): key for key, spellings in _MINISTRIES.items() for spelling in spellings.split("|")}
_WORD = re.compile(
    r"\b(minister-president|premier|viceminister-president|minister|staatssecretaris|stas|sts)\b", re.IGNORECASE
)
_FUSED = re.compile(r"^(?P<who>min|m|s)(?P<what>[a-z]{2,5})$")


@dataclass(frozen=True)
class Office:
    """An office: its rank and its ministry or portfolio; None for what the words do not tell."""

    rank: str | None
    ministry: str | None

    def differs(self, other: Office) -> bool:
        """Whether both say something that cannot be the same office."""
        if self.rank and other.rank and self.rank != other.rank:
            return True
        if not self.ministry or not other.ministry or self.ministry == other.ministry:
            return False
        # A state secretary is called after the ministry or after the portfolio within it; a minister for a portfolio
        # is another person than the minister of the ministry.
        pair = {self.ministry, other.ministry}
        return self.rank != "staatssecretaris" or pair not in _WITHIN


def office_of(text: str) -> Office:
    """Return the office that an address, a role or an abbreviation names."""
    written = holder_name(tidy(text))
    fused = _FUSED.match(bare(written))
    if fused and fused["what"] in _KEY:
        rank = "staatssecretaris" if fused["who"] == "s" else "minister"
        return Office(rank, _KEY[fused["what"]])
    found = _WORD.search(written)
    if found is None:
        return Office(None, _ministry(written))
    word = found[1].lower()
    if word in ("minister-president", "premier"):
        return Office("minister-president", None)
    rank = "staatssecretaris" if word in ("staatssecretaris", "stas", "sts") else "minister"
    return Office(rank, _ministry(written[found.end() :]))


def _ministry(text: str) -> str | None:
    behind = re.sub(r"^\s*(?:van|voor)\s+", "", text.strip(), flags=re.IGNORECASE)
    # A name may hold commas; what follows it ("namens deze", a person) may come after one too.
    for part in (behind, behind.split(",")[0], behind.split("\n")[0]):
        if bare(part) in _KEY:
            return _KEY[bare(part)]
    known = [name for name in _KEY if len(name) > 8 and bare(behind).startswith(name)]
    return _KEY[max(known, key=len)] if known else None


def ministries_in(text: str) -> set[str]:
    """Return the ministries a text names, by abbreviation (in capitals) or by their name."""
    solid = bare(text)
    found = {key for name, key in _KEY.items() if len(name) > 6 and name in solid}
    for word in re.findall(r"\b(?:M|S|Min|Stas ?)?([A-Z][A-Za-z&]{1,5})\b", text):
        if bare(word) in _KEY and any(character.isupper() for character in word[1:]):
            found.add(_KEY[bare(word)])
    return found
