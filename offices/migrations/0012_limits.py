"""The table of limits: what must be counted while the cache is away. As createcachetable makes it."""

from django.db import migrations

TABLE = """
CREATE TABLE wian_limits (
  cache_key varchar(255) NOT NULL PRIMARY KEY,
  value text NOT NULL,
  expires timestamptz NOT NULL
);
CREATE INDEX wian_limits_expires ON wian_limits (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("offices", "0011_attempts_and_auditors")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE wian_limits")]
