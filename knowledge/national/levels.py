"""Lists the portal writes with commas: levels (cấp thực hiện) and audience (đối tượng)."""

import re

from common.text import clean
from knowledge.national.text import is_nothing
from knowledge.record import Level

_LEVELS = {
    "Cấp bộ": Level.MINISTRY,
    "Cấp tỉnh": Level.PROVINCE,
    "Cấp xã": Level.COMMUNE,
    "Cơ quan khác": Level.OTHER,
}
_ONE_GROUP = "Cán bộ, công chức, viên chức"
_COMMA = re.compile(r",\s*(?![^()]*\))")

_MINISTRIES = {
    "bo-tai-chinh": "Bộ Tài chính",
    "bo-nong-nghiep-mt": "Bộ Nông nghiệp và Môi trường",
    "bo-xay-dung": "Bộ Xây dựng",
    "bo-cong-an": "Bộ Công an",
    "bo-tu-phap": "Bộ Tư pháp",
    "ngan-hang-nha-nuoc": "Ngân hàng Nhà nước Việt Nam",
    "toa-an-nhan-dan": "Tòa án nhân dân",
}


class UnknownLevel(ValueError):
    """A level the portal did not have when this was written; args[0] is its name."""


def read_levels(text: str) -> tuple[Level, ...]:
    """Levels in the order of the source. Raises UnknownLevel."""
    names = [] if is_nothing(text) else [clean(name) for name in text.split(",")]
    for name in names:
        if name not in _LEVELS:
            raise UnknownLevel(name)
    return tuple(dict.fromkeys(_LEVELS[name] for name in names))


def read_audience(text: str) -> tuple[str, ...]:
    """Groups of people; no comma in brackets or in `Cán bộ, công chức, viên chức` splits."""
    if is_nothing(text):
        return ()
    joined = clean(text).replace(_ONE_GROUP, _ONE_GROUP.replace(",", ";"))
    return tuple(dict.fromkeys(part.replace(";", ",").strip() for part in _COMMA.split(joined)))


def ministry_name(slug: str) -> str:
    """Name of the ministry; a slug we do not know stays as it is."""
    return _MINISTRIES.get(slug, slug)
