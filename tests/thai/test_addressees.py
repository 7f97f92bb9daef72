import pytest

from thai.addressees import addressee_kind, polite_words
from thai.names import AddresseeKind, Salutation


@pytest.mark.parametrize(
    ("addressee", "kind"),
    [
        ("นายกรัฐมนตรี", "highest"),
        ("รองนายกรัฐมนตรี", "general"),
        ("ประธานกรรมการการเลือกตั้ง", "highest"),
        ("อัยการสูงสุด", "highest"),
        ("อัยการจังหวัดบึงกาฬ", "general"),
        ("ผู้ว่าราชการจังหวัด ทุกจังหวัด", "general"),
        ("นายกเทศมนตรีเมืองบึงกาฬ", "general"),
        ("นายสมชาย ดีงาม", "general"),
        ("สมเด็จพระมหาธีราจารย์", "somdet_monk"),
        ("พระพรหมบัณฑิต", "somdet_monk"),
        ("พระเทพสิทธาจารย์", "raja_monk"),
        ("พระราชวชิรโมลี เจ้าคณะจังหวัดบึงกาฬ", "raja_monk"),
        ("พระครูสุนทรธรรมกิจ", "monk"),
        ("พระมหาสมชาย ธมฺมธโร", "monk"),
        ("พระสมชาย ฐิตธมฺโม", "monk"),
        ("เจ้าอาวาสวัดโพธิ์", "monk"),
        ("พระนครศรีอยุธยา", "general"),
        ("หม่อมเจ้าจุลเจิม ยุคล", "mom_chao"),
    ],
)
def test_an_addressee_is_known_by_his_words(addressee, kind):
    assert addressee_kind(addressee) is AddresseeKind(kind)


@pytest.mark.parametrize(
    "addressee", ["สมเด็จพระสังฆราช", "สมเด็จพระกนิษฐาธิราชเจ้า", "พระเจ้าวรวงศ์เธอ พระองค์เจ้าโสมสวลี"]
)
def test_whole_sentences_are_written_by_hand(addressee):
    assert addressee_kind(addressee) is None
    assert polite_words(addressee, "external") == Salutation("เรียน", "ขอแสดงความนับถือ")


def test_the_words_follow_the_form_too():
    assert polite_words("นายกรัฐมนตรี", "memo") == Salutation("กราบเรียน", "")
    assert polite_words("หม่อมเจ้าจุลเจิม ยุคล", "external") == Salutation("ทูล", "แล้วแต่จะโปรด")
