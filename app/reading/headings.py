"""The usual headings of a memo, and how a line is recognised as a heading."""

from __future__ import annotations

import re

from app.memo import SectionKind
from app.reading.text import bare, tidy

_SPELLINGS: dict[SectionKind, str] = {
    SectionKind.OCCASION: "aanleiding|aanleidingendoel|aanleidingenachtergrond|inleiding|aanleidingencontext|"
    "aanleidingnota|achtergrond|aanleidinginleiding",
    SectionKind.ADVISED_DECISION: "geadviseerdbesluit|advies|beslispunt|beslispunten|gevraagdbesluit|"
    "gevraagdebeslissing|"
    "gevraagdebeslissingen|geadviseerdebeslissing|geadviseerdebesluiten|geadviseerdeactie|gevraagdeactie|voorstel|"
    "besluitpunten|besluitpunt|voorgesteldbesluit|adviesenbesluit|adviesbeslispunten|gevraagdbesluitadvies|"
    "geadviseerdbesluitadvies|teregevraagdbesluit|gevraagdwordt|wordtugevraagd|beslispuntenadvies",
    SectionKind.CORE: "kern|kernpunten|kernpunt|kernvandenota|kernboodschap|dekern|kerninformatie",
    SectionKind.EXPLANATION: "toelichting|toelichtingopkernpunten|toelichtingopdekern|nadertoelichting|"
    "toelichtingophetadvies|toelichtingopbeslispunten|naderetoelichting",
    SectionKind.POLITICS: "politiekecontext|politiekebestuurlijkecontext|politiekbestuurlijkecontext|politieke|"
    "politiekbestuurlijk|politiekegevoeligheid|politiekekrachtenveld|bestuurlijkecontext|politiekecontextenkrachtenveld",
    SectionKind.STAKEHOLDERS: "krachtenveld|krachtenveldpolitiekecontext|krachtenveldanalyse|stakeholders|"
    "krachtenveldenpolitiekecontext",
    SectionKind.FINANCES: "financieleoverwegingen|financielejuridischeoverwegingen|financielegevolgen|financien|"
    "financieleaspecten|financieleconsequenties|financieleenpersonelegevolgen|financieleparagraaf|financieel|"
    "financieleenjuridischeoverwegingen|budgettairegevolgen",
    SectionKind.LAW: "juridischeoverwegingen|juridischeaspecten|juridischegevolgen|juridisch|juridischekaders|"
    "juridischeparagraaf|juridischkader|juridischehaalbaarheid",
    SectionKind.EXECUTION: "uitvoering|uitvoerbaarheid|uitvoeringenhandhaving|uitvoeringsaspecten|uitvoeringstoets|"
    "uitvoerbaarheidenhandhaafbaarheid",
    SectionKind.COMMUNICATION: "communicatie|communicatieenpers|pers|communicatieparagraaf|media|persencommunicatie|"
    "communicatieaanpak|communicatieplan",
    SectionKind.REASON: "motivering|motivatie",
    SectionKind.ATTACHMENTS: "bijlagen|bijlage|overzichtbijlagen|bijlagenbijdezenota|lijstvanbijlagen",
    SectionKind.HISTORY: "ontwikkelingenhiervoor|voorgaandeontwikkelingenenalternatieven|voorgeschiedenis|"
    "eerderebesluitvorming|voorgaandeontwikkelingen|historie|eerderebesluiten",
    SectionKind.LABOUR_MARKET: "arbeidsmarkt|arbeidsmarktoverwegingen",
    SectionKind.STRATEGY: "strategie",
    SectionKind.SUPPORT: "maatschappelijkdraagvlak|draagvlak|draagvlakpolitiek|draagvlakmaatschappelijkenbestuurlijk|"
    "maatschappelijkenbestuurlijkdraagvlak",
    SectionKind.CONSULTATION: "afstemming|afstemminginternenextern|interneenexterneafstemming|"
    "interdepartementaleafstemming|afgestemdmet|interneafstemming|externeafstemming",
    SectionKind.READING_GUIDE: "leeswijzer|leeswijzerbijonderliggendebeslisnotas|leeswijzerbeslisnotas",
}
_KIND_OF = {spelling: kind for kind, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
_NOT_PUBLIC = re.compile(
    r"^(toelichtingop)?(de)?informatie(die|welke)niet(actief)?(openbaar)(gemaakt|temaken|is|kan|wordt|gemaaktkanworden|wordtgemaakt)"
    r"(kan|kunnen|kanworden|wordt|worden|gemaakt|kangemaaktworden|magworden)*$|^nietopenbaretemaken(informatie)?$|^nietopenbaar$"
)
_NUMBER = re.compile(r"^(?P<number>(\d{1,2}(\.\d{1,2})*|[IVX]{1,4}(?=[. )]))[.)]?|[A-Z][.)])\s+(?=\S)")
_ONLY_NUMBER = re.compile(r"^(\d{1,2}(\.\d{1,2}){0,2}|[IVX]{1,4})[.)]?$")


def kind_of(text: str) -> SectionKind | None:
    """Return which usual section a heading names, whatever its number, case, colon or damage; None for other text."""
    text = tidy(text)
    if len(text) > 90:
        return None
    for attempt in (text, _NUMBER.sub("", text)):
        key = bare(attempt)
        if key in _KIND_OF:
            return _KIND_OF[key]
        if _NOT_PUBLIC.match(key):
            return SectionKind.NOT_PUBLIC
    return None


def numbering(text: str) -> str:
    """Return the number before a heading (``4.1``, without a last dot), or an empty string."""
    match = _NUMBER.match(tidy(text))
    return match["number"].rstrip(".)") if match else ""


def is_only_number(text: str) -> bool:
    """Whether the text is a heading's number that stands on a line of its own."""
    return bool(_ONLY_NUMBER.match(tidy(text)))


def begins_like_heading(text: str) -> bool:
    """Whether a line could be an unusual heading: short, no full stop, begins with a capital or a number."""
    text = tidy(text)
    if not text or len(text) > 80 or text[-1] in ".,;!" or len(text.split()) > 10:
        return False
    first = _NUMBER.sub("", text)[:1]
    return first.isupper()
