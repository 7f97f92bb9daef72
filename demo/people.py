"""
The people of the demo. Those who signed the letters of 2563 bear their names; all others,
and every account, are invented.

One line a person: user name | name | posts, each as ``office role position``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from demo.names import invented_name
from offices.models import (
    LOCAL_GOVERNMENTS,
    Acting,
    ActingKind,
    Office,
    Post,
    Role,
    User,
)

PASSWORD = "wian-demo-2563"  # noqa: S105 - of the demo only, printed by `make run`
SINCE = dt.date(2019, 10, 1)

#: Shown in the list of accounts, in this order.
SHOWN = """
moi-officer | นางสาว พิชญา วัฒนกุล | มท 0211.6=officer=นักวิเคราะห์นโยบายและแผนชำนาญการ
moi-reviewer | นาย ธนากร เจริญสุข | มท 0211.6=reviewer=ผู้อำนวยการสำนักนโยบายและแผน สป.
moi-signer | นาย ฉัตรชัย พรหมเลิศ | มท=signer=ปลัดกระทรวงมหาดไทย
dla-clerk | นางสาว กมลชนก ศรีสว่าง | มท 08=clerk=เจ้าพนักงานธุรการ
dla-plan | นาย ณัฐพล รุ่งเรือง | มท 08-ยผ=officer=นักวิเคราะห์นโยบายและแผน; มท 08-ยผ=clerk=นักวิเคราะห์นโยบายและแผน
dla-officer | นาย จิรเมธ บัวงาม | มท 0810=officer=นักส่งเสริมการปกครองท้องถิ่น
dla-reviewer | นาง วราภรณ์ ทองประเสริฐ | มท 0810=reviewer=ผู้อำนวยการกองพัฒนาและส่งเสริมการบริหารงานท้องถิ่น
dla-signer | นาย ประยูร รัตนเสนีย์ | มท 08=signer=อธิบดีกรมส่งเสริมการปกครองท้องถิ่น
dla-boss | นาย สมบูรณ์ ใจเที่ยง | มท 08=supervisor=รองอธิบดีกรมส่งเสริมการปกครองท้องถิ่น
bk-clerk | นางสาว สุภาวดี แสนคำ | P38-0023=clerk=เจ้าพนักงานธุรการชำนาญงาน
bk-group | นาย อนุวัฒน์ โคตรสมบัติ | P38-0023.3=clerk=เจ้าพนักงานธุรการ
bk-officer | นางสาว ปิยะธิดา พลเยี่ยม | P38-0023.3=officer=นักส่งเสริมการปกครองท้องถิ่นชำนาญการ
bk-reviewer | นาย วิเชียร ภูมิลา | P38-0023=reviewer=ท้องถิ่นจังหวัดบึงกาฬ
bk-signer | นาย อนุชา โฆษาศิวิไลซ์ | P38=signer=รองผู้ว่าราชการจังหวัดบึงกาฬ
bk-boss | นาย เกรียงศักดิ์ วงศ์ษา | P38=supervisor=ผู้ว่าราชการจังหวัดบึงกาฬ
bk-admin | นาย ปกรณ์ มณีรัตน์ | P38=admin=นักวิชาการคอมพิวเตอร์
seka-clerk | นางสาว จันทร์เพ็ญ บุญมา | D3804=clerk=เจ้าพนักงานธุรการ
seka-officer | นาย ศักดิ์ดา ไชยวงศ์ | D3804=officer=ท้องถิ่นอำเภอเซกา
seka-reviewer | นาย ทวีศักดิ์ นามวงษา | D3804=reviewer=ปลัดอำเภอเซกา
seka-signer | นาย ประเสริฐ คำภูแสน | D3804=signer=นายอำเภอเซกา
seka-boss | นาย มานพ สุดสวาท | D3804=supervisor=ปลัดอำเภอ หัวหน้ากลุ่มงานบริหารงานปกครอง
sophisai-officer | นาย บุญเลิศ ศรีหาตา | D3803=officer=ท้องถิ่นอำเภอโซ่พิสัย; D3803=clerk=ท้องถิ่นอำเภอโซ่พิสัย
two-desks | นาง รัชนี แก้วมณี | D3806=officer=ท้องถิ่นอำเภอบึงโขงหลง; D3806=clerk=ท้องถิ่นอำเภอบึงโขงหลง; D3807=officer=รักษาการในตำแหน่งท้องถิ่นอำเภอศรีวิไล; D3807=clerk=รักษาการในตำแหน่งท้องถิ่นอำเภอศรีวิไล
town-officer | นางสาว อรทัย พิมพ์ดี | L3898=officer=นักวิเคราะห์นโยบายและแผน; L3898=clerk=นักวิเคราะห์นโยบายและแผน
sipana-answer | นางสาว นิภาพร ดวงแก้ว | L3893=officer=นักวิเคราะห์นโยบายและแผน; L3893=clerk=นักวิเคราะห์นโยบายและแผน
so-answer | นาย ชาญชัย สีดา | L380351=officer=นักวิเคราะห์นโยบายและแผน; L380351=clerk=นักวิเคราะห์นโยบายและแผน
tumcharoen-answer | นาง สุดารัตน์ ไชยรถ | L380356=officer=หัวหน้าสำนักปลัด; L380356=clerk=หัวหน้าสำนักปลัด
admin | นางสาว วรรณิศา ตั้งมั่น | มท=admin=ผู้ดูแลระบบ
"""

#: They work in the demo as well; nobody need log in as them.
OTHERS = """
moi-clerk | นาง อารีย์ สมหวัง | มท=clerk=เจ้าพนักงานธุรการ
dla-policy | นางสาว ธัญชนก บุญเรือง | มท 08-ยผ.1=officer=นักวิเคราะห์นโยบายและแผนชำนาญการ
dla-plans | นาย ปิยะพงษ์ อินทร์แก้ว | มท 0810.3=officer=หัวหน้ากลุ่มงานแผนพัฒนาท้องถิ่น
mueang-signer | นาย สุรชัย พงษ์พิทักษ์ | D3801=signer=นายอำเภอเมืองบึงกาฬ
mueang-officer | นางสาว มณีรัตน์ ผาใต้ | D3801=officer=ท้องถิ่นอำเภอเมืองบึงกาฬ; D3801=clerk=ท้องถิ่นอำเภอเมืองบึงกาฬ
phoncharoen-signer | นาย นิพนธ์ หล้าสมศรี | D3802=signer=นายอำเภอพรเจริญ
phoncharoen-officer | นาย คมสันต์ วรรณทอง | D3802=officer=ท้องถิ่นอำเภอพรเจริญ; D3802=clerk=ท้องถิ่นอำเภอพรเจริญ
sophisai-signer | นาย อดุลย์ จันทะเสน | D3803=signer=นายอำเภอโซ่พิสัย
pakkhat-signer | นาย วีระ ศิริบุตร | D3805=signer=นายอำเภอปากคาด
pakkhat-officer | นางสาว เพ็ญนภา กองแก้ว | D3805=officer=ท้องถิ่นอำเภอปากคาด; D3805=clerk=ท้องถิ่นอำเภอปากคาด
bungkhonglong-signer | นาย สมชาย เหล่าบุตรดี | D3806=signer=นายอำเภอบึงโขงหลง
siwilai-signer | นาย ไพโรจน์ สุขเกษม | D3807=signer=นายอำเภอศรีวิไล
bungkhla-signer | นาย ชัยวัฒน์ ทิพย์สุวรรณ | D3808=signer=นายอำเภอบุ่งคล้า
bungkhla-officer | นาย สุริยา หอมสมบัติ | D3808=officer=ท้องถิ่นอำเภอบุ่งคล้า; D3808=clerk=ท้องถิ่นอำเภอบุ่งคล้า
"""

#: Who may sign for whom: user, position, the order that says so.
ACTINGS = [("bk-signer", "ผู้ว่าราชการจังหวัดบึงกาฬ", "คำสั่งจังหวัดบึงกาฬ เรื่อง การมอบอำนาจ")]


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the tables above."""

    username: str
    title: str
    first_name: str
    last_name: str
    posts: list[tuple[str, str, str]]


def read(table: str) -> list[Person]:
    """The persons of a table."""
    people = []
    for line in table.strip().splitlines():
        username, name, posts = line.split(" | ")
        title, first, last = name.split(" ")
        rows = [tuple(post.strip().split("=")) for post in posts.split(";")]
        people.append(Person(username, title, first, last, [(o, r, p) for o, r, p in rows]))
    return people


def local_people() -> list[Person]:
    """One who answers for each local government of the province that has nobody yet."""
    taken = {
        office
        for person in [*read(SHOWN), *read(OTHERS)]
        for office, _role, _position in person.posts
    }
    offices = Office.objects.filter(province__code="P38", kind__in=LOCAL_GOVERNMENTS)
    people = []
    for place, office in enumerate(offices.exclude(code__in=taken).order_by("code")):
        position = "นักวิเคราะห์นโยบายและแผน"
        roles = (Role.OFFICER.value, Role.CLERK.value)
        posts = [(office.code, role, position) for role in roles]
        people.append(Person(office.code.lower(), *invented_name(place), posts))
    return people


def load() -> None:
    """Write accounts, posts and acting orders. Repeatable."""
    # Hashed once: the same password for all, and a strong hash takes its time.
    password = make_password(PASSWORD)
    offices = dict(Office.objects.values_list("code", "pk"))
    for person in [*read(SHOWN), *read(OTHERS), *local_people()]:
        user, _made = User.objects.update_or_create(
            username=person.username,
            defaults={
                "title": person.title,
                "first_name": person.first_name,
                "last_name": person.last_name,
                "email": f"{person.username}@demo.example",
                "mail_confirmed_at": timezone.now(),
                "password": password,
            },
        )
        for office, role, position in person.posts:
            Post.objects.get_or_create(
                user=user,
                office_id=offices[office],
                role=role,
                ends_on=None,
                defaults={"position": position, "starts_on": SINCE},
            )
    for username, position, order in ACTINGS:
        Acting.objects.get_or_create(
            post=Post.objects.get(user__username=username, role=Role.SIGNER),
            kind=ActingKind.ON_BEHALF,
            for_position=position,
            defaults={"by_order": order, "starts_on": SINCE},
        )


def user(username: str) -> User:
    """The account of that name."""
    return User.objects.get(username=username)


def holder_of(office: Office, *roles: Role) -> User:
    """Somebody who has one of ``roles`` in ``office``, the first role first."""
    for role in roles:
        post = Post.objects.filter(office=office, role=role).select_related("user").first()
        if post is not None:
            return post.user
    raise LookupError(f"the demo has no {roles} in {office}")
