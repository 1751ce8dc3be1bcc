"""What can go wrong between us and a one-stop system."""

from common.errors import ServiceUnavailable


class OneStopUnavailable(ServiceUnavailable):
    """The one-stop system is down, too slow or failing; asking again later may help."""

    message = "Hệ thống một cửa đang tạm gián đoạn. Xin thử lại sau ít phút."


class OneStopRefused(ServiceUnavailable):
    """The one-stop system refused us, or answered what its contract does not allow.

    Waiting does not help before an operator has looked at the log.
    """

    message = "Hệ thống một cửa chưa trả lời được yêu cầu này. Xin thử lại sau."
