"""The addresses of the pages; docs/pages.md describes each."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from audiatur.site.views import about, adding, dialogues, follow_up, meetings, questions, review, sign_in, sources

of_a_dialogue: list[URLPattern | URLResolver] = [
    path("", dialogues.dialogue, name="dialogue"),
    path("topics/<slug:topic>/", dialogues.topic, name="topic"),
    path("questions/<slug:question>/", questions.question, name="question"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:meeting>/", meetings.meeting, name="meeting"),
    path("follow-up/", follow_up.follow_up, name="follow-up"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/", adding.source_add, name="source-add"),
    path("sources/add/<slug:token>/", adding.source_add_step, name="source-add-step"),
    path("sources/<int:source>/", sources.source, name="source"),
    path("sources/<int:source>/original/", sources.original, name="source-original"),
    path("sources/<int:source>/statements.csv", sources.statements_csv, name="source-csv"),
    path("sources/<int:source>/receipt/", sources.receipt, name="source-receipt"),
    path("sources/<int:source>/statements/<int:statement>/", review.statement, name="statement"),
    path("sources/<int:source>/statements/<int:statement>/<slug:act>/", review.act, name="statement-act"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", dialogues.home, name="home"),
    path("about/", about.about, name="about"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("language/", set_language, name="set-language"),
    # Last: a dialogue's slug is any word that is none of the above.
    path("<slug:dialogue>/", include(of_a_dialogue)),
]
