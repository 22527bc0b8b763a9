"""Forms that check the events of a case against each other."""

from foundation.publishing.guarded_forms import GuardedForm
from foundation.publishing.merged_formsets import MergedFormSet

from ..liberty import never_began
from ..models import Case, CaseEvent


class CaseEventForm(GuardedForm[CaseEvent]):
    """One event on its own page, checked against the other events of its case."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.instance.case_id is None:
            return
        other_events = CaseEvent.objects.filter(case=self.instance.case_id).exclude(pk=self.instance.pk)
        for event, sentence in never_began([*other_events, self.instance]):
            if event is self.instance:
                self.add_error("kind", sentence)


class CaseEventFormSet(MergedFormSet[CaseEvent, Case]):
    """All events on the page of their case, checked as they will be after saving."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        remaining_forms = [
            form
            for form in self.forms
            if form not in self.deleted_forms and (form.instance.pk or form.has_changed())
        ]
        for event, sentence in never_began(form.instance for form in remaining_forms):
            [form] = [form for form in remaining_forms if form.instance is event]
            form.add_error("kind", sentence)
