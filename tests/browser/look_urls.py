"""The project's addresses, and pages that show the components with invented values."""

import datetime as dt
from collections import namedtuple
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

import config.urls
from circulars.policies import Verdict

PAGES = Path(__file__).parent / "look"
Post = namedtuple("Post", "pk words office")
Post.__str__ = lambda self: self.words


class LetterForm(forms.Form):
    number = forms.CharField(label="ที่", max_length=30, help_text="พิมพ์ตามหนังสือ เช่น มท ๐๘๑๐.๔/ว ๓๒๕๕")
    written_on = forms.CharField(label="ลงวันที่", max_length=20, help_text="เช่น ๓๑ ต.ค. ๒๕๖๓")
    subject = forms.CharField(label="เรื่อง", max_length=500)
    note = forms.CharField(label="หมายเหตุ", required=False, widget=forms.Textarea)
    book = forms.ChoiceField(label="ทะเบียน", choices=[("in", "ทะเบียนรับ"), ("out", "ทะเบียนส่ง")])
    order = forms.ChoiceField(
        label="สั่งการ",
        choices=[("assign", "มอบหมาย"), ("file", "ทราบ เก็บเข้าแฟ้ม"), ("forward", "แจ้งต่อ")],
        widget=forms.RadioSelect,
    )
    amount = forms.IntegerField(label="จำนวนศูนย์พัฒนาเด็กเล็ก", help_text="แห่ง")
    reply = forms.BooleanField(label="ต้องตอบกลับ", required=False)
    file = forms.FileField(label="ไฟล์หนังสือ", help_text="PDF หรือภาพ ไม่เกิน 50 MB")


def day(offset: int) -> dt.datetime:
    return timezone.now().replace(hour=17, minute=0, second=0, microsecond=0) + dt.timedelta(
        days=offset
    )


def values(request: HttpRequest) -> dict[str, object]:
    desk = Post(1, "สารบรรณ · สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดบึงกาฬ", "สถจ.บึงกาฬ")
    bound = LetterForm({"number": "", "written_on": "๒๕๓ ตุลาคม", "amount": "-1"})
    bound.is_valid()
    bound.add_error("written_on", "ไม่มีวันที่ ๒๕๓ ตุลาคม ตรวจกับหนังสือแล้วพิมพ์ใหม่ เช่น ๒๕ ต.ค. ๒๕๖๓")
    offices = ["อำเภอเมืองบึงกาฬ", "อำเภอพรเจริญ", "อำเภอโซ่พิสัย", "อำเภอเซกา", "อำเภอปากคาด"]
    states = ["arrived", "registered", "drafting", "dispatched", "reported"]
    rows = [
        {
            "office": office,
            "state": state,
            "due": day(index * 3 - 4),
            "urgency": f"00{index % 4 + 1}",
            "number": f"บก 0023.3/ว {3165 + index}",
            "late": index < 2,
            "done": state == "reported",
        }
        for index, (office, state) in enumerate(zip(offices, states, strict=True))
    ]
    return {
        "desk_post": desk,
        "desk_posts": [desk, Post(2, "เจ้าของเรื่อง · กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น", "กลุ่มงาน")],
        "nav_counts": {
            "desk": 12, "my_work": 5, "my_work_late": 2, "follow_up": 0,
            "follow_up_late": 0, "answers": 1, "answers_late": 0,
            "notices": 3,
        },
        "form": LetterForm(),
        "bound": bound,
        "rows": rows,
        "page": Paginator(range(300), 20).page(4),
        "yes": Verdict(True),
        "no": Verdict(False, "ยังไม่ได้ลงรับ ให้สารบรรณลงรับหนังสือฉบับนี้ก่อน"),
        "chart": {
            "labels": ["ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"],
            "series": [{"name": "ผลการตอบ", "values": [62, 81, 88, None]}],
            "unit": "%", "target": [60, 75, 85, 95], "target_name": "เป้าหมาย",
        },
        "events": [
            {"at": day(-9), "text": "กรมส่งเสริมการปกครองท้องถิ่นส่งหนังสือถึงจังหวัด", "by": "สุดา ใจดี", "icon": "send"},
            {"at": day(-7), "text": "ลงรับเลขที่ ๑๕๒๔๓", "by": "สมศรี มีสุข", "office": "จ.บึงกาฬ", "icon": "book-2", "tone": "good"},
            {"at": day(-1), "text": "อำเภอพรเจริญส่งคืน", "detail": "ส่งผิดหน่วยงาน", "icon": "arrow-back-up", "tone": "bad"},
        ],
        "tiles": [
            {"number": 12, "label": "รอลงรับ", "icon": "inbox", "url": "#", "tone": "wait"},
            {"number": 2, "label": "เลยกำหนด", "icon": "clock-exclamation", "tone": "bad"},
            {"number": 1480, "label": "ลงรับแล้วปีนี้", "icon": "book-2"},
            {"number": 92, "label": "ตอบแล้ว", "unit": "%", "tone": "good"},
        ],
        "tabs": [
            {"label": "รายการ", "url": "#", "current": True, "count": 12},
            {"label": "เส้นทาง", "url": "#", "current": False},
            {"label": "ผลสำรวจ", "url": "#", "current": False, "count": 1},
        ],
    }  # fmt: skip


def show(request: HttpRequest, name: str) -> HttpResponse:
    template = engines["django"].from_string((PAGES / f"{name}.html").read_text())
    context = values(request)
    if name == "form":
        messages.success(request, "ลงรับแล้ว เลขที่ ๑๕๒๔๓")
    return HttpResponse(template.render(context, request))


urlpatterns = [path("look/<name>", show), *config.urls.urlpatterns]
handler500 = config.urls.handler500
