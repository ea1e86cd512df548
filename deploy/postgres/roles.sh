#!/bin/sh
# Runs once, when the database directory is empty: the roles that sign in over the network, with passwords.
# The rights of each, and the roles nobody signs in as, are made by `samsyn migrate`.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres \
    --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" --set worker="$WORKER_PASSWORD" <<'SQL'
CREATE ROLE samsyn_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE samsyn_app LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT PASSWORD :'app';
CREATE ROLE samsyn_worker LOGIN NOSUPERUSER NOBYPASSRLS INHERIT PASSWORD :'worker';
SQL
