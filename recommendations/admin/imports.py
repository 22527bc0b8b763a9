"""Admin of imports: upload, preview, carry out, publish, undo."""

import datetime as dt
from typing import TypedDict
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, OperationalError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import WithAnnotations

from foundation.publishing.guarded_admin import GuardedAdmin, written_meanwhile
from foundation.publishing.rights import signed_in
from foundation.web.addresses import key_in

from ..choices import ImportState
from ..imports import (
    PreviewOutdated,
    Refused,
    Remark,
    Undone,
    carry_out,
    changed_by,
    plan,
    preview,
    publish_drafts,
    read_file,
    record_upload,
    undo,
)
from ..imports.batch import DERIVED
from ..imports.display import Shown
from ..imports.missing_wording import missing_wording
from ..imports.tally import Preview
from ..models import Import, UnknownLabel

MAX_UPLOAD = 100 * 1024 * 1024
# Uploads that nobody carried out are removed at the next upload after this.
KEPT_WAITING = dt.timedelta(days=1)
# Refusals and changes listed on one page.
SHOWN = 200


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The report of the Working Group or its addendum (PDF or Word), or an export of UPR "
            "Info (CSV, XLS), UHRI (XLSX, JSON) or OHCHR (thematic list, Word)."
        ),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD:
            raise forms.ValidationError(
                gettext("The file has %(size)s MB; at most %(most)s MB are read. Split it.")
                % {"size": file.size // 1024**2, "most": MAX_UPLOAD // 1024**2}
            )
        return file


@admin.register(Import)
class ImportAdmin(GuardedAdmin[Import]):
    list_display = ("file_name", "kind", "state", "came_to", "uploaded_at", "uploaded_by")
    list_filter = ("state", "kind")
    search_fields = ("file_name", "file_hash")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        return super().get_queryset(request).defer("content").select_related("uploaded_by")

    @admin.display(description=_("what it did"))
    def came_to(self, row: Import) -> str:
        counts = row.counts
        return gettext("%(new)s new, %(changed)s changed, %(unchanged)s unchanged") % {
            name: counts.get(name, 0) for name in ("new", "changed", "unchanged")
        }

    def has_change_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        """A finished import cannot be edited, only undone."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        """Only an import that is still waiting can be deleted; the record of the others stays."""
        if obj is None or obj.state != ImportState.WAITING:
            return False
        return bool(self.has_add_permission(request))

    # Upload

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        refusals: tuple[Remark, ...] = ()
        if request.method == "POST" and form.is_valid():
            try:
                waiting = self._keep(request, form.cleaned_data["file"])
            except Refused as refused:
                refusals = refused.remarks
            else:
                return HttpResponseRedirect(self._address(waiting))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import a document or an export"),
            "opts": self.opts,
            "form": form,
            "refusals": refusals[:SHOWN],
            "more_refusals": max(0, len(refusals) - SHOWN),
            "missing_wording": missing_wording(),
        }
        return render(request, "admin/recommendations/import/upload.html", context)

    def _keep(self, request: HttpRequest, upload: UploadedFile[bytes]) -> Import:
        """Read and preview the file, and store it waiting to be carried out. Raises `Refused`."""
        data = upload.read()
        file = read_file(data, name=upload.name or "")
        tally = preview(file, plan(file)).tally
        if tally.refusals:
            raise Refused(*tally.refusals)
        old = Import.objects.filter(state=ImportState.WAITING, uploaded_at__lt=timezone.now() - KEPT_WAITING)
        old.delete()
        return record_upload(file, data, tally, by=signed_in(request))

    def _address(self, row: Import) -> str:
        return reverse("admin:recommendations_import_change", args=[row.pk])

    # One import

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(Import, pk=key_in(object_id))
        if request.method == "POST":
            return self._act(request, row)
        if row.state == ImportState.WAITING:
            current_preview = self._preview(row)
            details, public = self._waiting(row, current_preview), current_preview.tally.public
            author = row.uploaded_by
        else:
            details, public, author = self._outcome(row), changed_by(row), row.carried_out_by
        context = {
            **self.admin_site.each_context(request),
            "title": row.file_name,
            "opts": self.opts,
            "import": row,
            "refused_public": public.refusals(request.user, author=author),
            "may_carry_out": self.has_add_permission(request),
            "may_publish": request.user.has_perm("recommendations.publish_recommendation"),
            "may_undo": request.user.has_perm("recommendations.undo_import"),
            **details,
        }
        return render(request, "admin/recommendations/import/detail.html", context)

    def _preview(self, row: Import) -> Preview:
        """What carrying the import out now would do, computed by the code that does it."""
        file = read_file(bytes(row.content or b""), name=row.file_name)
        return preview(file, plan(file))

    def _waiting(self, row: Import, current_preview: Preview) -> dict[str, object]:
        display, tally = Shown(), current_preview.tally
        return {
            "tally": tally,
            # A Counter would answer to any name in a template.
            "skipped": dict(tally.skipped),
            "unknown_labels": tally.unknown_labels.most_common(),
            "refusals": tally.refusals,
            "new": display.rows(current_preview.new),
            "changed": display.rows(current_preview.changed),
            "doubts": [(doubt.place, doubt.sentence) for doubt in tally.doubts[:SHOWN]],
            "previewed": tally.digest,
        }

    def _outcome(self, row: Import) -> dict[str, object]:
        changes = row.changes.exclude(field__in=("", *DERIVED))
        first_changes = list(changes.order_by("pk")[:SHOWN])
        return {
            "changes": Shown().changes(first_changes),
            "more_changes": max(0, changes.count() - len(first_changes)),
            "drafts": row.recommendations.filter(publication_state="draft").count(),
            "doubts": [(doubt.place, doubt.sentence) for doubt in map(Remark.from_json, row.doubts[:SHOWN])],
            "stays": list(map(Remark.from_json, row.left_in_place[:SHOWN])),
            "more_stays": max(0, len(row.left_in_place) - SHOWN),
        }

    def _act(self, request: HttpRequest, row: Import) -> HttpResponse:
        acts = {
            "_carry_out": self._carry_out,
            "_publish": self._publish,
            "_undo": self._undo,
            "_discard": self._discard,
        }
        for name, act in acts.items():
            if name in request.POST:
                return act(request, row)
        return HttpResponseRedirect(self._address(row))

    def _carry_out(self, request: HttpRequest, row: Import) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            digest = request.POST.get("previewed", "")
            document_import = self._carried_out(row, by=signed_in(request), previewed=digest)
        except Refused as refused:
            self._tell_refusals(request, refused)
        except (IntegrityError, OperationalError):
            messages.error(
                request,
                gettext(
                    "Nothing was imported: somebody else was writing the same records. Look at "
                    "what would happen now, and try again."
                ),
            )
        except PreviewOutdated:
            messages.warning(
                request,
                gettext(
                    "Nothing was imported: something changed here since you looked. Below is what "
                    "would happen now."
                ),
            )
        else:
            messages.success(
                request, gettext("Imported: %(what)s.") % {"what": self.came_to(document_import)}
            )
        return HttpResponseRedirect(self._address(row))

    def _carried_out(self, row: Import, *, by: User, previewed: str) -> Import:
        """`previewed`: the digest on the page that was confirmed. Raises as `carry_out` does."""
        if row.state != ImportState.WAITING:
            raise Refused(Remark("", gettext("This import was carried out already.")))
        file = read_file(bytes(row.content or b""), name=row.file_name)
        row.previewed = previewed
        return carry_out(file, by=by, uploaded=row)

    def _publish(self, request: HttpRequest, row: Import) -> HttpResponse:
        user = signed_in(request)
        if not user.has_perm("recommendations.publish_recommendation"):
            raise PermissionDenied
        try:
            number = publish_drafts(row, by=user)
        except Refused as refused:
            self._tell_refusals(request, refused)
        except (IntegrityError, OperationalError):
            messages.error(request, written_meanwhile())
        else:
            self._tell_published(request, row, number)
        return HttpResponseRedirect(self._address(row))

    def _tell_published(self, request: HttpRequest, row: Import, number: int) -> None:
        sentence = ngettext("%(n)s record is public now.", "%(n)s records are public now.", number)
        (messages.success if number else messages.warning)(request, sentence % {"n": number})
        self.log_change(request, row, sentence % {"n": number})
        if others := row.recommendations.unpublished().count():
            sentence = ngettext(
                "%(n)s record is no draft and stays as it was.",
                "%(n)s records are no drafts and stay as they were.",
                others,
            )
            messages.warning(request, sentence % {"n": others})

    def _undo(self, request: HttpRequest, row: Import) -> HttpResponse:
        user = signed_in(request)
        if not user.has_perm("recommendations.undo_import"):
            raise PermissionDenied
        try:
            undone = undo(row, by=user)
        except Refused as refused:
            self._tell_refusals(request, refused)
        except (IntegrityError, OperationalError):
            messages.error(request, written_meanwhile())
        else:
            self._tell_undone(request, row, undone)
        return HttpResponseRedirect(self._address(row))

    def _tell_undone(self, request: HttpRequest, row: Import, undone: Undone) -> None:
        """The page of the import lists what was left in place."""
        counts = {
            "deleted": undone.deleted,
            "restored": undone.restored,
            "staying": len(undone.left_in_place),
        }
        if undone.left_in_place:
            sentence = gettext(
                "Partly undone: %(deleted)s deleted, %(restored)s as before. "
                "What stays (%(staying)s) is below."
            )
        else:
            sentence = gettext("Undone: %(deleted)s deleted, %(restored)s as before.")
        tell = messages.warning if undone.left_in_place else messages.success
        tell(request, sentence % counts)
        self.log_change(request, row, sentence % counts)

    def _tell_refusals(self, request: HttpRequest, refused: Refused) -> None:
        for remark in refused.remarks[:5]:
            messages.error(request, str(remark))
        if more := len(refused.remarks[5:]):
            sentence = ngettext("… and %(n)s more.", "… and %(n)s more.", more)
            messages.error(request, sentence % {"n": more})

    def _discard(self, request: HttpRequest, row: Import) -> HttpResponse:
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        row.delete()
        return HttpResponseRedirect(reverse("admin:recommendations_import_changelist"))


class Stands(TypedDict):
    """The number of recommendations that carry a label."""

    stands: int


@admin.register(UnknownLabel)
class UnknownLabelAdmin(GuardedAdmin[UnknownLabel]):
    """A work queue: labels of other schemes that nobody has mapped yet."""

    list_display = ("label", "scheme", "stands_on", "map")
    list_filter = ("scheme",)
    search_fields = ("label",)
    list_display_links = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[UnknownLabel]:
        rows = super().get_queryset(request)
        return rows.annotate(stands=Count("recommendations")).order_by("-stands", "label")

    @admin.display(description=_("recommendations"), ordering="stands")
    def stands_on(self, row: "WithAnnotations[UnknownLabel, Stands]") -> int:
        return row.stands

    @admin.display(description=_("to do"))
    def map(self, row: UnknownLabel) -> str:
        address = reverse("admin:recommendations_schemelabel_add")
        query = urlencode({"scheme": row.scheme, "label": row.label})
        return format_html('<a href="{}?{}">{}</a>', address, query, _("Say what it means"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: UnknownLabel | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: UnknownLabel | None = None) -> bool:
        return False
