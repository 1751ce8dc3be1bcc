"""Ways of misbehaving that can be switched on while the system runs."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from fastapi import HTTPException
from pydantic import BaseModel, ConfigDict, Field


class Mode(StrEnum):
    """How the dossier API behaves."""

    NORMAL = "normal"
    SLOW = "slow"
    FAILING = "failing"
    DOWN = "down"


class Behaviour(BaseModel):
    """Chế độ chạy của hệ thống giả lập."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Annotated[
        Mode,
        Field(
            description="normal: bình thường; slow: trả lời chậm; failing: trả lỗi 500; "
            "down: trả lỗi 503 ở mọi nơi, kể cả /health."
        ),
    ] = Mode.NORMAL
    delay_s: Annotated[
        float, Field(ge=0, le=60, description="Số giây chờ trước khi trả lời khi mode là slow.")
    ] = 8
    times: Annotated[
        int | None,
        Field(ge=1, description="Chỉ áp dụng cho từng này lần gọi rồi tự trở lại normal."),
    ] = None


@dataclass
class Switch:
    """The mode now in force. One event loop turns it, so it needs no lock."""

    behaviour: Behaviour = field(default_factory=Behaviour)
    calls: int = 0
    """Calls of the dossier API since the switch was last turned."""

    def turn(self, behaviour: Behaviour) -> None:
        """Put `behaviour` in force."""
        self.behaviour, self.calls = behaviour, 0

    async def behave(self) -> None:
        """Do to one call what the mode says.

        Raises HTTPException with 500 or 503 in the modes failing and down.
        """
        current = self.behaviour
        self.calls += 1
        if current.times is not None and self.calls >= current.times:
            self.behaviour = Behaviour()
        match current.mode:
            case Mode.SLOW:
                await asyncio.sleep(current.delay_s)
            case Mode.FAILING:
                raise HTTPException(500, "Lỗi nội bộ")
            case Mode.DOWN:
                raise HTTPException(503, "Hệ thống đang bảo trì")
            case Mode.NORMAL:
                pass
