"""knowledge/national/misplaced.py."""

from knowledge.national.misplaced import put_back
from tests.knowledge.records import NOTHING, national_raw


class TestPutBack:
    def test_steps_cut_at_a_heading_are_whole_again(self):
        raw = national_raw(
            trinh_tu_thuc_hien="Bước 1. Lập hồ sơ theo mục 2 (",
            thanh_phan_ho_so=") rồi nộp cho phường.\nBước 2. Nhận thẻ.",
        )
        mended, lost = put_back(raw)
        assert mended["trinh_tu_thuc_hien"] == (
            "Bước 1. Lập hồ sơ theo mục 2 (Thành phần hồ sơ) rồi nộp cho phường.\nBước 2. Nhận thẻ."
        )
        assert (mended["thanh_phan_ho_so"], lost) == ("", ["papers"])

    def test_fee_cut_at_a_heading_is_whole_again(self):
        cut = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp1 GiờMiễn phí("
        raw = national_raw(cach_thuc_thuc_hien=cut, can_cu_phap_ly=": Luật Thả diều)")
        mended, lost = put_back(raw)
        assert mended["cach_thuc_thuc_hien"] == cut + "Căn cứ pháp lý: Luật Thả diều)"
        assert lost == ["legal_bases"]

    def test_other_records_stay(self):
        for raw in (national_raw(), national_raw(thanh_phan_ho_so="--", can_cu_phap_ly=NOTHING)):
            assert put_back(raw) == (raw, [])
