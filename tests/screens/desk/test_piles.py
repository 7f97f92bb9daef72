"""A pile on the desk: dropped, cut, gone through by the intake form, entered at once."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.models import FileRole, LetterFile, Pile, RegisterEntry
from tests import factories
from tests.circulars.domain.pile_of import FIRST, SECOND, THIRD, drawn, pile, run, scan
from tests.screens.desk.entering import again
from tests.story import clock

pytestmark = pytest.mark.django_db

TWICE = "หนังสือฉบับนี้ของกองลงรับไปแล้ว ไม่ได้ออกเลขใหม่"


@pytest.fixture(autouse=True)
def the_day():
    with clock("2020-10-26 09:00"):
        yield


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def desk(as_user, staff):
    return as_user(staff.clerk)


def upload(name, data):
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def form_of(desk, letter):
    return desk.get(reverse("register_new"), {"pile_letter": letter.pk}).context["form"]


def sent(form, **changes):
    """What the page sends: what it shows, and what its hidden fields carry."""
    hidden = {name: form[name].value() for name in ("pile_letter", "reading")}
    return {**again(form), **hidden, **changes}


def test_several_files_in_the_form_become_a_pile_and_the_form_stays(desk):
    files = [upload("ก.pdf", drawn(FIRST)), upload("ข.pdf", drawn(SECOND))]

    answer = desk.post(reverse("reading_ask"), {"letter_file": files})

    made = Pile.objects.get()
    assert answer.context["made_pile"] == made
    assert list(made.files.values_list("name", flat=True)) == ["ก.pdf", "ข.pdf"]


def test_a_file_that_holds_several_letters_is_offered_as_a_pile(desk):
    asked = desk.post(reverse("reading_ask"), {"letter_file": upload("ก.pdf", scan(FIRST, SECOND))})
    run()
    shown = desk.get(reverse("reading", args=[asked.context["reading"].pk]))

    made = desk.post(reverse("reading_part"), {"held_file": asked.context["held"].token})

    assert shown.context["several"] == 2
    assert made["Location"] == reverse("pile", args=[Pile.objects.get().pk])


def test_a_pile_is_dropped_shown_while_it_is_read_then_with_its_cuts(desk):
    desk.post(reverse("piles"), {"files": [upload("กอง.pdf", scan(FIRST, SECOND))]})
    made = Pile.objects.get()
    address = reverse("pile", args=[made.pk])
    page = reverse("pile_page", args=[made.pk, 1])
    waiting, early = desk.get(address), desk.get(page).status_code
    run()
    done = desk.get(address, HTTP_HX_REQUEST="true")

    assert (waiting.context["reading"], done.context["reading"], early) == (True, False, 404)
    assert [one["letter"] for one in done.context["pages"]] == [1, 2]
    assert desk.get(page)["Content-Type"] == "image/png"
    assert desk.get(reverse("piles")).context["piles"][0].left == 2


def test_cuts_are_saved_and_lead_on_and_a_bad_one_is_told(desk, staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND)))
    address = reverse("pile", args=[made.pk])

    stay, table, far = (
        desk.post(address, sent)
        for sent in ({"cut": ["1"], "stay": "1"}, {"cut": ["2"], "table": "1"}, {"cut": ["7"]})
    )

    assert [one["Location"] for one in (stay, table, far)] == [
        address,
        reverse("pile_table", args=[made.pk]),
        address,
    ]
    assert made.letters.count() == 2


def test_the_form_comes_filled_and_leads_from_letter_to_letter(desk, staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND)), ("ค.pdf", drawn(THIRD)))
    first, second, third = made.letters.all()
    following = reverse("pile_next", args=[made.pk])
    form = form_of(desk, first)

    entered = desk.post(reverse("register_new"), sent(form))
    skipped = desk.post(reverse("pile_letter", args=[made.pk, second.pk]), {"act": "skip"})
    to_third = desk.get(following)["Location"]
    desk.post(reverse("register_new"), sent(form_of(desk, third)))

    assert (form["subject"].value(), form["number_printed"].value(), form.is_complete) == (
        FIRST.subject,
        "มท ๐๓๐๕.๒/ว ๑๘๔๒",
        True,
    )
    assert (entered["Location"], skipped["Location"]) == (following, following)
    assert to_third == f"{reverse('register_new')}?pile_letter={third.pk}"
    assert desk.get(following)["Location"].endswith(f"pile_letter={second.pk}")
    assert list(RegisterEntry.objects.order_by("number").values_list("number", "subject")) == [
        (1, FIRST.subject),
        (2, THIRD.subject),
    ]
    originals = LetterFile.objects.filter(role=FileRole.ORIGINAL).order_by("pk")
    assert [one.name for one in originals] == [f"กองหนังสือ {made.pk} หน้า 1.pdf", "ค.pdf"]
    bar = desk.get(reverse("register_new"), {"pile_letter": second.pk}).context
    assert (bar["left"], bar["last_number"].number) == (1, 2)


def test_a_letter_of_a_pile_sent_from_two_windows_takes_one_number(staff, as_user):
    made = pile(staff, ("ก.pdf", drawn(FIRST)))
    one = made.letters.get()
    mine, theirs = (form_of(as_user(person), one) for person in (staff.clerk, staff.officer))

    as_user(staff.clerk).post(reverse("register_new"), sent(mine))
    late = as_user(staff.officer).post(reverse("register_new"), sent(theirs, subject="อื่น"))

    assert late.context["form"].non_field_errors() == [TWICE]
    assert RegisterEntry.objects.count() == 1


def test_what_does_not_fit_in_the_pile_is_shown_from_the_start(desk, staff):
    near = replace(FIRST, number_printed="มท 0305.2/ว 1843")
    made = pile(staff, ("กอง.pdf", scan(FIRST, near)))
    one = made.letters.first()

    page = desk.get(reverse("register_new"), {"pile_letter": one.pk})
    refused = desk.post(reverse("register_new"), sent(page.context["form"]))
    typing = desk.post(reverse("register_check"), sent(page.context["form"]))

    kinds = [[str(row.clash.kind) for row in r.context["clashes"]] for r in (page, refused, typing)]
    assert kinds == [["number"]] * 3
    assert RegisterEntry.objects.count() == 0


def test_the_table_enters_what_is_ticked_and_says_why_the_rest_stays(desk, staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND, FIRST)))
    address = reverse("pile_table", args=[made.pk])
    first, _second, twin = made.letters.all()

    answer = desk.post(address, {"letter": [first.pk, twin.pk]})

    assert [(row["letter"].first, row["doubt"]) for row in answer.context["rows"]] == [
        (2, ""),
        (3, "อาจเป็นหนังสือที่รับไว้แล้ว"),
    ]
    assert [str(one) for one in answer.context["messages"]] == ["ลงรับแล้ว เลขรับ ๑"]
    assert desk.post(address, {})["Location"] == address


def test_the_letters_of_the_desk_are_registered_at_once(desk, staff):
    copies = [
        factories.arrived(
            staff.office, by=staff.clerk, subject=f"เรื่อง {n}", number_printed=f"มท 1/{n}"
        )
        for n in (1, 2)
    ]
    page = desk.get(reverse("desk_table"))

    done = desk.post(reverse("desk_table"), {"letter": [one.pk for one in copies]})

    assert len(page.context["rows"]) == 2
    assert done["Location"] == reverse("desk")
    assert RegisterEntry.objects.count() == 2


def test_a_pile_is_closed_by_hand_and_one_letter_is_taken_in_again(desk, staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND)))
    address = reverse("pile", args=[made.pk])
    desk.post(address, {"close": "1"})
    one = made.letters.first()
    made.refresh_from_db()
    closed = made.closed_at

    back = desk.post(reverse("pile_letter", args=[made.pk, one.pk]), {"act": "back"})

    made.refresh_from_db()
    assert (closed is not None, made.closed_at, back["Location"]) == (True, None, address)
    assert [row["letter"].is_left for row in desk.get(address).context["rows"]] == [True, False]
    assert desk.get(reverse("register_new"), {"pile_letter": "x"}).status_code == 404
