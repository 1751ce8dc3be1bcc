"""The invented dossiers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dossiers.code import DossierCode, parse_dossier_code
from dossiers.sandbox.catalogue import catalogue
from dossiers.sandbox.seed import SATURDAY, VIETNAM, workday
from dossiers.sandbox.store import Store
from dossiers.sandbox.tables import DossierRow, HolderRow

SUNDAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store.open(tmp_path_factory.mktemp("seed") / "s.sqlite", SUNDAY, renew=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def rows(store: Store) -> list[DossierRow]:
    with store.session() as session:
        found = list(session.scalars(select(DossierRow)).unique())
        session.expunge_all()
    return found


class TestSeeder:
    def test_there_are_hundreds_over_forty_procedures_and_ten_agencies(
        self, rows: list[DossierRow]
    ) -> None:
        assert len(rows) > 300
        assert {row.procedure_code for row in rows} == {p.code for p in catalogue().procedures}
        assert len(catalogue().procedures) == 40
        assert len({row.agency_id for row in rows}) == 10

    def test_nearly_every_status_occurs(self, rows: list[DossierRow]) -> None:
        assert len({row.status for row in rows}) >= 14

    def test_every_code_is_one_our_side_reads_and_of_the_day_of_receipt(
        self, rows: list[DossierRow]
    ) -> None:
        forms = set()
        for row in rows:
            code = parse_dossier_code(row.code, today=SUNDAY)
            assert isinstance(code, DossierCode)
            assert str(code) == row.code
            assert code.received_on == row.received_at.astimezone(VIETNAM).date()
            forms.add(code.form)
        assert forms == {"circular_2018", "centralised_2026", "practice"}

    def test_dates_are_those_of_a_working_desk(self, rows: list[DossierRow]) -> None:
        now = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
        for row in rows:
            received, due = row.received_at.astimezone(VIETNAM), row.due_at.astimezone(VIETNAM)
            assert received.weekday() < SATURDAY
            assert 7 <= received.hour < 17
            assert due.weekday() < SATURDAY
            assert row.received_at <= row.moved_at <= now
            assert row.received_at < row.due_at
            if row.finished_at is not None:
                assert row.received_at <= row.finished_at <= now
        assert min(row.received_at for row in rows) > now - timedelta(days=65)

    def test_what_a_status_asks_for_is_there(self, rows: list[DossierRow]) -> None:
        for row in rows:
            status = catalogue().status(row.status)
            assert bool(row.missing_papers) is (status.asks == "papers")
            assert (row.supplement_by is not None) is (status.asks == "papers")
            assert (row.fee_to_pay > 0) is (status.asks == "fee")
            assert bool(row.result_place) is status.has_result
            assert (row.finished_at is not None) is (status.has_result or status.ends)
            assert bool(row.reason) is bool(status.reasons)

    def test_holders_have_numbers_that_are_given_to_nobody(self, store: Store) -> None:
        with store.session() as session:
            holders = list(session.scalars(select(HolderRow)))
        assert len(holders) > 300
        for holder in holders:
            assert holder.phone.startswith("019")
            assert len(holder.phone) == 10
            assert holder.identity_number.startswith("000")
            assert len(holder.identity_number) == 12

    def test_the_same_day_gives_the_same_dossiers(
        self, rows: list[DossierRow], tmp_path: Path
    ) -> None:
        again = Store.open(tmp_path / "again.sqlite", SUNDAY, renew=True)
        with again.session() as session:
            found = list(session.scalars(select(DossierRow)).unique())
        again.close()
        assert [(r.code, r.status, r.moved_at, r.officer_id) for r in found] == [
            (r.code, r.status, r.moved_at, r.officer_id) for r in rows
        ]


class TestWorkday:
    @pytest.mark.parametrize(
        ("day", "step", "expected"),
        [
            (date(2026, 11, 20), -1, date(2026, 11, 20)),
            (date(2026, 11, 21), -1, date(2026, 11, 20)),
            (date(2026, 11, 22), -1, date(2026, 11, 20)),
            (date(2026, 11, 22), 1, date(2026, 11, 23)),
        ],
    )
    def test_weekends_move_to_the_side_asked_for(
        self, day: date, step: int, expected: date
    ) -> None:
        assert workday(day, step) == expected
