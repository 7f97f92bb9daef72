from thai.wording.merging import Merged, merge

BASE = "ก ข ค\n\nจ ฉ ช\n\nปิด"


def test_both_changes_stand_in_the_text():
    mine, theirs = BASE.replace("ข", "ของฉัน"), BASE.replace("ช", "ช ใหม่")

    assert merge(BASE, mine, theirs) == Merged("ก ของฉัน ค\n\nจ ฉ ช ใหม่\n\nปิด", [])


def test_who_changed_nothing_gets_what_is_new_and_who_wrote_all_anew_keeps_it():
    theirs = BASE.replace("ข", "ขอ")

    assert merge(BASE, BASE, theirs) == Merged(theirs, [])
    assert merge(BASE, theirs, BASE) == Merged(theirs, [])
    assert merge(BASE, theirs, theirs) == Merged(theirs, [])
    assert merge(BASE, "ของฉัน", theirs) == Merged("ของฉัน", [("ข", "ขอ")])


def test_where_both_changed_the_same_words_mine_stand_and_it_is_said():
    mine, theirs = BASE.replace("ข", "ของฉัน"), BASE.replace("ข", "ของเขา")

    assert merge(BASE, mine, theirs) == Merged(mine, [("ข", "ของเขา")])


def test_a_paragraph_of_ones_own_stays_where_it_was():
    mine = BASE.replace("\n\nจ", "\n\nแทรก\n\nจ")

    assert merge(BASE, mine, BASE.replace("ปิด", "จบ")) == Merged(mine.replace("ปิด", "จบ"), [])


def test_changes_side_by_side_do_not_quarrel():
    mine, theirs = BASE.replace("ข", "ของฉัน"), BASE.replace(" ค", " คำ ใหม่")

    assert merge(BASE, mine, theirs) == Merged(mine.replace(" ค", " คำ ใหม่"), [])
