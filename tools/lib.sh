# Sourced by the tools: where things are, and how builds are made.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build

# The builds there are: name, folder, what it is for. Their options stand in configure().
builds=(
    "release  build           what users run: optimised across files at link time"
    "dev      build-dev        invariants checked; each source compiled by itself and hardly optimised: soon there after a change (tools/dev)"
    "asan     build-asan      invariants checked; memory errors and undefined behaviour are found (AddressSanitizer, UBSan)"
    "tsan     build-tsan      invariants checked; data races are found (ThreadSanitizer)"
    "stress   build-stress    invariants checked; collections, loans and grace periods as often as can be"
    "shadow   build-shadow    invariants checked; whenever an object dies, all registers are searched for references to it"
    "atomic   build-atomic    every count is atomic, no object has an owner"
    "lines    build-lines     as release, with line tables: tools/overhead tells which part of the runtime an instruction belongs to"
    "blocks   build-blocks     hardly optimised; native code counts its basic blocks between two safepoints (tests/drivers/safepoints_test.py)"
    "pgo      build-pgo        as release, without link-time optimisation; counts how often each branch is taken (tools/pgo)"
    "gcc      build-gcc       a release by the other compiler"
)

# Packages first; everything they print goes to stderr, so that a script's own output stays clean.
ensure_packages() {
    "$root/tools/setup" >&2
}

# Prints the folder of a build.
folder_of() {
    local row name folder
    for row in "${builds[@]}"; do
        read -r name folder _ <<<"$row"
        if [[ $name == "$1" ]]; then
            echo "$root/$folder"
            return
        fi
    done
    echo "no build is called $1" >&2
    return 1
}

# Options of meson setup, given in the project's folder: words without spaces.
options_of() {
    local clang='--native-file tools/clang.ini'
    local checked="$clang --buildtype=debugoptimized -Ddebug_checks=true"
    local release="$clang --buildtype=release -Db_lto=true -Db_lto_mode=thin -Db_thinlto_cache=true"
    case $1 in
        release) echo "$release" ;;
        lines) echo "$release -Dcpp_args=-gline-tables-only" ;;
        dev) echo "$clang --buildtype=plain -Doptimization=1 -Ddebug_checks=true -Djoined_sources=false" ;;
        asan) echo "$checked -Db_sanitize=address,undefined -Db_lundef=false" ;;
        tsan) echo "$checked -Db_sanitize=thread -Db_lundef=false" ;;
        shadow) echo "$checked -Dshadow_counts=true" ;;
        stress) echo "$checked -Dstress_lifetime=true" ;;
        blocks) echo "$clang --buildtype=plain -Doptimization=1 -Dcount_blocks=true" ;;
        atomic) echo "$clang --buildtype=release -Drefcount=atomic" ;;
        pgo) echo "$clang --buildtype=release -Db_pgo=generate" ;;
        gcc) echo "--native-file tools/gcc.ini --buildtype=release" ;;
    esac
}

sources_are_configured() {
    "$root/tools/sources" | cmp -s - "$1/sources.list"
}

# A copy of a build folder, or one that has been moved, names files of the original.
is_where_it_was_configured() {
    local there
    there=$(sed -n 's/.*"build": "\([^"]*\)".*/\1/p' "$1/meson-info/meson-info.json")
    [[ $there -ef $1 ]]
}

# Configures a build; later calls find it there, and configure it again only when a source file has come or gone.
configure() {
    local folder
    folder=$(folder_of "$1")
    if [[ -f $folder/meson-private/coredata.dat ]] && ! is_where_it_was_configured "$folder"; then
        echo "${folder##*/} was configured in another place: it is configured anew" >&2
        rm -rf "$folder/meson-private" "$folder/meson-info" "$folder/build.ninja"
    fi
    if [[ ! -f $folder/meson-private/coredata.dat ]]; then
        (cd "$root" && meson setup "$folder" . $(options_of "$1")) >&2
    elif [[ ! -f $folder/build.ninja ]] || ! sources_are_configured "$folder"; then
        meson setup --reconfigure "$folder" "$root" >&2
    fi
}

# Builds the targets in a folder. Quiet when nothing is to be done; tells how far it is; what the compiler says appears when the build fails.
compile() {
    "$root/tools/parts/progress.py" "$@"
}
