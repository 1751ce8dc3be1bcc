"""Expected errors: each carries an HTTP status and a sentence for the person who met it."""

from typing import ClassVar


class AppError(Exception):
    """Base of every error we raise on purpose.

    status: the HTTP status a server answers with.
    message: Vietnamese, says what is wrong and what to do; safe to show, no personal data.
    """

    status: ClassVar[int] = 500
    message: str = "Hệ thống đang gặp trục trặc. Xin thử lại sau ít phút."

    def __init__(self, message: str | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(self.message)


class NotFound(AppError):
    """What was asked for does not exist, or this person may not know that it does."""

    status = 404
    message = "Không tìm thấy nội dung được yêu cầu."


class Forbidden(AppError):
    """The caller did not prove the right to do this."""

    status = 403
    message = "Không có quyền thực hiện việc này."


class Conflict(AppError):
    """The state does not allow this now."""

    status = 409
    message = "Việc này không thực hiện được ở trạng thái hiện tại."


class TooManyRequests(AppError):
    """A limit was reached; waiting helps."""

    status = 429
    message = "Quá nhiều yêu cầu trong thời gian ngắn. Xin đợi một lát rồi thử lại."


class ServiceUnavailable(AppError):
    """A system we depend on does not answer."""

    status = 503
    message = "Hệ thống đang tạm gián đoạn. Xin thử lại sau ít phút."
