"""Who is addressed, as far as the polite words of a letter depend on it (ภาคผนวก 2)."""

import re

from thai.names import AddresseeKind, Salutation, salutation_for

#: Heads of the state's highest bodies; their deputies are addressed as everybody is.
_HIGHEST = re.compile(
    r"(?:ฯพณฯ\s*)?(?:"
    r"นายกรัฐมนตรี(?!\S)|ประธานองคมนตรี|รัฐบุรุษ|ประธานรัฐสภา|ประธานสภาผู้แทนราษฎร|ประธานวุฒิสภา|ประธานศาลฎีกา"
    r"|ประธานศาลรัฐธรรมนูญ|ประธานศาลปกครองสูงสุด|อัยการสูงสุด(?!\S)"
    r"|ประธานกรรมการ(?:การเลือกตั้ง|ป้องกันและปราบปรามการทุจริตแห่งชาติ|ตรวจเงินแผ่นดิน|สิทธิมนุษยชนแห่งชาติ)"
    r"|ประธานคณะกรรมการ(?:การเลือกตั้ง|ป้องกันและปราบปรามการทุจริตแห่งชาติ|ตรวจเงินแผ่นดิน|สิทธิมนุษยชนแห่งชาติ)"
    r"|ประธานผู้ตรวจการแผ่นดิน|ผู้ว่าการตรวจเงินแผ่นดิน"
    r")"
)
_ROYAL = re.compile(
    r"พระบาทสมเด็จ|สมเด็จพระ(?:นาง|บรม|เจ้า|ราชินี|ศรี|กนิษฐา|เทพรัตน|อนุชา|ราชชนนี|สังฆราช)|เจ้าฟ้า|พระ(?:เจ้า)?วรวงศ์เธอ|พระเจ้า(?:หลาน|ลูก|บรมวงศ์|พี่|น้อง|วรวงศ์)|พระองค์เจ้า"
)
_SOMDET = re.compile(r"สมเด็จพระ(?!สังฆราช)|พระพรหม[ก-๙]{3,}|พระวิสุทธิ|พระสาสน|พระธรรมปัญญาบดี|พระอุบาลี")
_RAJA = re.compile(
    r"พระ(?:ธรรม(?!ปัญญาบดี)|เทพ|ราช(?!วัง|ดำริ|ทาน|กฤษฎีกา|กำหนด|บัญญัติ)|ศรี|โสภณ|ปริยัติ|สุธรรม|กิตติ|ญาณ)[ก-๙]{3,}"
)
_MONK = re.compile(
    r"พระ(?:ครู|มหา|อธิการ|ปลัด|สมุห์|ใบฎีกา|วินัยธร|ภิกษุ|อาจารย์|สงฆ์)|เจ้าอาวาส|เจ้าคณะ|รองเจ้าคณะ|พระสังฆาธิการ|พระ[ก-๙]+\s[ก-๙]*\u0e3a"
)
_MOM_CHAO = re.compile(r"(?:หม่อมเจ้า|ม\.จ\.)")


def addressee_kind(addressee: str) -> AddresseeKind | None:
    """
    What ``addressee`` is, by its words: "พระครูสุนทร…" → MONK, "นายอำเภอ ทุกอำเภอ" → GENERAL.

    None for members of the royal family above หม่อมเจ้า and the Supreme Patriarch: their
    words are whole sentences with their names in them, to be written by hand.
    """
    name = addressee.strip()
    if _HIGHEST.match(name):
        return AddresseeKind.HIGHEST
    if _MOM_CHAO.match(name):
        return AddresseeKind.MOM_CHAO
    if _ROYAL.match(name):
        return None
    for words, kind in (
        (_MONK, AddresseeKind.MONK),
        (_SOMDET, AddresseeKind.SOMDET_MONK),
        (_RAJA, AddresseeKind.RAJA_MONK),
    ):
        if words.match(name):
            return kind
    return AddresseeKind.GENERAL


def polite_words(addressee: str, form: str) -> Salutation:
    """
    What a letter of this form to ``addressee`` begins and ends with.

    Whoever must be written to by hand gets the words for everybody until somebody does so.
    """
    return salutation_for(addressee_kind(addressee) or AddresseeKind.GENERAL, form=form)
