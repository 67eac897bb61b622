"""One's own account: roles, password, second factors, recovery codes, and the sessions that are open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from audiatur.record.errors import NotAllowed
from audiatur.record.models import User
from audiatur.record.selectors import memberships_of
from audiatur.record.visibility import viewer_of
from audiatur.site.accounts import FactorAdapter
from audiatur.site.demo import is_demo_person
from audiatur.site.signed_in import has_second_factor, lacks_second_factor, sessions_end, sessions_of

View = Callable[..., HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """The person who is signed in, behind `login_required`."""
    assert isinstance(request.user, User)
    return request.user


def own(view: View) -> View:
    """A page of one's own account: the demo's people, who are nobody's, have none."""

    @wraps(view)
    @login_required
    @never_cache
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_demo_person(signed_in(request)):
            raise Http404(_("There is nothing at this address, or you may not see it."))
        return view(request, *args, **kwargs)

    return opened


def sensitive(view: View) -> View:
    """An act before which the person shows again who they are, unless they just did; the demo's people cannot."""
    shown_again: View = reauthentication_required(view, app="audiatur")

    @wraps(view)
    @login_required
    @never_cache
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_demo_person(signed_in(request)):
            raise NotAllowed(gettext_noop("In the demo nobody is invited, and no membership ends."))
        return shown_again(request, *args, **kwargs)

    return opened


@own
def account(request: HttpRequest) -> HttpResponse:
    """One's roles, factors and sessions."""
    person = signed_in(request)
    factors = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    recovery = next((one for one in factors if one.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "memberships": memberships_of(viewer_of(person)),
        "app": next((one for one in factors if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "protected": has_second_factor(person),
        "codes_left": len(recovery.wrap().get_unused_codes()) if recovery else 0,
        "sessions": sessions_of(person),
        "this_session": request.session.session_key,
    }
    return render(request, "account/account.html", context)


@own
def second_factor(request: HttpRequest) -> HttpResponse:
    """What a second factor is, and the two ways to set one up."""
    return render(request, "account/second_factor.html", {"required": lacks_second_factor(request.user)})


@require_POST
@sensitive
def session_end(request: HttpRequest, session: int) -> HttpResponse:
    """End one of one's other sessions."""
    rows = [one for one in sessions_of(signed_in(request)) if one.pk == session]
    if not rows:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    rows[0].end()
    messages.success(request, _("The session has ended."))
    return redirect("account")


@require_POST
@sensitive
def sessions_end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    sessions_end(signed_in(request), but=request.session.session_key)
    messages.success(request, _("Your other sessions have ended."))
    return redirect("account")


class _Password(PasswordChangeView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who has no password has none to change: an operator sets one."""
        if not signed_in(request).has_usable_password():
            raise Http404(_("There is nothing at this address, or you may not see it."))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Change the password; the other sessions end."""
        answer: HttpResponse = super().form_valid(form)
        sessions_end(signed_in(self.request), but=self.request.session.session_key)
        return answer


class _RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, unless it is the last second factor of someone who writes."""
        adapter = FactorAdapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            raise NotAllowed(str(adapter.error_messages["cannot_delete_authenticator"]))
        answer: HttpResponse = super().form_valid(form)
        return answer


code = AuthenticateView.as_view(template_name="account/code.html")
again = own(ReauthenticateView.as_view(template_name="account/again.html"))
again_by_code = own(ReauthenticateByCodeView.as_view(template_name="account/again.html"))
again_by_passkey = own(ReauthenticateWebAuthnView.as_view(template_name="account/again_passkey.html"))
password = own(_Password.as_view(template_name="account/password.html", success_url=reverse_lazy("account")))
app_add = own(ActivateTOTPView.as_view(template_name="account/app_add.html"))
app_remove = own(DeactivateTOTPView.as_view(template_name="account/app_remove.html"))
recovery = own(ViewRecoveryCodesView.as_view(template_name="account/recovery.html"))
recovery_new = own(GenerateRecoveryCodesView.as_view(template_name="account/recovery_new.html"))
passkey_add = own(AddWebAuthnView.as_view(template_name="account/passkey_add.html"))
passkey_remove = own(
    _RemovePasskey.as_view(template_name="account/passkey_remove.html", success_url=reverse_lazy("account"))
)
