"""Why a record does not fit its class, as a sentence for the person who wrote it."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_MOST = 3
_SENTENCES = {
    "missing": "thiếu trường {where}",
    "extra_forbidden": "trường {where} không có trong mẫu bản ghi",
    "string_type": "{where} phải là chữ (đặt trong dấu nháy nếu trông như số)",
    "string_too_short": "{where} để trống",
    "tuple_type": "{where} phải là danh sách",
    "model_type": "{where} phải gồm các mục con",
    "model_attributes_type": "{where} phải gồm các mục con",
    "enum": "{where} là “{input}”, chỉ nhận {expected}",
    "literal_error": "{where} là “{input}”, chỉ nhận {expected}",
    "int_type": "{where} phải là số nguyên",
    "int_parsing": "{where} phải là số nguyên",
    "int_from_float": "{where} phải là số nguyên",
    "float_type": "{where} phải là số",
    "float_parsing": "{where} phải là số",
    "greater_than": "{where} phải lớn hơn {gt}",
    "greater_than_equal": "{where} không được nhỏ hơn {ge}",
    "date_type": "{where} phải là ngày, dạng 2026-07-31",
    "date_parsing": "{where} phải là ngày, dạng 2026-07-31",
    "date_from_datetime_parsing": "{where} phải là ngày, dạng 2026-07-31",
}


def what_is_wrong(error: ValidationError) -> str:
    """The first problems of `error` in one Vietnamese sentence, with the place of each."""
    problems = error.errors(include_url=False)
    said = "; ".join(_sentence(problem) for problem in problems[:_MOST])
    more = len(problems) - _MOST
    ending = f"; và {more} lỗi nữa." if more > 0 else "."
    return said[:1].upper() + said[1:] + ending


def _sentence(problem: ErrorDetails) -> str:
    where = ".".join(str(step) for step in problem["loc"])
    if where == "code" and problem["type"] == "string_pattern_mismatch":
        return f"mã thủ tục “{problem['input']}” không có dạng d.dddddd"
    template = _SENTENCES.get(problem["type"], "{where}: {message}")
    values = {"where": where, "input": problem["input"], "message": problem["msg"]}
    return template.format(**values | problem.get("ctx", {}))
