"""The addresses of the pages; docs/pages.md describes each."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views.i18n import set_language

from audiatur.site import topic_pages
from audiatur.site.views import (
    about,
    acts,
    adding,
    checks,
    dialogues,
    figures,
    follow_up,
    following,
    ledger,
    letters,
    meetings,
    proposals,
    questions,
    registers,
    review,
    search,
    sign_in,
    sources,
    stances,
)

register_converter(figures.IndicatorId, "indicator")
register_converter(following.Followed, "followed")

of_a_question: list[URLPattern | URLResolver] = [
    path("", questions.question, name="question"),
    path("table.csv", questions.question_csv, name="question-csv"),
    path("question.docx", questions.question_word, name="question-word"),
    path("question.html", questions.question_file, name="question-file"),
    path("positions/<int:order>/<slug:party>/", acts.take, name="position-take"),
    path("positions/<int:order>/<slug:party>/withdraw/", acts.withdraw, name="position-withdraw"),
    path("claims/<int:claim>/", acts.answer, name="claim-answer"),
    path("claims/<int:claim>/figure/", checks.set_beside, name="beside-set"),
    path("claims/<int:claim>/figure/<int:beside>/away/", checks.take_away, name="beside-end"),
    path("claims/<int:claim>/figure/<int:beside>/contest/<slug:party>/", checks.contest, name="check-contest"),
    path("receipts/<int:entry>/", acts.receipt, name="receipt"),
    path("receipts/<int:entry>/receipt.json", ledger.act_receipt, name="receipt-file"),
]

of_a_dialogue: list[URLPattern | URLResolver] = [
    path("", dialogues.dialogue, name="dialogue"),
    path("due.ics", dialogues.due_calendar, name="due-calendar"),
    path("topics/<slug:topic>/", dialogues.topic, name="topic"),
    path(
        "topics/law/obligations/<slug:obligation>/<slug:law>/<slug:article>/<slug:party>/",
        stances.take,
        name="stance-take",
    ),
    *topic_pages.addresses(),
    path("questions/<slug:question>/", include(of_a_question)),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/add/", proposals.propose, name="propose"),
    path("proposals/<int:proposal>/", proposals.proposal, name="proposal"),
    path("proposals/<int:proposal>/<slug:act>/", proposals.act, name="proposal-act"),
    path("letters/", letters.letters, name="letters"),
    path("letters/add/", letters.letter_add, name="letter-add"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/add/", following.meeting_add, name="meeting-add"),
    path("meetings/<slug:meeting>/", meetings.meeting, name="meeting"),
    path("search/", search.search, name="search"),
    path("follow-up/", follow_up.follow_up, name="follow-up"),
    path("follow-up/commitments.csv", follow_up.commitments_csv, name="commitments-csv"),
    path("follow-up/recommendations.csv", follow_up.recommendations_csv, name="recommendations-csv"),
    path("follow-up/add/", following.commitment_add, name="commitment-add"),
    path(
        "follow-up/recommendations/<int:recommendation>/answer/",
        following.recommendation_answer,
        name="recommendation-answer",
    ),
    path("follow-up/<followed:of>/<int:key>/assess/", following.assess, name="assess"),
    path("receipts/<int:entry>/", acts.act_receipt, name="act-receipt"),
    path("receipts/<int:entry>/receipt.json", ledger.act_receipt, name="act-receipt-file"),
    path("figures/", figures.catalogue, name="figures"),
    path("figures/<indicator:indicator>/", figures.figure, name="figure"),
    path("figures/<indicator:indicator>/table.csv", figures.figure_csv, name="figure-csv"),
    path("figures/<indicator:indicator>/figure.json", figures.figure_json, name="figure-json"),
    path("figures/<indicator:indicator>/recompute/", figures.recompute, name="figure-recompute"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/", adding.source_add, name="source-add"),
    path("sources/add/<slug:token>/", adding.source_add_step, name="source-add-step"),
    path("sources/<int:source>/", sources.source, name="source"),
    path("sources/<int:source>/original/", sources.original, name="source-original"),
    path("sources/<int:source>/statements.csv", sources.statements_csv, name="source-csv"),
    path("sources/<int:source>/receipt/", sources.receipt, name="source-receipt"),
    path("sources/<int:source>/receipt/receipt.json", ledger.source_receipt, name="source-receipt-file"),
    path("sources/<int:source>/statements/<int:statement>/", review.statement, name="statement"),
    path("sources/<int:source>/statements/<int:statement>/<slug:act>/", review.act, name="statement-act"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", dialogues.home, name="home"),
    path("about/", about.about, name="about"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("ledger/head.json", ledger.head, name="ledger-head"),
    path("ledger/verify_receipt.py", ledger.verifier, name="ledger-verifier"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-in/look-as/", sign_in.look_as, name="look-as"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("language/", set_language, name="set-language"),
    path("registers/", registers.registers, name="registers"),
    path("registers/load/", registers.register_load, name="register-load"),
    path("registers/load/<slug:token>/", registers.register_load_step, name="register-load-step"),
    path("registers/load/<slug:token>/faults.<slug:kind>", registers.register_faults, name="register-faults"),
    path("registers/<slug:table>/", registers.register, name="register"),
    # Last: a dialogue's slug is any word that is none of the above.
    path("<slug:dialogue>/", include(of_a_dialogue)),
]
