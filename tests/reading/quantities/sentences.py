"""Invented sentences with one marked quantity each, valued by hand: text, surface, kind, low, high, hedge, base."""

from __future__ import annotations

from typing import NamedTuple


class Marked(NamedTuple):
    text: str
    surface: str
    kind: str
    low: float | None
    high: float | None
    hedge: str
    base: str | None


COUNTS = [
    Marked("The court heard 1,204 appeals in the spring.", "1,204", "count", 1204, 1204, "exact", "appeals"),
    Marked("About 640 villagers signed the petition.", "640", "count", 640, 640, "approx", "villagers"),
    Marked("Some 7,500 households have no title.", "7,500", "count", 7500, 7500, "approx", "households"),
    Marked("The registry counted around 95 associations.", "95", "count", 95, 95, "approx", "associations"),
    Marked("Roughly 2,300 lawyers are registered.", "2,300", "count", 2300, 2300, "approx", "lawyers"),
    Marked("An estimated 61,000 voters stayed away.", "61,000", "count", 61000, 61000, "approx", "voters"),
    Marked("Nearly 400 journalists applied for cards.", "400", "count", 400, 400, "approx_below", "journalists"),
    Marked("Almost 3,000 pupils missed school.", "3,000", "count", 3000, 3000, "approx_below", "pupils"),
    Marked("Just under 900 inmates were moved.", "900", "count", 900, 900, "approx_below", "inmates"),
    Marked("More than 52 judges were trained.", "52", "count", 52, None, "more_than", "judges"),
    Marked("Over 11,000 files are pending.", "11,000", "count", 11000, None, "more_than", "files"),
    Marked("Upwards of 70 protesters were held overnight.", "70", "count", 70, None, "more_than", "protesters"),
    Marked("At least 14 activists face charges.", "14", "count", 14, None, "at_least", "activists"),
    Marked("No fewer than 33 unions were struck off.", "33", "count", 33, None, "at_least", "unions"),
    Marked("The hall seated 250 or more guests.", "250", "count", 250, None, "at_least", "guests"),
    Marked("The group says 600+ families lost land.", "600", "count", 600, None, "at_least", "families"),
    Marked("Fewer than 20 mediators work full time.", "20", "count", None, 20, "less_than", "mediators"),
    Marked("Under 45 complaints reached the ombudsman.", "45", "count", None, 45, "less_than", "complaints"),
    Marked("Up to 12 detainees share a cell.", "12", "count", None, 12, "at_most", "detainees"),
    Marked("No more than 8 visitors may enter.", "8", "count", None, 8, "at_most", "visitors"),
    Marked("As many as 130 fishermen were stopped.", "130", "count", None, 130, "at_most", "fishermen"),
    Marked("Between 300 and 350 officers were sent.", "300 and 350", "count", 300, 350, "range", "officers"),
    Marked("The team visited 15 to 18 prisons each year.", "15 to 18", "count", 15, 18, "range", "prisons"),
    Marked("It employs 40–45 clerks.", "40–45", "count", 40, 45, "range", "clerks"),
    Marked("About 20 to 25 hearings take place daily.", "20 to 25", "count", 20, 25, "approx_range", "hearings"),
    Marked("The survey found 5,200 ± 300 workers.", "5,200", "count", 4900, 5500, "interval", "workers"),
    Marked("There were 800 marchers, give or take 50.", "800", "count", 750, 850, "interval", "marchers"),
    Marked("Two dozen monks joined the vigil.", "Two dozen", "count", 24, 24, "exact", "monks"),
    Marked("A hundred and five witnesses testified.", "A hundred and five", "count", 105, 105, "exact", "witnesses"),
    Marked("Twenty-seven communes took part.", "Twenty-seven", "count", 27, 27, "exact", "communes"),
    Marked(
        "Some three thousand five hundred guards serve.",
        "three thousand five hundred",
        "count",
        3500,
        3500,
        "approx",
        "guards",
    ),
    Marked("Half a million citizens have no card.", "Half a million", "count", 500000, 500000, "exact", "citizens"),
    Marked("The region has 2.4 million residents.", "2.4 million", "count", 2400000, 2400000, "exact", "residents"),
    Marked("Roughly 45k users were blocked.", "45k", "count", 45000, 45000, "approx", "users"),
    Marked("The ministry printed 40 000 leaflets.", "40 000", "count", 40000, 40000, "exact", "leaflets"),
    Marked("The census counted 1.250.300 persons.", "1.250.300", "count", 1250300, 1250300, "exact", "persons"),
    Marked("None of the petitioners was heard.", "None", "count", 0, 0, "exact", "petitioners"),
    Marked("Of 940 appeals lodged, 312 were allowed.", "312", "count", 312, 312, "exact", "appeals allowed"),
    Marked("Among the 60 candidates, 21 were women.", "21", "count", 21, 21, "exact", None),
    Marked("The jail holds 640 and was built for 200.", "640", "count", 640, 640, "exact", None),
    Marked("The number of files rose from 1,410 to 1,655.", "1,655", "count", 1655, 1655, "exact", "files"),
    Marked("The number of files rose from 1,410 to 1,655.", "1,410", "count", 1410, 1410, "exact", "files"),
    Marked("One detainee died in custody.", "One", "count", 1, 1, "exact", "detainee"),
    Marked("It has 1,000-odd members.", "1,000", "count", 1000, 1000, "approx", "members"),
    Marked("Each has 2.5 square metres.", "2.5", "count", 2.5, 2.5, "exact", "square metres"),
    Marked("Exactly 77 ballots were spoiled.", "77", "count", 77, 77, "exact", "ballots"),
    Marked("The State accepted 163 of the 198 recommendations.", "163", "count", 163, 163, "exact", "recommendations"),
]

SHARES = [
    Marked("Some 12.5 % of magistrates are women.", "12.5 %", "percent", 12.5, 12.5, "approx", "magistrates"),
    Marked("Turnout was 64 per cent.", "64 per cent", "percent", 64, 64, "exact", None),
    Marked("Nearly 90 percent of verdicts were upheld.", "90 percent", "percent", 90, 90, "approx_below", "verdicts"),
    Marked("More than 60% of the budget goes to salaries.", "60%", "percent", 60, None, "more_than", "budget"),
    Marked("At least 15 per cent of seats are reserved.", "15 per cent", "percent", 15, None, "at_least", "seats"),
    Marked("Less than 3 % of appeals succeed.", "3 %", "percent", None, 3, "less_than", "appeals"),
    Marked("At most 5 per cent of samples failed.", "5 per cent", "percent", None, 5, "at_most", "samples"),
    Marked(
        "From 20 to 30 per cent of suspects lack counsel.", "20 to 30 per cent", "percent", 20, 30, "range", "suspects"
    ),
    Marked("About 12–15 % of cells are empty.", "12–15 %", "percent", 12, 15, "approx_range", "cells"),
    Marked("The share is 41 % ± 2 %.", "41 %", "percent", 39, 43, "interval", None),
    Marked("The jail runs at 230 per cent of its capacity.", "230 per cent", "percent", 230, 230, "exact", "capacity"),
    Marked("Occupancy stood at 145 % in the capital.", "145 %", "percent", 145, 145, "exact", "official capacity"),
    Marked(
        "The courts closed 3,120 files, or 71.4 per cent.", "71.4 per cent", "percent", 71.4, 71.4, "exact", "files"
    ),
    Marked(
        "They received 512 petitions, of which 38 % were rejected.", "38 %", "percent", 38, 38, "exact", "petitions"
    ),
    Marked("Forty per cent of the judges resigned.", "Forty per cent", "percent", 40, 40, "exact", "judges"),
    Marked("The rate reached 7,5 % that spring.", "7,5 %", "percent", 7.5, 7.5, "exact", None),
    Marked("One quarter of the seats were vacant.", "One quarter", "fraction", 0.25, 0.25, "exact", "seats"),
    Marked("Two-thirds of the farmers have no title.", "Two-thirds", "fraction", 2 / 3, 2 / 3, "exact", "farmers"),
    Marked("About a third of the cases are closed.", "a third", "fraction", 1 / 3, 1 / 3, "approx", "cases"),
    Marked("Nearly half of all judges are over fifty.", "half", "fraction", 0.5, 0.5, "approx_below", "judges"),
    Marked("More than half the villages have no road.", "half", "fraction", 0.5, None, "more_than", "villages"),
    Marked(
        "Nine out of ten mediations end in a settlement.",
        "Nine out of ten",
        "fraction",
        0.9,
        0.9,
        "exact",
        "mediations",
    ),
    Marked("1 in 4 detainees has never seen a lawyer.", "1 in 4", "fraction", 0.25, 0.25, "exact", "detainees"),
    Marked(
        "One out of every five complaints is anonymous.",
        "One out of every five",
        "fraction",
        0.2,
        0.2,
        "exact",
        "complaints",
    ),
    Marked("At least 3/4 of the members voted.", "3/4", "fraction", 0.75, None, "at_least", "members"),
    Marked(
        "Three in every hundred births go unrecorded.",
        "Three in every hundred",
        "fraction",
        0.03,
        0.03,
        "exact",
        "births",
    ),
    Marked(
        "Less than a quarter of applicants were heard.", "a quarter", "fraction", None, 0.25, "less_than", "applicants"
    ),
    Marked(
        "There are 229 prisoners per 100,000 inhabitants.",
        "229 prisoners per 100,000",
        "rate",
        229,
        229,
        "exact",
        "inhabitants",
    ),
    Marked("The rate is about 88 per 100,000 people.", "88 per 100,000", "rate", 88, 88, "approx", "people"),
    Marked(
        "Infant mortality fell to 22 per 1,000 live births.", "22 per 1,000", "rate", 22, 22, "exact", "live births"
    ),
]

CHANGES = [
    Marked(
        "The prison population grew by 12 per cent.",
        "12 per cent",
        "percent_change",
        12,
        12,
        "exact",
        "prison population",
    ),
    Marked("Arrests fell by about 30 %.", "30 %", "percent_change", -30, -30, "approx", "Arrests"),
    Marked(
        "The caseload rose 4.5 per cent last year.", "4.5 per cent", "percent_change", 4.5, 4.5, "exact", "caseload"
    ),
    Marked(
        "There was a 9 per cent increase in complaints.", "9 per cent", "percent_change", 9, 9, "exact", "complaints"
    ),
    Marked(
        "A reduction of at least 25 % in arrears is planned.",
        "25 %",
        "percent_change",
        None,
        -25,
        "at_least",
        "arrears",
    ),
    Marked("Admissions dropped by nearly 18 %.", "18 %", "percent_change", -18, -18, "approx_below", "Admissions"),
    Marked("Spending was up 6 % on the year before.", "6 %", "percent_change", 6, 6, "exact", "Spending"),
    Marked(
        "The budget grew by between 5 and 7 per cent.", "5 and 7 per cent", "percent_change", 5, 7, "range", "budget"
    ),
    Marked("The backlog fell by a third.", "a third", "fraction_change", -1 / 3, -1 / 3, "exact", "backlog"),
    Marked(
        "Waiting lists were cut by two thirds.",
        "two thirds",
        "fraction_change",
        -2 / 3,
        -2 / 3,
        "exact",
        "Waiting lists",
    ),
    Marked(
        "Enrolment increased by almost a quarter.",
        "a quarter",
        "fraction_change",
        0.25,
        0.25,
        "approx_below",
        "Enrolment",
    ),
    Marked(
        "The share of women rose by 4 percentage points.", "4 percentage points", "pp_change", 4, 4, "exact", "women"
    ),
    Marked(
        "Turnout fell by 2.5 percentage points.", "2.5 percentage points", "pp_change", -2.5, -2.5, "exact", "Turnout"
    ),
    Marked("The jail is overcrowded by 60 per cent.", "60 per cent", "percent_over", 60, 60, "exact", "capacity"),
    Marked("Numbers are more than 75 % over capacity.", "75 %", "percent_over", 75, None, "more_than", "capacity"),
    Marked(
        "The population exceeds capacity by 40 per cent.", "40 per cent", "percent_over", 40, 40, "exact", "capacity"
    ),
    Marked("Complaints tripled in the capital.", "tripled", "multiple", 3, 3, "exact", "Complaints"),
    Marked("The caseload more than doubled.", "doubled", "multiple", 2, None, "more_than", "caseload"),
    Marked("The number of inmates nearly quadrupled.", "quadrupled", "multiple", 4, 4, "approx_below", "inmates"),
    Marked("The prison holds twice its capacity.", "twice", "multiple", 2, 2, "exact", "capacity"),
    Marked(
        "It holds about four times the official number.", "four times", "multiple", 4, 4, "approx", "official number"
    ),
    Marked("Fines are 2.5 times higher than before.", "2.5 times", "multiple", 2.5, 2.5, "exact", None),
    Marked("The backlog was halved.", "halved", "multiple", 0.5, 0.5, "exact", "backlog"),
    Marked("Overcrowding fell by 12.5 %.", "12.5 %", "percent_change", -12.5, -12.5, "exact", "Overcrowding"),
    Marked("Imports saw a threefold rise.", "threefold", "multiple", 3, 3, "exact", "Imports"),
]

MEASURES = [
    Marked("The fee is US$25.", "US$25", "money", 25, 25, "exact", None),
    Marked("Repairs cost about $1.6 million.", "$1.6 million", "money", 1600000, 1600000, "approx", None),
    Marked("The fund holds more than €300m in bonds.", "€300m", "money", 300000000, None, "more_than", None),
    Marked("The fine is up to 4,000,000 riel.", "4,000,000", "money", None, 4000000, "at_most", "riel"),
    Marked("Damages of KHR 12 million were awarded.", "KHR 12 million", "money", 12e6, 12e6, "exact", None),
    Marked("They earn $150 to $180 a month.", "$150 to $180", "money", 150, 180, "range", None),
    Marked("Bail was set at 3,000 dollars.", "3,000", "money", 3000, 3000, "exact", "dollars"),
    Marked("Losses reached $2.1bn.", "$2.1bn", "money", 2.1e9, 2.1e9, "exact", None),
    Marked("Custody may last 72 hours.", "72 hours", "duration_h", 72, 72, "exact", None),
    Marked("A 48-hour limit applies.", "48-hour", "duration_h", 48, 48, "exact", None),
    Marked("He waited at least ten days for counsel.", "ten days", "duration_d", 10, None, "at_least", None),
    Marked("The file must be sent within five days.", "five days", "duration_d", None, 5, "at_most", None),
    Marked("Notice of two weeks is required.", "two weeks", "duration_d", 14, 14, "exact", None),
    Marked("She was held for over nine months.", "nine months", "duration_m", 9, None, "more_than", None),
    Marked("Detention may not exceed 18 months.", "18 months", "duration_m", None, 18, "at_most", None),
    Marked("The penalty is from two to five years.", "two to five years", "duration_y", 2, 5, "range", None),
    Marked("The trial took about three years.", "three years", "duration_y", 3, 3, "approx", None),
    Marked("He served a year and a half.", "a year and a half", "duration_y", 1.5, 1.5, "exact", None),
    Marked("They were held for two and a half years.", "two and a half years", "duration_y", 2.5, 2.5, "exact", None),
    Marked("The remand lasted 3 years and 6 months.", "3 years and 6 months", "duration_m", 42, 42, "exact", None),
    Marked("Arrests rose 10 % over five years.", "five years", "duration_y", 5, 5, "exact", None),
    Marked(
        "She waited 2 years, 1 month and 4 days.", "2 years, 1 month and 4 days", "duration_d", 764, 765, "exact", None
    ),
    Marked("Half an hour is allowed for visits.", "Half an hour", "duration_h", 0.5, 0.5, "exact", None),
]

VAGUE = [
    Marked("Dozens of activists were questioned.", "Dozens", "vague", 24, 99, "vague", "activists"),
    Marked("Hundreds of families were moved.", "Hundreds", "vague", 200, 999, "vague", "families"),
    Marked(
        "Hundreds of thousands of workers went home.",
        "Hundreds of thousands",
        "vague",
        200000,
        999999,
        "vague",
        "workers",
    ),
    Marked("Several hundred monks came.", "Several hundred", "vague", 200, 999, "vague", "monks"),
    Marked("Many detainees have no lawyer.", "Many", "vague", None, None, "vague", "detainees"),
    Marked("Several associations objected.", "Several", "vague", None, None, "vague", "associations"),
    Marked("Most prisoners are men.", "Most", "vague", 0.5, 1, "vague", "prisoners"),
    Marked(
        "A large number of complaints went unanswered.", "A large number", "vague", None, None, "vague", "complaints"
    ),
    Marked("The majority of inmates await trial.", "The majority", "vague", 0.5, 1, "vague", "inmates"),
]

KHMER = [
    Marked("មានអ្នកទោស ២៥០ នាក់។", "២៥០", "count", 250, 250, "exact", "inmates"),
    Marked("ពន្ធនាគារនេះមានអ្នកទោសចំនួន ១.២៤០ នាក់។", "១.២៤០", "count", 1240, 1240, "exact", "inmates"),
    Marked("ជាង ៣០០ គ្រួសារត្រូវបានបណ្តេញចេញ។", "៣០០", "count", 300, None, "more_than", "families"),
    Marked("យ៉ាងតិច ១២ នាក់ត្រូវបានចាប់ខ្លួន។", "១២", "count", 12, None, "at_least", "people"),
    Marked("ប្រហែល ៥០០ ករណីនៅមិនទាន់ដោះស្រាយ។", "៥០០", "count", 500, 500, "approx", "cases"),
    Marked("ជិត ២ ០០០ នាក់បានចូលរួម។", "២ ០០០", "count", 2000, 2000, "approx_below", "people"),
    Marked("តិចជាង ៤០ ករណីត្រូវបានបញ្ជូន។", "៤០", "count", None, 40, "less_than", "cases"),
    Marked("មិនលើសពី ៤៨ ម៉ោង។", "៤៨ ម៉ោង", "duration_h", None, 48, "at_most", None),
    Marked("ឃុំខ្លួនរយៈពេល ៦ ខែ។", "៦ ខែ", "duration_m", 6, 6, "exact", None),
    Marked("ទោសពី ២ ទៅ ៥ ឆ្នាំ។", "២ ទៅ ៥ ឆ្នាំ", "duration_y", 2, 5, "range", None),
    Marked("ប្រហែល ៣៥ ភាគរយនៃអ្នកទោសជាស្ត្រី។", "៣៥ ភាគរយ", "percent", 35, 35, "approx", "inmates"),
    Marked("១២,៥% នៃករណីត្រូវបានបដិសេធ។", "១២,៥%", "percent", 12.5, 12.5, "exact", "cases"),
    Marked("ចំនួនអ្នកទោសកើនឡើង ១០ ភាគរយ។", "១០ ភាគរយ", "percent_change", 10, 10, "exact", None),
    Marked("បណ្តឹងថយចុះ ១៥%។", "១៥%", "percent_change", -15, -15, "exact", None),
    Marked("មួយភាគបីនៃអ្នកជាប់ឃុំកំពុងរង់ចាំ។", "មួយភាគបី", "fraction", 1 / 3, 1 / 3, "exact", "detainees"),
    Marked("ពាក់កណ្ដាលនៃវិវាទត្រូវបានសម្របសម្រួល។", "ពាក់កណ្ដាល", "fraction", 0.5, 0.5, "exact", "disputes"),
    Marked("៧ ក្នុងចំណោម ១០ នាក់គាំទ្រ។", "៧ ក្នុងចំណោម ១០", "fraction", 0.7, 0.7, "exact", "people"),
    Marked("រវាង ៥០ និង ៦០ នាក់បានមកដល់។", "៥០ និង ៦០", "count", 50, 60, "range", "people"),
    Marked("ប្រាំរយនាក់បានចុះហត្ថលេខា។", "ប្រាំរយ", "count", 500, 500, "exact", "people"),
    Marked("ជាង ១,២ លាននាក់រស់នៅទីនោះ។", "១,២ លាន", "count", 1200000, None, "more_than", "people"),
    Marked("ពិន័យ ៤ លានរៀល។", "៤ លាន", "money", 4000000, 4000000, "exact", "riel"),
    Marked("រាប់ពាន់នាក់បានដើរក្បួន។", "រាប់ពាន់", "vague", 2000, 9999, "vague", "people"),
    Marked("បណ្តឹងចំនួន ៨៥ ត្រូវបានទទួល។", "៨៥", "count", 85, 85, "exact", "complaints"),
    Marked("៤០ នាក់ឡើងទៅត្រូវបានឃុំខ្លួន។", "៤០", "count", 40, None, "at_least", "people"),
    Marked("មានមេធាវីចំនួនពីរម៉ឺនបីពាន់នាក់។", "ពីរម៉ឺនបីពាន់", "count", 23000, 23000, "exact", "lawyers"),
]

ALL = (*COUNTS, *SHARES, *CHANGES, *MEASURES, *VAGUE, *KHMER)

NOTHING = [
    "The law was adopted in 2011.",
    "Elections were held in 2018 and 2023.",
    "It covers the period 2014–2019.",
    "The 2022/23 financial year has closed.",
    "He was arrested on 21 March 2014.",
    "On March 21 the meeting took place.",
    "They met on 3 and 4 May 2016.",
    "The visit lasted from 9 to 20 November.",
    "The letter is dated 2014-03-21.",
    "The form of 21/03/2014 is void.",
    "Article 205 was amended.",
    "Articles 9, 14 and 26 of the Covenant apply.",
    "See paragraph 12 and paragraphs 14–18.",
    "Section 3 (2) of the Act is clear.",
    "Resolution 60/251 created the Council.",
    "The report A/HRC/27/18 was presented.",
    "CCPR/C/KHM/CO/2 lists the concerns.",
    "E/CN.4/2004/105/Add.1 is quoted.",
    "Recommendations 118.1 to 118.9 are noted.",
    "Call +855 23 123 456 for help.",
    "Tel: 012 345 678.",
    "It was the 27th session.",
    "The twenty-first century began.",
    "See page 12 and pp. 14-16.",
    "Law No. 45 governs this.",
    "Sub-Decree No 12 and Prakas 170 apply.",
    "COVID-19 closed the courts.",
    "The G20 met.",
    "The hearing starts at 9:30.",
    "The doors open at 8 a.m.",
    "A third party intervened.",
    "The first half of 2020 was quiet.",
    "In the 1990s the camps closed.",
    "Persons aged 18 may vote.",
    "A 14-year-old boy was released.",
    "Goal 16 and target 16.3 concern justice.",
    "ILO Convention No. 87 was ratified.",
    "No one was heard.",
    "One should ask why.",
    "It is one of the oldest.",
    "The most serious matter is pending.",
    "See https://example.org/2014/05/1234.html for more.",
    "Case 002/01 ended.",
    "[12] Ibid.",
    "Security Council resolution 1325 was cited.",
    "តាមមាត្រា ២០៥ នៃក្រម។",
    "នៅឆ្នាំ ២០២៤។",
    "ថ្ងៃទី ១៥ ខែមីនា ឆ្នាំ២០២៤។",
    "លើកទី ៥។",
    "អនុក្រឹត្យលេខ ៤៥។",
]
"""No quantity stands in these."""
