"""Forms of the editors that are more than one model's fields."""

import datetime as dt

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelectMultiple
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.choices import Precision
from foundation.dates.dated import last_day_of_period, not_in_the_future, plausible
from foundation.dates.forms import DayField, WhenField
from foundation.dates.typed import When
from foundation.i18n.languages import versions
from foundation.publishing.root_form import RootForm

from ..choices import CodingRule, FindingMethod, ImplementationStatus
from ..models import Assessment, Organisation, Source
from ..models.findings import first_day_covered

# Of “evidence up to”, the most exact first. What is written and what is chosen beside it are both
# true, so the less exact of them stands.
EXACTNESS = (Precision.DAY, Precision.MONTH, Precision.YEAR)
NO_DAY_MONTH_OR_YEAR = _(
    "A day, a month or a year is needed here, for example 30 October 2014, October 2014 or 2014."
)


class FindingDays(forms.ModelForm[Assessment]):
    """The two days of a finding, in every form that adds one.

    Any day of the last month or year will do for “evidence up to”; so does “October 2014”.
    """

    evidence_up_to = WhenField(
        label=_("Evidence up to"),
        widget=AdminDateWidget,
        validators=[plausible],
        help_text=_("Any day of the last month or year that the evidence covers will do."),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        typed, chosen = cleaned.get("evidence_up_to"), cleaned.get("evidence_up_to_precision")
        if not isinstance(typed, When) or not chosen:
            return cleaned
        if typed.precision not in EXACTNESS:
            self.add_error("evidence_up_to", NO_DAY_MONTH_OR_YEAR)
            return cleaned
        precision = max(typed.precision, Precision(chosen), key=EXACTNESS.index)
        up_to = last_day_meant(typed.first_day, precision)
        cleaned["evidence_up_to"], cleaned["evidence_up_to_precision"] = up_to, precision
        assessed_on = cleaned.get("assessed_on")
        if isinstance(assessed_on, dt.date) and first_day_covered(up_to, precision) > assessed_on:
            self.add_error(
                "evidence_up_to",
                _("“Evidence up to” cannot lie after the day of the assessment."),
            )
        return cleaned


def last_day_meant(day: dt.date, precision: str) -> dt.date:
    """The last day of the month or year in which `day` lies; a day stays itself."""
    if precision == Precision.DAY:
        return day
    month = 12 if precision == Precision.YEAR else day.month
    return last_day_of_period(day.replace(month=month, day=1), 1)


class UpdateStatusForm(FindingDays):
    """“Update status”: a new finding, for one recommendation or several at once."""

    status = forms.ChoiceField(
        label=_("Status"),
        # No default: a status is chosen, never left over.
        choices=[
            ("", "---------"),
            *(
                choice
                for choice in ImplementationStatus.choices
                if choice[0] != ImplementationStatus.NOT_ASSESSED
            ),
        ],
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        help_text=_("Who finds it. Is it missing? Add it first, under “Organisations”."),
    )
    assessed_on = DayField(
        label=_("Assessed on"),
        widget=AdminDateWidget,
        validators=[plausible, not_in_the_future],
    )
    sources = forms.ModelMultipleChoiceField(
        label=_("Sources"),
        queryset=Source.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(Assessment._meta.get_field("sources"), admin.site),
    )
    method = forms.ChoiceField(label=_("Method"), choices=FindingMethod.choices)
    coding_rule = forms.ChoiceField(
        label=_("Coding rule"),
        choices=[("", "---------"), *CodingRule.choices],
        required=False,
        help_text=_("For findings coded from a text: the rule that leads to the status."),
    )
    send_to_review = forms.BooleanField(
        label=_("Send to review"),
        required=False,
        initial=True,
        help_text=_(
            "Otherwise the finding stays a draft. The public reads it once somebody else approves it."
        ),
    )

    class Meta:
        model = Assessment
        fields = (
            "status",
            "organisation",
            *versions("summary"),
            "evidence_up_to",
            "evidence_up_to_precision",
            "assessed_on",
            "sources",
            "method",
            "coding_rule",
        )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["assessed_on"].initial = timezone.localdate()
        self.fields["summary_en"].required = True
        for name in versions("summary"):
            self.fields[name].widget.attrs["rows"] = 4

    def _post_clean(self) -> None:
        """Nothing: the action builds one finding for each recommendation and checks it there."""


class AssessmentForm(FindingDays, RootForm[Assessment]):
    """A finding on its own admin page."""
