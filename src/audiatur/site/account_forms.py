"""The forms by which people sign in, set up a second factor, change their password and are invited."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audiatur.record.models import Role, User
from audiatur.site.account_mail import send_nobody
from audiatur.site.demo import PREFIX

NAME_OR_ADDRESS = _("Name or e-mail address")
CODE = _("Code of six digits, or a recovery code")
PASSWORD_HINT = _("Twelve characters or more. Several words in a row are easy to keep and hard to guess.")


def _code(field: forms.Field) -> None:
    """A field for a code: filled by the phone or a password manager, never remembered."""
    field.label = CODE
    field.widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "maxlength": 20})
    field.error_messages["required"] = _("Give the code.")


def _password(field: forms.Field, *, label: Any, autocomplete: str = "current-password") -> None:
    field.label = label
    field.widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    field.help_text = ""
    field.error_messages["required"] = _("Give the password.")


class SignInForm(LoginForm):  # type: ignore[misc]
    """A name or address, and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = NAME_OR_ADDRESS
        login.widget = forms.TextInput(attrs={"autocomplete": "username", "maxlength": 254})
        login.error_messages["required"] = _("Give your name or e-mail address.")
        _password(self.fields["password"], label=_("Password"))


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before a sensitive act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["password"], label=_("Password"))


def _once(form: Any) -> str:
    """The code, which no one else has used for as long as it would fit: three steps of half a minute."""
    code: str = form.cleaned_data["code"]
    told = hashlib.sha256(f"{form.user.pk} {code}".encode()).hexdigest()
    if not cache.add(f"code-used:{told}", 1, timeout=120):
        raise get_adapter().validation_error("incorrect_code")
    return code


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code, after the password."""

    def clean_code(self) -> str:
        """A code that fits and was not used."""
        super().clean_code()
        return _once(self)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class CodeAgainForm(ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code once more, before a sensitive act."""

    def clean_code(self) -> str:
        """A code that fits and was not used."""
        super().clean_code()
        return _once(self)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of the app, which shows that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])
        self.fields["code"].label = _("The code that the app shows now")


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and the name by which its owner knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the passkey"),
            help_text=_("By which you will know it again, such as “office laptop”."),
            max_length=60,
            required=False,
            initial=self.initial.get("name"),
        )


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["oldpassword"], label=_("Password now"))
        _password(self.fields["password1"], label=_("New password"), autocomplete="new-password")
        _password(self.fields["password2"], label=_("New password once more"), autocomplete="new-password")
        self.fields["password1"].help_text = PASSWORD_HINT

    def clean(self) -> dict[str, Any]:
        """Both new passwords alike."""
        given: dict[str, Any] = forms.Form.clean(self) or {}
        return _alike(self, given)


class ResetForm(ResetPasswordForm):  # type: ignore[misc]
    """The address of an account whose password is to be set anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("E-mail address"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={
                "required": _("Give the e-mail address."),
                "invalid": _("Write it as name@example.org."),
            },
        )

    def clean_email(self) -> str:
        """The address; whoever has no password, as the demo's people, is set none by mail."""
        email: str = super().clean_email()
        self.users: list[User] = [user for user in self.users if user.has_usable_password()]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the mail: the link, or that nobody has the address."""
        if self.users:
            super().save(request, **kwargs)
        else:
            send_nobody(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password twice, from the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["password1"], label=_("New password"), autocomplete="new-password")
        _password(self.fields["password2"], label=_("New password once more"), autocomplete="new-password")
        self.fields["password1"].help_text = PASSWORD_HINT

    def clean(self) -> dict[str, Any]:
        """Both new passwords alike."""
        given: dict[str, Any] = forms.Form.clean(self) or {}
        return _alike(self, given)


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    role = forms.ChoiceField(
        label=_("As what?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a role.")}
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation is sent there. You will also see the link once, to hand it over yourself."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Give the e-mail address."),
            "invalid": _("Write it as name@example.org."),
        },
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, DOES[role]) for role in roles]
        if len(roles) == 1:
            field.initial = roles[0].value


DOES = {
    Role.READER: _("Reader: reads what is open to the party"),
    Role.MEMBER: _("Party member: writes for the party"),
    Role.REPRESENTATIVE: _("Party representative: writes for the party and invites its people"),
    Role.SECRETARIAT: _("Secretariat: keeps the record and writes for no party"),
    Role.ANALYST: _("Analyst: loads registers"),
    Role.CASE_OFFICER: _("Restricted-case officer: sees single persons in registers"),
    Role.AUDITOR: _("Auditor: sees every membership and invitation, and writes nothing"),
}


class JoinForm(forms.Form):
    """The account of someone who was invited."""

    username = forms.CharField(
        label=_("Name to sign in with"),
        help_text=_("Letters, digits and . + - _ without spaces. Those you work with will see it."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Choose a name to sign in with.")},
    )
    full_name = forms.CharField(
        label=_("Your name"), max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password1 = forms.CharField(strip=False, max_length=256)
    password2 = forms.CharField(strip=False, max_length=256)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        _password(self.fields["password1"], label=_("Password"), autocomplete="new-password")
        _password(self.fields["password2"], label=_("Password once more"), autocomplete="new-password")
        self.fields["password1"].help_text = PASSWORD_HINT

    def clean_username(self) -> str:
        """A name that nobody signs in with yet, and that is not taken for one of the demo's."""
        given: str = self.cleaned_data["username"].strip()
        try:
            UnicodeUsernameValidator()(given)
        except forms.ValidationError as fault:
            raise forms.ValidationError(_("Use letters, digits and . + - _ without spaces.")) from fault
        if given.lower().startswith(PREFIX) or User.objects.filter(username__iexact=given).exists():
            raise forms.ValidationError(_("This name cannot be used. Choose another one."))
        return given

    def clean(self) -> dict[str, Any]:
        """Both passwords alike and good enough."""
        given: dict[str, Any] = super().clean() or {}
        if password := given.get("password1"):
            try:
                validate_password(password, User(username=given.get("username", ""), email=self.email))
            except forms.ValidationError as fault:
                self.add_error("password1", fault)
        return _alike(self, given)


def _alike(form: forms.Form, given: dict[str, Any]) -> dict[str, Any]:
    first, second = given.get("password1"), given.get("password2")
    if first and second and first != second:
        form.add_error("password2", _("The two new passwords differ."))
    return given
