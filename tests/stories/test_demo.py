"""The demo command."""

import pytest
from django.core.management import call_command

from workflow.checking import disagreements

pytestmark = pytest.mark.django_db


def test_demo(capsys):
    call_command("demo")
    assert list(disagreements()) == []
