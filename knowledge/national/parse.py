"""One record of the national export."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from knowledge.national.district import LAST_DAY, handled_in_district, stale_parts
from knowledge.national.legal import read_legal_bases
from knowledge.national.levels import UnknownLevel, ministry_name, read_audience, read_levels
from knowledge.national.misplaced import put_back
from knowledge.national.names import is_page_title, one_line
from knowledge.national.papers import number_of_sets, read_papers
from knowledge.national.record import Caveat, NationalProcedure, Note
from knowledge.national.results import read_results
from knowledge.national.steps import read_conditions, read_steps
from knowledge.national.submissions import read_submissions
from knowledge.national.text import is_nothing, normal, paragraphs
from knowledge.validation import what_is_wrong

_ONE_PROVINCE = re.compile(r"\b(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+[A-ZĐÀ-Ỹ]")
_REQUIRED = {"ma_thu_tuc": "mã thủ tục", "ten_thu_tuc": "tên thủ tục", "linh_vuc": "lĩnh vực"}


class NotAProcedure(ValueError):
    """The record cannot be understood; args[0] is a Vietnamese sentence that says why."""


def read_record(raw: Mapping[str, Any]) -> NationalProcedure:
    """The procedure in `raw`, a JSON object of the export. Raises NotAProcedure."""
    texts, lost = put_back(_texts(raw))
    builder = _Builder(texts, lost)
    builder.read_lists()
    builder.read_tables()
    try:
        record = NationalProcedure.model_validate(builder.fields | {"notes": tuple(builder.notes)})
    except ValidationError as error:
        raise NotAProcedure(what_is_wrong(error)) from error
    return _warned(record, builder.warnings)


def _texts(raw: Mapping[str, Any]) -> dict[str, str]:
    for key, value in raw.items():
        if not isinstance(value, str):
            raise NotAProcedure(f"Trường {key} phải là chữ, không phải {type(value).__name__}.")
    texts = {key: normal(value) for key, value in raw.items()}
    for key, meaning in _REQUIRED.items():
        if is_nothing(texts.get(key, "")):
            raise NotAProcedure(f"Thiếu {meaning} ({key}).")
    if is_page_title(texts["ten_thu_tuc"]):
        raise NotAProcedure(
            "Tên là tiêu đề một quyết định công bố danh mục, không phải tên thủ tục."
        )
    return texts


class _Builder:
    """Fields of NationalProcedure out of the cleaned texts of one record."""

    def __init__(self, texts: Mapping[str, str], lost: Iterable[str]) -> None:
        self._texts = texts
        self._lost = lost
        self.notes: list[Note] = []
        self.warnings: list[str] = []
        self.fields: dict[str, Any] = {
            "code": self._line("ma_thu_tuc"),
            "name": one_line(texts["ten_thu_tuc"]),
            "decision": self._line("so_quyet_dinh"),
            "field": self._line("linh_vuc"),
            "ministry": ministry_name(self._line("bo_nganh")),
            "agency": self._line("co_quan_thuc_hien"),
            "authority": self._line("co_quan_co_tham_quyen"),
            "address": "\n".join(paragraphs(self._some("dia_chi_tiep_nhan"))),
            "source_url": self._line("detail_url"),
        }

    def read_lists(self) -> None:
        """Levels and audience. Raises NotAProcedure for a level we do not know."""
        try:
            self.fields["levels"] = read_levels(self._some("cap_thuc_hien"))
        except UnknownLevel as error:
            raise NotAProcedure(f"Cấp thực hiện “{error}” chưa có trong hệ thống.") from error
        self.fields["audience"] = read_audience(self._some("doi_tuong_thuc_hien"))
        if handled_in_district(self.fields["name"]):
            self.fields["valid_to"] = LAST_DAY

    def read_tables(self) -> None:
        """The flattened parts; what stayed text becomes a note with a warning."""
        steps, papers = self._some("trinh_tu_thuc_hien"), self._some("thanh_phan_ho_so")
        self.fields["steps"] = read_steps(steps)
        self._read_submissions()
        self._read_papers(papers)
        for part in self._lost:
            self._warn(Caveat.KEPT_RAW, part)
        self.fields["sets"] = number_of_sets(steps, papers)
        self._read_results()
        bases = read_legal_bases(self._some("can_cu_phap_ly"))
        self.fields["legal_bases"] = tuple(dict.fromkeys(bases.rows))
        self._raw("legal_bases", *bases.rest)

    def _read_submissions(self) -> None:
        found = read_submissions(self._some("cach_thuc_thuc_hien"))
        self.fields["submissions"] = tuple(found.rows)
        self._raw("submissions", found.rest)
        if found.unclear:
            self._warn(Caveat.UNCLEAR_FEE, "submissions")
            self._note("submissions", found.unclear)

    def _read_papers(self, text: str) -> None:
        found = read_papers(text)
        self.fields["papers"] = tuple(dict.fromkeys(found.rows))
        self._note("papers", found.notes)
        self._raw("papers", found.rest)

    def _read_results(self) -> None:
        results = read_results(self._some("ket_qua_xu_ly"))
        self.fields["results"] = results.rows
        self._note("description", [results.description])
        self._raw("results", results.rest)
        conditions = self._some("yeu_cau_dieu_kien")
        if "bản chính" in conditions and read_results(conditions).rest:
            # The crawl cut the table of papers at the heading of the conditions.
            self._raw("conditions", conditions)
            self._warn(Caveat.KEPT_RAW, "papers")
            self.fields["conditions"] = ()
        else:
            self.fields["conditions"] = read_conditions(conditions)

    def _raw(self, part: str, *rest: str) -> None:
        """Keep what of `part` could not be taken apart as a note, with a warning."""
        if any(rest):
            self._warn(Caveat.KEPT_RAW, part)
            self._note(part, rest)

    def _warn(self, caveat: Caveat, part: str) -> None:
        warning = f"{caveat}:{part}"
        if warning not in self.warnings:
            self.warnings.append(warning)

    def _note(self, part: str, texts: Iterable[str]) -> None:
        for text in texts:
            kept = "\n".join(paragraphs(text))
            if kept:
                self.notes.append(Note(part=part, text=kept))

    def _some(self, key: str) -> str:
        text = self._texts.get(key, "")
        return "" if is_nothing(text) else text

    def _line(self, key: str) -> str:
        return " ".join(self._some(key).split())


def _warned(record: NationalProcedure, warnings: list[str]) -> NationalProcedure:
    local = [
        f"{Caveat.OTHER_PROVINCE}:{part}"
        for part in ("agency", "authority")
        if _ONE_PROVINCE.search(getattr(record, part))
    ]
    stale = [f"{Caveat.STALE_DISTRICT}:{part}" for part in stale_parts(record)]
    return record.model_copy(update={"warnings": (*warnings, *local, *stale)})
