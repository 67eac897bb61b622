"""A new password by mail: the address, the mail, the new password. The second factor is asked for after it as before.

What the pages say is the same whether an account has the address or not.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.views import PasswordResetDoneView, PasswordResetFromKeyView, PasswordResetView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache

from audiatur.site.signed_in import sessions_end

log = logging.getLogger("audiatur.signing_in")


class _FromLink(PasswordResetFromKeyView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password and end every session of the person, who then signs in with it."""
        answer: HttpResponse = super().form_valid(form)
        sessions_end(self.reset_user)
        log.info("user:%s set a new password by mail", self.reset_user.pk)
        return answer


ask = never_cache(PasswordResetView.as_view(template_name="account/reset.html"))
asked = never_cache(PasswordResetDoneView.as_view(template_name="account/reset_asked.html"))
from_link = never_cache(
    _FromLink.as_view(template_name="account/reset_from_link.html", success_url=reverse_lazy("sign-in"))
)
