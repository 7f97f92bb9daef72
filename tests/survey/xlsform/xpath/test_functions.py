"""The table of functions is that of the specification."""

from survey.xlsform.xpath import functions
from survey.xlsform.xpath.registry import FUNCTIONS

#: Of the ODK XForms specification; pulldata needs a file that comes with the form.
SPECIFIED = """
    concat join substr substring-before substring-after translate string-length normalize-space
    contains starts-with ends-with uuid digest base64-decode if coalesce once true false boolean
    boolean-from-string not regex checklist weighted-checklist number random int sum max min round
    pow log log10 abs sin cos tan asin acos atan atan2 sqrt exp exp10 pi count count-non-empty
    position instance current randomize today now date date-time format-date format-date-time
    decimal-date-time decimal-time selected selected-at count-selected jr:choice-name jr:itext
    indexed-repeat area distance string substring ceiling floor last name
"""


def test_every_function_of_the_specification_is_known():
    assert functions.__all__ == sorted(functions.__all__)
    assert set(SPECIFIED.split()) - set(FUNCTIONS) == set()
