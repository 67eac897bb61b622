"""The forms by which register rows are entered. Adding one is adding a module to its topic and a line here."""

from audiatur.topics.civic_space import incident_form
from audiatur.topics.entry import Form
from audiatur.topics.mediation import dispute_form
from audiatur.topics.proceedings import trial_form

FORMS: tuple[Form, ...] = (trial_form.FORM, incident_form.FORM, dispute_form.FORM)


def form_get(key: str) -> Form | None:
    """The form of that key."""
    return next((form for form in FORMS if form.key == key), None)
