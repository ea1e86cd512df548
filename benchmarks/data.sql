-- Invented municipalities of one size: 20 schools, 20,000 cases each, as a superuser past triggers.
-- %(first)s..%(last)s are tenants. Ids are made of kind, tenant and number, so that nothing has to be looked up.
SET session_replication_role = replica;

CREATE OR REPLACE FUNCTION pg_temp.key(kind int, tenant int, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT (lpad(to_hex(kind), 8, '0') || '-' || lpad(to_hex(tenant), 4, '0') || '-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;

INSERT INTO organisers (tenant_id, id, name, type, suppression_k, version, created_at, updated_at)
SELECT t, pg_temp.key(1, t, 0), 'Kommun ' || t, 'MUNICIPAL', 5, 1, now(), now() FROM generate_series(%(first)s, %(last)s) t;

INSERT INTO schools (tenant_id, id, name, sort_key, short_code, school_forms, grades, version, created_at, updated_at)
SELECT t, pg_temp.key(2, t, s), 'Skola ' || s, 'skola ' || lpad(s::text, 3, '0'), chr(65 + s %% 26) || chr(65 + s / 26) || 'X',
       '{COMPULSORY}', '{}', 1, now(), now()
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 19) s;

INSERT INTO people (tenant_id, id, given_name, family_name, sort_key, status, version, created_at, updated_at)
SELECT t, pg_temp.key(3, t, p), 'Anna', 'Person' || p, 'person' || p, 'ACTIVE', 1, now(), now()
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 119) p;

INSERT INTO assignments (tenant_id, id, person_id, scope_type, school_id, function, valid_from, source, version, created_at, updated_at)
SELECT t, pg_temp.key(4, t, p), pg_temp.key(3, t, p), 'UNIT', pg_temp.key(2, t, p %% 20),
       CASE WHEN p < 20 THEN 'PRINCIPAL' WHEN p < 40 THEN 'EHT_SPECIAL' ELSE 'TEACHER' END, '2020-01-01', 'MANUAL', 1, now(), now()
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 119) p;

INSERT INTO accounts (tenant_id, id, person_id, username, password_hash, assurance, recovery_hashes, failures, created_at)
SELECT t, pg_temp.key(5, t, p), pg_temp.key(3, t, p), 'p' || p || '.' || t, '!', 2, '{}', 0, now()
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 19) p;

INSERT INTO sessions (tenant_id, id, account_id, person_id, token_hash, assurance, created_at, last_seen_at, expires_at)
SELECT t, pg_temp.key(6, t, p), pg_temp.key(5, t, p), pg_temp.key(3, t, p), sha256(('t' || t || 'p' || p)::bytea), 2,
       now(), now() + interval '10 years', now() + interval '10 years'
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 19) p;

INSERT INTO students (tenant_id, id, school_id, given_name, family_name, sort_key, grade, protection_level, protection_known,
  active, version, created_at, updated_at)
SELECT t, pg_temp.key(7, t, n), pg_temp.key(2, t, n %% 20), 'Alva', 'Elev' || n, 'elev' || n, (1 + n %% 9)::text, 'NONE', true, true,
       1, now(), now()
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 4999) n;

-- One in seven is open; the newest first, as it is in life, are open more often.
INSERT INTO cases (tenant_id, id, school_id, number, case_type, rule_pack, rule_pack_version, level, scope, subject, reach, phase,
  owner_id, opened_at, next_follow_up_on, closed_at, closure_reason, confidentiality, version, created_at, updated_at)
SELECT t, pg_temp.key(8, t, n), pg_temp.key(2, t, n %% 20), 'X' || n, 'SPECIAL_SUPPORT', 'SE-2023', 1, 'REMEDIAL', 'INDIVIDUAL',
       'STUDENT', 'UNIT', CASE WHEN open THEN 'INVESTIGATION' ELSE 'CLOSED' END, pg_temp.key(3, t, 20 + n %% 20), at, '2026-12-01',
       CASE WHEN open THEN NULL ELSE at + interval '60 days' END, CASE WHEN open THEN NULL ELSE 'GOAL_MET' END, 'K2', 1, at, at
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 19999) n,
  LATERAL (SELECT timestamptz '2026-11-01' - n * interval '40 minutes' AS at, (n / 20) %% 7 = 0 OR n < 1200 AS open) o;

INSERT INTO case_students (tenant_id, id, case_id, student_id, school_id, reach, confidentiality)
SELECT t, pg_temp.key(9, t, n), pg_temp.key(8, t, n), pg_temp.key(7, t, n %% 5000), pg_temp.key(2, t, n %% 20), 'UNIT', 'K2'
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 19999) n;

INSERT INTO case_access (tenant_id, id, case_id, school_id, person_id, via_school_id, kind, role_in_case, valid_from,
  confidentiality, version, created_at, updated_at)
SELECT t, pg_temp.key(10, t, n), pg_temp.key(8, t, n), pg_temp.key(2, t, n %% 20), pg_temp.key(3, t, 20 + n %% 20),
       pg_temp.key(2, t, n %% 20), 'CIRCLE', 'OWNER', '2020-01-01', 'K1', 1, now(), now()
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 19999) n;

INSERT INTO case_events (tenant_id, id, case_id, school_id, reach, type, at, data, confidentiality)
SELECT t, pg_temp.key(11, t, n), pg_temp.key(8, t, n), pg_temp.key(2, t, n %% 20), 'UNIT', 'OPENED',
       timestamptz '2026-11-01' - n * interval '40 minutes', '{}', 'K2'
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 19999) n;

-- Five events for two cases, and 300 more in the newest case of each school.
INSERT INTO case_events (tenant_id, id, case_id, school_id, reach, type, at, data, person_id, confidentiality)
SELECT t, pg_temp.key(12, t, n), pg_temp.key(8, t, CASE WHEN n < 30000 THEN n %% 20000 ELSE n %% 20 END), pg_temp.key(2, t, n %% 20), 'UNIT',
       'NOTE_WRITTEN', timestamptz '2026-11-01' - n * interval '20 minutes', '{}', pg_temp.key(3, t, 20 + n %% 20), 'K2'
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 35999) n;

-- Each word of the list in one note of forty; the trigger keeps the lexemes.
SET session_replication_role = origin;
INSERT INTO case_notes (tenant_id, id, case_id, school_id, reach, kind, text, branch, kept_in, written_at, written_by, confidentiality,
  version, created_at, updated_at)
SELECT t, pg_temp.key(13, t, n), pg_temp.key(8, t, n), pg_temp.key(2, t, n %% 20), 'UNIT', 'NOTE',
       'Samtal med mentor om ' || words[1 + (n / 20) %% 40] || ' under ' || words[1 + (n / 7) %% 40] || ' och vad klassen redan provat i höst',
       'SCHOOL', 'SCHOOL', at, pg_temp.key(3, t, 20 + n %% 20), 'K2', 1, at, at
FROM generate_series(%(first)s, %(last)s) t, generate_series(0, 3999) n,
  LATERAL (SELECT timestamptz '2026-11-01' - n * interval '40 minutes' AS at,
    '{rasten,lunchen,skolgården,bussen,idrotten,slöjden,matematiken,svenskan,engelskan,musiken,läxan,provet,grupparbetet,genomgången,övergången,matsalen,korridoren,kapprummet,biblioteket,fritidshemmet,utflykten,simhallen,starten,slutet,schemat,platsen,hörlurarna,bildstödet,läsningen,skrivningen,räkningen,redovisningen,vikarien,paren,temat,leken,kompisen,vilan,pausen,rutinen}'::text[] AS words) o;
SET session_replication_role = replica;

INSERT INTO case_heads (tenant_id, id, school_id, number, case_type, grade, confidentiality, reach, phase, opened_at, closed_at,
  next_follow_up_on, version)
SELECT tenant_id, id, school_id, number, case_type, NULL, confidentiality, reach, phase, opened_at, closed_at, next_follow_up_on, version
FROM cases WHERE tenant_id BETWEEN %(first)s AND %(last)s;
