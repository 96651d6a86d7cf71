"""What a subject says of itself ends what was said above it of others: groups of people, their insurance."""

from pipeline.measures.terms import Part

# Who joins the employees' insurance by himself, or the residents': what an earlier line says of residents does not tell.
JOINING = "灵活就业"
# Groups that only the employees' insurance has, and those who join it by themselves.
EMPLOYED = frozenset({"active", "retired", JOINING})
MEMBERS = frozenset({"active", "retired"})
# Measures of what people pay, and of what follows from it.
PAID = frozenset({"contribution_amount", "contribution_rate", "contribution_base", "waiting_period"})
# What a title that speaks of payments alone dates; the empty name is that of claims without a quantity.
PAYMENTS = PAID | {"subsidy_amount", "funding_total", "account_credit_rate", ""}


def ends_group(group: Part, insurance: Part | None, region: Part | None, *, pays: bool = True) -> bool:
    """Whether an insurance that is named behind a group speaks of others: 居民 are not retired, 遂宁职工医保 is not for the retired alone.

    Who joins by himself pays otherwise than the employed do, and gets the same: `pays` says whether it is about what people pay.
    """
    if insurance is None or insurance.start < group.end or insurance.via == "implied":
        return False
    if insurance.value == "resident" and group.value in EMPLOYED:
        return True
    return region is not None and region.start >= group.end and (group.value in MEMBERS or not pays)


def ends_disease(disease: Part, insurance: Part | None, region: Part | None, service: Part | None) -> bool:
    """Whether a whole subject that is named behind a disease, and care that is not for it alone, is about all patients."""
    told = insurance is not None and region is not None and service is not None and service.value in ("outpatient", "inpatient", "critical")
    return told and all(part is not None and part.start >= disease.end for part in (insurance, region, service))


def ends_insurance(insurance: Part, group: Part | None) -> bool:
    """Whether a group that is named behind an insurance is of another one: residents do not retire."""
    return group is not None and group.value in MEMBERS and insurance.value == "resident" and insurance.start < group.start
