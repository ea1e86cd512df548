"""Runs as samsyn_owner; never as the role the program uses."""

from alembic import context
from sqlalchemy import create_engine, text

from samsyn.main.tables import METADATA


def ours(name: str | None, kind: str, parents: object) -> bool:
    """The job queue brings its own tables, and lexemes are no rows of the program's."""
    return not (name or "").startswith(("procrastinate_", "case_lexemes"))


engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    connection.execute(
        text("SELECT set_config('lock_timeout', '2s', false), set_config('statement_timeout', '60s', false)")
    )
    if connection.scalar(text("SELECT current_user")) != "samsyn_owner":
        raise SystemExit("migrations run as samsyn_owner")
    connection.commit()  # Alembic would otherwise join this transaction, and nothing would be kept
    context.configure(connection=connection, target_metadata=METADATA, include_name=ours, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
