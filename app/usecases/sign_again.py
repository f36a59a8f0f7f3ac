"""Sign a held letter again with another key: the old signature is voided, in one guided step.

For a card that was lost or whose certificate was revoked between the signing and the release. What is signed is the
same letter, byte for byte, as a next version with a release key of its own; the old seal cannot be opened by anyone
afterwards (guard G7).
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from app.desk import Desk, Transaction
from app.errors import Refused, WrongUse
from app.events import Decided, LetterBlocked, LetterLocked, LetterRenewed, LetterVoided, ReleaseKeyMade
from app.moves import LetterState
from app.ports import Context
from app.store import queries
from app.usecases.plan_signing import plan_signing
from app.usecases.sign_batch import key_facts, sign_batch
from app.usecases.sign_letters import SigningResult
from app.vault.release_keys import destroy_release_key, keep_release_key
from signing.seal import new_release_key

_HELD = frozenset({LetterState.SEALED, LetterState.BLOCKED})


def sign_again(
    desk: Desk, letter_name: str, *, key_uri: str, why: str, context: Context, also: tuple[str, ...] = ()
) -> SigningResult:
    """Void a held signature and sign the same letter with another key; other letters of its set with the same PIN.

    The old signatures are voided only once the person consented and the new key opened; when the new key then fails
    after all, a letter stands approved as its next version and is signed with the rest of its map.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.
        also: further held letters of the same item.
        key_uri: the other key.
        why: the reason, for the record.
        context: for questions, progress and stopping.

    Raises:
        WrongUse: ``letter_unknown``, ``why_missing``.
        Refused: ``nothing_held``: no signature to replace; ``outcome_not_agreed``: its council did not agree, or only
            with changes; ``consent_missing``.
        KeyTrouble: the new key does not serve; the old signature stands.
        Cancelled: the question was closed; the old signature stands.
    """
    if not why.strip():
        raise WrongUse("why_missing")
    names = (letter_name, *also)
    with desk.transaction() as transaction:
        item, letter = queries.item_and_letter(transaction.connection, letter_name)
    held = {one.name for one in item.letters if one.state in _HELD and one.decided is not None}
    for name in names:
        if name not in held:
            raise Refused("nothing_held", name=name)
    if item.outcome is not None and item.outcome.outcome != "agreed":
        raise Refused("outcome_not_agreed", guard="G6", item=item.name, outcome=item.outcome.outcome)
    facts = key_facts(key_uri, now=desk.now())
    plan = plan_signing(desk, letter.map, key=facts, again=names)
    result, _ = sign_batch(
        desk,
        plan,
        key_uri=key_uri,
        one_by_one=False,
        target=None,
        context=context,
        first=lambda: _renew(desk, names, why.strip()),
    )
    # No copy of the destroyed key stays in the write-ahead log.
    desk.store.forget_deleted()
    return result


def _renew(desk: Desk, names: tuple[str, ...], why: str) -> None:
    """Void the held versions and begin the next ones, locked and decided upon as the old ones were; all or none."""
    with desk.transaction() as transaction:
        for name in names:
            _renew_one(transaction, name, why)


def _renew_one(transaction: Transaction, name: str, why: str) -> None:
    letter = queries.letter(transaction.connection, name)
    if letter.state is LetterState.SEALED:
        transaction.happen(LetterBlocked(letter.version, "void"))
    sealed, prepared, decided = letter.sealed, letter.prepared, letter.decided
    if letter.state not in _HELD or decided is None:
        raise Refused("nothing_held", name=name)
    destroy_release_key(transaction.connection, letter.version)
    transaction.happen(
        LetterVoided(
            letter.version,
            why,
            digest=prepared.digest if prepared else "",
            seal_sha256=sealed.seal_sha256 if sealed else "",
        )
    )
    _begin_next(transaction, letter.version, decided)


def _begin_next(transaction: Transaction, voided: str, decided: Decided) -> None:
    version, key = secrets.token_hex(16), new_release_key()
    keep_release_key(transaction.connection, version, key)
    transaction.happen(
        LetterRenewed(version, voided),
        LetterLocked(ReleaseKeyMade(version, key.public)),
        # The same bytes and the same files: the consent to this very act is the decision anew.
        replace(decided, version=version),
    )
