"""
What the role of the application may do in the database: its acts, and nothing around them.

The owner migrates. Web, worker and beat come as another role, without tables of its own, DDL
or TRUNCATE: it adds where acts only add, changes where they change, and deletes only what is
no record. So who has its password can switch off no trigger and empty no table.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

#: The name that ``config.private`` has for it, too.
ROLE = "wian_app"
#: Tables without a model of ours: what the application may do with them.
_OTHERS = {
    "wian_limits": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "django_migrations": ("SELECT",),
}
#: What acts take away again. Other rows of offices and matters stay, trigger or not.
_TAKEN_AWAY = frozenset(
    {
        *("offices.attempt", "offices.holiday", "circulars.draftfile"),
        *("circulars.pile", "circulars.pilefile", "circulars.pileletter"),
        "circulars.letterreading",
    }
)
_KEPT_APPS = frozenset({"offices", "circulars"})
_KEPT = frozenset({"survey.answer", "survey.certificate"})


def rights_on(model: type[Model]) -> tuple[str, ...]:
    """The statements by which acts write in the table, read off the triggers that refuse others."""
    refused = {trigger.name for trigger in getattr(model._meta, "triggers", ())}
    rights = ["SELECT", "INSERT"]
    if "append_only" not in refused:
        rights.append("UPDATE")
        label = model._meta.label_lower
        kept = model._meta.app_label in _KEPT_APPS or label in _KEPT
        if "never_deleted" not in refused and (not kept or label in _TAKEN_AWAY):
            rights.append("DELETE")
    return tuple(rights)


def all_rights() -> dict[str, tuple[str, ...]]:
    """By table."""
    models = apps.get_models(include_auto_created=True)
    found = {one._meta.db_table: rights_on(one) for one in models if one._meta.managed}
    return found | _OTHERS


@transaction.atomic
def grant(role: str = ROLE, *, password: str = "") -> None:
    """Make ``role`` if there is none, and give it what it needs and no more. Repeatable."""
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE ROLE {}").format(name))
        plain = "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT"
        cursor.execute(sql.SQL(plain).format(name))
        if password:
            words = sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password))
            cursor.execute(words)
        for statement in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
            "REVOKE ALL ON SCHEMA public FROM {}",
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        ):
            cursor.execute(sql.SQL(statement).format(name))
        for table, rights in all_rights().items():
            given = sql.SQL("GRANT {} ON {} TO {}").format(
                sql.SQL(", ").join(map(sql.SQL, rights)), sql.Identifier(table), name
            )
            cursor.execute(given)
