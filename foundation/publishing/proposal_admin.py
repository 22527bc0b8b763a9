"""The queue of proposals, and the page on which somebody decides on one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, resolve, reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from ..choices import OPEN_PROPOSALS
from ..history.changes import Conflict, Outdated, first_and_last, own_columns
from ..history.noted import models_with_history
from ..history.reading import RowChange, changes_in_words
from ..models import Proposal, ProposalSubject
from ..typing import StrOrPromise
from ..web.addresses import key_in
from . import rights
from .approval import (
    NotApproved,
    approve,
    authors_of,
    digest_of_proposal,
    drop,
    objections,
    send_back,
    why_not,
)
from .checks import Objection
from .proposals import as_if_approved, changes_in, records_of

# Records named in the list.
NAMED = 3


class StateFilter(admin.SimpleListFilter):
    """Without a choice, what waits."""

    title = _("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Proposal]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("all", _("All, decided ones too"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> QuerySet[Proposal]:
        return queryset if self.value() == "all" else queryset.filter(state__in=OPEN_PROPOSALS)


@dataclass(frozen=True)
class Outlook:
    """What a proposal would do. `fault`: why it cannot be carried out as it is."""

    rows: list[RowChange]
    pages: list[tuple[str, str]]
    fault: str = ""
    objections: tuple[Objection, ...] = ()

    @property
    def may_go_on(self) -> bool:
        return all(objection.may_go_on for objection in self.objections)


@admin.register(Proposal)
class ProposalAdmin(admin.ModelAdmin[Proposal]):
    list_display = ("what", "kind", "written_by", "written_at", "state", "reviewer")
    list_display_links = ("what",)
    list_filter = (StateFilter, "kind")
    list_select_related = ("reviewer",)
    actions = None

    # Who may look: who may see what it is about.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        visible = Q()
        for model in models_with_history():
            if _may_see(request, model):
                visible |= Q(table=model._meta.db_table)
        hidden_subjects = ProposalSubject.objects.filter(proposal=OuterRef("pk")).exclude(visible)
        proposals = Proposal.objects.prefetch_related("subjects", "authors")
        return proposals.exclude(Exists(hidden_subjects)) if visible else proposals.none()

    def has_view_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return any(_may_see(request, model) for model in models_with_history())

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    @admin.display(description=_("record"))
    def what(self, proposal: Proposal) -> str:
        names = [str(record) for record in records_of(proposal)]
        return "; ".join(names[:NAMED]) + ("; …" if len(names) > NAMED else "") or "–"

    @admin.display(description=_("written by"))
    def written_by(self, proposal: Proposal) -> str:
        return ", ".join(str(author) for author in proposal.authors.all())

    # One proposal

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.public_page)
        return [
            path("<object_id>/page/<int:number>/<language>/", view, name="common_proposal_page"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        proposal = self._proposal(request, object_id)
        if request.method == "POST":
            return self._decide(request, proposal)
        user = rights.signed_in(request)
        is_open = proposal.state in OPEN_PROPOSALS
        outlook = (
            self._outlook(request, proposal) if is_open else Outlook(self._differences(request, proposal), [])
        )
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Proposal"),
            "opts": self.opts,
            "proposal": proposal,
            "records": [(record, _admin_address(record)) for record in records_of(proposal)],
            "outlook": outlook,
            "digest": digest_of_proposal(proposal),
            "is_open": is_open,
            "why_not": why_not(proposal, user, reason="-") if is_open else "",
            "needs_reason": user.pk in authors_of(proposal),
            "is_author": user in proposal.authors.all(),
            "may_send_back": self._may_send_back(request, proposal),
        }
        return render(request, "admin/publishing/proposal.html", context)

    def _proposal(self, request: HttpRequest, object_id: str) -> Proposal:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=key_in(object_id))

    def _may_send_back(self, request: HttpRequest, proposal: Proposal) -> bool:
        return any(rights.has_right(request.user, type(record)) for record in records_of(proposal))

    def _outlook(self, request: HttpRequest, proposal: Proposal) -> Outlook:
        """What the public would read, and what differs from now."""
        try:
            with as_if_approved([proposal]):
                rows = self._differences(request, proposal)
                pages = [(str(record), page) for record in records_of(proposal) if (page := _page_of(record))]
                against = tuple(objections(proposal, rights.signed_in(request)))
        except Outdated as outdated:
            return Outlook(self._differences(request, proposal), [], _in_conflict(outdated.conflicts))
        except ValidationError as error:
            return Outlook(self._differences(request, proposal), [], " ".join(error.messages))
        except DatabaseError:
            fault = gettext("The database refuses it as it is: send it back, and have it saved anew.")
            return Outlook(self._differences(request, proposal), [], fault)
        return Outlook(rows, pages, objections=against)

    def _differences(self, request: HttpRequest, proposal: Proposal) -> list[RowChange]:
        return changes_in_words(first_and_last(changes_in(proposal)), rights.signed_in(request))

    def public_page(self, request: HttpRequest, object_id: str, number: int, language: str) -> HttpResponse:
        """A public page as it would be, in a language; nothing of it is kept."""
        proposal = self._proposal(request, object_id)
        if language not in dict(settings.LANGUAGES) or proposal.state not in OPEN_PROPOSALS:
            raise Http404
        try:
            with as_if_approved([proposal]), override(language):
                pages = [page for record in records_of(proposal) if (page := _page_of(record))]
                if not 0 <= number < len(pages):
                    raise Http404
                answer = _as_readers_get_it(request, pages[number])
        except (Outdated, ValidationError, DatabaseError) as error:
            raise Http404 from error
        answer["Cache-Control"] = "no-store"
        answer["X-Robots-Tag"] = "noindex"
        return answer

    def _decide(self, request: HttpRequest, proposal: Proposal) -> HttpResponse:
        decisions: dict[str, Callable[[HttpRequest, Proposal], str]] = {
            "_approve": self._approve,
            "_send_back": self._send_back,
            "_drop": self._drop,
            "_take": self._take,
        }
        decide = next((decide for name, decide in decisions.items() if name in request.POST), None)
        if decide is None:
            return HttpResponseRedirect(request.path)
        try:
            messages.success(request, decide(request, proposal))
        except (NotApproved, ValidationError) as refusal:
            sentences = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            messages.error(request, " ".join(sentences))
        except Outdated as outdated:
            messages.error(request, _in_conflict(outdated.conflicts))
        except DatabaseError:
            messages.error(request, gettext("Nothing was approved: the database refuses it as it is."))
        return HttpResponseRedirect(request.path)

    def _approve(self, request: HttpRequest, proposal: Proposal) -> str:
        seen_digest, reason = request.POST.get("seen", ""), request.POST.get("reason", "")
        approve(proposal, by=rights.signed_in(request), seen_digest=seen_digest, reason=reason)
        LogEntry.objects.log_actions(
            rights.signed_in(request).pk, records_of(proposal), CHANGE, change_message=gettext("Approved.")
        )
        return gettext("Approved: the public reads it now.")

    def _send_back(self, request: HttpRequest, proposal: Proposal) -> str:
        if not self._may_send_back(request, proposal):
            raise PermissionDenied
        send_back(proposal, by=rights.signed_in(request), comment=request.POST.get("comment", ""))
        return gettext("Sent back to who wrote it.")

    def _drop(self, request: HttpRequest, proposal: Proposal) -> str:
        user = rights.signed_in(request)
        if user not in proposal.authors.all() and not self._may_send_back(request, proposal):
            raise PermissionDenied
        drop(proposal, by=user)
        return gettext("Given up: the public goes on reading what it reads.")

    def _take(self, request: HttpRequest, proposal: Proposal) -> str:
        if not self._may_send_back(request, proposal):
            raise PermissionDenied
        Proposal.objects.filter(pk=proposal.pk).update(reviewer=rights.signed_in(request))
        return gettext("You review this now.")


def _may_see(request: HttpRequest, model: type[Model]) -> bool:
    names = (f"{model._meta.app_label}.{verb}_{model._meta.model_name}" for verb in ("view", "change"))
    return any(request.user.has_perm(name) for name in names)


def _admin_address(record: Model) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def _page_of(record: Model) -> str:
    """The address of the record’s public page; empty where it has none."""
    if not rights.is_public(record) or not hasattr(record, "get_absolute_url"):
        return ""
    return str(record.get_absolute_url())


def _as_readers_get_it(request: HttpRequest, address: str) -> HttpResponse:
    """The answer of a public view to somebody without an account."""
    names = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "wsgi.url_scheme", "wsgi.input")
    environment = {name: request.META[name] for name in names if name in request.META}
    reader = WSGIRequest({**environment, "REQUEST_METHOD": "GET", "PATH_INFO": address})
    reader.LANGUAGE_CODE = get_language()
    view, arguments, keywords = reader.resolver_match = resolve(address)
    answer: HttpResponse = view(reader, *arguments, **keywords)
    return answer.render() if isinstance(answer, TemplateResponse) else answer


def _in_conflict(conflicts: list[Conflict]) -> str:
    """Both values of what somebody else has changed meanwhile."""
    lines = [gettext("It no longer fits: somebody has changed the same since.")]
    for conflict in conflicts[:5]:
        column = own_columns(conflict.change.model).get(conflict.column)
        lines.append(
            gettext("%(field)s: “%(now)s” now; “%(proposed)s” is proposed.")
            % {
                "field": column.verbose_name if column else conflict.change.model._meta.verbose_name,
                "now": conflict.now,
                "proposed": conflict.change.after.get(conflict.column, ""),
            }
        )
    return " ".join(lines)
