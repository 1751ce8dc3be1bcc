"""What whom may see."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dossiers.code import DossierCode
from dossiers.protocol import Agency, Dossier, Officer
from dossiers.status import UnknownStatus, national_statuses
from dossiers.view import UnverifiedView, unverified_view, verified_view

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NATIONAL = national_statuses()
DOSSIER = Dossier(
    code=DossierCode("H22.15", "H22", date(2026, 11, 17), "0001", "practice"),
    procedure_code="1.004859",
    procedure_name="Cải chính hộ tịch",
    status=NATIONAL.by_code()[5],
    local_status="Chờ công dân bổ sung",
    agency=Agency("H22.15", "Ủy ban nhân dân xã Đồng Xoan"),
    unit="Tư pháp - Hộ tịch",
    officer=Officer("CB-15-01", "Lê Thị Thu Hạnh"),
    received_at=NOW - timedelta(days=5),
    due_at=NOW + timedelta(days=3),
    finished_at=None,
    reason="Thành phần hồ sơ chưa đầy đủ.",
    missing_papers=("Bản sao giấy tờ tùy thân",),
    supplement_by=date(2026, 12, 2),
    fee_to_pay=15000,
    result_place="",
)


class TestUnverifiedView:
    def test_it_holds_the_code_and_the_degree_of_completion_and_nothing_else(self) -> None:
        view = unverified_view(DOSSIER, NATIONAL)
        assert asdict(view).keys() == {"code", "completion"}
        assert view.code == "H22.15-261117-0001"
        assert view.completion is not None
        assert view.completion.model_dump() == {
            "step": 3,
            "steps": 5,
            "label": "Đang giải quyết",
            "stopped": False,
        }

    def test_nothing_of_the_dossier_shows_through(self) -> None:
        shown = repr(unverified_view(DOSSIER, NATIONAL))
        for secret in ("Hạnh", "Xoan", "Tư pháp", "hộ tịch", "bổ sung", "15000", "1.004859"):
            assert secret not in shown

    def test_own_words_of_a_system_are_not_for_everyone(self) -> None:
        odd = replace(DOSSIER, status=UnknownStatus(local_code="X", words="Chờ phòng Tư pháp"))
        assert unverified_view(odd, NATIONAL) == UnverifiedView("H22.15-261117-0001", None)


class TestVerifiedView:
    def test_the_holder_sees_procedure_unit_appointment_and_what_to_supply(self) -> None:
        view = verified_view(DOSSIER, NATIONAL, NOW)
        assert view.procedure_name == "Cải chính hộ tịch"
        assert view.agency == "Ủy ban nhân dân xã Đồng Xoan"
        assert view.unit == "Tư pháp - Hộ tịch"
        assert view.officer == "Lê Thị Thu Hạnh"
        assert view.due_at == NOW + timedelta(days=3)
        assert view.missing_papers == ("Bản sao giấy tờ tùy thân",)
        assert view.supplement_by == date(2026, 12, 2)
        assert view.fee_to_pay == 15000
        assert not view.overdue

    def test_without_an_officer_the_name_is_empty(self) -> None:
        assert verified_view(replace(DOSSIER, officer=None), NATIONAL, NOW).officer == ""

    @pytest.mark.parametrize(
        ("changed", "overdue"),
        [
            ({"due_at": NOW - timedelta(seconds=1)}, True),
            ({"due_at": NOW}, False),
            ({"due_at": None}, False),
            ({"due_at": NOW - timedelta(days=1), "finished_at": NOW}, False),
            ({"due_at": NOW - timedelta(days=1), "status": NATIONAL.by_code()[9]}, False),
            ({"due_at": NOW - timedelta(days=1), "status": NATIONAL.by_code()[8]}, False),
            (
                {
                    "due_at": NOW - timedelta(days=1),
                    "status": UnknownStatus(local_code="X", words="Lạ"),
                },
                True,
            ),
        ],
    )
    def test_it_is_overdue_once_the_appointment_passed_before_the_end(
        self, changed: dict[str, object], overdue: bool
    ) -> None:
        assert verified_view(replace(DOSSIER, **changed), NATIONAL, NOW).overdue is overdue
