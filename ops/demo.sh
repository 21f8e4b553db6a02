#!/usr/bin/env bash
# Prepares the example site and serves it: one web server, one worker, one clock. Ctrl-C stops all three.
# usage: ops/demo.sh [prepare|reset [--yes]|serve]
set -euo pipefail
cd "$(dirname "$0")/.."

python=".venv/bin/python"
manage() { "$python" site/manage.py "$@"; }
port="${PORT:-8000}"
# The demo's links must work where it is served.
export BASE_URL="${BASE_URL:-http://127.0.0.1:$port}"

prepare() {
    manage migrate --verbosity 0
    manage createcachetable
    manage collectstatic --noinput --verbosity 0
    manage demo
}

reset() {
    manage demo_reset --only-delete "$@"
}

pids=()

stop() {
    trap - INT TERM EXIT
    kill -TERM "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
}

# In a session of its own, so that the terminal's Ctrl-C reaches this script alone, which then ends them all.
start() {
    setsid "$@" &
    pids+=($!)
}

serve() {
    trap stop EXIT
    trap 'exit 0' INT TERM
    start "$python" -m granian --interface wsgi --host 127.0.0.1 --port "$port" --workers 1 \
        --blocking-threads 4 --working-dir site --no-ws --log-level warning config.wsgi:application
    start "$python" site/manage.py db_worker
    start "$python" site/manage.py clock
    cat <<WORDS

  Trang công khai / public site   http://127.0.0.1:$port/
  Quản trị / staff                http://127.0.0.1:$port/admin/
  Ctrl-C dừng tất cả / stops all

WORDS
    # Whichever ends first takes the others with it: half a site is worse than none.
    wait -n "${pids[@]}" || true
    echo "One of the demo's processes has stopped; its last words are above." >&2
    exit 1
}

case "${1:-all}" in
    prepare) prepare ;;
    reset) shift; reset "$@" ;;
    serve) serve ;;
    all)
        prepare
        if [ "${DEMO_SERVE:-1}" = "1" ]; then serve; fi
        ;;
    *)
        echo "usage: ops/demo.sh [prepare|reset [--yes]|serve]" >&2
        exit 2
        ;;
esac
