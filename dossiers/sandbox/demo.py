"""The dossiers that stay as they are, to try the assistant with."""

from dataclasses import dataclass

from sqlalchemy import select

from dossiers.sandbox.catalogue import catalogue
from dossiers.sandbox.settings import SandboxStorage
from dossiers.sandbox.store import Store
from dossiers.sandbox.tables import DossierRow, HolderRow


@dataclass(frozen=True, slots=True)
class DemoDossier:
    """One of them. last_digits prove that it is one's own; status is the system's own code."""

    key: str
    code: str
    last_digits: str
    status: str
    procedure_code: str
    procedure_name: str
    shows: str


def demo_dossiers(store: Store | None = None) -> list[DemoDossier]:
    """The demo dossiers of `store`, in the order of data/demo.yaml.

    store: default, the database the environment names; it is made where it is missing.
    """
    opened = store or Store.open(SandboxStorage().database_file, renew=False)
    try:
        with opened.session() as session:
            query = select(DossierRow, HolderRow).where(
                DossierRow.fixed, HolderRow.dossier_code == DossierRow.code
            )
            found = {
                (row.procedure_code, row.agency_id): (row, holder.phone[-4:])
                for row, holder in session.execute(query)
            }
    finally:
        if store is None:
            opened.close()
    listed = []
    for demo in catalogue().demo:
        row, digits = found[demo.procedure, demo.agency]
        listed.append(
            DemoDossier(
                key=demo.key,
                code=row.code,
                last_digits=digits,
                status=row.status,
                procedure_code=row.procedure_code,
                procedure_name=catalogue().procedure(row.procedure_code).name,
                shows=demo.shows,
            )
        )
    return listed
