"""Objects that an update names by another generation: our reader keeps to the signed ones, most renderers do not.

A reference has a number and a generation (ISO 32000-2, 7.3.10), and an update may replace or free an object by an entry
for the same number. PDFium and poppler go by the number alone; our reader finds nothing under the signed generation in
the update and returns what was signed.
"""

from __future__ import annotations

from pyhanko.pdf_utils.reader import PdfFileReader

from signing.verify.document import Document


def renamed_since(document: Document, signed: PdfFileReader, end: int) -> frozenset[int]:
    """Return the numbers of signed objects that a later section of the cross-reference names otherwise.

    Args:
        document: the file.
        signed: reader of the signed revision.
        end: where that revision ends.
    """
    generations = {
        reference.idnum: reference.generation
        for revision in range(signed.xrefs.total_revisions)
        for reference in signed.xrefs.explicit_refs_in_revision(revision)
    }
    found: set[int] = set()
    known, shift = document.current.xrefs, document.beginning.shift
    for revision in range(known.total_revisions):
        if known.get_xref_container_info(revision).start_location + shift < end:
            continue
        for reference in known.explicit_refs_in_revision(revision):
            if generations.get(reference.idnum, reference.generation) != reference.generation:
                found.add(reference.idnum)
        for number, following in known.get_xref_data(revision).freed.items():
            # A free entry holds the generation of the next object of its number.
            if number in generations and generations[number] != following - 1:
                found.add(number)
    return frozenset(found)
