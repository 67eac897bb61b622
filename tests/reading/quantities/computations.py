"""Invented passages with the computation that they hold, worked out by hand, and passages that hold none."""

from __future__ import annotations

from typing import NamedTuple


class Worked(NamedTuple):
    text: str
    verdict: str
    operation: str
    inputs: tuple[float, ...]
    stated: float | None


CONSISTENT = [
    Worked("Of 940 appeals lodged, 312 were allowed, or 33.2 per cent.", "consistent", "ratio_pct", (312, 940), 33.2),
    Worked(
        "The State accepted 163 of the 198 recommendations (82 per cent).", "consistent", "ratio_pct", (163, 198), 82
    ),
    Worked(
        "The panel heard 1,250 petitions, of which 400, or 32 %, were rejected.",
        "consistent",
        "ratio_pct",
        (400, 1250),
        32,
    ),
    Worked(
        "Some 2,450 files were closed, representing 61 per cent of the 4,017 pending.",
        "consistent",
        "ratio_pct",
        (2450, 4017),
        61,
    ),
    Worked(
        "A total of 5,600 disputes were filed. Of these, 4,900 were settled. The settlement rate was 87.5 per cent.",
        "consistent",
        "ratio_pct",
        (4900, 5600),
        87.5,
    ),
    Worked(
        "Out of 760 complaints, 190 were upheld, resulting in a rate of 25 per cent.",
        "consistent",
        "ratio_pct",
        (190, 760),
        25,
    ),
    Worked(
        "The courts handled a total of 12,400 cases; 9,300 cases – 75 per cent – were closed.",
        "consistent",
        "ratio_pct",
        (9300, 12400),
        75,
    ),
    Worked(
        "The jail has a capacity of 400 and holds 720 inmates, an occupancy of 180 per cent.",
        "consistent",
        "ratio_pct",
        (720, 400),
        180,
    ),
    Worked(
        "Built for 200 people, the prison holds 330 and is overcrowded by 65 per cent.",
        "consistent",
        "change_pct",
        (200, 330),
        65,
    ),
    Worked("The camp has 900 people in 300 places, or 300 per cent.", "consistent", "ratio_pct", (900, 300), 300),
    Worked(
        "The number of detainees rose from 4,000 to 4,600, an increase of 15 per cent.",
        "consistent",
        "change_pct",
        (4000, 4600),
        15,
    ),
    Worked("Arrests fell from 800 to 600, a decrease of 25 per cent.", "consistent", "change_pct", (800, 600), -25),
    Worked(
        "The backlog was cut by 40 per cent, from 1,000 to 600 files.", "consistent", "change_pct", (1000, 600), -40
    ),
    Worked(
        "The budget grew to $5.5 million from $5 million, an increase of 10 per cent.",
        "consistent",
        "change_pct",
        (5e6, 5.5e6),
        10,
    ),
    Worked(
        "The caseload rose from 1,200 to 1,450 files, an increase of 250 files.",
        "consistent",
        "difference",
        (1450, 1200),
        250,
    ),
    Worked(
        "The share of women rose from 12 per cent to 17 per cent, up 5 percentage points.",
        "consistent",
        "difference",
        (17, 12),
        5,
    ),
    Worked("Arrests fell from 800 to 600, or 25 per cent.", "consistent", "change_pct", (800, 600), 25),
    Worked(
        "There were 640 files, 40 more than the 600 of the year before.", "consistent", "difference", (640, 600), 40
    ),
    Worked(
        "It dealt with 13,300 inmates on 8,000 places, or 166 per cent.", "consistent", "ratio_pct", (13300, 8000), 166
    ),
    Worked(
        "The board settled 3,904 of 4,708 matters, a settlement rate of 83 per cent.",
        "consistent",
        "ratio_pct",
        (3904, 4708),
        83,
    ),
    Worked("The cost fell from $2,000 to $1,040, a 48 per cent drop.", "consistent", "change_pct", (2000, 1040), -48),
    Worked(
        "The jail holds 1,404 people, 180 per cent of its capacity of 780.", "consistent", "ratio_pct", (1404, 780), 180
    ),
    Worked("Complaints more than doubled, from 210 to 460.", "consistent", "multiple", (460, 210), 2),
    Worked(
        "There were 126 cases in 2017, compared with 100 in 2016, an increase of 26 per cent.",
        "consistent",
        "change_pct",
        (100, 126),
        26,
    ),
    Worked("The population doubled from 2,100 to 4,200.", "consistent", "multiple", (4200, 2100), 2),
    Worked("It holds 1,800 people, or three times the capacity of 600.", "consistent", "multiple", (1800, 600), 3),
    Worked("The board has 24 members: 15 men and 9 women.", "consistent", "sum", (15, 9), 24),
    Worked(
        "They processed 1,000 claims, settling 600 claims and dropping 250 claims. The remaining 150 claims are open.",
        "consistent",
        "sum",
        (600, 250, 150),
        1000,
    ),
    Worked("They freed 120 men and 30 women, a total of 150 people.", "consistent", "sum", (120, 30), 150),
    Worked(
        "Some 45 per cent were fined, 35 per cent were jailed and the remaining 20 per cent went free.",
        "consistent",
        "sum",
        (45, 35, 20),
        100,
    ),
    Worked(
        "Of 2,000 disputes, only 300 went to court, meaning that 85 per cent were settled outside.",
        "consistent",
        "one_minus_ratio_pct",
        (300, 2000),
        85,
    ),
    Worked("Nearly 40 per cent (380) of the 1,000 seats are empty.", "consistent", "ratio_pct", (380, 1000), 40),
    Worked("More than 60 per cent of the 500 staff, or 310, are women.", "consistent", "ratio_pct", (310, 500), 60),
    Worked("ករណីចំនួន ៤០០ ក្នុងចំណោម ១.០០០ ករណី ឬ ៤០ ភាគរយ។", "consistent", "ratio_pct", (400, 1000), 40),
]

TRUNCATED = [
    Worked("Of 8,700 files, 8,520, or 97.9 %, were closed.", "consistent", "ratio_pct", (8520, 8700), 97.9),
    Worked("Of 900 files, 599, or 66.5 %, were closed.", "consistent_truncated", "ratio_pct", (599, 900), 66.5),
    Worked(
        "The mediators took 640 cases, of which 569, or 88 %, ended well.",
        "consistent_truncated",
        "ratio_pct",
        (569, 640),
        88,
    ),
]

INCONSISTENT = [
    Worked(
        "The service counts 9,400 places. With 11,284 people in 6,150 places it would be at 283 per cent of capacity.",
        "inconsistent",
        "ratio_pct",
        (11284, 6150),
        283,
    ),
    Worked("Of 940 appeals lodged, 312 were allowed, or 43.2 per cent.", "inconsistent", "ratio_pct", (312, 940), 43.2),
    Worked("The camp has 900 people in 300 places, or 200 per cent.", "inconsistent", "ratio_pct", (900, 300), 200),
    Worked(
        "The number of detainees rose from 4,000 to 4,600, an increase of 12 per cent.",
        "inconsistent",
        "change_pct",
        (4000, 4600),
        12,
    ),
    Worked(
        "They processed 1,000 claims, settling 600 claims and dropping 250 claims. The remaining 160 claims are open.",
        "inconsistent",
        "sum",
        (600, 250, 160),
        1000,
    ),
    Worked("The board has 24 members: 15 men and 8 women.", "inconsistent", "sum", (15, 8), 24),
    Worked(
        "The jail has a capacity of 400 and holds 720 inmates, an occupancy of 160 per cent.",
        "inconsistent",
        "ratio_pct",
        (720, 400),
        160,
    ),
    Worked(
        "Some 2,450 files were closed, representing 71 per cent of the 4,017 pending.",
        "inconsistent",
        "ratio_pct",
        (2450, 4017),
        71,
    ),
    Worked(
        "The caseload rose from 1,200 to 1,450 files, an increase of 280 files.",
        "inconsistent",
        "difference",
        (1450, 1200),
        280,
    ),
    Worked("The population tripled from 2,100 to 4,200.", "inconsistent", "multiple", (4200, 2100), 3),
    Worked("More than 70 per cent of the 500 staff, or 310, are women.", "inconsistent", "ratio_pct", (310, 500), 70),
]

DERIVED = [
    Worked(
        "Out of 1,600 families, 950 applied, of which 570, or 60 per cent, were housed.",
        "consistent",
        "ratio_pct",
        (570, 950),
        60,
    ),
    Worked("Of the 2,400 suspects, only 360 had a lawyer.", "derived_only", "ratio_pct", (360, 2400), None),
    Worked("The cost of a case fell from US$800 to US$600.", "derived_only", "change_pct", (800, 600), None),
    Worked("The State supported 90 of the 120 recommendations.", "derived_only", "ratio_pct", (90, 120), None),
    Worked("The settlement rate was 51.2 per cent.", "not_checkable", "none", (), 51.2),
    Worked("Complaints rose by 12 per cent.", "not_checkable", "none", (), 12),
]

ALL = (*CONSISTENT, *TRUNCATED, *INCONSISTENT, *DERIVED)

UNRELATED = [
    "The plan added over 40,000 places. In addition, 54 per cent of the 84,000 posts went to women.",
    "The population insured has doubled to 23 million. The housing budget rose from $75 million to $330 million.",
    "Of some 1,600 displaced families, 950 applied, and 60 per cent of the rest left.",
    "The court heard 1,204 appeals. The ministry employs 310 clerks, 45 per cent of them women.",
    "In 2014 the prison held 900 people; 12 per cent of judges in the country are women.",
    "Some 300 people marched and 45 per cent of voters stayed home, while 20 officers watched.",
    "The district has 12 villages and 3 schools, and 60 per cent of the land is forest.",
    "He was fined 500 dollars and 20 per cent of fines go to the commune of 4,000 people.",
    "The number of detainees rose from 4,000 to 4,600 while complaints fell by 30 per cent.",
    "The number of detainees rose from 4,000 to 4,600, an average annual increase of 3 per cent.",
    "The report lists 45 cases, including 12 of torture and 9 of arbitrary arrest.",
    "The delegation of 24 members visited 5 prisons and 3 courts, and met 16 officials.",
    "Between 2014 and 2019, 48 journalists were charged; 25 per cent of newspapers closed.",
    "Of 1,200 detainees, 300 were ill. Some 40 per cent of staff had no training.",
    "The fund spent $2 million on roads and $3 million on schools; 10 per cent was lost.",
    "The capacity is 400 places. In 2010 it held 500 inmates and in 2015 it held 700 inmates, 175 per cent.",
    "The prison has 640 inmates. Of the guards, 20 per cent are women and 15 are new.",
    "Articles 9 and 14 were cited in 23 per cent of the submissions, and 12 States spoke.",
    "Turnout rose from 60 per cent to 66 per cent, an increase of 10 per cent.",
    "About 2,000 people attended and 1,500 signed; 3 per cent of the signatures were void.",
    "The law allows 48 hours of custody, and 30 per cent of 200 lawyers object.",
    "They visited 10 prisons holding 4,000 men and 300 women.",
    "The panel of 5 judges heard 120 witnesses over 40 days and 60 per cent of them twice.",
]
"""No number of these may be called inconsistent."""
