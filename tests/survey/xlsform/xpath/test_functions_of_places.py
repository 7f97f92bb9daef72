"""Places on the map."""

from tests.survey.xlsform.forms import said


def test_a_distance_in_metres():
    assert said("round(distance(${p}) div 1000)", p="13.75 100.5 0 0;18.79 98.98 0 0") == "584"
    assert said("distance(${p})", p="ไม่ใช่พิกัด") == ""


def test_an_area_in_square_metres():
    square = "0 0 0 0;0 0.01 0 0;0.01 0.01 0 0;0.01 0 0 0;0 0 0 0"

    assert said("round(area(${p}), -3)", p=square) == "1239000"
    assert said("area(${p})", p="0 0;0 1") == "0"
