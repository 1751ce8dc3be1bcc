"""What only the stand-in has: its modes, a push to the dossiers, and the dossiers to try."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from dossiers.sandbox.api import store_of, switch_of
from dossiers.sandbox.contract import Loi, Shape
from dossiers.sandbox.demo import demo_dossiers
from dossiers.sandbox.modes import Behaviour, Mode, Switch
from dossiers.sandbox.page import render
from dossiers.sandbox.store import Store

router = APIRouter()


class Health(Shape):
    """Hệ thống đang chạy."""

    trang_thai: str = "ok"


class Moved(Shape):
    """Số hồ sơ đã chuyển sang bước tiếp theo."""

    da_chuyen: int


class DemoShape(Shape):
    """Một hồ sơ để thử."""

    ma_ho_so: str
    so_cuoi: str
    trang_thai: str
    ma_thu_tuc: str
    ten_thu_tuc: str
    mo_ta: str
    nhan: str


@router.get(
    "/health",
    tags=["Vận hành"],
    summary="Kiểm tra hệ thống",
    response_description="Đang phục vụ.",
    responses={503: {"model": Loi, "description": "Hệ thống không phục vụ."}},
)
async def health(switch: Annotated[Switch, Depends(switch_of)]) -> Health:
    """Trả lời 200 khi hệ thống phục vụ được."""
    if switch.behaviour.mode is Mode.DOWN:
        raise HTTPException(503, "Hệ thống đang bảo trì")
    return Health()


@router.get(
    "/sandbox/mode",
    tags=["Giả lập"],
    summary="Xem chế độ đang chạy",
    response_description="Chế độ đang chạy.",
)
async def read_mode(switch: Annotated[Switch, Depends(switch_of)]) -> Behaviour:
    """Chế độ đang áp dụng cho các địa chỉ /api/."""
    return switch.behaviour


@router.post(
    "/sandbox/mode",
    tags=["Giả lập"],
    summary="Đổi chế độ: chậm, lỗi, ngừng",
    response_description="Chế độ mới.",
)
async def set_mode(
    behaviour: Behaviour, switch: Annotated[Switch, Depends(switch_of)]
) -> Behaviour:
    """Dùng để thử xem trợ lý xử lý ra sao khi hệ thống một cửa gặp sự cố."""
    switch.turn(behaviour)
    return switch.behaviour


@router.post(
    "/sandbox/advance",
    tags=["Giả lập"],
    summary="Cho hồ sơ chuyển bước",
    response_description="Đã chuyển.",
)
def push(
    store: Annotated[Store, Depends(store_of)],
    count: Annotated[int, Query(alias="so_ho_so", ge=1, le=1000)] = 10,
) -> Moved:
    """Những hồ sơ chờ lâu nhất chuyển sang bước tiếp theo; hồ sơ để thử thì giữ nguyên."""
    return Moved(da_chuyen=store.advance(count))


@router.get(
    "/sandbox/demo",
    tags=["Giả lập"],
    summary="Các hồ sơ để thử",
    response_description="Danh sách hồ sơ.",
)
def list_demo(store: Annotated[Store, Depends(store_of)]) -> list[DemoShape]:
    """Mã hồ sơ kèm 4 số cuối dùng để xác minh. Mọi dữ liệu đều là hư cấu."""
    return [
        DemoShape(
            ma_ho_so=demo.code,
            so_cuoi=demo.last_digits,
            trang_thai=demo.status,
            ma_thu_tuc=demo.procedure_code,
            ten_thu_tuc=demo.procedure_name,
            mo_ta=demo.shows,
            nhan=demo.key,
        )
        for demo in demo_dossiers(store)
    ]


@router.get("/docs", include_in_schema=False)
async def documentation(request: Request) -> HTMLResponse:
    """The OpenAPI document as a page that needs nothing from elsewhere."""
    document: dict[str, Any] = request.app.openapi()
    return HTMLResponse(render(document))
