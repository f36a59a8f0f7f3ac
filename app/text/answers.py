"""The words of the five answers: the answer itself, and one sentence beside it."""

from __future__ import annotations

from datetime import datetime

from app.answers import Answer, Said
from app.council import AMSTERDAM
from app.text.facts import REMARKS
from app.text.words import Sentence, sentence
from signing.verify.verdict import Fact

# The answer itself.
ANSWERS: dict[str, Sentence] = {
    Said.INTACT_WHOLE.value: ("Ja.", "Yes."),
    Said.INTACT_REVISION.value: ("Ja.", "Yes."),
    Said.INTACT_UNCLEAR.value: ("Niet zeker.", "Not certain."),
    Said.BROKEN.value: ("Nee.", "No."),
    Said.UNREADABLE.value: ("Niet te lezen.", "Cannot be read."),
    Said.UNCHECKED.value: ("Niet nagekeken.", "Not checked."),
    Said.UNCHANGED.value: ("Nee.", "No."),
    Said.EVIDENCE_ONLY.value: ("Nee, alleen bewijs toegevoegd.", "No, only evidence was added."),
    Said.METADATA_ONLY.value: ("Nee, alleen kenmerken van het bestand.", "No, only the file's metadata."),
    Said.SIGNED_AGAIN.value: ("Nee, alleen nog eens getekend.", "No, only signed once more."),
    Said.COMMENTS.value: ("Ja, een opmerking.", "Yes, a comment."),
    Said.COMMENTS_ON_PAGES.value: ("Ja, een opmerking op {pages}.", "Yes, a comment on {pages}."),
    Said.FILLED_IN.value: ("Ja, een formulier ingevuld.", "Yes, a form was filled in."),
    Said.FILLED_IN_ON_PAGES.value: (
        "Ja, een formulier ingevuld op {pages}.",
        "Yes, a form was filled in on {pages}.",
    ),
    Said.PAGE_LOOKS_DIFFERENT.value: ("Ja.", "Yes."),
    Said.PAGES_LOOK_DIFFERENT.value: ("Ja.", "Yes."),
    Said.CHANGED.value: ("Ja.", "Yes."),
    Said.NOT_LEFT_OPEN.value: ("Ja.", "Yes."),
    Said.CHANGES_UNKNOWN.value: ("Niet nagekeken.", "Not checked."),
    Said.TORN.value: ("Niet na te gaan.", "Cannot be told."),
    Said.BYTES_ADDED.value: ("Ja.", "Yes."),
    Said.QUALIFIED.value: ("{name}.", "{name}."),
    Said.TRUSTED_NOT_QUALIFIED.value: ("{name}.", "{name}."),
    Said.TRUSTED.value: ("{name}.", "{name}."),
    Said.TRUSTED_SERVICE.value: ("{name}.", "{name}."),
    Said.NOT_TRUSTED.value: ("{name}.", "{name}."),
    Said.ISSUER_UNKNOWN.value: ("{name}.", "{name}."),
    Said.TRUST_UNKNOWN.value: ("{name}.", "{name}."),
    Said.PROVEN.value: ("{moment}.", "{moment}."),
    Said.CLAIMED.value: ("Niet bewezen.", "Not proven."),
    Said.NO_TIME.value: ("Niet bekend.", "Not known."),
    Said.LEVEL_B_B.value: ("{name}.", "{name}."),
    Said.LEVEL_B_T.value: ("{name}.", "{name}."),
    Said.LEVEL_B_LT.value: ("{name}.", "{name}."),
    Said.LEVEL_B_LTA.value: ("{name}.", "{name}."),
    Said.LEVEL_OF_SIGNED.value: ("{name}.", "{name}."),
    Said.LEVEL_NONE.value: ("Geen.", "None."),
    Said.LEVEL_OF_TIME_STAMP.value: ("Niet van toepassing.", "Does not apply."),
}

# The sentence beside it.
EXPLANATIONS: dict[str, Sentence] = {
    Said.INTACT_WHOLE.value: ("De handtekening dekt het hele bestand.", "The signature covers the whole file."),
    Said.INTACT_REVISION.value: (
        "De getekende versie staat nog ongeschonden in het bestand.",
        "The signed revision still stands unharmed in the file.",
    ),
    Said.INTACT_UNCLEAR.value: (
        "Welk deel van het bestand getekend is, is niet duidelijk. {because}",
        "It is not clear which part of the file was signed. {because}",
    ),
    Said.BROKEN.value: ("De getekende inhoud is beschadigd. {because}", "The signed content is damaged. {because}"),
    Said.UNREADABLE.value: ("{because}", "{because}"),
    Said.UNCHECKED.value: ("{because}", "{because}"),
    Said.UNCHANGED.value: ("Er is daarna niets toegevoegd.", "Nothing was added afterwards."),
    Said.EVIDENCE_ONLY.value: (
        "Daarmee blijft de handtekening later na te gaan.",
        "With it the signature can still be checked later.",
    ),
    Said.METADATA_ONLY.value: (
        "De bladzijden zijn dezelfde gebleven.",
        "The pages have stayed the same.",
    ),
    Said.SIGNED_AGAIN.value: (
        "De latere handtekening verandert niets aan wat getekend was.",
        "The later signature changes nothing of what was signed.",
    ),
    Said.COMMENTS.value: (
        "De getekende tekst staat er nog net zo. {because}",
        "The signed text still stands as it was. {because}",
    ),
    Said.COMMENTS_ON_PAGES.value: (
        "De getekende tekst staat er nog net zo onder. {because}",
        "The signed text still stands under it as it was. {because}",
    ),
    Said.FILLED_IN.value: ("De handtekening laat dat toe.", "The signature allows that."),
    Said.FILLED_IN_ON_PAGES.value: ("De handtekening laat dat toe.", "The signature allows that."),
    Said.PAGE_LOOKS_DIFFERENT.value: (
        "{capital} ziet er nu anders uit dan toen er getekend werd.",
        "{capital} looks different now from when it was signed.",
    ),
    Said.PAGES_LOOK_DIFFERENT.value: (
        "{capital} zien er nu anders uit dan toen er getekend werd.",
        "{capital} look different now from when it was signed.",
    ),
    Said.CHANGED.value: ("{because}", "{because}"),
    Said.NOT_LEFT_OPEN.value: ("{because}", "{because}"),
    Said.CHANGES_UNKNOWN.value: ("{because}", "{because}"),
    Said.TORN.value: (
        "Achter het getekende deel is het bestand afgebroken of beschadigd.",
        "Behind its signed part the file is cut off or damaged.",
    ),
    Said.BYTES_ADDED.value: ("{because}", "{because}"),
    Said.QUALIFIED.value: (
        "{role}Het certificaat is gekwalificeerd volgens de EU-lijst{basis}. {because}",
        "{role}The certificate is qualified by the EU list{basis}. {because}",
    ),
    Said.TRUSTED_NOT_QUALIFIED.value: (
        "{role}De uitgever is hier vertrouwd; gekwalificeerd is het certificaat niet. {because}",
        "{role}The issuer is trusted here; the certificate is not qualified. {because}",
    ),
    Said.TRUSTED.value: (
        "{role}De uitgever is hier vertrouwd. Of het certificaat gekwalificeerd is, is niet nagekeken. {because}",
        "{role}The issuer is trusted here. Whether the certificate is qualified was not checked. {because}",
    ),
    Said.TRUSTED_SERVICE.value: (
        "Deze tijdstempeldienst is hier vertrouwd. {because}",
        "This time-stamping service is trusted here. {because}",
    ),
    Said.NOT_TRUSTED.value: ("{role}Niet te vertrouwen. {because}", "{role}Not to be trusted. {because}"),
    Said.ISSUER_UNKNOWN.value: (
        "{role}Niet te zeggen: de uitgever van het certificaat is hier niet bekend.",
        "{role}Cannot be told: the issuer of the certificate is not known here.",
    ),
    Said.TRUST_UNKNOWN.value: (
        "{role}Of dit te vertrouwen is, is hier niet te zeggen. {because}",
        "{role}Whether this is to be trusted cannot be told here. {because}",
    ),
    Said.PROVEN.value: ("Bevestigd door een tijdstempel. {because}", "Confirmed by a time stamp. {because}"),
    Said.CLAIMED.value: (
        "De ondertekenaar noemt {moment}. {because}",
        "The signer claims {moment}. {because}",
    ),
    Said.NO_TIME.value: ("Er staat geen tijdstip bij. {because}", "No time comes with it. {because}"),
    Said.LEVEL_B_B.value: (
        "De handtekening zelf, zonder bewijs van het tijdstip.",
        "The signature itself, without proof of its time.",
    ),
    Said.LEVEL_B_T.value: (
        "Met een tijdstempel. Het bewijs over het certificaat zit er niet bij.",
        "With a time stamp. The evidence about the certificate does not come with it.",
    ),
    Said.LEVEL_B_LT.value: (
        "Met een tijdstempel en het bewijs over het certificaat.",
        "With a time stamp and the evidence about the certificate.",
    ),
    Said.LEVEL_B_LTA.value: (
        "Met al het bewijs, vastgelegd om lang te bewaren.",
        "With all evidence, fixed to be kept for long.",
    ),
    Said.LEVEL_OF_SIGNED.value: (
        "Van de getekende versie. Het zegt niets over de wijziging.",
        "Of the signed revision. It says nothing of the change.",
    ),
    Said.LEVEL_NONE.value: (
        "De handtekening volgt de norm PAdES niet.",
        "The signature does not follow the PAdES standard.",
    ),
    Said.LEVEL_OF_TIME_STAMP.value: ("Een tijdstempel heeft geen niveau.", "A time stamp has no level."),
}

_PARTS: dict[str, Sentence] = {
    "page": ("pagina {first}", "page {first}"),
    "pages": ("pagina {first} en {last}", "pages {first} and {last}"),
    "moment": ("{day} {month} {year}, {time} uur", "{day} {month} {year}, {time}"),
    "role": ("Noemt zich {role}. ", "Claims to be {role}. "),
    "nameless": ("Iemand zonder naam", "Someone without a name"),
}
_MONTHS = (
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)


def answer_words(answer: Answer, language: str) -> tuple[str, str]:
    """Return the words of an answer: the answer itself, and one sentence (which may be empty).

    Args:
        answer: from :func:`app.answers.answers_of`.
        language: ``nl`` or ``en``.
    """
    pages = pages_words(answer.pages, language) if answer.pages else ""
    values = {
        "name": answer.name or sentence(_PARTS, "nameless", language),
        "role": sentence(_PARTS, "role", language, role=answer.role) if answer.role else "",
        "moment": moment_words(answer.moment, language) if answer.moment else "",
        "pages": pages,
        "capital": pages[:1].upper() + pages[1:],
        "because": fact_words(answer.because, language) if answer.because else "",
        "basis": f" ({answer.basis})" if answer.basis else "",
    }
    code = answer.said.value
    return sentence(ANSWERS, code, language, **values), sentence(EXPLANATIONS, code, language, **values).strip()


def fact_words(fact: Fact, language: str) -> str:
    """Return what was found as a sentence of its own; for what has no words yet, its code."""
    words = REMARKS.get(fact.value)
    clause = fact.value if words is None else words[0 if language == "nl" else 1]
    return f"{clause[:1].upper()}{clause[1:]}."


def pages_words(pages: tuple[int, ...], language: str) -> str:
    """Return ``pagina 2``, or ``pagina 1, 2 en 4``; pages count from 1."""
    if len(pages) == 1:
        return sentence(_PARTS, "page", language, first=pages[0])
    before = ", ".join(str(page) for page in pages[:-1])
    return sentence(_PARTS, "pages", language, first=before, last=pages[-1])


def day_words(moment: datetime, language: str) -> str:
    """Return ``8 februari 2024``, in the time of Amsterdam."""
    at = moment.astimezone(AMSTERDAM)
    return f"{at.day} {_MONTHS[at.month - 1][0 if language == 'nl' else 1]} {at.year}"


def moment_words(moment: datetime, language: str) -> str:
    """Return ``8 februari 2024, 16.20 uur``, in the time of Amsterdam."""
    at = moment.astimezone(AMSTERDAM)
    month = _MONTHS[at.month - 1][0 if language == "nl" else 1]
    return sentence(_PARTS, "moment", language, day=at.day, month=month, year=at.year, time=f"{at:%H.%M}")
