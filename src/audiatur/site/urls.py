"""The addresses of the pages; docs/pages.md describes each."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views.i18n import set_language

from audiatur.site import topic_pages
from audiatur.site.views import (
    about,
    account,
    acts,
    adding,
    checks,
    dialogues,
    figures,
    follow_up,
    invitations,
    ledger,
    meetings,
    people,
    questions,
    registers,
    review,
    scenarios,
    search,
    sign_in,
    sources,
    stances,
)

register_converter(figures.IndicatorId, "indicator")

of_a_question: list[URLPattern | URLResolver] = [
    path("", questions.question, name="question"),
    path("table.csv", questions.question_csv, name="question-csv"),
    path("question.docx", questions.question_word, name="question-word"),
    path("question.html", questions.question_file, name="question-file"),
    path("positions/<int:order>/<slug:party>/", acts.take, name="position-take"),
    path("positions/<int:order>/<slug:party>/withdraw/", acts.withdraw, name="position-withdraw"),
    path("positions/<int:order>/<slug:party>/scenario/", scenarios.attach, name="scenario-attach"),
    path("scenarios/<int:use>/away/", scenarios.detach, name="scenario-detach"),
    path("claims/<int:claim>/", acts.answer, name="claim-answer"),
    path("claims/<int:claim>/figure/", checks.set_beside, name="beside-set"),
    path("claims/<int:claim>/figure/<int:beside>/away/", checks.take_away, name="beside-end"),
    path("claims/<int:claim>/figure/<int:beside>/contest/<slug:party>/", checks.contest, name="check-contest"),
    path("receipts/<int:entry>/", acts.receipt, name="receipt"),
    path("receipts/<int:entry>/receipt.json", ledger.act_receipt, name="receipt-file"),
]

of_scenarios: list[URLPattern | URLResolver] = [
    path("", scenarios.saved, name="prisons-scenarios"),
    path("compare/", scenarios.compare, name="prisons-compare"),
    path("save/<slug:party>/", scenarios.save, name="scenario-save"),
    path("receipts/<int:entry>/", scenarios.receipt, name="scenario-receipt"),
    path("receipts/<int:entry>/receipt.json", scenarios.receipt_file, name="scenario-receipt-file"),
    path("<int:number>/<slug:inputs>/", scenarios.one, name="prisons-saved"),
    path("<int:number>/<slug:inputs>/readers/", scenarios.show, name="scenario-show"),
    path("<int:number>/<slug:inputs>/withdraw/", scenarios.withdraw, name="scenario-withdraw"),
]

of_people: list[URLPattern | URLResolver] = [
    path("", people.people, name="people"),
    path("invite/", people.invite, name="people-invite"),
    path("invite/<slug:party>/", people.invite, name="people-invite-party"),
    path("invitations/<int:invitation>/revoke/", people.revoke, name="invitation-revoke"),
    path("members/<int:membership>/end/", people.end, name="membership-end"),
    path("receipts/<int:entry>/", people.receipt, name="people-receipt"),
    path("receipts/<int:entry>/receipt.json", ledger.people_receipt, name="people-receipt-file"),
]

# The sign-in library knows its pages by these names.
of_an_account: list[URLPattern | URLResolver] = [
    path("", account.account, name="account"),
    path("", account.account, name="mfa_index"),
    path("password/", account.password, name="account_change_password"),
    path("second-factor/", account.second_factor, name="second-factor"),
    path("code-app/", account.app_add, name="mfa_activate_totp"),
    path("code-app/remove/", account.app_remove, name="mfa_deactivate_totp"),
    path("passkeys/", account.passkey_add, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", account.passkey_remove, name="mfa_remove_webauthn"),
    path("recovery-codes/", account.recovery, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", account.recovery_new, name="mfa_generate_recovery_codes"),
    path("again/", account.again, name="account_reauthenticate"),
    path("again/code/", account.again_by_code, name="mfa_reauthenticate"),
    path("again/passkey/", account.again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("sessions/<int:session>/end/", account.session_end, name="session-end"),
    path("sessions/end-others/", account.sessions_end_others, name="sessions-end-others"),
]

of_a_dialogue: list[URLPattern | URLResolver] = [
    path("", dialogues.dialogue, name="dialogue"),
    path("topics/<slug:topic>/", dialogues.topic, name="topic"),
    path(
        "topics/law/obligations/<slug:obligation>/<slug:law>/<slug:article>/<slug:party>/",
        stances.take,
        name="stance-take",
    ),
    path("topics/prisons/scenarios/", include(of_scenarios)),
    *topic_pages.addresses(),
    path("questions/<slug:question>/", include(of_a_question)),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:meeting>/", meetings.meeting, name="meeting"),
    path("people/", include(of_people)),
    path("search/", search.search, name="search"),
    path("follow-up/", follow_up.follow_up, name="follow-up"),
    path("follow-up/commitments.csv", follow_up.commitments_csv, name="commitments-csv"),
    path("follow-up/recommendations.csv", follow_up.recommendations_csv, name="recommendations-csv"),
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
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/second-factor/", account.code, name="mfa_authenticate"),
    path("sign-in/closed/", sign_in.closed, name="account_inactive"),
    path("sign-in/look-as/", sign_in.look_as, name="look-as"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("account/", include(of_an_account)),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("language/", set_language, name="set-language"),
    path("registers/", registers.registers, name="registers"),
    path("registers/load/", registers.register_load, name="register-load"),
    path("registers/load/<slug:token>/", registers.register_load_step, name="register-load-step"),
    path("registers/load/<slug:token>/faults.<slug:kind>", registers.register_faults, name="register-faults"),
    path("registers/<slug:table>/", registers.register, name="register"),
    # Last: a dialogue's slug is any word that is none of the above.
    path("<slug:dialogue>/", include(of_a_dialogue)),
]
