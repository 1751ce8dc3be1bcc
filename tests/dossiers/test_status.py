"""National statuses and the mapping of a system's own list."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from dossiers.sandbox.catalogue import catalogue
from dossiers.status import (
    Course,
    NationalStatus,
    StatusList,
    UnknownStatus,
    national_statuses,
    system_table,
)

TEN = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
TABLE = """
system: mine
title: Hệ thống của tỉnh
client: http
source: danh mục ngày 1/11/2026
checked: 2026-11-01
statuses: {A: 4, B: %d}
"""


class TestNationalStatuses:
    def test_the_ten_of_the_portal_are_there_under_their_codes(self) -> None:
        statuses = national_statuses().statuses
        assert {status.code: status.name for status in statuses} == TEN
        assert national_statuses().checked <= date.today()  # noqa: DTZ011 - a day, any zone

    def test_each_says_what_it_means_and_what_to_do_in_plain_words(self) -> None:
        for status in national_statuses().statuses:
            for sentence in (status.meaning, status.next_step):
                assert sentence.endswith(".")
                assert len(sentence) < 200
                assert "!" not in sentence
                assert "cấp huyện" not in sentence

    def test_the_list_refuses_two_statuses_of_one_code(self) -> None:
        raw = national_statuses().model_dump()
        raw["statuses"][1]["code"] = 1
        with pytest.raises(ValidationError, match="share a code"):
            StatusList.model_validate(raw)

    def test_the_list_refuses_a_step_that_does_not_exist(self) -> None:
        raw = national_statuses().model_dump()
        raw["statuses"][0]["step"] = 9
        with pytest.raises(ValidationError, match="step"):
            StatusList.model_validate(raw)

    def test_forms_to_rate_go_out_with_receipt_supplement_refusal_and_result(self) -> None:
        rated = {status.code for status in national_statuses().statuses if status.may_be_rated}
        assert {2, 3, 5, 9, 10} <= rated
        assert rated.isdisjoint({1, 4, 7})


class TestCompletion:
    @pytest.mark.parametrize(
        ("code", "step", "stopped"),
        [
            *[(1, 1, False), (2, 2, False), (3, 1, True), (4, 3, False), (5, 3, False)],
            *[(6, 3, False), (7, 3, True), (8, 3, True), (9, 4, False), (10, 5, False)],
        ],
    )
    def test_it_is_a_step_of_five(self, code: int, step: int, stopped: bool) -> None:
        national = national_statuses()
        completion = national.completion(national.by_code()[code])
        assert completion is not None
        assert (completion.step, completion.steps) == (step, 5)
        assert completion.stopped is stopped
        assert completion.label == national.steps[step - 1]

    def test_of_an_unknown_status_it_is_not_guessed(self) -> None:
        assert national_statuses().completion(UnknownStatus(local_code="X", words="Lạ")) is None


class TestSystemTable:
    def test_every_status_of_the_sandbox_is_mapped_but_the_one_left_out_on_purpose(self) -> None:
        table, national = system_table("sandbox"), national_statuses()
        unknown = []
        for local in catalogue().statuses:
            status = table.status(local.code, local.name, national)
            if isinstance(status, UnknownStatus):
                unknown.append(local.code)
            elif local.ends:
                assert status.course in {Course.FINISHED, Course.STOPPED}
            else:
                assert status.course is not Course.STOPPED
        assert unknown == ["TAM_GAC"]
        assert set(table.statuses.values()) == set(TEN)
        assert len(catalogue().statuses) > len(TEN)

    def test_waiting_for_the_result_to_be_fetched_is_a_substate_of_done(self) -> None:
        status = system_table("sandbox").status("CHO_TRA_KET_QUA", "…", national_statuses())
        assert isinstance(status, NationalStatus)
        assert status.code == 9

    def test_an_unknown_status_keeps_the_systems_own_words(self) -> None:
        status = system_table("sandbox").status("LA", "Chờ hội đồng", national_statuses())
        assert status == UnknownStatus(local_code="LA", words="Chờ hội đồng")

    def test_a_province_brings_its_own_table_as_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.yaml"
        path.write_text(TABLE % 9, "utf-8")
        assert system_table(str(path)).statuses == {"A": 4, "B": 9}

    def test_a_table_that_points_at_no_national_status_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.yaml"
        path.write_text(TABLE % 11, "utf-8")
        with pytest.raises(ValueError, match="11"):
            system_table(str(path))

    @pytest.mark.parametrize("name", ["nowhere", "../statuses", "/etc/nowhere.yaml"])
    def test_an_unknown_system_is_named_with_those_that_are_known(self, name: str) -> None:
        with pytest.raises(ValueError, match="known systems: sandbox"):
            system_table(name)
