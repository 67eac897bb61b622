"""The indicators of the civic space: what was documented, by kind, place and organisation, with what it leaves out."""

from __future__ import annotations

from ibis.expr import types as ir

from audiatur.figures.estimators import complete_count, complete_share
from audiatur.figures.indicator import Asked, Indicator, Kind, Unit, Words
from audiatur.figures.places import lying_in, within
from audiatur.registers.engine import Registers

_UNSEEN = Words(
    "Only what an organisation documented is counted; what nobody recorded is not. Incidents whose date is "
    "not known to the day count where their date begins within the period.",
    "រាប់តែអ្វីដែលអង្គការបានកត់ត្រា។ អ្វីដែលគ្មាននរណាកត់ត្រា មិនត្រូវបានរាប់ទេ។",
)
_METHOD = "OHCHR, Human Rights Indicators (HR/PUB/12/5), ch. III, events-based data; HURIDOCS Events Standard Formats"


def _during(rows: ir.Table, asked: Asked) -> ir.Table:
    day = rows.on.substr(0, 10)
    return rows.filter(day >= asked.since.isoformat(), day <= asked.until.isoformat())


def _placed(rows: ir.Table, *, registers: Registers, asked: Asked) -> ir.Table:
    places = registers["places"]
    levels = lying_in(places).select(at="at", province="province")
    inside = within(_during(rows, asked), places=places, place=asked.place)
    return inside.left_join(levels, inside.place == levels["at"])


def _incidents(registers: Registers, asked: Asked) -> ir.Table:
    rows = _placed(registers["incidents"], registers=registers, asked=asked)
    return rows.group_by(*asked.by).agg(count=rows.count())


def _persons(registers: Registers, asked: Asked) -> ir.Table:
    rows = _placed(registers["incidents"], registers=registers, asked=asked)
    return rows.group_by(*asked.by).agg(count=rows.persons.fill_null(0).sum())


def _reports(registers: Registers, asked: Asked) -> ir.Table:
    rows = _placed(registers["incident_reports"], registers=registers, asked=asked)
    return rows.group_by(*asked.by).agg(count=rows.count())


CIVIC_ACTORS = ("journalist", "unionist", "defender")
"""Whom SDG 16.10.1 counts: journalists and media workers, trade unionists, human rights advocates."""
VERIFIED = ("corroborated", "reasonable_grounds", "established")
_SDG_METHOD = "OHCHR, metadata of SDG indicator 16.10.1 (categories A to F, after the ICCS)"


def _told(registers: Registers, asked: Asked) -> ir.Table:
    """The accounts of reports in the period, each with the incident that it is of: its number, or the report alone."""
    reports = _during(registers["incident_reports"], asked)
    reports = reports.select(of=reports.report, case_of=reports.incident.fill_null(reports.report))
    accounts = registers["incident_accounts"]
    return accounts.inner_join(reports, accounts.report == reports["of"])


def _alleged(registers: Registers, asked: Asked) -> ir.Table:
    reports = _during(registers["incident_reports"], asked)
    reports = reports.select(of=reports.report, case_of=reports.incident.fill_null(reports.report))
    roles = registers["incident_roles"]
    named = roles.filter(roles.role == "perpetrator")
    rows = named.inner_join(reports, named.report == reports["of"])
    once = rows.select("case_of", "actor").distinct()
    return once.group_by(*asked.by).agg(count=once.count())


def _victims(registers: Registers, rows: ir.Table) -> ir.Table:
    roles = registers["incident_roles"]
    victims = roles.filter(roles.role == "victim", roles.actor.isin(CIVIC_ACTORS))
    victims = victims.select(by_report="report", actor="actor")
    return rows.inner_join(victims, rows.report == victims.by_report)


def _sdg(registers: Registers, asked: Asked) -> ir.Table:
    told = _told(registers, asked)
    told = told.filter(told.proof.isin(VERIFIED), told.sdg_16_10_1.notnull(), told.sdg_16_10_1 != "none")
    rows = _victims(registers, told)
    columns = ["case_of", "actor", "sdg_16_10_1", "iccs"]
    by_report = rows.group_by("report", *columns).agg(count=rows.count())
    # An incident is counted once, with the largest number of victims that one report gives.
    once = by_report.group_by(*columns).agg(count=by_report["count"].max())
    return once.group_by(*asked.by).agg(count=once["count"].sum())


def _charges(registers: Registers, asked: Asked) -> ir.Table:
    told = _told(registers, asked)
    rows = _victims(registers, told.filter(told.charge.notnull()))
    once = rows.select("case_of", "charge").distinct()
    return once.group_by(*asked.by).agg(count=once.count())


def _outcomes(registers: Registers, asked: Asked) -> ir.Table:
    told = _told(registers, asked)
    cases = _victims(registers, told.filter(told["case"].notnull())).select(in_case="case").distinct()
    defendants = registers["defendants"]
    rows = defendants.inner_join(cases, defendants["case"] == cases.in_case)
    return rows.group_by(*asked.by).agg(count=rows.count())


def _requests(registers: Registers, asked: Asked) -> ir.Table:
    rows = registers["information_requests"]
    rows = rows.filter(rows.received >= asked.since, rows.received <= asked.until)
    return rows.group_by(*asked.by).agg(
        numerator=rows.answer.isin(["granted", "in_part"]).cast("int64").sum(), denominator=rows.count()
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="civic_space.incidents",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.INCIDENTS,
        name=Words("Incidents documented", "ឧប្បត្តិហេតុដែលបានកត់ត្រា"),
        definition=Words(
            "Incidents of restriction in the period, each once however many organisations documented it.",
            "ឧប្បត្តិហេតុនៃការរឹតត្បិតក្នុងអំឡុងពេល រាប់ម្តងទោះមានអង្គការប៉ុន្មានកត់ត្រាក៏ដោយ។",
        ),
        numerator="incidents documented",
        denominator="all",
        tables=("incidents", "places"),
        published=(("kind",), ("province",)),
        standards=("SDG 16.10.1", "ICCPR arts. 19, 21, 22"),
        source=_METHOD,
        expression=_incidents,
        estimator=complete_count,
        caveat=_UNSEEN,
    ),
    Indicator(
        id="civic_space.persons_affected",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.PERSONS,
        name=Words("Persons affected in incidents documented", "បុគ្គលរងផលប៉ះពាល់ក្នុងឧប្បត្តិហេតុដែលបានកត់ត្រា"),
        definition=Words(
            "Persons affected, summed over the incidents; a person in two incidents counts twice.",
            "ចំនួនបុគ្គលរងផលប៉ះពាល់ បូកសរុបតាមឧប្បត្តិហេតុ។ បុគ្គលក្នុងឧប្បត្តិហេតុពីរ រាប់ពីរដង។",
        ),
        numerator="persons affected, by incident",
        denominator="all",
        tables=("incidents", "places"),
        published=(("kind",), ("province",)),
        standards=("SDG 16.10.1",),
        source=_METHOD,
        expression=_persons,
        estimator=complete_count,
        caveat=_UNSEEN,
    ),
    Indicator(
        id="civic_space.reports",
        version=1,
        kind=Kind.PROCESS,
        unit=Unit.INCIDENTS,
        name=Words("Incidents that each organisation reported", "ឧប្បត្តិហេតុដែលអង្គការនីមួយៗបានរាយការណ៍"),
        definition=Words(
            "Reports in the period by organisation: an incident that three organisations reported is in three counts.",
            "របាយការណ៍ក្នុងអំឡុងពេល តាមអង្គការ។ ឧប្បត្តិហេតុដែលអង្គការបីបានរាយការណ៍ ស្ថិតក្នុងចំនួនទាំងបី។",
        ),
        numerator="reports",
        denominator="all",
        tables=("incident_reports", "places"),
        published=(("monitor",), ("kind",), ("province",)),
        standards=("SDG 16.10.1",),
        source=_METHOD,
        expression=_reports,
        estimator=complete_count,
        caveat=_UNSEEN,
    ),
    Indicator(
        id="civic_space.incidents_by_actor",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.INCIDENTS,
        name=Words("Incidents by who is alleged to have done it", "ឧប្បត្តិហេតុតាមអ្នកដែលត្រូវបានចោទថាបានធ្វើ"),
        definition=Words(
            "Incidents in the period by the kind of actor that a report names; one with two kinds is in both.",
            "ឧប្បត្តិហេតុក្នុងអំឡុងពេល តាមប្រភេទអ្នកពាក់ព័ន្ធដែលរបាយការណ៍ដាក់ឈ្មោះ។ ឧប្បត្តិហេតុដែលមានពីរប្រភេទ ស្ថិតក្នុងទាំងពីរ។",
        ),
        numerator="incidents, by kind of actor",
        denominator="all",
        tables=("incident_roles", "incident_reports"),
        published=(("actor",),),
        standards=("ICCPR arts. 19, 21, 22",),
        source=_METHOD,
        expression=_alleged,
        estimator=complete_count,
        caveat=Words(
            "It is what reports allege, whatever their standard of proof; what the authorities say of "
            "each stands beside it in the register.",
            "នេះជាអ្វីដែលរបាយការណ៍អះអាង ទោះកម្រិតភស្តុតាងយ៉ាងណាក៏ដោយ។ អ្វីដែលអាជ្ញាធរនិយាយ មាននៅក្បែរនោះក្នុងបញ្ជី។",
        ),
    ),
    Indicator(
        id="civic_space.sdg_16_10_1",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.CASES,
        name=Words(
            "Verified cases of harm to civic actors (SDG 16.10.1)",
            "ករណីបង្កគ្រោះថ្នាក់ដល់តួអង្គពលរដ្ឋដែលបានផ្ទៀងផ្ទាត់ (SDG 16.10.1)",
        ),
        definition=Words(
            "Journalists, trade unionists and human rights defenders who were killed, made to disappear, tortured, "
            "arbitrarily detained, kidnapped or harmed otherwise, in incidents that are at least corroborated.",
            "អ្នកសារព័ត៌មាន សមាជិកសហជីព និងអ្នកការពារសិទ្ធិមនុស្ស ដែលត្រូវបានសម្លាប់ បង្ខំឱ្យបាត់ខ្លួន ធ្វើទារុណកម្ម "
            "ឃុំខ្លួនតាមអំពើចិត្ត ចាប់ពង្រត់ ឬបង្កគ្រោះថ្នាក់ផ្សេងទៀត ក្នុងឧប្បត្តិហេតុដែលមានការបញ្ជាក់បន្ថែមយ៉ាងតិច។",
        ),
        numerator="victims in verified incidents",
        denominator="all",
        tables=("incident_accounts", "incident_reports", "incident_roles"),
        published=(("sdg_16_10_1",), ("actor",), ("iccs",)),
        standards=("SDG 16.10.1",),
        source=_SDG_METHOD,
        expression=_sdg,
        estimator=complete_count,
        caveat=Words(
            "Each incident counts once, with the largest number of victims that one report gives; where two reports "
            "put it into two categories it is in both. The global indicator is compiled by OHCHR and can differ.",
            "ឧប្បត្តិហេតុនីមួយៗរាប់ម្តង ដោយយកចំនួនជនរងគ្រោះច្រើនបំផុតក្នុងរបាយការណ៍មួយ។ បើរបាយការណ៍ពីរដាក់ក្នុងប្រភេទពីរ "
            "វាស្ថិតក្នុងទាំងពីរ។ សូចនាករសកលចងក្រងដោយ OHCHR អាចខុសពីនេះ។",
        ),
    ),
    Indicator(
        id="civic_space.charges",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.INCIDENTS,
        name=Words("Charges used against civic actors", "បទចោទដែលប្រើលើតួអង្គពលរដ្ឋ"),
        definition=Words(
            "Incidents in the period in which a journalist, trade unionist or human rights defender was charged, by "
            "the article of law; an incident with two articles is in both.",
            "ឧប្បត្តិហេតុក្នុងអំឡុងពេល ដែលអ្នកសារព័ត៌មាន សមាជិកសហជីព ឬអ្នកការពារសិទ្ធិមនុស្ស ត្រូវបានចោទប្រកាន់ "
            "តាមមាត្រាច្បាប់។ ឧប្បត្តិហេតុដែលមានពីរមាត្រា ស្ថិតក្នុងទាំងពីរ។",
        ),
        numerator="incidents with a charge, by article",
        denominator="all",
        tables=("incident_accounts", "incident_reports", "incident_roles"),
        published=(("charge",),),
        standards=("ICCPR arts. 19, 21, 22",),
        source=_METHOD,
        expression=_charges,
        estimator=complete_count,
        caveat=_UNSEEN,
    ),
    Indicator(
        id="civic_space.outcomes_of_cases",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.PERSONS,
        name=Words("How cases against civic actors ended", "លទ្ធផលនៃសំណុំរឿងប្រឆាំងតួអង្គពលរដ្ឋ"),
        definition=Words(
            "Defendants in the court cases that reports of the period name, where a journalist, trade unionist or "
            "human rights defender was affected, by the outcome that the register of proceedings gives.",
            "ជនជាប់ចោទក្នុងសំណុំរឿងដែលរបាយការណ៍ក្នុងអំឡុងពេលបានដាក់ឈ្មោះ ដែលអ្នកសារព័ត៌មាន សមាជិកសហជីព "
            "ឬអ្នកការពារសិទ្ធិមនុស្សរងផលប៉ះពាល់ តាមលទ្ធផលក្នុងបញ្ជីនីតិវិធី។",
        ),
        numerator="defendants in those cases",
        denominator="all",
        tables=("incident_accounts", "incident_reports", "incident_roles", "defendants"),
        published=(("outcome",),),
        standards=("ICCPR arts. 14, 19, 21, 22",),
        source=_METHOD,
        expression=_outcomes,
        estimator=complete_count,
        caveat=Words(
            "All defendants of a case count, those who are no civic actors too. Incidents without the number of a case "
            "are not in it.",
            "ជនជាប់ចោទទាំងអស់ក្នុងសំណុំរឿងត្រូវបានរាប់ រួមទាំងអ្នកដែលមិនមែនជាតួអង្គពលរដ្ឋ។ ឧប្បត្តិហេតុគ្មានលេខសំណុំរឿង មិនត្រូវបានរាប់ទេ។",
        ),
    ),
    Indicator(
        id="civic_space.sdg_16_10_2",
        version=1,
        kind=Kind.PROCESS,
        unit=Unit.PERCENT,
        name=Words("Requests for information that were granted (SDG 16.10.2)", "សំណើសុំព័ត៌មានដែលបានផ្តល់ (SDG 16.10.2)"),
        definition=Words(
            "Of the requests that public bodies received in the period, those granted in full or in part.",
            "ក្នុងចំណោមសំណើដែលស្ថាប័នសាធារណៈបានទទួលក្នុងអំឡុងពេល សំណើដែលបានផ្តល់ទាំងស្រុង ឬមួយផ្នែក។",
        ),
        numerator="requests granted in full or in part",
        denominator="requests received",
        tables=("information_requests",),
        published=(("body",),),
        standards=("SDG 16.10.2", "ICCPR art. 19"),
        source="UNESCO, metadata of SDG indicator 16.10.2, implementation: requests received and granted",
        expression=_requests,
        estimator=complete_share,
        caveat=Words(
            "It measures how guarantees are applied; whether there are any by law stands under the topic of the laws.",
            "វាវាស់ការអនុវត្តការធានា។ តើមានការធានាតាមច្បាប់ឬអត់ មាននៅក្រោមប្រធានបទច្បាប់។",
        ),
    ),
)
