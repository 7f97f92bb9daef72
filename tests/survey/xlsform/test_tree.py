"""What lies in what, by which key, and what must be known before what."""

from survey.models import Question
from survey.xlsform.tree import Tree, out_of_balance

BEGIN, END = "begin_group", "end_group"


def rows(*written):
    return [
        Question(order=n, type=kind, name=name, **more)
        for n, (kind, name, more) in enumerate(written, 1)
    ]


def test_a_name_that_stands_twice_is_known_by_the_way_to_it():
    tree = Tree(
        rows(
            (BEGIN, "g1", {}), ("text", "n", {}), (END, "g1", {}),
            (BEGIN, "g2", {}), ("text", "n", {}), ("text", "m", {}), (END, "g2", {}),
        )
    )  # fmt: skip

    assert [item.key for item in tree.items] == ["g1", "g1/n", "g2", "g2/n", "m"]
    seen_from = tree.by_key["m"]
    found = tree.find("n", seen_from)
    assert found is not None
    assert found.key == "g2/n"


def test_what_is_needed_comes_first():
    tree = Tree(
        rows(
            ("text", "why", {"relevant": "${total} > 10"}),
            ("calculate", "total", {"calculation": "${a} + ../b"}),
            ("integer", "a", {}),
            ("integer", "b", {}),
        )
    )

    assert [item.name for item in tree.order] == ["a", "b", "total", "why"]
    assert tree.is_circular is False


def test_questions_that_need_each_other_are_a_circle():
    tree = Tree(
        rows(("text", "a", {"relevant": "${b} = 1"}), ("text", "b", {"relevant": "${a} = 1"}))
    )

    assert tree.is_circular is True
    assert {item.name for item in tree.order} == {"a", "b"}


def test_a_group_that_looks_into_itself_is_a_circle():
    tree = Tree(rows((BEGIN, "g", {"relevant": "${a} = 1"}), ("text", "a", {}), (END, "g", {})))

    assert tree.is_circular is True


def test_beginnings_and_ends_belong_together():
    repeat = ("begin_repeat", "r", {})
    good = rows((BEGIN, "g", {}), repeat, ("end_repeat", "r", {}), (END, "g", {}))
    crossed = rows((BEGIN, "g", {}), repeat, (END, "g", {}), ("end_repeat", "r", {}))

    assert out_of_balance(good) is None
    assert out_of_balance(crossed) is crossed[2]
    assert out_of_balance(good[:3]) is good[0]
