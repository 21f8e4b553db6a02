#!/usr/bin/env bash
# What the suite needs beside Python: PostgreSQL and Elasticsearch on loopback, Chromium, gettext. Safe to run again at
# any time. Writes var/ci.env with the addresses of the two servers, which `make test` reads.
set -euo pipefail
cd "$(dirname "$0")/.."

port="${TEST_POSTGRES_PORT:-5432}"
role="hang_nghe_test"
# Reachable from this machine only, holds nothing but test rows: the password is no secret.
password="hang_nghe_test"

say() { printf 'services: %s\n' "$*"; }

if [ "$(id -u)" -ne 0 ]; then
    say "not root, so nothing is installed; what is already there is used."
    say "  For everything:  sudo .ci/services.sh"
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    say "no apt-get here, so nothing is installed; what is already there is used."
    exit 0
fi

missing=()
# The client alone has a folder there too: what counts is the server and Debian's tools for its clusters.
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null && command -v pg_lsclusters >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v msgfmt >/dev/null || missing+=(gettext)
if [ "${#missing[@]}" -gt 0 ]; then
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# The first cluster Debian made, or one of our own where the package was installed without any.
read -r version cluster cluster_port state _ < <(pg_lsclusters --no-header | head -n 1) || true
if [ -z "${version:-}" ]; then
    version="$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -printf '%f\n' | sort -V | tail -n 1)"
    cluster="main"
    cluster_port="$port"
    pg_createcluster "$version" "$cluster" --port "$port" >/dev/null
    state="down"
fi
if [ "$state" != "online" ]; then
    say "starting PostgreSQL $version on port $cluster_port"
    # pg_ctlcluster, since containers have no systemd.
    pg_ctlcluster "$version" "$cluster" start
fi
for _ in $(seq 60); do
    pg_isready --quiet --host 127.0.0.1 --port "$cluster_port" && break
    sleep 0.5
done
pg_isready --quiet --host 127.0.0.1 --port "$cluster_port" || {
    say "PostgreSQL $version did not answer on port $cluster_port within 30 seconds"
    exit 1
}

as_postgres() { (cd / && setpriv --reuid postgres --regid postgres --init-groups psql --port "$cluster_port" --quiet --tuples-only --no-align "$@"); }
# CREATEDB, since each test process makes its own database from nothing.
if [ -z "$(as_postgres --command "SELECT 1 FROM pg_roles WHERE rolname = '$role'")" ]; then
    as_postgres --command "CREATE ROLE $role LOGIN CREATEDB PASSWORD '$password'"
fi
if [ -z "$(as_postgres --command "SELECT 1 FROM pg_database WHERE datname = '$role'")" ]; then
    as_postgres --command "CREATE DATABASE $role OWNER $role ENCODING 'UTF8' TEMPLATE template0"
fi

search_address="$(.ci/elasticsearch.sh)"

mkdir -p var
{
    printf 'DATABASE_URL=postgres://%s:%s@127.0.0.1:%s/%s\n' "$role" "$password" "$cluster_port" "$role"
    printf 'TEST_ELASTICSEARCH_URL=%s\n' "$search_address"
} > var/ci.env
say "PostgreSQL $version answers on 127.0.0.1:$cluster_port; Chromium and gettext are there"
