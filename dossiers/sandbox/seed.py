"""A few hundred invented dossiers, the same ones each time for the same day."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random

from sqlalchemy.orm import Session

from dossiers.sandbox.catalogue import Catalogue, SeedAgency, SeedDemo, SeedProcedure
from dossiers.sandbox.lifecycle import enter, next_status
from dossiers.sandbox.tables import AgencyRow, DossierRow, Fact, HolderRow, OfficerRow

DOSSIERS = 320
VIETNAM = timezone(timedelta(hours=7))
CENTRALISED_FROM = date(2026, 1, 25)
"""First day of codes as Circular 04/2025/TT-VPCP gives them, for dossiers handed in online."""

SATURDAY = 5
_LONGEST_AGE_DAYS = 60
_LONGEST_WAY = 10
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Nông", "Lò", "Giàng")
_MIDDLE = ("Văn", "Thị", "Minh", "Thu", "Quang", "Ngọc", "Đức", "Kim")
_GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khoa", "Lan", "Mai", "Nam", "Phúc", "Sơn")


@dataclass
class Seeder:
    """Fills an empty database for `today`."""

    session: Session
    catalogue: Catalogue
    today: date
    agencies: dict[str, AgencyRow] = field(default_factory=dict)
    officers: dict[str, OfficerRow] = field(default_factory=dict)
    serials: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Write agencies, officers, the demo dossiers and then the others."""
        for agency in self.catalogue.agencies:
            row = AgencyRow(id=agency.id, name=agency.name, desk=agency.desk)
            self.agencies[agency.id] = row
            for officer_id, name in agency.officers.items():
                officer = OfficerRow(id=officer_id, name=name, agency_id=agency.id)
                self.officers[officer_id] = officer
                self.session.add(officer)
            self.session.add(row)
        for demo in self.catalogue.demo:
            self.add_demo(demo)
        for number in range(DOSSIERS):
            # Fixed seeds: these are invented dossiers, and the same ones are wanted each time.
            self.add_random(Random(number), number)  # noqa: S311
        self.session.add(Fact(name="seeded_on", value=self.today.isoformat()))

    def add_demo(self, demo: SeedDemo) -> None:
        """Write one dossier that stays in its status."""
        agency = self.catalogue.agency(demo.agency)
        procedure = self.catalogue.procedure(demo.procedure)
        received = self.at(workday(self.today - timedelta(days=demo.received), -1), time(8, 30))
        chance = Random(demo.key)  # noqa: S311 - invented
        dossier = self.dossier(procedure, agency, received, chance, online=demo.online)
        due = workday(self.today + timedelta(days=demo.due), 1 if demo.due > 0 else -1)
        dossier.due_at = self.at(due, time(16, 30))
        dossier.fixed = True
        status = self.catalogue.status(demo.status)
        now = self.at(self.today, time(7))
        moved = min(now, dossier.due_at) if status.has_result else now
        enter(dossier, status, self.catalogue, max(received, moved))
        self.session.add_all([dossier, holder(dossier.code, chance, demo.digits)])

    def add_random(self, chance: Random, number: int) -> None:
        """Write one dossier somewhere on its way; `number` sees that every procedure occurs."""
        procedures = self.catalogue.procedures
        procedure = procedures[number % len(procedures)]
        fitting = [a for a in self.catalogue.agencies if a.kind == procedure.kind]
        age = chance.randint(
            1, max(_LONGEST_AGE_DAYS // 15, min(2 * procedure.days, _LONGEST_AGE_DAYS))
        )
        hour = time(chance.choice((7, 8, 9, 10, 14, 15, 16)), chance.randrange(60))
        received = self.at(workday(self.today - timedelta(days=age), -1), hour)
        dossier = self.dossier(
            procedure, chance.choice(fitting), received, chance, online=chance.random() < 0.4
        )
        now = received
        # A dossier needs about eight steps; most keep their time, some are late.
        steps = round(8 * age / procedure.days * chance.uniform(0.2, 1.0))
        for _ in range(min(steps, _LONGEST_WAY)):
            following = next_status(dossier, self.catalogue)
            if following is None:
                break
            now = min(now + timedelta(hours=chance.randint(2, 30)), self.at(self.today, time(7)))
            enter(dossier, following, self.catalogue, max(received, now))
            dossier.moves += 1
        self.session.add_all([dossier, holder(dossier.code, chance)])

    def dossier(
        self,
        procedure: SeedProcedure,
        agency: SeedAgency,
        received: datetime,
        chance: Random,
        *,
        online: bool,
    ) -> DossierRow:
        """A dossier that was just handed in."""
        department = agency.departments[procedure.department]
        return DossierRow(
            code=self.code(agency, received.date(), online=online),
            procedure_code=procedure.code,
            agency=self.agencies[agency.id],
            officer=self.officers[chance.choice(list(agency.officers))],
            unit=department,
            status="MOI_NOP" if online else "CHO_TIEP_NHAN",
            received_at=received,
            due_at=self.at(
                workday(received.date() + timedelta(days=procedure.days), 1), time(16, 30)
            ),
            moved_at=received,
            moves=0,
            reason="",
            missing_papers=[],
            fee_to_pay=0,
            result_place="",
            fixed=False,
        )

    def code(self, agency: SeedAgency, received: date, *, online: bool) -> str:
        """The next code of that agency and day: serial numbers start anew each day."""
        province = self.catalogue.province
        serial_prefix = ""
        if online and received >= CENTRALISED_FROM:
            head, serial_prefix = f"{province}.{agency.new_unit}", agency.unit
        elif agency.legacy:
            head = f"000.00.{agency.unit}.{province}"
        else:
            head = f"{province}.{agency.unit}"
        start = f"{head}-{received:%y%m%d}-"
        self.serials[start] += 1
        return f"{start}{serial_prefix}{self.serials[start]:04d}"

    @staticmethod
    def at(day: date, hour: time) -> datetime:
        """A moment in Vietnam, in UTC."""
        return datetime.combine(day, hour, VIETNAM).astimezone(UTC)


def workday(day: date, step: int) -> date:
    """`day`, or where it is a Saturday or Sunday the workday before (-1) or after (1) it."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=step)
    return day


def holder(code: str, chance: Random, phone_ends: str = "") -> HolderRow:
    """An invented person; 019… phones and 000… identity numbers are given to nobody."""
    ending = phone_ends or f"{chance.randrange(10_000):04d}"
    return HolderRow(
        dossier_code=code,
        name=" ".join(chance.choice(names) for names in (_SURNAMES, _MIDDLE, _GIVEN)),
        phone=f"019{chance.randrange(1000):03d}{ending}",
        identity_number=f"000{chance.randrange(10**9):09d}",
    )
