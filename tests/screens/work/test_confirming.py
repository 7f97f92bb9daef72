"""Whoever signs types his password once more, or the code of his device."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import timezone

from circulars.models import Event, EventKind
from circulars.states import DraftState
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, logged_in, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
WRONG = "รหัสผ่านหรือรหัสจากแอปยืนยันตัวตนไม่ถูกต้อง โปรดพิมพ์ใหม่อีกครั้ง ยังไม่ได้ลงนาม"
MISSING = "โปรดพิมพ์รหัสผ่าน หรือรหัสจากแอปยืนยันตัวตน เพื่อยืนยันว่าท่านเป็นผู้ลงนาม"


@pytest.fixture
@built_once
def house():
    return House(districts=1)


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SIGN_CONFIRMATION = True


def fields(house, client, **more):
    view = client.get(address("task_sign", house.copy)).context["view"]
    return {"do": "yes", "capacity": view.capacity.key, "seen": view.seen, **more}


@pytest.mark.parametrize(("typed", "said"), [({}, MISSING), ({"proof": "ผิด"}, WRONG)])
def test_without_the_right_password_nothing_is_signed(house, typed, said):
    draft, client = house.passed(), logged_in(house.people.signer)

    page = client.post(address("task_sign", house.copy), fields(house, client, **typed))

    draft.refresh_from_db()
    assert page.context["form"].errors == {"proof": [said]}
    assert draft.state == DraftState.PASSED


def test_the_event_says_how_he_proved_it_and_for_a_while_he_is_not_asked_again(house):
    house.passed()
    client = logged_in(house.people.signer)

    client.post(address("task_sign", house.copy), fields(house, client, proof="เวียน-1234"))

    assert Event.objects.get(kind=EventKind.SIGNED).data["confirmed"] == "password"
    kept = client.session["signer_confirmed"]
    assert (kept["how"], kept["user"]) == ("password", house.people.signer.pk)


def test_after_ten_minutes_he_is_asked_again(house):
    house.passed()
    client = logged_in(house.people.signer)
    session = client.session
    since = MONDAY - dt.timedelta(minutes=9, seconds=59)
    user = house.people.signer.pk
    session["signer_confirmed"] = {"at": since.isoformat(), "how": "password", "user": user}
    session.save()

    before = client.get(address("task_sign", house.copy))
    with time_machine.travel(MONDAY + dt.timedelta(seconds=1), tick=False):
        after = client.get(address("task_sign", house.copy))

    assert ('name="proof"' in before.text, 'name="proof"' in after.text) == (False, True)


def test_the_code_of_his_device_will_do(house):
    house.passed()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(house.people.signer, secret)
    client = logged_in(house.people.signer)
    counter = int(MONDAY.timestamp()) // 30
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))

    client.post(address("task_sign", house.copy), fields(house, client, proof=code))

    assert Event.objects.get(kind=EventKind.SIGNED).data["confirmed"] == "code"


def test_who_has_neither_logs_in_anew(house):
    draft = house.passed()
    house.people.signer.set_unusable_password()
    house.people.signer.save()
    client = logged_in(house.people.signer)

    page = client.post(address("task_sign", house.copy), fields(house, client))

    draft.refresh_from_db()
    assert page.context["form"].non_field_errors() == [
        "โปรดออกจากระบบ แล้วเข้าสู่ระบบใหม่ก่อนลงนาม เพื่อยืนยันว่าท่านเป็นผู้ลงนาม"
    ]
    assert draft.state == DraftState.PASSED


def test_many_wrong_passwords_are_stopped(house):
    house.passed()
    client = logged_in(house.people.signer)
    sent = fields(house, client, proof="ผิด")

    with time_machine.travel(timezone.now(), tick=False):
        pages = [client.post(address("task_sign", house.copy), sent) for _n in range(6)]
        right = client.post(address("task_sign", house.copy), {**sent, "proof": "เวียน-1234"})

    said = [page.context["form"].errors["proof"][0] for page in (*pages, right)]
    wait = "ใส่ผิดหลายครั้ง โปรดรอ ๕ วินาที แล้วลองอีกครั้ง ยังไม่ได้ลงนาม"
    assert said == [*[WRONG] * 5, wait, wait]


def test_a_bundle_asks_once(house):
    draft = house.passed()
    client, queue = logged_in(house.people.signer), reverse("sign_queue")
    step = shown(house.copy)
    seen = client.post(queue, {"do": "confirm", "step": step}).context["rows"][0].seen
    sent = {"do": "sign", "step": step, f"seen-{step}": seen}

    refused = client.post(queue, {**sent, "proof": "ผิด"})
    done = client.post(queue, {**sent, "proof": "เวียน-1234"})

    draft.refresh_from_db()
    assert WRONG in refused.text
    assert done.context["outcomes"][0].letter == draft.letter
