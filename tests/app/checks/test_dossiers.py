"""What is found in letters and beside them: each rule with a dossier that fires and dossiers that come close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.checks import Outcome
from app.checks.finding import Severity
from app.dossier import FileKind
from app.letter import Letter
from signing.inspect import Found, Hazard
from tests.app.checks.made import (
    BODY,
    case_with,
    codes,
    file_of,
    findings,
    letter_of,
    meeting,
    memo_of,
    outcome,
    to_senate,
)

BOTH = "U wordt geadviseerd de brieven aan de Eerste en Tweede Kamer te ondertekenen en te verzenden."
ALERT = (
    "U wordt geadviseerd de brief te ondertekenen en na akkoord van de MR van 15 maart 2024 te verzenden aan de "
    "Tweede Kamer."
)


class TestL01SameBytes:
    def test_waits_without_anything_to_compare_with(self) -> None:
        assert outcome(case_with(letter_of(), memo=memo_of()), "L01") is Outcome.WAITS

    def test_other_bytes_than_approved(self) -> None:
        case = case_with(letter_of(), approved={"brief-1.pdf": "others"})
        assert codes(case, "L01") == {"bytes_differ"}
        assert outcome(case_with(letter_of(), approved={"brief-1.pdf": "brief-1.pdf"}), "L01") is Outcome.PASSES

    def test_one_word_other_than_tabled_is_shown(self) -> None:
        tabled = file_of("mr.pdf", FileKind.LETTER, letter=letter_of(text=BODY.replace("twee jaar", "drie jaar")))
        found = findings(case_with(letter_of(), tabled=(tabled,)), "L01")
        assert [(one.code, one.severity, one.detail) for one in found] == [
            ("text_differs_from_tabled_version", Severity.BLOCKS, "drie -> twee")
        ]

    def test_other_white_space_is_the_same_text(self) -> None:
        tabled = file_of("mr.pdf", FileKind.LETTER, letter=letter_of(text=BODY.replace(". ", ".\n\n")))
        assert outcome(case_with(letter_of(), tabled=(tabled,)), "L01") is Outcome.PASSES


class TestL02Condition:
    def test_recorded_is_enough(self) -> None:
        memo = memo_of(advice=ALERT, deadline="14 maart 2024")
        assert codes(case_with(memo=memo), "L02") == {"condition_not_recorded"}
        assert outcome(case_with(memo=memo, meeting=meeting(15)), "L02") is Outcome.PASSES


class TestL03Files:
    def attachment(self, name: str) -> object:
        return file_of(name, FileKind.ATTACHMENT)

    def test_more_in_the_header_than_in_the_dossier_blocks(self) -> None:
        found = findings(case_with(letter_of(), memo=memo_of(attachments="3")), "L03")
        assert [one.severity for one in found] == [Severity.BLOCKS]

    def test_less_in_the_header_warns(self) -> None:
        others = (file_of("rapport.pdf", FileKind.ATTACHMENT), file_of("kaart.pdf", FileKind.ATTACHMENT))
        found = findings(case_with(letter_of(), memo=memo_of(attachments="1"), others=others), "L03")
        assert [one.severity for one in found] == [Severity.WARNS]

    def test_public_copy_is_no_attachment(self) -> None:
        public = file_of("openbaar.pdf", FileKind.PUBLIC_MEMO)
        assert codes(case_with(letter_of(), memo=memo_of(attachments="1"), others=(public,)), "L03") == set()


class TestL04Chambers:
    def test_both_letters_pass(self) -> None:
        assert outcome(case_with(letter_of(), to_senate(), memo=memo_of(advice=BOTH)), "L04") is Outcome.PASSES

    def test_one_of_two_is_missing(self) -> None:
        found = findings(case_with(letter_of(), memo=memo_of(advice=BOTH)), "L04")
        assert [(one.code, one.detail) for one in found] == [("letter_missing_for_chamber", "Eerste Kamer")]

    def test_to_the_wrong_chamber(self) -> None:
        assert codes(case_with(to_senate(), memo=memo_of()), "L04") == {"wrong_chamber"}

    def test_a_word_that_differs_is_shown(self) -> None:
        senate = to_senate(text=BODY.replace("twee jaar", "drie jaar"))
        found = findings(case_with(letter_of(), senate, memo=memo_of(advice=BOTH)), "L04")
        assert [(one.code, one.detail, one.file) for one in found] == [
            ("letters_differ", "twee -> drie", "brief-2.pdf")
        ]

    def test_a_sentence_left_out_is_shown_by_what_stands_around_it(self) -> None:
        house = letter_of(text=f"{BODY} Dat kost niets. De depots blijven open.")
        senate = to_senate(text=f"{BODY} De depots blijven open.")
        [found] = findings(case_with(house, senate, memo=memo_of(advice=BOTH)), "L04")
        old, new = str(found.parameters["old"]), str(found.parameters["new"])
        assert "Dat kost niets." in old
        assert new, "an empty side says nothing"
        assert new in f"{BODY} De depots blijven open."
        assert found.quote in f"{BODY} De depots blijven open."
        assert found.quote

    def test_a_long_passage_is_not_quoted_whole(self) -> None:
        long = " ".join(f"Woord{number}" for number in range(60))
        senate = to_senate(text=BODY.replace("twee jaar", long))
        [found] = findings(case_with(letter_of(), senate, memo=memo_of(advice=BOTH)), "L04")
        assert len(str(found.parameters["new"])) <= 90

    def test_a_salutation_of_the_other_chamber_is_told_by_its_letter(self) -> None:
        slip = letter_of(salutation="Aan de Voorzitter van de Eerste Kamer der Staten-Generaal,")
        found = findings(case_with(slip, to_senate(), memo=memo_of(advice=BOTH)), "L04")
        assert [(one.code, one.file) for one in found] == [("wrong_chamber", "brief-1.pdf")]

    def test_what_must_differ_may(self) -> None:
        house = letter_of(text=f"{BODY}\nDaarmee voldoe ik aan de motie (Kamerstuk 35 570, nr. 12) van uw Kamer.")
        senate = to_senate(text=f"{BODY}\nDaarmee voldoe ik aan de toezegging T01234 aan uw Kamer.")
        assert outcome(case_with(house, senate, memo=memo_of(advice=BOTH)), "L04") is Outcome.PASSES

    def test_two_letters_that_are_not_twins_are_not_compared(self) -> None:
        senate = to_senate(text="Op 4 maart vroeg uw Kamer naar de begroting van de monumenten. Die volgt in mei.")
        assert outcome(case_with(letter_of(), senate, memo=memo_of(advice=BOTH)), "L04") is Outcome.PASSES

    def test_copied_words_for_the_other_chamber(self) -> None:
        slip = letter_of(text="Met deze brief informeer ik de Eerste Kamer over de depots.")
        assert codes(case_with(slip, memo=memo_of()), "L04") == {"wrong_chamber"}
        kind = letter_of(
            text="Met deze brief informeer ik u. Gelijktijdig informeer ik de Eerste Kamer over de depots."
        )
        assert codes(case_with(kind, memo=memo_of()), "L04") == set()

    def test_a_salutation_of_the_other_chamber(self) -> None:
        slip = letter_of(text=f"Aan de Voorzitter van de Eerste Kamer der Staten-Generaal,\n{BODY}")
        found = findings(case_with(slip, memo=memo_of()), "L04")
        assert [(one.code, one.quote) for one in found] == [
            ("wrong_chamber", "Aan de Voorzitter van de Eerste Kamer der Staten-Generaal,")
        ]
        right = letter_of(text=f"Geachte voorzitter van de Tweede Kamer,\n{BODY}")
        assert codes(case_with(right, memo=memo_of()), "L04") == set()

    def test_one_letter_to_both_voorzitters(self) -> None:
        both = letter_of(chamber=None, addressee="de Voorzitters van de Eerste en de Tweede Kamer der Staten-Generaal")
        assert outcome(case_with(both, memo=memo_of(advice=BOTH)), "L04") is Outcome.PASSES


class TestL05Signatory:
    @pytest.mark.parametrize(
        ("to", "role"),
        [
            ("Minister van OCW", "staatssecretaris van Onderwijs, Cultuur en Wetenschap"),
            ("MOCW", "minister van Volksgezondheid, Welzijn en Sport"),
            ("SBZK", "minister van Binnenlandse Zaken en Koninkrijksrelaties"),
            ("Stas IenW", "directeur-generaal Mobiliteit"),
            ("de Minister-President", "minister van Algemene Zaken"),
        ],
    )
    def test_another_office(self, to: str, role: str) -> None:
        case = case_with(letter_of(signatory_role=role), memo=memo_of(to=to))
        assert codes(case, "L05") == {"signatory_differs"}

    @pytest.mark.parametrize(
        ("to", "role"),
        [
            ("Minister van OCW", "minister van Onderwijs, Cultuur en Wetenschap"),
            ("MINDEF", "minister van Defensie"),
            ("Minister", "minister van Defensie"),
            ("MBZK en SBZK", "staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties"),
            ("de Minister voor Klimaat en Energie", "Minister voor Klimaat en Energie"),
            ("Stas IenW", "staatssecretaris van Infrastructuur en Waterstaat"),
            ("Staatssecretaris Rechtsbescherming", "staatssecretaris van Justitie en Veiligheid"),
            ("Minister van VRO", "minister van Volkshuisvesting en Ruimtelijke Ordening"),
            ("MOCW", "namens de minister van OCW, de directeur Musea"),
        ],
    )
    def test_the_same_office_in_other_words(self, to: str, role: str) -> None:
        case = case_with(letter_of(signatory_role=role), memo=memo_of(to=to))
        assert codes(case, "L05") == set()

    def test_the_certificate_names_another(self) -> None:
        case = case_with(letter_of(), memo=memo_of(), signer="minister van Defensie")
        assert codes(case, "L05") == {"signatory_differs"}

    def test_also_for_somebody_the_memo_does_not_know(self) -> None:
        text = f"Mede namens de minister van Defensie bied ik u dit aan.\n{BODY}"
        assert codes(case_with(letter_of(text=text), memo=memo_of()), "L05") == {"signatory_differs"}
        known = memo_of(more="De brief gaat mede namens de minister van Defensie uit.")
        assert codes(case_with(letter_of(text=text), memo=known), "L05") == set()

    def test_also_for_the_other_office_holder_of_the_same_ministry(self) -> None:
        text = f"Hierbij bied ik u, mede namens de minister van SZW, het rapport aan.\n{BODY}"
        role = "staatssecretaris van Sociale Zaken en Werkgelegenheid"
        case = case_with(letter_of(text=text, signatory_role=role), memo=memo_of(to="de Staatssecretaris"))
        assert codes(case, "L05") == set()

    def test_waits_without_a_letter(self) -> None:
        assert outcome(case_with(memo=memo_of()), "L05") is Outcome.WAITS


class TestL06Letters:
    def test_dated_before_the_meeting(self) -> None:
        memo = memo_of(advice=ALERT, deadline="14 maart 2024")
        early = letter_of(letter_date=date(2024, 3, 14))
        found = findings(case_with(early, memo=memo, meeting=meeting(15)), "L06")
        assert [(one.code, one.severity) for one in found] == [("letter_before_meeting", Severity.BLOCKS)]
        assert codes(case_with(letter_of(), memo=memo, meeting=meeting(15)), "L06") == set()

    def test_dated_later_than_today_is_how_it_goes(self) -> None:
        assert outcome(case_with(letter_of(), memo=memo_of(), at=date(2024, 3, 15)), "L06") is Outcome.PASSES
        assert codes(case_with(letter_of(), memo=memo_of(), at=date(2024, 3, 16)), "L06") == {"letter_in_the_past"}


class TestL08Letters:
    def test_a_letter_with_the_memos_reference(self) -> None:
        same = letter_of(own_reference="2024-0000501234")
        assert codes(case_with(same, memo=memo_of()), "L08") == {"reference_reused"}

    def test_two_letters_with_one_reference(self) -> None:
        twin = to_senate(own_reference="2024-0000599001")
        assert codes(case_with(letter_of(), twin, memo=memo_of(advice=BOTH)), "L08") == {"reference_reused"}
        assert codes(case_with(letter_of(), to_senate(), memo=memo_of(advice=BOTH)), "L08") == set()

    def test_a_reference_of_another_item_of_the_map(self) -> None:
        case = case_with(letter_of(), memo=memo_of(), elsewhere={"2024-0000599001": "mr/ander/brief"})
        assert codes(case, "L08") == {"reference_reused"}

    def test_two_digits_of_a_question_changed_places(self) -> None:
        memo = memo_of(occasion="Op 1 maart 2024 zijn vragen gesteld (2024Z04417).")
        assert codes(case_with(letter_of(their_references=("2024Z04471",)), memo=memo), "L08") == {"reference_differs"}
        assert codes(case_with(letter_of(their_references=("2024Z04417",)), memo=memo), "L08") == set()
        assert codes(case_with(letter_of(their_references=("2023Z19555",)), memo=memo), "L08") == set()


class TestL09Words:
    def words(self, **changes: object) -> set[str]:
        return codes(case_with(replace(letter_of(), **changes), memo=memo_of()), "L09")  # type: ignore[arg-type]

    @pytest.mark.parametrize("text", ["CONCEPT", "Conceptversie 3", "Deze conceptbrief is nog niet vastgesteld."])
    def test_calls_itself_a_draft(self, text: str) -> None:
        assert self.words(text=f"{text}\n{BODY}") == {"draft_text"}

    @pytest.mark.parametrize(
        "text",
        [
            "Het conceptwetsvoorstel gaat naar de Raad van State.",
            "Het concept van gedeeld eigenaarschap wint terrein.",
            "De internetconsultatie van het ontwerpbesluit is gesloten.",
        ],
    )
    def test_speaks_of_another_draft(self, text: str) -> None:
        assert self.words(text=f"{text}\n{BODY}") == set()

    @pytest.mark.parametrize(
        "text",
        [
            "Het gaat om PM gemeenten.",
            "Op XX maart volgt het rapport.",
            "De kosten zijn \u20ac xxx per jaar.",
            "Dat is gemeld op [datum].",
            "Zie [...] voor de cijfers.",
            "Ik dank <naam> voor het werk.",
            "Het bedrag is nader in te vullen.",
            "De start is dd-mm-jjjj.",
            "Aantal: ........",
        ],
    )
    def test_something_is_to_be_filled_in(self, text: str) -> None:
        assert self.words(text=f"{BODY}\n{text}") == {"placeholder_text"}

    def test_every_place_to_be_filled_in_is_named_once(self) -> None:
        letter = letter_of(text=f"{BODY}\nOp [datum] sprak ik [naam]; het ging om PM gemeenten.\nAantal: [......]")
        [found] = [one for one in findings(case_with(letter), "L09") if one.code == "placeholder_text"]
        assert sorted(found.detail.split("; ")) == ["PM", "[......]", "[datum]", "[naam]"]

    @pytest.mark.parametrize(
        "text",
        [
            "Zie artikel XX van de wet.",
            "De begroting van hoofdstuk XX (36 410 XX) is aangepast.",
            "De onderzoekers schrijven: \u201cde depots [...] zijn vol\u201d.",
            "Meer staat op <https://www.example.org/musea>.",
            "Minder dan 5% (<5%) deed mee.",
            "Het overleg begint om 2 PM uur.",
            "De XXe eeuw was rijk aan musea.",
        ],
    )
    def test_nothing_is_to_be_filled_in(self, text: str) -> None:
        assert self.words(text=f"{BODY}\n{text}") == set()


class TestL09Structure:
    @pytest.mark.parametrize(
        "hazard", [Hazard.JAVASCRIPT, Hazard.COMMENT, Hazard.FONT_NOT_EMBEDDED, Hazard.COVERED_TEXT]
    )
    def test_blocks_in_a_letter_and_warns_in_an_attachment(self, hazard: Hazard) -> None:
        found = (Found(hazard, 1, (10.0, 20.0, 30.0, 40.0), "woorden"),)
        letter = file_of("brief.pdf", FileKind.LETTER, found=found, letter=letter_of())
        report = file_of("rapport.pdf", FileKind.ATTACHMENT, found=found)
        got = findings(case_with(letter, memo=memo_of(attachments="2"), others=(report,)), "L09")
        assert [(one.code, one.severity, one.file) for one in got] == [
            (hazard.value, Severity.BLOCKS, "brief.pdf"),
            (hazard.value, Severity.WARNS, "rapport.pdf"),
        ]
        assert got[0].rect == (10.0, 20.0, 30.0, 40.0)

    def test_waits_without_a_letter(self) -> None:
        assert outcome(case_with(memo=memo_of()), "L09") is Outcome.WAITS


class TestOpen:
    @pytest.mark.parametrize(
        ("hazard", "severity"),
        [(Hazard.XFA, Severity.BLOCKS), (Hazard.HYBRID_XREF, Severity.WARNS), (Hazard.DAMAGED_XREF, Severity.BLOCKS)],
    )
    def test_how_a_file_opens(self, hazard: Hazard, severity: Severity) -> None:
        letter = file_of("brief.pdf", FileKind.LETTER, found=(Found(hazard),), letter=letter_of())
        assert [(one.code, one.severity) for one in findings(case_with(letter), "open")] == [(hazard.value, severity)]

    def test_what_was_rewritten_at_import_stays_said(self) -> None:
        letter = file_of(
            "brief.pdf", FileKind.LETTER, letter=letter_of(), remarks=("damaged_xref",), original_sha256="o"
        )
        assert codes(case_with(letter), "open") == {"damaged_xref"}

    def test_a_picture_as_attachment_is_nothing(self) -> None:
        picture = file_of("kaart.pdf", FileKind.ATTACHMENT, found=(Found(Hazard.NO_TEXT_LAYER),))
        assert codes(case_with(letter_of(), others=(picture,)), "open") == set()


class TestL11PublicCopy:
    def public(self, words: str, found: tuple[Found, ...] = ()) -> set[str]:
        copy = file_of("openbaar.pdf", FileKind.PUBLIC_MEMO, found=found, words=words)
        return codes(case_with(letter_of(), memo=memo_of(), others=(copy,)), "L11")

    @pytest.mark.parametrize("words", ["Opgesteld door j.jansen@minocw.nl", "T 06 12345678", "tel. +31 6 1234 5678"])
    def test_personal_data(self, words: str) -> None:
        assert self.public(words) == {"personal_data"}

    @pytest.mark.parametrize(
        "words", ["Postbus 20011 2500 EA Den Haag", "info@minocw.nl", "2024-0000501234", "@minocw.nl"]
    )
    def test_no_personal_data(self, words: str) -> None:
        assert self.public(words) == set()

    def test_text_under_a_box_blocks(self) -> None:
        found = (Found(Hazard.COVERED_TEXT, 1, (1.0, 2.0, 3.0, 4.0), "J. Jansen"),)
        assert self.public("nota", found) == {"text_under_box"}

    def test_the_authors_name(self) -> None:
        memo = replace(memo_of(), author="J. van den Berg, 06")
        copy = file_of("openbaar.pdf", FileKind.PUBLIC_MEMO, words="Met dank aan J. van den Berg")
        assert codes(case_with(letter_of(), memo=memo, others=(copy,)), "L11") == {"personal_data"}


def test_a_letter_alone_is_judged_on_what_it_shows() -> None:
    case = case_with(Letter(text=BODY))
    assert outcome(case, "L09") is Outcome.PASSES
    assert outcome(case, "L05") is Outcome.WAITS
