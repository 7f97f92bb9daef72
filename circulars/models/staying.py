"""
Rows that stay: triggers, declared at the model, by which the database itself refuses a change.

pgtrigger's own functions first ask the session variable ``pgtrigger.ignore`` whether to look
away, and any session may set that. Those made here ask nobody.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

import pgtrigger
from pgtrigger import compiler

ONLY_ADDED = "'% on % is refused: rows of this table are only added', TG_OP, TG_TABLE_NAME"
GIVEN_ONCE = "'numbers of % are given once', TG_TABLE_NAME"


class PlainSql(compiler.UpsertTriggerSql):
    """How a refusal is written into the database. Migrations name this class: it stays."""

    def get_template(self) -> str:
        """Give the statements; their fields are those of pgtrigger."""
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN {func} END $$;
            CREATE OR REPLACE TRIGGER {pgid} {when} {operation} ON {table}
                FOR EACH {level} {condition} EXECUTE FUNCTION {pgid}();
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class PlainTrigger(compiler.Trigger):
    """A refusal in a migration; taken back, it leaves no function behind."""

    @property
    def uninstall_sql(self) -> str:
        """Drop the trigger and its function."""
        return f"{super().uninstall_sql} DROP FUNCTION IF EXISTS {self.sql.pgid}();"


class Plain(pgtrigger.Trigger):
    """A trigger that no session variable switches off."""

    def compile(self, model: Any) -> PlainTrigger:
        """Give what a migration keeps of it."""
        sql = super().compile(model).sql
        return PlainTrigger(name=self.name, sql=PlainSql(**sql.kwargs))


class Refuse(Plain):
    """
    Refuse ``operation``, as a broken constraint would, when ``condition`` holds of the row.

    ``unless`` is an exception in plpgsql, for what no condition of one row can say.
    """

    when = pgtrigger.Before

    def __init__(
        self,
        name: str,
        operation: pgtrigger.Operation,
        condition: pgtrigger.Q | None = None,
        *,
        level: pgtrigger.Level = pgtrigger.Row,
        says: str = ONLY_ADDED,
        unless: str = "",
    ) -> None:
        func = f"RAISE EXCEPTION {says} USING ERRCODE = 'restrict_violation';"
        if unless:
            func = f"IF {unless} THEN RETURN NEW; END IF; {func}"
        super().__init__(
            name=name, operation=operation, condition=condition, level=level, func=func
        )


def changed(*fields: str) -> pgtrigger.Q:
    """Does an UPDATE give one of the fields another value; null is a value here."""
    return reduce(
        or_, [pgtrigger.Q(**{f"old__{one}__df": pgtrigger.F(f"new__{one}")}) for one in fields]
    )


def append_only() -> list[Refuse]:
    """Rows are written once, and neither changed nor taken away."""
    return [Refuse("append_only", pgtrigger.Update | pgtrigger.Delete), never_emptied()]


def never_deleted() -> list[Refuse]:
    """Rows may change, as far as nothing else refuses it, but are not taken away."""
    return [Refuse("never_deleted", pgtrigger.Delete), never_emptied()]


def never_emptied() -> Refuse:
    """TRUNCATE, which no trigger of a row sees, is refused as well."""
    return Refuse("never_emptied", pgtrigger.Truncate, level=pgtrigger.Statement)


def stays(name: str, condition: pgtrigger.Q, *, says: str = ONLY_ADDED, unless: str = "") -> Refuse:
    """An UPDATE is refused when ``condition`` holds between the old row and the new one."""
    return Refuse(name, pgtrigger.Update, condition, says=says, unless=unless)
