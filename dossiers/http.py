"""Client of one-stop systems that speak our HTTP contract (docs/vi/ket-noi-mot-cua.md)."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Self, TypeVar
from urllib.parse import quote

import httpx
import stamina
import structlog
from pydantic import BaseModel, ValidationError

from dossiers.breaker import Breaker
from dossiers.cache import ShortCache
from dossiers.code import DossierCode
from dossiers.errors import OneStopRefused, OneStopUnavailable
from dossiers.payloads import NOT_FOUND, DossierPayload, ErrorPayload, HolderCheckPayload
from dossiers.protocol import Dossier
from dossiers.settings import DossierSettings
from dossiers.status import SystemTable, national_statuses

log = structlog.get_logger(__name__)

Payload = TypeVar("Payload", bound=BaseModel)

_DOSSIERS = "api/v1/ho-so"
_HEALTH_TIMEOUT = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often the system is asked, and how long its answers are remembered."""

    total: timedelta
    attempts: int
    cache_found: timedelta
    cache_unknown: timedelta


class HttpOneStop:
    """A one-stop system behind HTTP. Satisfies `dossiers.protocol.OneStopSystem`."""

    def __init__(
        self,
        table: SystemTable,
        client: httpx.AsyncClient,
        breaker: Breaker,
        patience: Patience,
        cache: ShortCache[Dossier | None],
    ) -> None:
        self._table = table
        self._client = client
        self._breaker = breaker
        self._patience = patience
        self._cache = cache

    @classmethod
    def open(cls, settings: DossierSettings, table: SystemTable) -> Self:
        """Client for `settings.one_stop_url`; connects with the first call."""
        timeout = httpx.Timeout(
            settings.one_stop_read_timeout.total_seconds(),
            connect=settings.one_stop_connect_timeout.total_seconds(),
        )
        client = httpx.AsyncClient(
            base_url=str(settings.one_stop_url),
            headers={"X-API-Key": settings.one_stop_api_key.get_secret_value()},
            timeout=timeout,
        )
        breaker = Breaker(
            table.system,
            failures=settings.one_stop_breaker_failures,
            pause=settings.one_stop_breaker_pause,
            redis_url=settings.redis_url,
        )
        patience = Patience(
            total=settings.one_stop_total_timeout,
            attempts=settings.one_stop_attempts,
            cache_found=settings.one_stop_cache_found,
            cache_unknown=settings.one_stop_cache_unknown,
        )
        return cls(table, client, breaker, patience, ShortCache(settings.one_stop_cache_size))

    @property
    def name(self) -> str:
        """Name of the system in its status table."""
        return self._table.system

    async def find(self, code: DossierCode) -> Dossier | None:
        """The dossier, at most `cache_found` old; None where the system has none.

        Raises OneStopUnavailable, OneStopRefused.
        """
        remembered = self._cache.get(str(code))
        if remembered is not None:
            return remembered.value
        request = self._client.build_request("GET", f"{_DOSSIERS}/{quote(str(code))}")
        response = await self._answer(request, attempts=self._patience.attempts)
        dossier = self._dossier(response, code)
        patience = self._patience
        self._cache.put(
            str(code), dossier, patience.cache_unknown if dossier is None else patience.cache_found
        )
        return dossier

    async def check_holder(self, code: DossierCode, last_digits: str) -> bool:
        """Whether the holder's phone or identity number ends so; the system compares.

        Asked once only: the system may count guesses itself.
        Raises OneStopUnavailable, OneStopRefused.
        """
        path = f"{_DOSSIERS}/{quote(str(code))}/xac-minh"
        request = self._client.build_request("POST", path, json={"soCuoi": last_digits})
        response = await self._answer(request, attempts=1)
        if response.status_code == HTTPStatus.NOT_FOUND:
            _require_not_found(response)
            return False
        return _parsed(HolderCheckPayload, response).matches

    async def health(self) -> bool:
        """Whether `GET /health` answers with success; outside the breaker, never raises."""
        try:
            response = await self._client.get("health", timeout=_HEALTH_TIMEOUT.total_seconds())
        except httpx.HTTPError:
            return False
        return response.is_success

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()
        await self._breaker.aclose()

    async def _answer(self, request: httpx.Request, *, attempts: int) -> httpx.Response:
        async with self._breaker.guard():
            try:
                async with asyncio.timeout(self._patience.total.total_seconds()):
                    return await self._tried(request, attempts)
            except TimeoutError:
                log.warning("one_stop_failed", system=self.name, kind="total_timeout")
                raise OneStopUnavailable from None

    async def _tried(self, request: httpx.Request, attempts: int) -> httpx.Response:
        retries = stamina.retry_context(
            on=OneStopUnavailable,
            attempts=attempts,
            timeout=None,
            wait_initial=0.1,
            wait_max=0.4,
            wait_jitter=0.1,
        )
        async for attempt in retries:
            with attempt:
                return await self._sent(request)
        raise OneStopUnavailable

    async def _sent(self, request: httpx.Request) -> httpx.Response:
        request_id = structlog.contextvars.get_contextvars().get("request_id")
        if request_id is not None:
            request.headers["X-Request-ID"] = str(request_id)
        try:
            response = await self._client.send(request)
        except httpx.HTTPError as error:
            log.warning("one_stop_failed", system=self.name, kind=type(error).__name__)
            raise OneStopUnavailable from None
        status = response.status_code
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
            log.warning("one_stop_failed", system=self.name, kind="status", status=status)
            raise OneStopUnavailable
        if not response.is_success and status != HTTPStatus.NOT_FOUND:
            log.error("one_stop_refused", system=self.name, kind="status", status=status)
            raise OneStopRefused
        return response

    def _dossier(self, response: httpx.Response, code: DossierCode) -> Dossier | None:
        if response.status_code == HTTPStatus.NOT_FOUND:
            _require_not_found(response)
            return None
        payload = _parsed(DossierPayload, response)
        if payload.code != str(code):
            log.error("one_stop_refused", system=self.name, kind="other_dossier")
            raise OneStopRefused
        return payload.dossier(code, self._table, national_statuses())


def _require_not_found(response: httpx.Response) -> None:
    """A 404 of the contract, not one of a wrong address, which would hide every dossier."""
    if _parsed(ErrorPayload, response).code != NOT_FOUND:
        log.error("one_stop_refused", kind="not_found_elsewhere")
        raise OneStopRefused


def _parsed(shape: type[Payload], response: httpx.Response) -> Payload:
    try:
        return shape.model_validate_json(response.content)
    except ValidationError as error:
        # Places and kinds only: the values may be someone's data.
        places = [".".join(map(str, e["loc"])) for e in error.errors(include_input=False)]
        log.error("one_stop_refused", kind="contract", shape=shape.__name__, places=places)  # noqa: TRY400 - the traceback holds values
        raise OneStopRefused from None
