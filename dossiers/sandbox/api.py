"""The dossier API that clients of a one-stop system speak to."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Request, Security
from fastapi.security import APIKeyHeader

from dossiers.sandbox.contract import HoSo, KetQuaXacMinh, Loi, XacMinh, ho_so
from dossiers.sandbox.modes import Switch
from dossiers.sandbox.store import Store

_key_header = APIKeyHeader(
    name="X-API-Key", auto_error=False, description="Khóa do quản trị hệ thống một cửa cấp."
)
_NOBODY = "----"
"""Compared with where there is no dossier, so that the answer takes the same time."""


class NoDossier(HTTPException):
    """No dossier has this code."""

    def __init__(self) -> None:
        super().__init__(404, "Không có hồ sơ nào mang mã này.")


def store_of(request: Request) -> Store:
    """The database of the running system."""
    store: Store = request.app.state.store
    return store


def switch_of(request: Request) -> Switch:
    """The mode switch of the running system."""
    switch: Switch = request.app.state.switch
    return switch


async def behave(switch: Annotated[Switch, Depends(switch_of)]) -> None:
    """Be slow, fail or be down, where switched on."""
    await switch.behave()


def require_key(request: Request, key: Annotated[str | None, Security(_key_header)]) -> None:
    """Refuse callers without the key."""
    expected: str = request.app.state.api_key
    if key is None or not hmac.compare_digest(key.encode(), expected.encode()):
        raise HTTPException(401, "Thiếu khóa truy cập hoặc khóa không đúng.")


router = APIRouter(
    prefix="/api/v1/ho-so",
    tags=["Hồ sơ"],
    dependencies=[Depends(behave), Depends(require_key)],
    responses={401: {"model": Loi, "description": "Thiếu khóa hoặc sai khóa."}},
)

Code = Annotated[
    str,
    Path(alias="maHoSo", max_length=64, description="Mã hồ sơ.", examples=["H22.15-230105-0001"]),
]


@router.get(
    "/{maHoSo}",
    summary="Tra cứu một hồ sơ",
    response_description="Hồ sơ và tình trạng hiện tại.",
    responses={404: {"model": Loi, "description": "Không có hồ sơ nào mang mã này."}},
)
def find_dossier(code: Code, store: Annotated[Store, Depends(store_of)]) -> HoSo:
    """Tình trạng hiện tại của hồ sơ. Không trả về dữ liệu cá nhân của người nộp."""
    row = store.find(code)
    if row is None:
        raise NoDossier
    return ho_so(row)


@router.post(
    "/{maHoSo}/xac-minh",
    summary="Xác minh người nộp hồ sơ",
    response_description="Các số có khớp hay không.",
)
def check_holder(
    code: Code, given: XacMinh, store: Annotated[Store, Depends(store_of)]
) -> KetQuaXacMinh:
    """So 4 số cuối với số điện thoại và số định danh của người nộp, ngay tại hệ thống một cửa."""
    holder = store.holder(code)
    endings = (holder.phone[-4:], holder.identity_number[-4:]) if holder else (_NOBODY, _NOBODY)
    matches = [hmac.compare_digest(given.so_cuoi.encode(), end.encode()) for end in endings]
    return KetQuaXacMinh(khop=any(matches))
