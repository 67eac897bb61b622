"""Our own annotated passages in the styles of the UN, States, civil society and the press.

Velmar, its people and its organisations are invented.
"""

from __future__ import annotations

import pytest

from audiatur.reading.result import Statement
from audiatur.reading.statements import read_statements
from audiatur.reading.text import Text
from tests.reading.statements.texts import text_of

Expected = tuple[str | None, str, str]
"""Speaker, voice, content; the outer quotation marks of a fragment and the punctuation at its ends are left out."""

UN: list[tuple[str, list[Expected]]] = [
    (
        "The Special Rapporteur notes with concern that pre-trial detention in Velmar has become the rule.",
        [("the Special Rapporteur", "says", "that pre-trial detention in Velmar has become the rule")],
    ),
    (
        "12. The Committee is concerned that defence lawyers are refused access to police stations.",
        [("the Committee", "says", "that defence lawyers are refused access to police stations")],
    ),
    (
        "The Committee is also concerned about reports of overcrowding in the prisons of Osten.",
        [("the Committee", "says", "reports of overcrowding in the prisons of Osten")],
    ),
    (
        "The Committee recommends that the State party reduce the length of pre-trial detention.",
        [("the Committee", "asks", "that the State party reduce the length of pre-trial detention")],
    ),
    (
        "The Committee urges the State party to ensure that complaints are investigated.",
        [("the Committee", "asks", "to ensure that complaints are investigated")],
    ),
    (
        "The Committee welcomes the adoption of the Mediation Act.",
        [("the Committee", "says", "the adoption of the Mediation Act")],
    ),
    (
        "The Committee regrets that no statistics were provided.",
        [("the Committee", "says", "that no statistics were provided")],
    ),
    (
        "The Special Rapporteur, Tomas Reyn, visited three prisons. He called on the Government to release all those"
        " held for peaceful protest.",
        [("Tomas Reyn", "asks", "to release all those held for peaceful protest")],
    ),
    (
        "The Special Rapporteur asked whether bail had been considered in these cases.",
        [("the Special Rapporteur", "asks", "whether bail had been considered in these cases")],
    ),
    (
        "The State party informed the Committee that a mediation bill would be laid before Parliament in 2027.",
        [("the State party", "says", "that a mediation bill would be laid before Parliament in 2027")],
    ),
    (
        "The report found that four in ten detainees had no lawyer at their first hearing.",
        [("the report", "reports that", "that four in ten detainees had no lawyer at their first hearing")],
    ),
    (
        "The Ombudsperson was told that the prison had no doctor.",
        [(None, "says", "that the prison had no doctor")],
    ),
    (
        "It is alleged that two guards were present.",
        [(None, "says", "that two guards were present")],
    ),
    (
        "The Special Rapporteur was informed by the Ministry that all cases had been closed.",
        [("the Ministry", "says", "that all cases had been closed")],
    ),
    (
        "Several States expressed the view that the moratorium should become permanent.",
        [("several States", "says", "the view that the moratorium should become permanent")],
    ),
    (
        "The Committee is of the view that detention for debt should end.",
        [("the Committee", "says", "that detention for debt should end")],
    ),
    (
        "The Special Rapporteur takes note of the release of nine farmers.",
        [("the Special Rapporteur", "says", "the release of nine farmers")],
    ),
    (
        "The delegation made it clear that the moratorium would stay.",
        [("the delegation", "says", "that the moratorium would stay")],
    ),
    (
        "The Committee notes the reply of the delegation. It remains concerned that judges are transferred at will.",
        [
            ("the Committee", "says", "the reply of the delegation"),
            ("the Committee", "says", "that judges are transferred at will"),
        ],
    ),
]

STATE: list[tuple[str, list[Expected]]] = [
    (
        "The delegation stated that the new Prisons Act had entered into force in March.",
        [("the delegation", "says", "that the new Prisons Act had entered into force in March")],
    ),
    (
        "The Ministry of Justice maintains that court cases against politicians are ordinary criminal cases.",
        [("the Ministry of Justice", "says", "that court cases against politicians are ordinary criminal cases")],
    ),
    (
        "The Government denied that the law restricted peaceful assembly.",
        [("the Government", "denies", "that the law restricted peaceful assembly")],
    ),
    (
        "The authorities did not regard these measures as restrictions on free speech.",
        [("the authorities", "denies", "these measures as restrictions on free speech")],
    ),
    (
        "The State party rejects the allegation that prisoners are ill-treated.",
        [("the State party", "denies", "the allegation that prisoners are ill-treated")],
    ),
    (
        "The Government disputed the figures.",
        [("the Government", "denies", "the figures")],
    ),
    (
        "The delegation replied that the allegations were unfounded.",
        [("the delegation", "denies", "that the allegations were unfounded")],
    ),
    (
        "The Ministry pledged to publish prison figures every quarter.",
        [("the Ministry", "promises", "to publish prison figures every quarter")],
    ),
    (
        "The Government promised to review the law on associations by June.",
        [("the Government", "promises", "to review the law on associations by June")],
    ),
    (
        "Velmar undertook to ratify the Optional Protocol.",
        [("Velmar", "promises", "to ratify the Optional Protocol")],
    ),
    (
        "In its reply, the Government explained that the delay was due to a lack of judges.",
        [("the Government", "says", "that the delay was due to a lack of judges")],
    ),
    (
        "The Ministry of Justice got the draft in May. The Ministry confirmed that 12 officers had been dismissed.",
        [("the Ministry of Justice", "says", "that 12 officers had been dismissed")],
    ),
]

CSO: list[tuple[str, list[Expected]]] = [
    (
        "CSOs reported that 14 activists had been summoned in May alone.",
        [("CSOs", "reports that", "that 14 activists had been summoned in May alone")],
    ),
    (
        "According to the Legal Aid Circle, 300 families lost their land in 2024.",
        [("the Legal Aid Circle", "says", "300 families lost their land in 2024")],
    ),
    (
        "The Bar Association of Velmar has repeatedly stated that its members are followed by the police.",
        [("the Bar Association of Velmar", "says", "that its members are followed by the police")],
    ),
    (
        "Joint Submission 3 noted that no independent body visited places of detention.",
        [("Joint Submission 3", "says", "that no independent body visited places of detention")],
    ),
    (
        "Detainees wait for months.7 JS3 noted that bail was rare.8",
        [("JS3", "says", "that bail was rare.8")],
    ),
    (
        "The Law Centre of Velmar (LCV) stated that the register was closed. LCV urged the State to open it.",
        [
            ("the Law Centre of Velmar", "says", "that the register was closed"),
            ("the Law Centre of Velmar", "asks", "to open it"),
        ],
    ),
    (
        "Noting that the bill had been withdrawn, the Law Centre recommended a new one.",
        [
            ("the Law Centre", "says", "that the bill had been withdrawn"),
            ("the Law Centre", "asks", "a new one"),
        ],
    ),
    (
        "JS3 recommended the abolition of criminal defamation.",
        [("JS3", "asks", "the abolition of criminal defamation")],
    ),
    (
        "Farmers in Lower Osten said they had been moved without notice.",
        [("Farmers in Lower Osten", "says", "they had been moved without notice")],
    ),
    (
        "The Circle published its report in March. It warned that the register of detainees was incomplete.",
        [("the Circle", "says", "that the register of detainees was incomplete")],
    ),
]

PRESS: list[tuple[str, list[Expected]]] = [
    (
        "“Nobody is above the law,” said Ana Solberg, the minister of justice.",
        [("Ana Solberg", "says", "Nobody is above the law")],
    ),
    (
        "Minister Ana Solberg spoke in Osten. “The courts are independent,” Ms. Solberg said. “They decide on evidence"
        " alone.”",
        [("Ana Solberg", "says", "The courts are independent … They decide on evidence alone")],
    ),
    (
        "The minister, Ana Solberg, told reporters on Friday that the law would be reviewed.",
        [("Ana Solberg", "says", "that the law would be reviewed")],
    ),
    (
        "Two hundred cases were settled out of court last year, according to the Ministry of Justice.",
        [("the Ministry of Justice", "says", "Two hundred cases were settled out of court last year")],
    ),
    (
        "Mira Dalen, who heads the Legal Aid Circle, said the space for unions was narrow.",
        [("Mira Dalen", "says", "the space for unions was narrow")],
    ),
    (
        "The draft, Dalen said, was never published.",
        [("Dalen", "says", "The draft … was never published")],
    ),
    (
        "Secretary of state Ivo Karsk argued against claims that civic space was shrinking.",
        [("Ivo Karsk", "denies", "claims that civic space was shrinking")],
    ),
    (
        "“When will the prison open?” asked Mira Dalen.",
        [("Mira Dalen", "asks", "When will the prison open?")],
    ),
    (
        "Union leader Pavel Horn was released on Monday. “I am glad,” he said, adding that he would appeal.",
        [("Pavel Horn", "says", "I am glad"), ("Pavel Horn", "says", "that he would appeal")],
    ),
    (
        "Solberg said the bill was ready, but Dalen said it had never been shown to the public.",
        [
            ("Solberg", "says", "the bill was ready"),
            ("Dalen", "says", "it had never been shown to the public"),
        ],
    ),
    (
        "Horn wrote: “The strike is lawful.”\n“We shall win in court.”",
        [("Horn", "says", "The strike is lawful … We shall win in court")],
    ),
    (
        "Justice ministry spokesman Ivo Karsk on Tuesday denied claims that courts were slow, saying most cases took"
        " three months.",
        [
            ("Ivo Karsk", "denies", "claims that courts were slow"),
            ("Ivo Karsk", "says", "most cases took three months"),
        ],
    ),
    (
        "Dalen said, however, that the arrest of four farmers was a threat to free expression.",
        [("Dalen", "says", "that the arrest of four farmers was a threat to free expression")],
    ),
    (
        "Villager Pek Sarin, 54, said he had farmed there since 1987. “The company promised us new land,” Sarin said.",
        [
            ("Pek Sarin", "says", "he had farmed there since 1987"),
            ("Pek Sarin", "says", "The company promised us new land"),
        ],
    ),
    (
        "The Dawn Party has one seat. Its vice-president, Tor Vik, said: “We will appeal.”",
        [("Tor Vik", "says", "We will appeal")],
    ),
    (
        "“The law is old,” Horn said.\nThe court sits on Monday.\n“It must change.”",
        [("Horn", "says", "The law is old")],
    ),
]


@pytest.mark.parametrize(("content", "expected"), [*UN, *STATE, *CSO, *PRESS], ids=lambda value: str(value)[:60])
def test_each_statement_of_a_passage_has_its_speaker_voice_and_words(content: str, expected: list[Expected]) -> None:
    text = text_of(content)

    outermost = [item for item in read_statements(text) if not _inside(item, read_statements(text))]

    assert [(item.speaker, item.voice, _words(text, item)) for item in outermost] == expected


def _words(text: Text, item: Statement) -> str:
    return " … ".join(text.content[start:end].strip('“”‘’" ,.') for start, end in item.content)


def _inside(item: Statement, others: tuple[Statement, ...]) -> bool:
    at = item.cue[0][0]
    return any(start <= at < end for other in others if other is not item for start, end in other.content)
