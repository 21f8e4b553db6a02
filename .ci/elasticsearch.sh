#!/usr/bin/env bash
# A real Elasticsearch of one node for the tests, on loopback, without a cluster, security or any optional module.
# It is the official server core as published for Maven, since a registry of packages is all that is reached from CI.
# Prints its address as its last line. Safe to run again: a server that answers is left alone.
set -euo pipefail

version="8.19.21"
port="${TEST_ELASTICSEARCH_PORT:-9200}"
address="http://127.0.0.1:$port"
home="/opt/hang-nghe-tests/elasticsearch-$version"
user="hang_nghe_search"

say() { printf 'services: %s\n' "$*" >&2; }
# Not on GET /, which this core answers with 405.
answers() { curl --silent --fail --max-time 2 --output /dev/null "$address/_cluster/health?wait_for_status=yellow&timeout=1s"; }

if answers; then
    say "Elasticsearch answers on 127.0.0.1:$port already"
    echo "$address"
    exit 0
fi

missing=()
command -v mvn >/dev/null || missing+=(maven)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v unzip >/dev/null || missing+=(unzip)
command -v curl >/dev/null || missing+=(curl)
if [ "${#missing[@]}" -gt 0 ]; then
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ ! -x "$home/bin/elasticsearch" ]; then
    say "fetching Elasticsearch $version (107 MB, once)"
    group="org.elasticsearch.distribution.integ-test-zip"
    mvn --quiet --batch-mode dependency:get -Dtransitive=false -Dartifact="$group:elasticsearch:$version:zip" >&2
    unpacked="$(mktemp -d)"
    (cd "$unpacked" && mvn --quiet --batch-mode dependency:copy -Dartifact="$group:elasticsearch:$version:zip" -DoutputDirectory="$unpacked" >&2)
    unzip -q "$unpacked/elasticsearch-$version.zip" -d "$unpacked"
    mkdir -p "$(dirname "$home")"
    rm -rf "$home"
    mv "$unpacked/elasticsearch-$version" "$home"
    rm -rf "$unpacked"
fi

cat > "$home/config/elasticsearch.yml" <<YML
cluster.name: hang-nghe-tests
discovery.type: single-node
xpack.security.enabled: false
http.host: 127.0.0.1
transport.host: 127.0.0.1
http.port: $port
cluster.routing.allocation.disk.threshold_enabled: false
YML
# Elasticsearch refuses to run as root.
id "$user" >/dev/null 2>&1 || useradd --system --home-dir "$home" --shell /usr/sbin/nologin "$user"
chown -R "$user" "$home"

say "starting Elasticsearch $version on port $port"
java_home="$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")"
(
    cd "$home"
    setsid setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups \
        env -i PATH="$PATH" HOME="$home" LANG=C.UTF-8 ES_JAVA_HOME="$java_home" ES_JAVA_OPTS="-Xms512m -Xmx512m" \
        bin/elasticsearch </dev/null >"$home/logs/console.log" 2>&1 &
)
for _ in $(seq 180); do
    answers && break
    sleep 0.5
done
answers || {
    say "Elasticsearch did not answer on port $port within 90 seconds; its last lines:"
    tail -n 20 "$home/logs/console.log" >&2
    exit 1
}
say "Elasticsearch $version answers on 127.0.0.1:$port"
echo "$address"
