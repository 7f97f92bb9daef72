"""
Where files from outside are opened: a process of its own, with limits and without secrets.

``door`` is what the program knocks at. Behind it waits one helper (``__main__``) for each
web process, with the PDF libraries loaded; for every job it splits off a child that takes
its limits, does one thing with one file (``jobs``) and ends.
"""
