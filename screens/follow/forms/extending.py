"""More time for those who answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from screens.frame.fields import DeadlineField
from screens.frame.reason_form import ReasonForm


class ExtendForm(ReasonForm):
    """More time for one recipient."""

    due_at = DeadlineField(
        label=_("กำหนดใหม่"), error_messages={"required": _("โปรดกรอกกำหนดใหม่ เช่น 31/10/63")}
    )

    field_order = ("due_at", "reason")
