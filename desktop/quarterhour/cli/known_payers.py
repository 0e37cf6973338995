"""The payers that a visit of the command line can name: the files that ship, and the practice's."""

from __future__ import annotations

from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import complain
from quarterhour.misspelling import is_misspelled
from quarterhour.payers import PayerFolders, Payers
from quarterhour.resources import practice_folder, resource_folder
from quarterhour.visit import CPT_MIDPOINT, MEDICARE

_UNKNOWN = "no payer is called '{id}'."
_BUILT_IN = (MEDICARE, CPT_MIDPOINT)


def payer_folders() -> PayerFolders:
    """Return the folders of payer files."""
    return PayerFolders(resource_folder() / "payers", practice_folder() / "payers")


def known_payers() -> tuple[Payers, bool]:
    """Return the payers whose files can be read, and whether all could; say why others can't."""
    read = payer_folders().read()
    for problem in read.problems:
        complain(problem)
    return read.payers, not read.problems


def check_known(id: str, payers: Payers) -> None:
    """Raise CommandError for an id that no payer has."""
    if _is_known(id, payers):
        return
    if problem := misspelled(id, payers):
        raise CommandError(problem)
    raise CommandError(f"{_UNKNOWN.format(id=id)} `quarterhour payers` lists those there are.")


def misspelled(id: str, payers: Payers) -> str:
    """Return which payer an id without a file likely means, in a sentence; empty for none."""
    if _is_known(id, payers):
        return ""
    names = sorted({*_BUILT_IN, *(each.key for each in payers)})
    near = next((name for name in names if is_misspelled(id, name)), "")
    return f"{_UNKNOWN.format(id=id)} Did you mean {near}?" if near else ""


def _is_known(id: str, payers: Payers) -> bool:
    return id in _BUILT_IN or bool(payers.by_id(id))
