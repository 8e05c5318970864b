# Sourced by the tools: where things are and how build/ is made.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build

# Packages first; everything they print goes to stderr, so that a script's own output stays clean.
ensure_packages() {
    "$root/tools/setup" >&2
}

# Configures build/ as a release, optimised across files at link time, once; later calls find it there.
configure() {
    [[ -f $build/build.ninja ]] && return
    meson setup "$build" "$root" --native-file "$root/tools/clang.ini" --buildtype=release \
        -Db_lto=true -Db_lto_mode=thin -Db_thinlto_cache=true >&2
}

# Builds the named targets. Quiet when nothing is to be done; the log appears when the build fails.
compile() {
    local log
    log=$(mktemp)
    if ! ninja -C "$build" "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}
