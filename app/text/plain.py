"""The same sentences for who sits at a window: moments, meetings, states and names in words, no guard, no command.

The command line and JSON keep the codes, which can be looked up and typed; a person at a window reads what they mean.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from app.council import AMSTERDAM, Meeting, parse_meeting
from app.errors import Reason, WrongUse
from app.moves import LetterState, Move
from app.text.refusals import REFUSALS
from app.text.words import Sentence, sentence

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december",
    "January February March April May June July August September October November December",
)
_DAYS = (
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
_COUNCILS: dict[str, Sentence] = {
    "MR": ("de ministerraad", "the council of ministers"),
    "RMR": ("de rijksministerraad", "the council of ministers of the kingdom"),
    "onderraad": ("de onderraad", "the sub-council"),
}

STATES: dict[LetterState, Sentence] = {
    LetterState.DRAFT: ("nog niet vastgezet", "not locked yet"),
    LetterState.READY: ("nog zonder besluit", "still without a decision"),
    LetterState.APPROVED: ("nog niet getekend", "not signed yet"),
    LetterState.DISAGREED: ("afgewezen", "disagreed with"),
    LetterState.DISCUSS: ("aangehouden om te bespreken", "kept to be discussed"),
    LetterState.RETURNED: ("retour gestuurd", "returned"),
    LetterState.NOTED: ("alleen gezien", "noted only"),
    LetterState.IN_INK: ("bestemd voor de pen", "to be signed in ink"),
    LetterState.SIGNED_ELSEWHERE: ("elders getekend", "signed elsewhere"),
    LetterState.AGREED_ONLY: ("akkoord zonder handtekening", "agreed without a signature"),
    LetterState.SEALED: ("verzegeld", "sealed"),
    LetterState.BLOCKED: ("geblokkeerd", "blocked"),
    LetterState.RELEASED: ("vrijgegeven", "released"),
    LetterState.DISPATCHED: ("verzonden", "dispatched"),
    LetterState.VOIDED: ("vervallen", "void"),
}

MOVES: dict[Move, Sentence] = {
    Move.LOCK: ("vastzetten", "locking"),
    Move.UNLOCK: ("weer openen", "opening it again"),
    Move.AGREE: ("akkoord geven", "agreeing"),
    Move.DISAGREE: ("afwijzen", "disagreeing"),
    Move.DISCUSS: ("bespreken", "keeping it to be discussed"),
    Move.RETURN: ("retour sturen", "returning it"),
    Move.NOTE: ("voor gezien aannemen", "noting it"),
    Move.WITHDRAW: ("het besluit intrekken", "taking the decision back"),
    Move.SIGN: ("tekenen", "signing"),
    Move.BLOCK: ("blokkeren", "blocking"),
    Move.CORRECT: ("verbeteren", "correcting"),
    Move.RECONFIRM: ("opnieuw bevestigen", "confirming it again"),
    Move.RELEASE: ("vrijgeven", "releasing"),
    Move.DISPATCH: ("als verzonden vastleggen", "recording it as sent"),
    Move.VOID: ("laten vervallen", "making it void"),
    Move.INK: ("met de pen tekenen", "signing in ink"),
    Move.SIGN_ELSEWHERE: ("elders tekenen", "signing elsewhere"),
    Move.AGREE_ONLY: ("akkoord zonder handtekening", "agreeing without a signature"),
}

KINDS: dict[str, Sentence] = {
    "memo": ("nota", "memo"),
    "public_memo": ("openbare nota", "public memo"),
    "letter": ("brief", "letter"),
    "attachment": ("bijlage", "attachment"),
    "unrecognised": ("niet herkend", "not recognised"),
}
OUTCOMES: dict[str, Sentence] = {
    "agreed": ("akkoord", "agreed"),
    "agreed-with-changes": ("akkoord met wijzigingen", "agreed with changes"),
    "deferred": ("uitgesteld tot een latere vergadering", "deferred to a later meeting"),
    "refused": ("niet akkoord", "not agreed"),
    "withdrawn": ("teruggenomen", "withdrawn"),
    "noted": ("voor kennisgeving aangenomen", "noted"),
}

# Where the sentence of the command line names a command, what a window says instead.
PLAIN: dict[str, Sentence] = {
    "place_missing": (
        "Er is geen plaats voor de handtekening herkend. Wijs er een aan met \u2018Plaats van de handtekening\u2019.",
        "No place for the signature was recognised. Point at one with \u2018Place of the signature\u2019.",
    ),
    "clock_behind": (
        "De klok van deze computer ({now}) loopt achter op het logboek ({last}). Zet de klok goed en probeer het"
        " opnieuw.",
        "The clock of this computer ({now}) is behind the record ({last}). Set the clock and try again.",
    ),
    "condition_not_recorded": (
        "De nota noemt een voorwaarde ({meeting}), en die is niet vastgelegd. Leg haar eerst vast bij Voorbereiden.",
        "The memo names a condition ({meeting}) that is not recorded. Record it first.",
    ),
    "outcome_missing": (
        "Dit stuk wacht op {meeting}. Leg eerst de uitkomst vast.",
        "This item waits for {meeting}. Record the outcome first.",
    ),
    "outcome_not_agreed": (
        "De uitkomst is \u2018{outcome}\u2019. Alleen bij \u2018akkoord\u2019 gaan de brieven uit, zoals ze zijn.",
        "The outcome is \u2018{outcome}\u2019. Only \u2018agreed\u2019 lets the letters go out, as they are.",
    ),
    "outcome_in_future": (
        "{at} is nog niet geweest: het is nu {now}. Verbeter het tijdstip.",
        "{at} has not been yet: it is now {now}. Correct the moment.",
    ),
    "outcome_before_meeting": (
        "{meeting} begint op {begins}. Een uitkomst kan niet van daarvoor zijn.",
        "{meeting} begins on {begins}. An outcome cannot be from before that.",
    ),
    "set_incomplete": (
        "Er is niets vrijgegeven: {letter} is {state}. De brieven van dit stuk gaan samen uit, of helemaal niet.",
        "Nothing was released: {letter} is {state}. The letters of this item go out together, or not at all.",
    ),
    "level_not_accepted": (
        "Niveau {reached} is haalbaar, {wanted} niet. Er is niets vrijgegeven. Wacht op verbinding, of kies zelf voor"
        " {reached}.",
        "Level {reached} can be reached, {wanted} cannot. Nothing was released. Wait for a connection, or choose"
        " {reached} yourself.",
    ),
    "move_not_allowed": (
        "{letter} is {state}; {move} kan dan niet.",
        "{letter} is {state}; {move} is not possible then.",
    ),
    "key_missing": (
        "Op {token} is deze sleutel er niet. Kies een andere sleutel bij Ondertekenen.",
        "This key is not on {token}. Choose another key.",
    ),
    "token_ambiguous": (
        "Er zijn meer kaarten die \u2018{token}\u2019 heten. Laat er \u00e9\u00e9n in de lezer.",
        "More than one token is called \u2018{token}\u2019. Leave one in the reader.",
    ),
    "map_open": (
        "De map is nog niet vastgezet. Doe dat eerst bij Voorbereiden.",
        "The map is not locked. Lock it first.",
    ),
    "blocking_findings": (
        "Een bevinding houdt dit tegen ({findings}). Los haar op bij Voorbereiden, of ga daar met een reden door.",
        "A finding stands in the way ({findings}). Solve it, or overrule it with a reason.",
    ),
    "public_memo_unmarked": (
        "{file} lijkt de openbare versie van de nota. Laat het bestand weg, of wijs het bij Voorbereiden aan als"
        " openbare nota.",
        "{file} looks like the public copy of the memo. Leave it out, or mark it as the public memo.",
    ),
    "item_unknown": ("Dit stuk is er niet meer.", "This item is no longer there."),
    "letter_unknown": ("Deze brief is er niet meer.", "This letter is no longer there."),
    "map_unknown": ("Deze map is er niet meer.", "This map is no longer there."),
    "by_missing": ("Vul in wie dit bevestigt.", "Say who confirms this."),
    "evidence_missing": ("Vul in waaruit dit blijkt.", "Say from what this shows."),
    "why_missing": ("Vul in waarom.", "Say why."),
}

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEETING = re.compile(r"(MR|RMR|onderraad):\d{4}-\d{2}-\d{2}")
_NAMES = frozenset({"letter", "item", "name"})
_CHAMBERS: dict[str, Sentence] = {
    "brief-tweede-kamer": ("de brief aan de Tweede Kamer", "the letter to the House"),
    "brief-eerste-kamer": ("de brief aan de Eerste Kamer", "the letter to the Senate"),
}


def plain(reason: Reason, language: str) -> str:
    """Return the sentence for a reason as a person at a window reads it; for an unknown code, the code itself.

    Args:
        reason: with its parameters as the use-case gave them.
        language: ``nl`` or ``en``.
    """
    table = PLAIN if reason.code in PLAIN else REFUSALS
    if reason.code not in table:
        return reason.code
    at = 0 if language == "nl" else 1
    values = {name: _value(name, value, at) for name, value in reason.parameters.items()}
    if "missing" in values:
        codes = str(values["missing"]).split(", ")
        values["missing"] = ", ".join(plain(Reason(code), language) for code in codes)
    text = sentence(table, reason.code, language, **values)
    return text[:1].upper() + text[1:]


def in_words(text: str, language: str = "nl") -> str:
    """Return a moment, a day or a meeting of the record in words; any other text as it is."""
    at = 0 if language == "nl" else 1
    if _MEETING.fullmatch(text):
        try:
            return _meeting(parse_meeting(text), at)
        except WrongUse:  # the 31st of February
            return text
    try:
        if _MOMENT.fullmatch(text):
            return _moment(datetime.fromisoformat(text), at)
        if _DATE.fullmatch(text):
            return _day(date.fromisoformat(text), at)
    except ValueError:
        return text
    return text


def in_state(state: LetterState, language: str = "nl") -> str:
    """Return what has become of a letter, in words."""
    return STATES[state][0 if language == "nl" else 1]


def _value(name: str, value: str | int, at: int) -> str | int:
    if not isinstance(value, str):
        return value
    if name == "state" and value in LetterState.__members__:
        return STATES[LetterState(value)][at]
    if name == "move" and value in {one.value for one in Move}:
        return MOVES[Move(value)][at]
    if name == "outcome" and value in OUTCOMES:
        return OUTCOMES[value][at]
    if name in _NAMES and "/" in value:
        last = value.rsplit("/", 1)[-1]
        return _CHAMBERS[last][at] if last in _CHAMBERS else f"\u2018{last}\u2019"
    return in_words(value, "nl" if at == 0 else "en")


def _day(day: date, at: int) -> str:
    return f"{day.day} {_MONTHS[at].split()[day.month - 1]} {day.year}"


def _moment(moment: datetime, at: int) -> str:
    local = moment.astimezone(AMSTERDAM) if moment.tzinfo is not None else moment
    clock = f"{local:%H.%M} uur" if at == 0 else f"{local:%H:%M}"
    return f"{_day(local.date(), at)}, {clock}"


def _meeting(meeting: Meeting, at: int) -> str:
    day = f"{_DAYS[at].split()[meeting.day.weekday()]} {_day(meeting.day, at)}"
    return f"{_COUNCILS[meeting.kind][at]} {'van' if at == 0 else 'of'} {day}"
