"""A procedure as the assistant knows it.

The parts are those of Decree 63/2010 art. 8.2 (amended by 92/2017) as the national export carries
them. Fee and time limit belong to a channel of submission, not to the procedure.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ProcedureCode = Annotated[str, StringConstraints(pattern=r"^\d\.\d{6}$")]


class Part(BaseModel):
    """Base of records: immutable, and a misspelt field in a YAML file is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(StrEnum):
    """Who handles. There is no district level since 1 July 2025."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"
    OTHER = "other"


class SubmissionChannel(StrEnum):
    """Cách thức thực hiện."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    POST = "post"


class Aspect(StrEnum):
    """The part of a procedure that was asked about; `OVERVIEW` when none was named."""

    OVERVIEW = "overview"
    PAPERS = "papers"
    FEE = "fee"
    TIME_LIMIT = "time_limit"
    WHERE = "where"
    STEPS = "steps"
    CONDITIONS = "conditions"
    FORM = "form"
    RESULT = "result"
    LEGAL_BASIS = "legal_basis"
    ONLINE = "online"


class TimeLimit(Part):
    """How long handling takes. Without an amount only `note` is known."""

    amount: Annotated[float, Field(gt=0)] | None = None
    unit: Literal["minute", "hour", "day", "working_day", "month", "year"] | None = None
    """None where the source lost the unit: the number is then not shown as a fact."""
    note: str = ""


class Fee(Part):
    """One amount to pay. `amount` is in đồng; 0 means free of charge; None: see `note`."""

    amount: Annotated[int, Field(ge=0)] | None = None
    note: str = ""


class Submission(Part):
    """One way to hand in, with its own time limits and fees."""

    channel: SubmissionChannel
    time_limits: tuple[TimeLimit, ...] = ()
    fees: tuple[Fee, ...] = ()
    note: str = ""


class Paper(Part):
    """One paper of the dossier. `case` names the case (trường hợp) it belongs to; empty: all."""

    name: Text
    originals: Annotated[int, Field(ge=0)] | None = None
    copies: Annotated[int, Field(ge=0)] | None = None
    form: str = ""
    """File name or number of the form (mẫu đơn, tờ khai), as the source gives it."""
    case: str = ""


class LegalBasis(Part):
    """A legal text the procedure stands on."""

    number: Text
    title: str = ""


class Procedure(Part):
    """One kind of request a citizen can make (thủ tục hành chính)."""

    code: ProcedureCode
    name: Text
    decision: str = ""
    """Number of the decision that published it."""
    field: Text
    """Lĩnh vực."""
    ministry: str = ""
    levels: tuple[Level, ...] = ()
    audience: tuple[str, ...] = ()
    """Đối tượng thực hiện."""
    agency: str = ""
    """Cơ quan thực hiện: where the citizen goes."""
    authority: str = ""
    """Cơ quan có thẩm quyền: who decides."""
    address: str = ""
    """Địa chỉ tiếp nhận."""
    steps: tuple[str, ...] = ()
    submissions: tuple[Submission, ...] = ()
    papers: tuple[Paper, ...] = ()
    sets: Annotated[int, Field(ge=1)] | None = None
    """Number of sets of the dossier."""
    conditions: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    source_url: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    last_checked: date | None = None
    """Day someone compared the record with its source."""


class Example(Part):
    """A question people really ask for this procedure, in their words."""

    text: Text
    aspect: Aspect = Aspect.OVERVIEW


class ComparedFact(StrEnum):
    """What a record of ours is compared in with the national record of its code."""

    NAME = "name"
    FIELD = "field"
    DECISION = "decision"
    LEVELS = "levels"
    CHANNELS = "channels"
    FEES = "fees"
    TIME_LIMITS = "time_limits"
    PAPERS = "papers"


class KnownDifference(Part):
    """A fact in which our record differs from the national one on purpose, and why."""

    fact: ComparedFact
    channel: SubmissionChannel | None = None
    """Of fees and time limits; None: all channels on which the fact differs."""
    reason: Text


class CuratedProcedure(Procedure):
    """A procedure in our own words, with what helps to find it."""

    short_name: Text
    """How a clerk would call it, at most 60 characters: `Đăng ký khai sinh`."""
    distinction: str = ""
    """What sets it apart from its look-alikes, as a choice label: `có yếu tố nước ngoài`."""
    aliases: tuple[Text, ...] = ()
    examples: tuple[Example, ...] = ()
    differences: Annotated[tuple[KnownDifference, ...], Field(exclude=True)] = ()
    """For those who keep the file (`python -m knowledge check`): neither stored nor shown."""
