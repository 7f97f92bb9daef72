"""The validator of passwords that knows what is guessed first in a Thai office."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from offices.models import User
from thai.passwords import is_guessed


class ThaiPasswordValidator:
    """Refuses province, ministry, name and year, and rows of the keyboard in both layouts."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when it is easily guessed."""
        own = (user.username, user.first_name, user.last_name) if user is not None else ()
        if is_guessed(password, *own):
            raise ValidationError(
                _(
                    "รหัสผ่านนี้เดาง่าย เพราะเป็นชื่อจังหวัด หน่วยงาน ชื่อคน ปี หรือแถวแป้นพิมพ์ "
                    "โปรดใช้คำที่ไม่เกี่ยวกันสามคำขึ้นไป"
                ),
                code="guessed",
            )

    def get_help_text(self) -> str:
        """What a person reads before he types."""
        return _("อย่าใช้ชื่อจังหวัด หน่วยงาน ชื่อคน ปี พ.ศ. หรือแถวแป้นพิมพ์")
