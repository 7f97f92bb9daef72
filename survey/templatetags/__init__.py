"""Tags of the survey templates."""
