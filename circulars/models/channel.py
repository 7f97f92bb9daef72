"""By which way a letter reached an office."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How the letter reached the office."""

    SYSTEM = "system", _("ในระบบ")
    PAPER = "paper", _("กระดาษ/ไปรษณีย์")
    EMAIL = "email", _("ไปรษณีย์อิเล็กทรอนิกส์")
    LINK = "link", _("กระดาษพร้อมลิงก์")
    ORIGIN = "origin", _("เรื่องเริ่มที่หน่วยงานนี้")


#: Beside the system: what is known of it was said to somebody.
OUTSIDE = (Channel.PAPER, Channel.EMAIL, Channel.LINK)
