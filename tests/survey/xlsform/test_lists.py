"""Lists of choices with all that stands in their rows."""

from survey.xlsform.lists import lists_of


def test_further_columns_words_and_pictures_are_kept():
    form = {
        "choices": {
            "d": [
                {
                    "name": "seka",
                    "label": {"Thai": "เซกา", "English": "Seka"},
                    "media": {"image": "seka.png"},
                    "prov": "bk",
                }
            ]
        }
    }

    assert lists_of(form, [{"list name": "x", "name": "1", "label": "หนึ่ง"}], "") == {
        "d": [
            {
                "name": "seka",
                "label": "เซกา",
                "label_en": "Seka",
                "words": {
                    "label": {"Thai": "เซกา", "English": "Seka"},
                    "image": {"": "seka.png"},
                },
                "extra": {"prov": "bk"},
            }
        ],
        "x": [
            {
                "name": "1",
                "label": "หนึ่ง",
                "label_en": "",
                "words": {"label": {"": "หนึ่ง"}},
                "extra": {},
            }
        ],
    }
