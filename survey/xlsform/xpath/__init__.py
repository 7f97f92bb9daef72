"""
XPath as questionnaires use it: XPath 1.0 with the functions of the ODK XForms specification.

Numbers are exact decimals, dates are ISO text that counts as days in arithmetic, and every
step of an evaluation is counted, so that no line of text can ask for work without end.
"""
