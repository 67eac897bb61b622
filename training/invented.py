"""Invented documents in the style of a human-rights dialogue, with their attributions: UN reports, replies, briefs.

The corpus is news; this teaches the tagger the turns that news hardly has ("The Committee noted with concern that",
"JS3 recommended that", "The delegation replied that"). All names, figures and sentences are made up here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SPEAKERS = (
    "The Special Rapporteur", "The Committee", "The Working Group", "The Government", "The Ministry of Justice",
    "The State party", "The delegation", "The delegation of {state}", "The Minister of Justice", "{state}",
    "The representative of {state}", "JS{n}", "The {state} Human Rights Commission", "The Network for {cause}",
    "Several civil society organizations", "Stakeholders", "A coalition of {m} organizations", "The country office",
    "OHCHR", "The High Commissioner", "The Ombudsperson", "A spokesperson for the ministry", "{person}",
    "{person}, a spokesperson for the Ministry of Interior", "The Prime Minister", "The Bar Association",
    "The country team", "UNICEF", "One participant", "Two lawyers", "Several speakers", "Detainees", "The prosecutor",
    "The Supreme Court", "The report", "The mid-term review", "The survey", "A study by the {cause} Centre",
    "The Centre for {cause}", "The Department of Prisons", "The mandate holder", "The Chair", "The Rapporteur",
    "Families of the detainees", "Community representatives", "{person} of the Centre for {cause}", "He", "She",
    "They", "It", "The ministry", "The Office", "The Subcommittee", "Civil society", "A provincial official",
)  # fmt: skip
STATES = (
    "Norway", "Brazil", "Japan", "Kenya", "Canada", "Uruguay", "Timor-Leste", "France", "Ghana", "Mexico", "Lumara",
    "Vastria", "Ostania", "the Republic of Korea", "the Netherlands", "New Zealand", "Sierra Leone", "Viet Nam",
)  # fmt: skip
CAUSES = ("Fair Trials", "Land Rights", "Free Expression", "Prison Reform", "Legal Aid", "Women's Justice", "Equality")
PEOPLE = (
    "Sok Veasna", "Maria Lund", "Tep Sophal", "Ms. Arden", "Mr. Koroma", "Judge Halloran", "Dr. Ilse Brandt",
    "Ny Chantha", "Mr. Ouk", "Professor Adeyemi", "Ms. Pich", "Colonel Varga",
)  # fmt: skip
THAT = (
    "noted", "noted with concern", "noted with appreciation", "stated", "reported", "indicated", "explained", "added",
    "recalled", "emphasized", "stressed", "highlighted", "observed", "underlined", "affirmed", "reiterated",
    "recommended", "was concerned", "is concerned", "remains concerned", "regrets", "regretted", "expressed concern",
    "expressed regret", "pointed out", "claimed", "alleged", "acknowledged", "submitted", "maintained", "denied",
    "replied", "responded", "clarified", "confirmed", "announced", "warned", "argued", "is of the view", "considers",
    "considered", "was informed", "has received reports", "is pleased to note", "noted in its reply", "concluded",
    "said", "also said", "further noted", "also recommended", "promised", "told the Committee", "agreed", "believes",
    "insisted", "declared", "stated in its submission", "was of the opinion", "further alleged", "hoped",
)  # fmt: skip
NOUN = (
    "welcomed", "welcomes", "commended", "commends", "condemned", "deplored", "noted", "regretted", "supported",
    "called for", "expressed concern about", "expressed concern at", "is concerned about", "raised concerns about",
    "highlighted", "denied", "rejected", "requested", "recommended", "stressed the need for", "took note of",
    "criticized", "questioned", "expressed appreciation for", "reported", "appreciated", "drew attention to",
)  # fmt: skip
URGED = ("urged", "called upon", "called on", "encouraged", "asked", "requested", "calls upon", "urges", "invited")
AFTER = ("said", "explained", "added", "the report said", "stated", "noted", "warned", "replied")
THINGS = (
    "the adoption of the law on legal aid", "prolonged pretrial detention", "overcrowding in the central prison",
    "the new strategic plan", "progress made in juvenile justice", "all allegations of ill-treatment",
    "restrictions on peaceful assembly", "the closure of {m} news outlets", "the release of {n} detainees",
    "the lack of independent monitoring", "the draft amendments to the criminal code", "the use of mediation",
    "the independence of the judiciary", "the arrest of {n} activists", "a moratorium on evictions",
    "delays in the translation of the law", "the ratification of the protocol", "the commune dispute committees",
    "reports of forced confessions", "the low number of women judges", "intimidation of journalists",
    "the action plan for {year}-{year2}", "the findings of the inquiry", "the situation of land defenders",
)  # fmt: skip
CLAUSES = (
    "the prison population had risen to {count} by {month} {year}", "the law on associations was under review",
    "{n} per cent of detainees were awaiting trial", "a draft had been sent to parliament in {month}",
    "{count} cases had been resolved through mediation since {year}", "legal aid is available in all provinces",
    "the provision is inconsistent with article {n} of the Covenant", "no one was detained for expressing an opinion",
    "the reform would be completed before the end of {year}", "access to a lawyer is often delayed beyond {n} hours",
    "the measures taken so far are insufficient", "an independent body should be established without delay",
    "the State ratify the optional protocol", "the figures cannot be verified", "consultations had been held in {year}",
    "the commission lacked resources and independence", "{n} new courts would open in {year}",
    "protesters were dispersed with excessive force", "the allegations had been investigated and found baseless",
    "the definition of the offence is vague and overly broad", "more than {count} families had been relocated",
    "juveniles were held together with adults in {m} facilities", "the trial was conducted in accordance with the law",
    "registration requirements hinder the work of organizations", "training was provided to {count} police officers",
    "the number of complaints fell by {n} per cent between {year} and {year2}", "the budget for legal aid had doubled",
    "women remain under-represented in the judiciary", "the decree does not restrict peaceful assembly",
    "interpreters are not available in minority languages", "a new strategy would address overcrowding",
    "bail was granted in only {m} of {n} cases", "the recommendations of the previous cycle had not been implemented",
    "the dispute had been settled by the commune committee", "the licence was revoked because of unpaid taxes",
)  # fmt: skip
DOINGS = (
    "to amend the law on associations", "to guarantee access to a lawyer within {n} hours", "to end evictions",
    "to publish the judgment", "to release all persons detained for peaceful protest", "to reduce pretrial detention",
    "to strengthen the independence of judges", "to consult civil society on the draft", "to ratify the protocol",
    "to investigate the allegations promptly", "to allocate sufficient resources to legal aid",
)  # fmt: skip
PLAIN = (
    "The Committee was established in {year}.", "The prison has a capacity of {count}.", "See annex {m}.",
    "The law entered into force on {n} {month} {year}.", "The delegation visited {m} prisons and {m} police stations.",
    "Article {n} of the code applies.", "The dialogue took place in {month} {year}.", "The court has {n} judges.",
    "The visit lasted {n} days.", "Mediation is available at the commune level in {n} provinces.",
    "The present report covers the period from {month} {year} to {month} {year2}.", "The meeting was held in private.",
    "The Special Rapporteur visited the country from {n} to {n2} {month} {year}.", "Table {m} shows the figures.",
    "A total of {count} persons were released under the pardon.", "The mandate was created in {year}.",
    "The register is kept by the court clerk.", "The State is a party to {m} core treaties.",
)  # fmt: skip
OPENINGS = (
    "In {year}, ", "During the dialogue, ", "In its reply of {n} {month} {year}, ", "At the same meeting, ",
    "With regard to the judiciary, ", "On pretrial detention, ", "In paragraph {n}, ", "However, ", "Moreover, ",
    "In response, ", "At the meeting of {month}, ", "Regarding land disputes, ", "As to the media, ",
)  # fmt: skip
MONTHS = ("January", "March", "April", "June", "September", "November", "December")
QUOTES = (("“", "”"), ('"', '"'), ("“", "”"))


@dataclass
class _Writer:
    """Text as it is written, with the spans of the attributions."""

    text: str = ""
    attributions: list[dict[str, Any]] = field(default_factory=list)

    def add(self, part: str) -> list[int]:
        start = len(self.text)
        self.text += part
        return [start, len(self.text)]

    def attribute(self, source: list[int] | None, cue: list[int], *contents: list[int]) -> None:
        self.attributions.append({"source": [source] if source else [], "cue": [cue], "content": list(contents)})


def documents(count: int, *, seed: int) -> Iterator[dict[str, Any]]:
    """Invented annotated documents, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        writer = _Writer()
        for paragraph in range(chance.randint(6, 12)):
            if chance.random() < 0.6:
                writer.add(f"{paragraph + 1}. ")
            for _ in range(chance.randint(1, 4)):
                chance.choice(_TURNS)(writer, chance)
                writer.add(" ")
            writer.add("\n")
        yield {"id": f"invented-{number}", "text": writer.text, "attributions": writer.attributions}


def _filled(chance: random.Random, pattern: str) -> str:
    year = chance.randint(2004, 2026)
    return pattern.format(
        state=chance.choice(STATES), cause=chance.choice(CAUSES), person=chance.choice(PEOPLE),
        n=chance.randint(2, 98), m=chance.randint(2, 9), n2=chance.randint(10, 28),
        count=f"{chance.randint(1, 60)},{chance.randint(0, 999):03}", year=year, year2=year + chance.randint(1, 5),
        month=chance.choice(MONTHS),
    )  # fmt: skip


def _speaker(chance: random.Random, *, inside: bool = False) -> str:
    speaker = _filled(chance, chance.choice(SPEAKERS))
    lowered = speaker.startswith(("The ", "A ", "He", "She", "They", "It", "One ", "Two ", "Several ", "Families "))
    return speaker[0].lower() + speaker[1:] if inside and lowered else speaker


def _clause(chance: random.Random) -> str:
    clause = _filled(chance, chance.choice(CLAUSES))
    if chance.random() < 0.25:
        clause += f" {chance.choice(('and', 'while', 'although'))} {_filled(chance, chance.choice(CLAUSES))}"
    return clause


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _that(writer: _Writer, chance: random.Random) -> None:
    source = writer.add(_speaker(chance))
    writer.add(" ")
    cue = writer.add(chance.choice(THAT))
    writer.add(" ")
    content = writer.add("that " + _clause(chance))
    contents = [content]
    if chance.random() < 0.2:
        writer.add(chance.choice((" and ", ", and ")))
        contents.append(writer.add("that " + _clause(chance)))
        contents = [[content[0], contents[1][1]]]
    writer.add(".")
    writer.attribute(source, cue, *contents)


def _noun(writer: _Writer, chance: random.Random) -> None:
    source = writer.add(_speaker(chance))
    writer.add(" ")
    cue = writer.add(chance.choice(NOUN))
    writer.add(" ")
    content = writer.add(_filled(chance, chance.choice(THINGS)))
    writer.add(".")
    writer.attribute(source, cue, content)
    if chance.random() < 0.3:
        start = len(writer.text) - 1
        writer.text = writer.text[:start]
        writer.add(" and ")
        cue = writer.add(chance.choice(THAT[:20]))
        writer.add(" ")
        content = writer.add("that " + _clause(chance))
        writer.add(".")
        writer.attribute(source, cue, content)


def _urged(writer: _Writer, chance: random.Random) -> None:
    source = writer.add(_speaker(chance))
    writer.add(" ")
    cue = writer.add(chance.choice(URGED))
    writer.add(" ")
    whom = chance.choice(("the Government", "the State party", "the authorities", _filled(chance, "{state}")))
    content = writer.add(f"{whom} {_filled(chance, chance.choice(DOINGS))}")
    writer.add(".")
    writer.attribute(source, cue, content)


def _intended(writer: _Writer, chance: random.Random) -> None:
    source = writer.add(_speaker(chance))
    writer.add(" ")
    cue = writer.add(chance.choice(("promised", "agreed", "pledged", "undertook", "refused", "recommended", "asked")))
    writer.add(" ")
    content = writer.add(_filled(chance, chance.choice(DOINGS)))
    writer.add(".")
    writer.attribute(source, cue, content)


def _according(writer: _Writer, chance: random.Random) -> None:
    cue = writer.add(chance.choice(("According to", "In the view of", "In the opinion of", "According to")))
    writer.add(" ")
    source = writer.add(_speaker(chance, inside=True))
    writer.add(", ")
    content = writer.add(_clause(chance))
    writer.add(".")
    writer.attribute(source, cue, content)


def _after(writer: _Writer, chance: random.Random) -> None:
    opened, closed = chance.choice((*QUOTES, ("", "")))
    content = writer.add(f"{opened}{_capital(_clause(chance))},{closed}")
    writer.add(" ")
    source = writer.add(_speaker(chance, inside=True))
    writer.add(" ")
    cue = writer.add(chance.choice([word for word in AFTER if " " not in word]))
    contents = [content]
    if opened and chance.random() < 0.4:
        writer.add(". ")
        contents.append(writer.add(f"{opened}{_capital(_clause(chance))}.{closed}"))
    else:
        writer.add(".")
    writer.attribute(source, cue, *contents)


def _quoted(writer: _Writer, chance: random.Random) -> None:
    opened, closed = chance.choice(QUOTES)
    source = writer.add(_speaker(chance))
    writer.add(" ")
    cue = writer.add(chance.choice(("said", "stated", "replied", "said in a statement", "wrote", "declared")))
    writer.add(chance.choice((": ", ", ")))
    content = writer.add(f"{opened}{_capital(_clause(chance))}.{closed}")
    writer.attribute(source, cue, content)


def _passive(writer: _Writer, chance: random.Random) -> None:
    content = writer.add(_capital(_filled(chance, chance.choice(THINGS))))
    writer.add(" ")
    verb = chance.choice(("welcomed", "criticized", "requested", "rejected", "highlighted", "recommended", "denied"))
    cue = writer.add(f"{chance.choice(('was', 'were', 'has been'))} {verb} by")
    writer.add(" ")
    source = writer.add(_speaker(chance, inside=True))
    writer.add(".")
    writer.attribute(source, cue, content)


def _opened(writer: _Writer, chance: random.Random) -> None:
    writer.add(_filled(chance, chance.choice(OPENINGS)))
    source = writer.add(_speaker(chance, inside=True))
    writer.add(" ")
    cue = writer.add(chance.choice(THAT))
    writer.add(" ")
    content = writer.add("that " + _clause(chance))
    writer.add(".")
    writer.attribute(source, cue, content)


def _unnamed(writer: _Writer, chance: random.Random) -> None:
    writer.add("It ")
    cue = writer.add(chance.choice(("was reported", "was alleged", "was noted", "was also recommended", "is said")))
    writer.add(" ")
    content = writer.add("that " + _clause(chance))
    writer.add(".")
    writer.attribute(None, cue, content)


def _plain(writer: _Writer, chance: random.Random) -> None:
    writer.add(_filled(chance, chance.choice(PLAIN)))


_TURNS = (
    _that, _that, _that, _that, _noun, _noun, _urged, _intended, _according, _after, _quoted, _unnamed, _passive,
    _opened, _opened, _plain, _plain, _plain, _plain, _plain,
)  # fmt: skip
