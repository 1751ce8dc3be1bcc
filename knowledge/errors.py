"""Errors of the knowledge base."""

from common.errors import AppError, Conflict


class UnreadableFile(AppError):
    """A file as a whole cannot be read as procedure records."""

    status = 422
    message = "Không đọc được tệp này."


class ImportRunning(Conflict):
    """Another import holds the lock."""

    message = "Một lần nhập khác đang chạy. Xin đợi lần ấy xong rồi chạy lại."


class NotMigrated(AppError):
    """The tables are missing or older than this code."""

    status = 503
    message = "Cơ sở dữ liệu chưa có bảng của phiên bản này. Chạy `python -m deploy` trước."


class VectorsUnavailable(AppError):
    """PostgreSQL lacks pgvector, or its tables have not been made."""

    status = 503
    message = (
        "PostgreSQL chưa có phần mở rộng pgvector. Cài pgvector, chạy lại `python -m deploy`, "
        "hoặc đặt SEARCH_VECTORS=memory."
    )
