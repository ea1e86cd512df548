"""Full text of what is written in cases up to class K2: lexemes that only one function may read.

Row security and full text do not meet: the operator is not leakproof, and the index would be left alone. So the
lexemes lie in a table of their own that nobody has rights to, partitioned by tenant; one function of the role
that owns it answers with ids, and the rows behind those are read under the caller's own rights.
"""

from alembic import op

from samsyn.core import ddl

revision = "0810_case_lexemes"
down_revision = "0800_contributions"
branch_labels = None
depends_on = None

VALID_DAY = """a.valid_from <= (SELECT samsyn_today())
 AND (a.valid_to IS NULL OR a.valid_to >= (SELECT samsyn_today()))"""
NAMED = f"""(SELECT c.case_id FROM case_access c WHERE c.person_id = {ddl.PERSON} AND c.kind <> 'BREAK_GLASS'
  AND c.valid_from <= (SELECT samsyn_now()) AND (c.valid_to IS NULL OR c.valid_to > (SELECT samsyn_now()))
  AND EXISTS (SELECT FROM assignments a WHERE a.tenant_id = c.tenant_id AND a.person_id = c.person_id
    AND (a.school_id = c.via_school_id OR (c.via_school_id IS NULL AND a.scope_type <> 'UNIT')) AND {VALID_DAY}))"""
NAMED_EVERYWHERE = f"""DO $do$ DECLARE t text; BEGIN
 FOR t IN SELECT c.table_name FROM information_schema.columns c
  JOIN information_schema.columns k ON k.table_schema = 'public' AND k.table_name = c.table_name AND k.column_name = 'case_id'
  WHERE c.table_schema = 'public' AND c.column_name = 'confidentiality' AND c.table_name NOT IN ('case_access', 'contributions')
  AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.table_name AND p.policyname = 'named')
 LOOP EXECUTE format($sql$CREATE POLICY named ON %I AS RESTRICTIVE FOR SELECT
  USING (confidentiality <> 'K4' OR case_id IN {NAMED})$sql$, t); END LOOP; END $do$"""
"""What is in class K4 does not open with a reason; also in the kinds of parts that have come since."""
PARTITIONS = 64
TEXTS = {
    "case_notes": ("text",),
    "child_voices": ("content", "age_maturity_note", "missing_reason", "impact_text"),
    "case_measures": ("description", "motivation", "what_happened"),
    "investigations": (
        "questions",
        "findings_individual",
        "findings_group",
        "findings_organisation",
        "cause_analysis",
        "not_consulted_reason",
        "conclusion_reason",
    ),
}
TABLE = """CREATE TABLE case_lexemes (
  tenant_id integer NOT NULL, source text NOT NULL, id uuid NOT NULL, case_id uuid NOT NULL,
  school_id uuid NOT NULL, reach text NOT NULL, at timestamptz NOT NULL, words tsvector NOT NULL,
  PRIMARY KEY (tenant_id, source, id)
) PARTITION BY HASH (tenant_id)"""
KEEP = """CREATE FUNCTION keep_case_lexemes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE said text;
BEGIN
  IF NEW.confidentiality IN ('K0', 'K1', 'K2') THEN
    SELECT string_agg(value, ' ') INTO said FROM jsonb_each_text(to_jsonb(NEW)) WHERE key = ANY (TG_ARGV);
  END IF;
  IF said IS NULL THEN
    DELETE FROM case_lexemes WHERE tenant_id = NEW.tenant_id AND source = TG_TABLE_NAME AND id = NEW.id;
  ELSE
    INSERT INTO case_lexemes AS l (tenant_id, source, id, case_id, school_id, reach, at, words)
    VALUES (NEW.tenant_id, TG_TABLE_NAME, NEW.id, NEW.case_id, NEW.school_id, NEW.reach, NEW.created_at,
      to_tsvector('swedish', said) || ('''#t' || NEW.tenant_id || '''')::tsvector)
    ON CONFLICT (tenant_id, source, id) DO UPDATE SET words = excluded.words, reach = excluded.reach
    WHERE l.words IS DISTINCT FROM excluded.words OR l.reach <> excluded.reach;
  END IF;
  RETURN NULL;
END $$"""
"""In the writing transaction. Sealed text is no column of its own, so that a raised row loses its lexemes."""
SOUGHT = """CREATE FUNCTION words_sought(sought text) RETURNS tsquery LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT regexp_replace(plainto_tsquery('swedish', sought)::text, '''( |$)', ''':*\\1', 'g')::tsquery
$$"""
"""All of the words, each by how it begins: the stemmer gives klassrum and klassrummet different stems."""
FIND = """CREATE FUNCTION find_case_words(sought text, units uuid[], own_cases uuid[], as_officer boolean,
  place_at timestamptz, place_id uuid, take integer)
RETURNS TABLE (case_id uuid, source text, id uuid, at timestamptz) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  tenant integer := nullif(current_setting('app.tenant', true), '')::int;
  wanted tsquery := words_sought(sought);
BEGIN
  IF tenant IS NULL OR numnode(wanted) = 0 THEN RETURN; END IF;
  RETURN QUERY
    SELECT f.case_id, f.source, f.id, f.at FROM (
      SELECT DISTINCT ON (l.case_id) l.case_id, l.source, l.id, l.at FROM case_lexemes l
      WHERE l.tenant_id = tenant AND l.words @@ (wanted && ('''#t' || tenant || '''')::tsquery)
      AND (l.case_id = ANY (own_cases) OR (l.reach IN ('UNIT', 'BOTH') AND l.school_id = ANY (units))
        OR (as_officer AND l.reach IN ('BOTH', 'ORGANISER')))
      ORDER BY l.case_id, l.at DESC, l.id DESC) f
    WHERE (f.at, f.case_id) < (place_at, place_id)
    ORDER BY f.at DESC, f.case_id DESC LIMIT least(take, 200);
END $$"""
"""Ids of the newest hit in each case, of the tenant that the transaction is for, and never a word. What it is
told about units, cases and task only narrows; each row is read again under the caller's own rights."""
SIGNATURE = "find_case_words(text, uuid[], uuid[], boolean, timestamptz, uuid, integer)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(NAMED_EVERYWHERE)
    op.execute(
        f"""CREATE POLICY named ON contributions AS RESTRICTIVE FOR SELECT
        USING (confidentiality <> 'K4' OR case_id IN {NAMED} OR person_id = {ddl.PERSON})"""
    )
    op.execute(TABLE)
    for number in range(PARTITIONS):
        op.execute(
            f"CREATE TABLE case_lexemes_{number:02} PARTITION OF case_lexemes"
            f" FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {number})"
        )
        _shut(f"case_lexemes_{number:02}")
    op.execute("CREATE INDEX ix_case_lexemes_words ON case_lexemes USING gin (words)")
    _shut("case_lexemes")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON case_lexemes TO samsyn_search")
    op.execute(KEEP)
    op.execute(SOUGHT)
    op.execute(FIND)
    ddl.definer(SIGNATURE, "samsyn_search", "samsyn_app")
    for table, texts in TEXTS.items():
        named = ", ".join(f"'{text}'" for text in texts)
        _fill(table, texts)
        op.execute(
            f"CREATE TRIGGER lexemes AFTER INSERT OR UPDATE ON {table} FOR EACH ROW"
            f" EXECUTE FUNCTION keep_case_lexemes({named})"
        )
    ddl.definer("keep_case_lexemes()", "samsyn_search")


def _shut(table: str) -> None:
    """Nobody who is bound by row security sees or writes anything."""
    ddl.wall(table)
    op.execute(f"CREATE POLICY nobody ON {table} USING (false) WITH CHECK (false)")


def _fill(table: str, texts: tuple[str, ...]) -> None:
    """What was written before: by the role that sees every tenant, which may read the table for just as long."""
    said = ", ".join(texts)
    op.execute(f"GRANT SELECT ON {table} TO samsyn_search")
    op.execute("SET ROLE samsyn_search")
    op.execute(
        f"""INSERT INTO case_lexemes SELECT tenant_id, '{table}', id, case_id, school_id, reach, created_at,
        to_tsvector('swedish', concat_ws(' ', {said})) || ('''#t' || tenant_id || '''')::tsvector
        FROM {table} WHERE confidentiality IN ('K0', 'K1', 'K2') AND num_nonnulls({said}) > 0"""
    )
    op.execute("RESET ROLE")
    op.execute(f"REVOKE SELECT ON {table} FROM samsyn_search")
