"""The example of 8 and 9 February 2024 as view models: what the pages show in the gallery and in the tests."""

from __future__ import annotations

from app.pages import PageRect
from ui.findings.model import Answer, FindingModel, InboxModel
from ui.frame.model import RailModel, StatusModel, StatusPart
from ui.frame.places import Place
from ui.maps.model import Day, Deadline, MapCard, MapDetail, MapItem, MapsModel
from ui.pageview.model import DocumentModel, Mark, SignaturePlace
from ui.prepare.model import FileModel, PrepareModel
from ui.review.model import (
    AdviceModel,
    AskedLine,
    Block,
    ConditionLine,
    ItemModel,
    ReviewModel,
    Span,
    Style,
    TabModel,
)
from ui.widgets.progress import Segment
from ui.widgets.setcard import StateLine
from ui.widgets.states import State

MEETING = "MR van vrijdag 9 februari 2024"
TITLES = (
    ("Uitstelbericht Kamervragen over archieven", State.AGREED),
    ("Tekenexemplaren Kamerbrief PER racisme", State.OPEN),
    ("Kamerbrief voortgang Algoritmeregister", State.OPEN),
    ("Antwoorden op Kamervragen over digitale toegankelijkheid", State.AGREED),
    ("Stand van zaken Wet open overheid, eerste kwartaal", State.NOTED),
    ("Benoeming lid adviescollege", State.IN_INK),
    ("Kamerbrief Monitor Inkoop en Aanbesteding", State.DISCUSS),
    ("Uitstelbericht Kamervragen over paspoortbalies", State.AGREED),
    ("Aanbieding Jaarrapportage Bedrijfsvoering Rijk", State.RETURNED),
    ("Kamerbrief Generieke digitale infrastructuur", State.OPEN),
    ("Antwoord commissie Digitale Zaken", State.OPEN),
)


def status(
    *, job: bool = False, online: bool = False, clock: str = "Donderdag 8 februari 2024, 16.20 uur"
) -> StatusModel:
    connection = StatusPart("connection", "wifi-off", "Zonder netwerk. Alles staat op deze computer.")
    if online:
        connection = StatusPart("connection", "plug-zap", "Verbonden, alleen met de tijdstempeldienst")
    running = StatusPart("job", "pen-line", "Bezig met tekenen: 3 van 5 klaar", "accent", strong=True) if job else None
    vault = StatusPart("vault", "lock-open", "Kluis open, sluit na 15 minuten rust")
    return StatusModel(connection, running, vault, StatusPart("clock", "", clock))


def rail() -> RailModel:
    return RailModel({Place.PREPARE: 0, Place.REVIEW: 5, Place.SIGN: 3, Place.COUNCIL: 1})


def _card(
    code: str, name: str, items: int, deadline: Deadline, parts: tuple[tuple[int, str], ...], *counts: StateLine
) -> MapCard:
    segments = tuple(Segment(count, colour) for count, colour in parts)
    words = ", ".join((name, f"{items} stukken", *(line.text for line in counts), deadline.text))
    return MapCard(code, name, items, deadline, segments, counts, words)


def maps() -> MapsModel:
    late = Deadline("alarm-clock", "Uitkomst 6 dagen te laat", "bad")
    today = Deadline("clock", "Vandaag v\u00f3\u00f3r 18.00 uur", "warn")
    tomorrow = Deadline("alarm-clock", "Tekenen v\u00f3\u00f3r morgen 10.00 uur", "warn")
    waits = Deadline("landmark", "Wacht op de ministerraad", "text2")
    draft = Deadline("lock-open", "Nog niet vastgezet", "text2")
    line = StateLine
    begin = _card(
        "a",
        "Kamerbrieven begin februari",
        9,
        late,
        ((8, "ok"), (1, "bad")),
        line(State.RELEASED, "8 vrijgegeven"),
        line(State.LATE, "1 zonder uitkomst"),
    )
    delay = _card(
        "b",
        "Uitstelbrieven",
        6,
        today,
        ((2, "ok"), (4, "line")),
        line(State.AGREED, "2 akkoord"),
        line(State.OPEN, "4 open"),
    )
    main = _card(
        "c",
        "Kamerbrieven en antwoorden",
        11,
        tomorrow,
        ((4, "ok"), (1, "warn"), (1, "unknown"), (5, "line")),
        line(State.AGREED, "4 akkoord of gezien"),
        line(State.DISCUSS, "1 bespreken"),
        line(State.RETURNED, "1 retour"),
        line(State.OPEN, "5 open"),
    )
    names = _card(
        "d",
        "Benoemingen",
        3,
        waits,
        ((3, "seal"),),
        line(State.SEALED, "3 verzegeld"),
        line(State.TIME_PROVEN, "tijd bevestigd"),
    )
    digital = _card(
        "e",
        "Digitale overheid",
        8,
        draft,
        (),
        line(State.ATTENTION, "3 bevindingen"),
        line(State.IN_INK, "in voorbereiding bij het bureau"),
    )
    days = (
        Day("vrijdag", "2", "februari", "MR, geweest", (begin,)),
        Day("donderdag", "8", "februari", "Vandaag", (delay,)),
        Day("vrijdag", "9", "februari", "MR, morgen", (main, names)),
        Day("vrijdag", "16", "februari", "MR", (digital,)),
    )
    items = tuple(MapItem(str(place), place + 1, title, state) for place, (title, state) in enumerate(TITLES))
    locked = "Vastgezet door het bureau op 8 februari, 14.05 uur"
    detail = MapDetail("c", MEETING, "Kamerbrieven en antwoorden", locked, items, "Verder met beoordelen")
    return MapsModel(days, "c", detail, "Drie mappen vragen vandaag uw aandacht")


def prepare() -> PrepareModel:
    found = "2 pagina's, plaats handtekening gevonden"
    files = (
        FileModel("nota", "nota.pdf", "2 pagina's, 2024-0000078748", "memo", findings=5),
        FileModel("tk", "brief-tweede-kamer.pdf", found, "letter_tk"),
        FileModel("ek", "brief-eerste-kamer.pdf", found, "letter_ek"),
        FileModel("per", "rapport-per.pdf", "30 pagina's", "attachment"),
    )
    quote = ("In het kader daarvan is ", "in oktober van dit jaar", " een Personeelsenqu\u00eate Rijk (PER) gehouden.")
    why = "De nota is van 8 februari 2024. Oktober 2024 moet dan nog komen. Bedoelt de steller oktober 2023?"
    findings = (
        FindingModel("1", State.BLOCKING, "pagina 1", "De voorwaarde is nog niet vastgelegd"),
        FindingModel(
            "2",
            State.ATTENTION,
            "Kern, pagina 1",
            "\u2018Oktober van dit jaar\u2019 kan niet kloppen",
            quote,
            why,
            file="nota",
            answers=(Answer.SEEN, Answer.COPY),
        ),
        FindingModel("3", State.ATTENTION, "kop, pagina 1", "Bijlage(n) is 0, maar er zijn drie bestanden bij"),
        FindingModel("4", State.ATTENTION, "Uitvoering, pagina 1", "Toezegging zonder besluit over het geld"),
        FindingModel("5", State.ATTENTION, "nota", "Het deel over niet-openbare informatie ontbreekt"),
        FindingModel(
            "6", State.ATTENTION, "kop, pagina 1", "\u2018Samengewerkt met\u2019 is leeg, het SGO staat in de tekst"
        ),
        FindingModel("7", State.INFORMATION, "pagina 1", "Spoed: de MR is \u00e9\u00e9n dag na de nota"),
    )
    together = (
        "2 brieven en 1 bijlage. Alles of niets.",
        "De nota zelf gaat niet mee. De openbare versie ontbreekt nog.",
    )
    return PrepareModel(
        title="Stuk 2: PER racisme",
        subtitle=MEETING,
        files=files,
        chosen_file="nota",
        document=DocumentModel("nota", "nota.pdf"),
        inbox=InboxModel(findings, "2", rules=12),
        together=together,
        why_not="1 bevinding houdt deze map tegen",
        why_shown=True,
        may_correct=True,
        condition="MR van 9 februari 2024",
    )


def advice() -> AdviceModel:
    condition = ConditionLine(
        "landmark",
        "seal",
        "Geldt pas na een positief besluit in de MR van vrijdag 9 februari.",
        "Tot dan blijft uw handtekening verzegeld. Er gaat niets uit.",
    )
    deadline = ConditionLine(
        "alarm-clock", "warn", "Teken v\u00f3\u00f3r vrijdag 9 februari, 10.00 uur.", "Nog 17 uur."
    )
    kern = (
        "In de Kamerbrief van 25 januari 2023 van de (toenmalige) minister van BZK over de aanpak van (institutioneel) "
        "racisme is geconstateerd dat - mede door de pijnlijke en confronterende uitkomsten van het onderzoek bij het "
        "ministerie van Buitenlandse Zaken - aanvullende actie nodig is om discriminatie en racisme op de werkvloer "
        "van de Rijksoverheid tegen te gaan. In het kader daarvan is "
    )
    blocks = (
        Block(Style.HEADING, (Span("Geadviseerd besluit"),)),
        Block(
            Style.READING,
            (
                Span("U wordt geadviseerd, uitgaande van een positief besluit in de MR, de "),
                Span("bijgevoegde tekenexemplaren", target="letter:tk"),
                Span(" alvast te tekenen, zodat deze direct na de MR verstuurd kan worden."),
            ),
        ),
        Block(Style.HEADING, (Span("Kern"),)),
        Block(
            Style.READING,
            (
                Span(kern),
                Span("in oktober van dit jaar", finding="2"),
                Span(" een Personeelsenqu\u00eate Rijk (PER) gehouden."),
            ),
        ),
    )
    asked = (
        AskedLine("Teken de ", "brief aan de Tweede Kamer", "letter:tk", "2 pagina's"),
        AskedLine("Teken de ", "brief aan de Eerste Kamer", "letter:ek", "2 pagina's"),
    )
    title = "Tekenexemplaren Kamerbrief PER racisme"
    return AdviceModel(
        "Ter ondertekening", "DGDOO", "8 februari 2024", "2024-0000078748", title, (condition, deadline), asked, blocks
    )


def review(*, decision: State | None = None) -> ReviewModel:
    items = tuple(
        ItemModel(
            str(place),
            place + 1,
            title,
            State.OPEN if state is State.IN_INK else decision if decision is not None and place == 1 else state,
            progress={1: 60, 2: 20}.get(place, 0),
            more="met pen tekenen" if state is State.IN_INK else "",
        )
        for place, (title, state) in enumerate(TITLES)
    )
    tabs = (
        TabModel("tk", "Brief Tweede Kamer", DocumentModel("tk", "Brief Tweede Kamer"), is_letter=True),
        TabModel("ek", "Brief Eerste Kamer", DocumentModel("ek", "Brief Eerste Kamer"), is_letter=True),
        TabModel("toelichting", "Toelichting", blocks=advice().blocks),
        TabModel("rapport", "Rapport", DocumentModel("rapport", "Rapport PER")),
        TabModel("nota", "Nota", DocumentModel("nota", "Nota")),
    )
    place = SignaturePlace(1, PageRect(79, 350, 265, 392), ("Hier komt uw handtekening", "Tweede Kamer, pagina 2"))
    return ReviewModel(
        subtitle=f"{MEETING}  \u00b7  stuk 2 van 11",
        items=items,
        chosen="1",
        open_count=5 if decision is None else 4,
        advice=advice(),
        tabs=tabs,
        tab="tk",
        place=place,
        decision=decision,
        about=("E\u00e9n besluit voor beide brieven", "Versie 3, ongewijzigd"),
        compare_with=2,
    )


def marks(page: int, rects: tuple[PageRect, ...]) -> tuple[Mark, ...]:
    return (Mark(page, rects),)
