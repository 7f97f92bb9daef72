"""The stage, built once for the tests of this folder and taken back."""

import pytest


@pytest.fixture(scope="package")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every test of the folder tries its acts on this and leaves it as it was."""
    # This file is read before Django is set up.
    from tests.acts.stage import Stage, snapshot

    with django_db_blocker.unblock(), snapshot(tmp_path_factory.mktemp("acts")):
        yield Stage()


@pytest.fixture(scope="package")
def answers(django_db_setup, django_db_blocker, tmp_path_factory):
    """The same for answers."""
    from tests.acts.answer_stage import AnswerStage
    from tests.acts.stage import snapshot

    with django_db_blocker.unblock(), snapshot(tmp_path_factory.mktemp("answers")):
        yield AnswerStage()
