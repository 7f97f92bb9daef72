"""The form of a pattern for a letter that comes often."""

from __future__ import annotations

from django import forms

from circulars.domain.frequent import FILLED
from circulars.models import FrequentLetter
from screens.desk.forms.letter import FROM_OUTSIDE


class FrequentForm(forms.ModelForm[FrequentLetter]):
    """What the pattern is called and what it fills in."""

    channel = forms.ChoiceField(
        label=FrequentLetter._meta.get_field("channel").verbose_name, choices=FROM_OUTSIDE
    )

    class Meta:
        model = FrequentLetter
        fields = ("name", "number_prefix", *FILLED)

    def validate_constraints(self) -> None:
        """The domain looks at the name, with its own sentence."""
