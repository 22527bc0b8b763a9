"""Forms of the editors: rules between the events of one case, which no single row can see."""

from foundation.publishing.guarded_forms import GuardedForm, GuardedFormSet

from ..liberty import never_began
from ..models import Case, CaseEvent


class CaseEventForm(GuardedForm[CaseEvent]):
    """One event on its own page, judged beside the others of its case."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.instance.case_id is None:
            return
        others = CaseEvent.objects.filter(case=self.instance.case_id).exclude(pk=self.instance.pk)
        for event, sentence in never_began([*others, self.instance]):
            if event is self.instance:
                self.add_error("kind", sentence)


class CaseEventFormSet(GuardedFormSet[CaseEvent, Case]):
    """All events on the page of their case, as they will stand when it is saved."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [
            form
            for form in self.forms
            if form not in self.deleted_forms and (form.instance.pk or form.has_changed())
        ]
        for event, sentence in never_began(form.instance for form in kept):
            [form] = [form for form in kept if form.instance is event]
            form.add_error("kind", sentence)
