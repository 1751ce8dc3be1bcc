"""A few procedures to compare methods on."""

from knowledge.corpus import Entry

BIRTH = Entry(
    code="9.000001",
    name="Thủ tục đăng ký khai sinh",
    short_name="Đăng ký khai sinh",
    field="Hộ tịch",
    aliases=("làm giấy khai sinh",),
    examples=("vợ em mới đẻ thì ra xã làm gì",),
    curated=True,
)
DEATH = Entry("9.000002", "Thủ tục đăng ký khai tử", "Đăng ký khai tử", "Hộ tịch")
KITE_COMMUNE = Entry(
    "9.000003", "Cấp giấy phép thả diều (cấp Xã)", "Cấp giấy phép thả diều", "Diều"
)
KITE_PROVINCE = Entry(
    "9.000004", "Cấp giấy phép thả diều (cấp Tỉnh)", "Cấp giấy phép thả diều", "Diều"
)
MARRIAGE = Entry("9.000005", "Thủ tục đăng ký kết hôn", "Đăng ký kết hôn", "Hộ tịch")

ENTRIES = (BIRTH, DEATH, KITE_COMMUNE, KITE_PROVINCE, MARRIAGE)
