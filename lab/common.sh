# Sourced by the lab's scripts: finds Java, builds a lab module when its sources are newer than its jar.
# Sets: root, java.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
script=lab/$(basename "$0")

fail() {
    echo "$script: $1" >&2
    exit "${2:-2}"
}

java=${JAVA_HOME:+$JAVA_HOME/bin/java}
java=${java:-$(command -v java || true)}
[ -x "$java" ] || fail "no Java found: put java 17 or later on the PATH, or set JAVA_HOME."

# A JDK 25 for the rows with virtual threads: JDK25_HOME, else one where Linux packages put it.
if [ -z "${JDK25_HOME:-}" ]; then
    found=$(grep -ls '^JAVA_VERSION="25' /usr/lib/jvm/*/release | head -n 1 || true)
    [ -z "$found" ] || export JDK25_HOME=${found%/release}
fi

# build MODULE...: packages lab modules and what they need, unless nothing has changed since. Maven writes a module's class path each time
# it packages the module, for a script or in a build of everything: the time of that file says when.
build() {
    local module modules=() log
    for module in "$@"; do
        local packaged=$root/lab/$module/target/classpath.txt
        if [ ! -f "$packaged" ] || [ -n "$(newer_sources "$module" "$packaged")" ]; then
            modules+=("lab/$module")
        fi
    done
    [ ${#modules[@]} -gt 0 ] || return 0
    echo "$script: building ${modules[*]} ..." >&2
    log=$(mktemp)
    if ! (cd "$root" && ./mvnw -q -pl "$(IFS=,; echo "${modules[*]}")" -am -Dmaven.test.skip=true package) >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "the build failed; its output is above." 1
    fi
    rm -f "$log"
}

newer_sources() {
    local folders=(codegen core jdbc session testkit lab)
    case $1 in
        load | faults) folders+=(gateway integrations testbed) ;;
        jmh) folders+=(integrations testbed) ;;
    esac
    find "$root/pom.xml" "${folders[@]/#/$root/}" -path '*/target' -prune -o \
        -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$2" -print -quit
}

# class_path MODULE: the module's classes and everything they need.
class_path() {
    echo "$root/lab/$1/target/classes:$(cat "$root/lab/$1/target/classpath.txt")"
}
