"""What can go wrong while rating, in words for the person who rates."""

from common.errors import AppError, Conflict, NotFound


class RatingNotStarted(NotFound):
    """An answer came for a dossier this person has not begun to rate."""

    message = "Anh/chị chưa bắt đầu đánh giá hồ sơ này."


class RatingClosed(Conflict):
    """The time in which a completed rating can be changed is over."""

    message = "Đã hết thời gian sửa đánh giá của hồ sơ này. Đánh giá trước đó vẫn được giữ nguyên."


class UnknownAnswer(AppError):
    """The scheme has no such question, or the question no such level."""

    status = 422
    message = "Câu trả lời này không có trong phiếu đánh giá."
