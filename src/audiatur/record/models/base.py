"""What every row of the record has in common: it changes only inside a ledger entry, and is never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audiatur.dates import DateError, read_when
from audiatur.record import changes
from audiatur.record.errors import Invalid, UnrecordedChange

if TYPE_CHECKING:
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField  # Django's fields take their type arguments in the stubs only


class Visibility(models.TextChoices):
    """Who may see a row; the narrowest is the default."""

    RESTRICTED = "restricted", _("Only my organisation")
    SIDE = "side", _("My side")
    PARTIES = "parties", _("All parties of the dialogue")
    PUBLIC = "public", _("Everyone")

    @property
    def reach(self) -> int:
        """The place of the level from the narrowest (0) to the widest."""
        return list(Visibility).index(self)


class RecordQuerySet(models.QuerySet[Any]):
    """A query set that cannot change rows behind the ledger's back."""

    def update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise UnrecordedChange("Rows of the record are changed one by one, by a service.")

    bulk_create = bulk_update = update

    def delete(self) -> NoReturn:
        raise UnrecordedChange("Rows of the record are never deleted; supersede, withdraw or discard.")


class RecordModel(models.Model):
    """A row of the record; the fields in `FIXED` are never edited once it is stored."""

    FIXED: ClassVar[tuple[str, ...]] = ()
    blanked = False
    """Set on a row whose words a lawful erasure takes out: what is fixed goes with them."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row inside the open ledger entry.

        Raises:
            UnrecordedChange: no entry is open.
            Invalid: a field's value does not fit, or is another than the stored one of a field that is fixed.
        """
        entry = changes.open_change()
        self._refuse_edits()
        try:
            self.full_clean()
        except ValidationError as fault:
            raise Invalid("; ".join(fault.messages)) from fault
        super().save(*args, **kwargs)
        entry.touch(self)

    def _refuse_edits(self) -> None:
        if not self.FIXED or self.pk is None or self.blanked:
            return
        stored = type(self).objects.filter(pk=self.pk).values(*self.FIXED).first()
        if changed := [name for name in self.FIXED if stored and stored[name] != getattr(self, name)]:
            raise Invalid(f"{', '.join(changed)} of a {self._meta.verbose_name} is never edited; add a new one.")

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise UnrecordedChange("Rows of the record are never deleted; supersede, withdraw or discard.")


class EdtfField(TextColumn):
    """An EDTF date; fills `<name>_earliest` and `<name>_latest`, which the model declares after it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        """Refuse what is not EDTF, as a form's error."""
        super().validate(value, model_instance)
        if value:
            try:
                read_when(value)
            except DateError as fault:
                raise ValidationError(fault.told(words=gettext)) from fault

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Read the date and set the days beside it."""
        given: str = super().pre_save(model_instance, add)
        when = read_when(given) if given else None
        setattr(model_instance, f"{self.attname}_earliest", when and when.earliest)
        setattr(model_instance, f"{self.attname}_latest", when and when.latest)
        return given


def bound() -> models.DateField[Any, Any]:
    """The earliest or latest day beside an EDTF date."""
    return models.DateField(null=True, blank=True, editable=False)


def ordered(name: str, *, model: str) -> models.CheckConstraint:
    """The database's own promise that a date's earliest day is not after its latest."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{name}_earliest__lte": models.F(f"{name}_latest")})
        | models.Q(**{f"{name}_earliest__isnull": True}),
        name=f"{model}_{name}_ordered",
    )


class VisibleModel(RecordModel):
    """A row with a reader circle: `owner` is the party whose row it is, none for the secretariat's."""

    dialogue = models.ForeignKey("record.Dialogue", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("record.Party", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.RESTRICTED)

    class Meta:
        abstract = True
