"""The JSON of the one-stop HTTP contract (docs/vi/ket-noi-mot-cua.md), read into our types.

Field names are the contract's. Nothing outside this module and `dossiers.http` sees them.
"""

from datetime import date, datetime, timedelta, timezone
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from dossiers.code import DossierCode
from dossiers.protocol import Agency, Dossier, Officer
from dossiers.status import StatusList, SystemTable

VIETNAM = timezone(timedelta(hours=7))
NOT_FOUND = "KHONG_TIM_THAY"


def _with_zone(moment: datetime) -> datetime:
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment


Moment = Annotated[datetime, AfterValidator(_with_zone)]
"""An instant; without a zone it is Vietnamese time."""


class _Payload(BaseModel):
    """Systems may add fields of their own; we do not read them."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class StatusPayload(_Payload):
    """The system's own status."""

    code: Annotated[str, Field(alias="ma", min_length=1)]
    words: Annotated[str, Field(alias="ten", min_length=1)]


class NamedPayload(_Payload):
    """An agency or an officer."""

    id: Annotated[str, Field(alias="ma", min_length=1)]
    name: Annotated[str, Field(alias="ten", min_length=1)]


class DossierPayload(_Payload):
    """One dossier."""

    code: Annotated[str, Field(alias="maHoSo")]
    procedure_code: Annotated[str, Field(alias="maThuTuc")] = ""
    procedure_name: Annotated[str, Field(alias="tenThuTuc")]
    status: Annotated[StatusPayload, Field(alias="trangThai")]
    agency: Annotated[NamedPayload, Field(alias="coQuan")]
    unit: Annotated[str, Field(alias="boPhan")] = ""
    officer: Annotated[NamedPayload | None, Field(alias="canBo")] = None
    received_at: Annotated[Moment, Field(alias="ngayTiepNhan")]
    due_at: Annotated[Moment | None, Field(alias="ngayHenTra")] = None
    finished_at: Annotated[Moment | None, Field(alias="ngayHoanThanh")] = None
    reason: Annotated[str, Field(alias="lyDo")] = ""
    missing_papers: Annotated[tuple[str, ...], Field(alias="giayToThieu")] = ()
    supplement_by: Annotated[date | None, Field(alias="hanBoSung")] = None
    fee_to_pay: Annotated[int, Field(alias="phiPhaiNop", ge=0)] = 0
    result_place: Annotated[str, Field(alias="noiTraKetQua")] = ""

    def dossier(self, code: DossierCode, table: SystemTable, national: StatusList) -> Dossier:
        """This payload in our terms; `code` is the one that was asked for."""
        officer = Officer(self.officer.id, self.officer.name) if self.officer else None
        return Dossier(
            code=code,
            procedure_code=self.procedure_code,
            procedure_name=self.procedure_name,
            status=table.status(self.status.code, self.status.words, national),
            local_status=self.status.words,
            agency=Agency(self.agency.id, self.agency.name),
            unit=self.unit,
            officer=officer,
            received_at=self.received_at,
            due_at=self.due_at,
            finished_at=self.finished_at,
            reason=self.reason,
            missing_papers=self.missing_papers,
            supplement_by=self.supplement_by,
            fee_to_pay=self.fee_to_pay,
            result_place=self.result_place,
        )


class HolderCheckPayload(_Payload):
    """Answer to a check of the last digits."""

    matches: Annotated[bool, Field(alias="khop", strict=True)]


class ErrorPayload(_Payload):
    """Body of every answer that is no success."""

    code: Annotated[str, Field(alias="maLoi")]
