"""The sandbox's own database."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from dossiers.sandbox.catalogue import catalogue
from dossiers.sandbox.store import FRESH_FOR, Store, is_current
from dossiers.sandbox.tables import DossierRow, Fact

DAY = date(2026, 11, 23)


def statuses(store: Store) -> dict[str, str]:
    with store.session() as session:
        return {row.code: row.status for row in session.scalars(select(DossierRow)).unique()}


class TestOpen:
    def test_a_missing_database_is_made_with_its_folder(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "var" / "s.sqlite", DAY, renew=False)
        assert store.seeded_on() == DAY
        store.close()
        assert [path.name for path in (tmp_path / "var").iterdir()] == ["s.sqlite"]

    def test_a_restart_keeps_what_happened(self, tmp_path: Path) -> None:
        path = tmp_path / "s.sqlite"
        store = Store.open(path, DAY, renew=True)
        store.advance(50)
        before = statuses(store)
        store.close()
        store = Store.open(path, DAY + timedelta(days=1), renew=True)
        assert statuses(store) == before
        store.close()

    def test_the_server_renews_an_old_database_and_nobody_else_does(self, tmp_path: Path) -> None:
        path, later = tmp_path / "s.sqlite", DAY + FRESH_FOR + timedelta(days=1)
        Store.open(path, DAY, renew=True).close()
        reader = Store.open(path, later, renew=False)
        assert reader.seeded_on() == DAY
        reader.close()
        server = Store.open(path, later, renew=True)
        assert server.seeded_on() == later
        server.close()

    def test_a_database_of_other_data_is_renewed(self, tmp_path: Path) -> None:
        path = tmp_path / "s.sqlite"
        store = Store.open(path, DAY, renew=True)
        with store.session() as session:
            session.get_one(Fact, "version").value = "other"
            session.commit()
        store.close()
        assert not is_current(path, DAY)
        Store.open(path, DAY, renew=True).close()
        assert is_current(path, DAY)

    def test_a_file_that_is_no_database_is_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "s.sqlite"
        path.write_text("nonsense")
        store = Store.open(path, DAY, renew=True)
        assert store.find("nowhere") is None
        store.close()


class TestAdvance:
    def test_dossiers_take_one_allowed_step_and_the_fixed_ones_none(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "s.sqlite", DAY, renew=True)
        before = statuses(store)
        assert store.advance(40) == 40
        after = statuses(store)
        moved = {code for code in before if before[code] != after[code]}
        assert len(moved) == 40
        for code in moved:
            assert after[code] in catalogue().status(before[code]).next
        with store.session() as session:
            fixed = set(session.scalars(select(DossierRow.code).where(DossierRow.fixed)))
        assert len(fixed) == len(catalogue().demo)
        assert moved.isdisjoint(fixed)
        store.close()

    def test_in_the_end_all_have_come_to_an_end_and_none_moves(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path / "s.sqlite", DAY, renew=True)
        for _ in range(20):
            store.advance(1000)
        assert store.advance(1000) == 0
        with store.session() as session:
            left = set(session.scalars(select(DossierRow.status).where(~DossierRow.fixed)))
        assert all(catalogue().status(status).ends for status in left)
        store.close()
