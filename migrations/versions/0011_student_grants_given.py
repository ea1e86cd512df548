"""Who gave a personal grant may see it and take it back, also on its first day."""

from alembic import op

from samsyn.core import ddl

revision = "0011_student_grants_given"
down_revision = "0310_goals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute("ALTER TABLE student_grants DROP CONSTRAINT ck_student_grants_period")
    op.execute(
        "ALTER TABLE student_grants ADD CONSTRAINT ck_student_grants_period"
        " CHECK (valid_to >= valid_from - 1) NOT VALID"
    )
    op.execute("ALTER TABLE student_grants VALIDATE CONSTRAINT ck_student_grants_period")
    op.execute(
        f"CREATE POLICY giver ON student_grants USING ({ddl.ASSURED} AND created_by = {ddl.PERSON})"
        " WITH CHECK (true)"
    )
