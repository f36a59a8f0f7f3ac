"""The second half of the example as view models: signing, the council, verifying."""

from __future__ import annotations

from dataclasses import replace

from ui.council.model import (
    CouncilModel,
    Fact,
    FolderEntry,
    FolderModel,
    LetterTimes,
    MeetingModel,
    OpenPoint,
    OutcomeDraft,
    PanelModel,
    PointModel,
    TimeCell,
)
from ui.pageview.model import DocumentModel
from ui.sign.model import BusyModel, PlanModel, ResultGroup, ResultModel, SignModel, Step
from ui.text import say
from ui.verify.model import AnswerModel, DifferenceModel, VerdictModel, VerifiedFile, VerifyModel
from ui.widgets.plan import Cell, Steps, TableModel, TableRow
from ui.widgets.setcard import LetterModel, SetModel, SetPart, StateLine
from ui.widgets.states import State

SUBTITLE = "MR van vrijdag 9 februari 2024"
LETTERS = (
    ("Kamerbrief PER racisme", "Tweede Kamer", "2024-0000079001", True),
    ("Kamerbrief PER racisme", "Eerste Kamer", "2024-0000079002", True),
    ("Uitstelbericht Kamervragen over archieven", "Tweede Kamer", "2024-0000078102", False),
    ("Antwoorden digitale toegankelijkheid", "Tweede Kamer", "2024-0000077954", True),
    ("Uitstelbericht paspoortbalies", "Tweede Kamer", "2024-0000078240", False),
)


def plan(how: str = "") -> SignModel:
    rows = []
    for place, (title, to, reference, held) in enumerate(LETTERS):
        joined = place == 1
        first = Cell(say("sign_same"), "text2", indent=True) if joined else Cell(title, strong=True)
        condition = Cell("MR 9 februari" if held else say("sign_no_condition"))
        after = (
            Cell(state=State.SEALED, text="Verzegeld")
            if held
            else Cell(say("sign_at_once"), tone="ok", icon="package-check")
        )
        cells = (first, Cell(to, icon="file-text"), Cell(reference, "text2"), condition, after)
        rows.append(TableRow(cells, joined=joined))
    heads = tuple(say(f"sign_head_{name}") for name in ("item", "to", "reference", "condition", "after"))
    reasons = (
        ("Kamerbrief Monitor Inkoop", State.DISCUSS, "U wilt dit eerst bespreken."),
        ("Aanbieding Jaarrapportage", State.RETURNED, "Retour gestuurd aan de directie."),
        ("Kamerbrief Algoritmeregister", State.OPEN, "Nog geen besluit."),
        ("Kamerbrief Generieke digitale infrastructuur", State.OPEN, "Nog geen besluit."),
        ("Antwoord commissie Digitale Zaken", State.OPEN, "Nog geen besluit."),
        ("Benoeming lid adviescollege", State.IN_INK, "Moet met de pen getekend worden."),
        ("Stand van zaken Wet open overheid", State.NOTED, "Alleen ter informatie. Er is niets te tekenen."),
    )
    unsigned = tuple(TableRow((Cell(title), Cell(reason, icon=_icon(state)))) for title, state, reason in reasons)
    steps = (
        Step(
            "key-round",
            "Kaart in de lezer",
            "Handtekeningcertificaat van M. Verzonnen, geldig tot en met 14 november 2025",
        ),
        Step(
            "fingerprint-pattern", "E\u00e9n pincode, vijf handtekeningen", "Er zijn nog drie pogingen voor de pincode"
        ),
        Step(
            "clock",
            "Nu niveau B-B, want er is geen verbinding",
            "Verzegelde brieven krijgen een bevestigde tijd (B-T) zodra die er is",
        ),
        Step(
            "shield-check",
            "Bij vrijgave niveau B-LTA",
            "Als er dan verbinding is. Anders leest u welk niveau gehaald is",
        ),
        Step(
            "calendar-days",
            "De brieven zijn gedateerd op 9 februari",
            "U tekent op 8 februari. Dat hoort zo, en is later te zien",
        ),
    )
    signed = TableModel(heads, (3.6, 1.6, 1.5, 1.5, 1.4), tuple(rows), row_height=42)
    not_signed = TableModel((), (4.6, 5.6), unsigned, row_height=39)
    return SignModel(SUBTITLE, PlanModel(5, 4, signed, not_signed, steps, how))


def _icon(state: State) -> str:
    from ui.widgets.states import LOOKS

    return LOOKS[state].icon


def busy() -> SignModel:
    steps = (
        Steps(4, running=False, sentence="Verzegeld en gecontroleerd"),
        Steps(4, running=False, sentence="Verzegeld en gecontroleerd"),
        Steps(4, running=False, sentence="Getekend en gecontroleerd"),
        Steps(1, running=True, sentence="De kaart tekent"),
        Steps(1, running=False, sentence="Klaargezet, wacht op de kaart"),
    )
    states = (State.SEALED, State.SEALED, State.AGREED, State.IN_INK, State.OPEN)
    rows = tuple(
        TableRow(
            (Cell(state=state), Cell(title, strong=True), Cell(to), Cell(reference, "text2"), Cell(steps=step)),
            running=step.running,
        )
        for (title, to, reference, _held), step, state in zip(LETTERS, steps, states, strict=True)
    )
    heads = ("", "Stuk", "Brief aan", "Kenmerk", say("sign_head_steps"))
    return SignModel(SUBTITLE, BusyModel(4, 5, 2, 3, TableModel(heads, (0.5, 3.8, 1.5, 1.8, 2.8), rows, row_height=59)))


def result() -> SignModel:
    groups = []
    for held, heading, text in (
        (True, "Verzegeld", "3 brieven wachten op de MR van vrijdag 9 februari"),
        (False, "Vrijgegeven", "2 brieven zonder voorwaarde"),
    ):
        rows = []
        for title, to, reference, mine in LETTERS:
            if mine is held:
                state = State.SEALED if held else State.RELEASED
                words = (
                    ("Verzegeld tot na de MR", "Tijd nog niet bevestigd, geen verbinding")
                    if held
                    else ("Klaar om te versturen", "Niveau B-B, geen verbinding")
                )
                last = Cell(words[0], strong=True, state=state, second=words[1])
                rows.append(
                    TableRow((Cell(state=state), Cell(title, strong=True), Cell(to), Cell(reference, "text2"), last))
                )
        groups.append(ResultGroup(heading, text, TableModel((), (0.5, 3.6, 1.4, 1.8, 2.9), tuple(rows), row_height=62)))
    return SignModel(SUBTITLE, ResultModel(5, "16.26 uur", tuple(groups), 7))


def _meetings(*, after: bool) -> tuple[MeetingModel, ...]:
    line = StateLine
    now = (
        line(State.SEALED, "2 verzegeld" if after else "4 verzegeld"),
        line(State.RELEASED, "3 vrijgegeven" if after else "1 vrijgegeven"),
        line(State.BLOCKED, "1 geblokkeerd"),
    )
    return (
        MeetingModel(
            "2",
            "2",
            "feb",
            "Ministerraad",
            (line(State.LATE, "1 zonder uitkomst, 7 dagen te laat"), line(State.RELEASED, "8 vrijgegeven")),
        ),
        MeetingModel("9", "9", "feb", "Ministerraad, vandaag", now),
        MeetingModel("16", "16", "feb", "Ministerraad", (line(State.OPEN, "Nog niets getekend"),)),
        MeetingModel("23", "23", "feb", "Rijksministerraad", (line(State.OPEN, "Nog niets getekend"),)),
    )


def _points(first: tuple[State, ...], outcome: str) -> tuple[PointModel, ...]:
    return (
        PointModel(
            "7", "Punt 7", "Kamerbrief PER racisme", 2, outcome, first, "Punt 7, Kamerbrief PER racisme, twee brieven"
        ),
        PointModel(
            "8", "Punt 8", "Antwoorden digitale toegankelijkheid", 1, say("council_missing"), (State.SEALED,), "Punt 8"
        ),
        PointModel("11", "Punt 11", "Benoeming lid Raad voor Informatie", 1, "Akkoord", (State.RELEASED,), "Punt 11"),
        PointModel(
            "12", "Punt 12", "Benoeming voorzitter commissie", 1, "Akkoord met wijzigingen", (State.BLOCKED,), "Punt 12"
        ),
        PointModel("13", "Punt 13", "Benoeming lid adviesraad", 1, say("council_missing"), (State.SEALED,), "Punt 13"),
    )


def council(outcome: str = "agreed") -> CouncilModel:
    lines = (
        StateLine(State.SEALED, "Verzegeld 8 februari, 16.24 uur"),
        StateLine(State.TIME_PROVEN, "Tijd bevestigd 8 februari, 19.02 uur"),
    )
    parts = (
        SetPart("package", "Gaat samen uit, of helemaal niet"),
        SetPart("paperclip", "Rapport PER, 30 pagina's"),
        SetPart("file", "Openbare nota"),
    )
    letters = (
        LetterModel("Tweede Kamer", "2024-0000079001", lines),
        LetterModel("Eerste Kamer", "2024-0000079002", lines),
    )
    draft = OutcomeDraft(outcome, "Hoofd bureau", "9 februari, 12.38 uur", "Besluitenlijst, punt 7")
    steps = (
        Step("scroll-text", say("step_record"), say("step_record_text")),
        Step("pen-line", "De handtekening komt in beide brieven", say("step_join_text")),
        Step("shield-check", say("step_check"), say("step_check_text")),
        Step("package-check", say("step_folder"), say("step_folder_text", folder="2024-02-09 PER racisme")),
    )
    main = say("council_release", outcome=say("outcome_agreed"))
    panel = PanelModel(steps, say("council_no_undo"), main, "release", say("council_record_only"))
    return CouncilModel(
        "Vrijdag 9 februari 2024, vergadering begon om 10.00 uur",
        _meetings(after=False),
        "9",
        _points((State.SEALED, State.TIME_PROVEN), ""),
        OpenPoint("7", SetModel(letters, parts), draft),
        panel if outcome == "agreed" else PanelModel(()),
    )


def released() -> CouncilModel:
    lines = (
        StateLine(State.VALID, "Handtekening geldig"),
        StateLine(State.TIME_PROVEN, "Tijd bevestigd 8 februari, 19.02 uur", plain=True),
        StateLine(State.RELEASED, "Niveau B-LTA gehaald", plain=True),
    )
    parts = (
        SetPart("package", "Samen vrijgegeven"),
        SetPart("paperclip", "Rapport PER, 30 pagina's"),
        SetPart("file", "Openbare nota"),
    )
    letters = (
        LetterModel("Tweede Kamer", "2024-0000079001", lines),
        LetterModel("Eerste Kamer", "2024-0000079002", lines),
    )
    facts = (
        Fact("Uitkomst", "Akkoord, besluitenlijst punt 7"),
        Fact("Vastgelegd door", "Hoofd bureau, vrijdag 9 februari 2024, 12.41 uur"),
    )
    times = (
        TimeCell("Datum van de brief", "9 februari 2024", "staat in de tekst"),
        TimeCell("Getekend", "8 februari, 16.24", "volgens de computer"),
        TimeCell("Tijd bevestigd", "8 februari, 19.02", "door tijdstempel"),
        TimeCell("Vrijgegeven", "9 februari, 12.41", "volgens het logboek"),
    )
    entries = (
        FolderEntry("file-check", "Brief Tweede Kamer.pdf", "getekend", "1c9e\u202670b2"),
        FolderEntry("file-check", "Brief Eerste Kamer.pdf", "getekend", "a04d\u2026e913"),
        FolderEntry("paperclip", "Bijlage 1 Rapport PER.pdf", "30 pagina's", "5be1\u202602cf"),
        FolderEntry("file", "Openbare nota.pdf", "2 pagina's", "88f3\u20264d1a"),
        FolderEntry("shield-check", "Controlerapporten", "2 keer pdf en json"),
        FolderEntry("scroll-text", "Voorblad archief.pdf", "met uittreksel logboek"),
    )
    folder = FolderModel(
        "2024-02-09 PER racisme", "Verzendmap met 6 onderdelen. Elke brief is gecontroleerd en geldig.", entries
    )
    return CouncilModel(
        "Vrijdag 9 februari 2024, vergadering begon om 10.00 uur",
        _meetings(after=True),
        "9",
        _points((State.RELEASED,), "Akkoord"),
        OpenPoint("7", SetModel(letters, parts), None, facts, (LetterTimes("", times),)),
        None,
        folder,
    )


def verify() -> VerifyModel:
    files = (
        VerifiedFile("1", State.INVALID, "Brief Tweede Kamer (kopie).pdf", "Na het tekenen veranderd"),
        VerifiedFile("2", State.INVALID, "Bijlage convenant.pdf", "Getekende inhoud is beschadigd"),
        VerifiedFile("3", State.UNDECIDED, "Overeenkomst leverancier.pdf", "Certificaat is hier niet bekend"),
        VerifiedFile("4", State.UNREADABLE, "Scan 0412.pdf", "Bestand is afgebroken"),
        VerifiedFile("5", State.VALID_WITH_REMARKS, "Besluit subsidie 2019.pdf", "Verouderde techniek"),
        VerifiedFile("6", State.VALID, "Brief Tweede Kamer.pdf", "B-LTA, gekwalificeerd"),
        VerifiedFile("7", State.VALID, "Brief Eerste Kamer.pdf", "B-LTA, gekwalificeerd"),
        VerifiedFile("8", State.UNSIGNED, "Rapport PER.pdf", "Heel bestand gelezen"),
    )
    answers = (
        AnswerModel("intact", State.VALID, "Ja.", "De getekende versie staat nog ongeschonden in het bestand."),
        AnswerModel("changed", State.INVALID, "Ja.", "Pagina 2 ziet er nu anders uit dan toen er getekend werd."),
        AnswerModel(
            "who",
            State.VALID,
            "M. Verzonnen, staatssecretaris.",
            "Gekwalificeerd volgens de EU-lijst van 5 februari 2024.",
        ),
        AnswerModel("when", State.VALID, "8 februari 2024, 19.02 uur.", "Bevestigd door een tijdstempel."),
        AnswerModel("level", State.INFORMATION, "B-LTA.", "Van de getekende versie. Het zegt niets over de wijziging."),
    )
    difference = DifferenceModel(
        1, 1, 1, DocumentModel("v1", "Getekende versie"), DocumentModel("v2", "Huidige versie"), (), ()
    )
    technical = "indicatie TOTAL-PASSED, verschil buiten toegestane wijzigingen, certificaatketen, objecten"
    verdict = VerdictModel(
        "1",
        State.INVALID,
        "Deze brief is na het tekenen veranderd.",
        "Gebruik dit bestand niet. Vraag de afzender om het origineel.",
        answers,
        technical,
        technical,
        difference,
    )
    return VerifyModel(files=files, chosen="1", verdict=verdict, counts=(2, 1, 1, 1, 1, 2))


def verify_undecided() -> VerifyModel:
    """Nobody is trusted yet and a service would know more: what a person can do stands under the sentence."""
    whole = verify()
    assert whole.verdict is not None
    answers = (
        AnswerModel("intact", State.VALID, "Ja.", "De getekende versie staat nog ongeschonden in het bestand."),
        AnswerModel(
            "changed",
            State.VALID_WITH_REMARKS,
            "Ja.",
            "Achter wat getekend is, staat nog iets dat er niet bij hoort.",
        ),
        AnswerModel(
            "who",
            State.UNDECIDED,
            "J. Voorbeeld.",
            "Of dit te vertrouwen is, is hier niet te zeggen. Er is niet ingesteld welke uitgevers te vertrouwen zijn.",
        ),
        AnswerModel("when", State.INFORMATION, "Niet bewezen.", "De ondertekenaar noemt 8 februari 2024, 19.02 uur."),
        AnswerModel("level", State.INFORMATION, "B-B.", "De handtekening zelf, zonder bewijs van het tijdstip."),
    )
    verdict = replace(
        whole.verdict,
        code="3",
        verdict=State.UNDECIDED,
        sentence="Dit is hier niet te beslissen: de uitgever van het certificaat van J. Voorbeeld is niet bekend. "
        "Bovendien: achter wat getekend is, staat nog iets dat er niet bij hoort.",
        action="Vraag uw beheerder of deze uitgever te vertrouwen is, en voeg hem toe aan wat u vertrouwt.",
        answers=answers,
        difference=None,
        same="Elke pagina ziet er nog net zo uit.",
        tabs=("J. Voorbeeld", "Tijdstempel"),
        issuers=True,
        online=True,
    )
    return replace(
        whole,
        chosen="3",
        verdict=verdict,
        network="Voor het antwoord op 2 bestanden is verbinding nodig met ocsp.voorbeeld.nl. Mag dat?",
    )


def verify_busy() -> VerifyModel:
    """A thousand files, of which some are in; one verdict alone is shown."""
    whole = verify()
    names = (f"Brief {number:04} met een lange naam over de voortgang van het programma.pdf" for number in range(300))
    files = tuple(
        VerifiedFile(str(number), State.INVALID, name, "Na het tekenen veranderd") for number, name in enumerate(names)
    )
    return replace(
        whole, files=files, listed=412, counts=(300, 2, 40, 30, 20, 20), only=State.INVALID, done=412, total=1000,
        subtitle="Werkt ook zonder open kluis. EU-lijsten van 5 februari 2024, 4 dagen oud.",
    )  # fmt: skip
