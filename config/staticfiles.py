"""Which static files of installed packages are served."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class OwnStaticFilesConfig(StaticFilesConfig):
    """Leave out viewflow's front end: 49 MB of a screen that is not mounted."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "viewflow"]
