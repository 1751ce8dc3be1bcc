"""Shapes of the HTTP contract, as the OpenAPI page publishes them."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from dossiers.sandbox.catalogue import catalogue
from dossiers.sandbox.seed import VIETNAM
from dossiers.sandbox.tables import DossierRow


class Shape(BaseModel):
    """Base of the shapes: field names are Vietnamese words in camel case."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Named(Shape):
    """Mã và tên."""

    ma: str
    ten: str


class HoSo(Shape):
    """Một hồ sơ. Không có họ tên, số điện thoại hay số định danh của người nộp."""

    ma_ho_so: str
    ma_thu_tuc: Annotated[str, Field(description="Mã thủ tục quốc gia, dạng d.dddddd.")]
    ten_thu_tuc: str
    trang_thai: Annotated[Named, Field(description="Trạng thái theo danh mục của hệ thống này.")]
    co_quan: Annotated[Named, Field(description="Cơ quan giải quyết.")]
    bo_phan: Annotated[str, Field(description="Phòng, tổ đang giữ hồ sơ.")]
    can_bo: Annotated[Named, Field(description="Cán bộ thụ lý.")]
    ngay_tiep_nhan: datetime
    ngay_hen_tra: datetime
    ngay_hoan_thanh: datetime | None
    ly_do: Annotated[str, Field(description="Lý do từ chối, dừng hoặc yêu cầu bổ sung.")]
    giay_to_thieu: list[str]
    han_bo_sung: date | None
    phi_phai_nop: Annotated[int, Field(ge=0, description="Số tiền còn phải nộp, đồng.")]
    noi_tra_ket_qua: str


class XacMinh(Shape):
    """Các số cuối mà người hỏi đưa ra."""

    so_cuoi: Annotated[
        str,
        Field(
            pattern=r"^\d{4}$",
            description="4 số cuối của số điện thoại hoặc số định danh của người nộp hồ sơ.",
            examples=["1234"],
        ),
    ]


class KetQuaXacMinh(Shape):
    """`khop` là false cả khi không có hồ sơ nào mang mã này."""

    khop: bool


class Loi(Shape):
    """Nội dung của mọi câu trả lời không thành công."""

    ma_loi: Annotated[str, Field(examples=["KHONG_TIM_THAY"])]
    thong_bao: str


def ho_so(row: DossierRow) -> HoSo:
    """The row as clients see it."""
    known = catalogue()
    finished = row.finished_at.astimezone(VIETNAM) if row.finished_at else None
    return HoSo(
        ma_ho_so=row.code,
        ma_thu_tuc=row.procedure_code,
        ten_thu_tuc=known.procedure(row.procedure_code).name,
        trang_thai=Named(ma=row.status, ten=known.status(row.status).name),
        co_quan=Named(ma=row.agency.id, ten=row.agency.name),
        bo_phan=row.unit,
        can_bo=Named(ma=row.officer.id, ten=row.officer.name),
        ngay_tiep_nhan=row.received_at.astimezone(VIETNAM),
        ngay_hen_tra=row.due_at.astimezone(VIETNAM),
        ngay_hoan_thanh=finished,
        ly_do=row.reason,
        giay_to_thieu=row.missing_papers,
        han_bo_sung=row.supplement_by,
        phi_phai_nop=row.fee_to_pay,
        noi_tra_ket_qua=row.result_place,
    )
