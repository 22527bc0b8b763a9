"""Imports of UN documents and exports: the file, who, when, and what changed."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.db.constraints import known_choice
from foundation.models import Act

from ..choices import ImportKind, ImportState, LabelScheme
from .recommendations import Recommendation


class Import(models.Model):
    """One uploaded file.

    Its bytes are stored until it is carried out, so that any web process can carry out what another
    previewed; afterwards only the hash identifies the file.
    """

    file_name = models.CharField(_("file"), max_length=200)
    file_hash = models.CharField(
        _("hash of the file (SHA-256)"),
        max_length=64,
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z")],
    )
    kind = models.CharField(_("what it is"), max_length=20, choices=ImportKind)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    carried_out_at = models.DateTimeField(_("carried out at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    # Null: the command line.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    carried_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("carried out by"),
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    # What it wrote, in the history.
    act = models.ForeignKey(
        Act, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("act")
    )
    content = models.BinaryField(null=True, blank=True)
    # The digest of the previewed plan; no other plan is carried out.
    previewed = models.CharField(max_length=64, blank=True)
    # {"new": 194, "changed": 0, …, "skipped": [[{"code": "skipped_empty", "values": {}}, 2]]};
    # in old rows, which are not shown, {"empty row": 2}.
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    # [[{"page": 12, "paragraph": "124.5"}, {"code": "no_state", "values": {}}], …], shown in the
    # language of the editor; in old rows [["page 12, 124.5", "No recommending State is named."], …].
    doubts = models.JSONField(_("to look at"), default=list, blank=True)
    # Where it was partly undone: [["A/HRC/28/10, 124.1", {"code": "stays_worked_on", "values": {}}], …].
    left_in_place = models.JSONField(_("what stays"), default=list, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("import of a document")
        verbose_name_plural = _("imports of documents")
        ordering = ["-uploaded_at", "-pk"]
        permissions = [("undo_import", _("Can undo imports"))]
        constraints = [
            known_choice("kind", ImportKind, message=_("Unknown kind of file.")),
            known_choice("state", ImportState, message=_("Unknown state.")),
            models.CheckConstraint(
                name="import_hash_is_sha256",
                condition=Q(file_hash=Lower(F("file_hash"))) & Q(Exact(Length(F("file_hash")), 64)),
                violation_error_message=_("The hash has 64 hexadecimal digits."),
            ),
            models.CheckConstraint(
                name="import_state_has_its_day",
                condition=Q(state=ImportState.WAITING, carried_out_at=None, undone_at=None)
                | Q(state=ImportState.DONE, carried_out_at__isnull=False, undone_at=None)
                | Q(
                    state__in=(ImportState.UNDONE, ImportState.PARTLY_UNDONE),
                    carried_out_at__isnull=False,
                    undone_at__isnull=False,
                )
                # Unknown states are the other constraint’s business.
                | ~Q(state__in=ImportState.values),
                violation_error_message=_("What was carried out or undone has a day."),
            ),
            models.CheckConstraint(
                name="import_partly_undone_says_what_stays",
                condition=Q(state=ImportState.PARTLY_UNDONE) & ~Q(left_in_place=[])
                | ~Q(state=ImportState.PARTLY_UNDONE) & Q(left_in_place=[]),
                violation_error_message=_("What is partly undone says what stays; nothing else does."),
            ),
            # Other people's documents are not kept in the database.
            models.CheckConstraint(
                name="import_content_only_while_waiting",
                condition=Q(state=ImportState.WAITING) | Q(content=None),
                violation_error_message=_("The file is kept only until it is carried out."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportChange(models.Model):
    """A field that an import changed, or (with an empty `field`) a row that it created.

    New recommendations have no row here: `imported_in` links them to their import.
    """

    made_in = models.ForeignKey(Import, models.CASCADE, related_name="changes", verbose_name=_("import"))
    # The lower-case name of a model of this app: "recommendation", "review", …
    model = models.CharField(_("table"), max_length=40)
    row = models.BigIntegerField(_("row"))
    field = models.CharField(_("field"), max_length=40, blank=True)
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("change of an import")
        verbose_name_plural = _("changes of an import")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["made_in", "model", "row", "field"],
                name="importchange_once_a_field",
                violation_error_message=_("This import changed that field already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row} {self.field}".strip()


class UnknownLabel(models.Model):
    """An unmapped label of another scheme, with the recommendations imported with it.

    Once it is mapped, they get its theme or group.
    """

    scheme = models.CharField(_("scheme"), max_length=10, choices=LabelScheme)
    label = models.CharField(_("label"), max_length=200)
    recommendations = models.ManyToManyField(
        Recommendation, related_name="unknown_labels", verbose_name=_("recommendations")
    )

    objects = models.Manager()

    class Meta:
        verbose_name = _("unknown label")
        verbose_name_plural = _("unknown labels")
        ordering = ["scheme", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "label"],
                name="unknownlabel_unique",
                violation_error_message=_("This scheme has that label already."),
            ),
            known_choice("scheme", LabelScheme, message=_("Unknown scheme.")),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()}: {self.label}"
