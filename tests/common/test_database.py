import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

pytestmark = pytest.mark.db


class TestOpenEngine:
    async def test_a_failed_statement_does_not_repeat_what_a_citizen_wrote(self, sessions):
        async with sessions() as session:
            with pytest.raises(SQLAlchemyError) as failed:
                await session.execute(text("SELECT * FROM nowhere WHERE a = :a"), {"a": "Bưởi"})
        assert "nowhere" in str(failed.value)
        assert "Bưởi" not in str(failed.value)
