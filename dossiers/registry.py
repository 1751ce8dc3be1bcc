"""Which client speaks to a one-stop system: its table names the client, settings name the table."""

from collections.abc import Callable, Mapping

from dossiers.http import HttpOneStop
from dossiers.protocol import OneStopSystem
from dossiers.settings import DossierSettings
from dossiers.status import SystemTable, system_table

CLIENTS: Mapping[str, Callable[[DossierSettings, SystemTable], OneStopSystem]] = {
    "http": HttpOneStop.open,
}


def open_one_stop(settings: DossierSettings) -> OneStopSystem:
    """The system that `settings.one_stop_system` names.

    Raises ValueError if there is no such table, or its client is not one of `CLIENTS`.
    """
    table = system_table(settings.one_stop_system)
    client = CLIENTS.get(table.client)
    if client is None:
        raise ValueError(f"No client {table.client!r}; known clients: {', '.join(CLIENTS)}.")
    return client(settings, table)
