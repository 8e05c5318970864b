# Sourced by the tools: where things are and how build/ is made.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build

# Packages first; everything they print goes to stderr, so that a script's own output stays clean.
ensure_packages() {
    "$root/tools/setup" >&2
}

# Configures build/ as a release once; later calls find it there.
configure() {
    [[ -f $build/build.ninja ]] && return
    local compiler=clang++-19
    if command -v ccache >/dev/null; then compiler="ccache $compiler"; fi
    CXX=$compiler meson setup "$build" "$root" --buildtype=release >&2
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
