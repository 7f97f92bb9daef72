"""
Which tests count for the coverage: those that look at one thing.

Whoever walks through the whole house (stories, browsers, guards, kills) runs lines by the
hundred thousand that others look at closely, and being counted makes him half as slow again.
Lines that only such a walk reaches are not covered: the figure is the stricter one.
"""

from collections.abc import Generator

import pytest

WALKS = ("tests/browser/", "tests/stories/", "tests/guards/", "tests/workflow/test_killed_")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Around everything of one test, its fixtures too."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller = getattr(plugin, "cov_controller", None)
    if controller is None or not item.nodeid.startswith(WALKS):
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()
