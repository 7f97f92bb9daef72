"""Every function of the table: importing this module fills it."""

from survey.xlsform.xpath import (
    functions_of_dates,
    functions_of_nodes,
    functions_of_numbers,
    functions_of_places,
    functions_of_text,
    functions_of_truth,
)

__all__ = [
    "functions_of_dates",
    "functions_of_nodes",
    "functions_of_numbers",
    "functions_of_places",
    "functions_of_text",
    "functions_of_truth",
]
