// _gdbm: files of keys and values of GNU dbm.
#include <cstdlib>

#include "runtime/library/dbm/dbm_parts.h"

namespace rt::dbm {

namespace {

Type *g_gdbm_error, *g_gdbm_type;

// gdbm_errno is the thread's own; it is read before another thread may use the file.
struct Gdbm {
  using File = GDBM_FILE;
  static constexpr const char* kIndexText = "gdbm mappings have bytes or string indices only";
  static constexpr const char* kValueText = kIndexText;
  static constexpr const char* kContainsText = "gdbm key must be bytes or string, not %T";
  static constexpr bool kSetdefaultFetches = true;

  template <class Result>
  static Result noted(Result result, bool failed, Failure* failure) {
    if (failed) *failure = {*g_gdbm_errno_location(), errno};
    return result;
  }
  static datum fetch(File file, datum key, Failure* failure) {
    datum found = g_gdbm_fetch(file, key);
    return noted(found, !found.dptr, failure);
  }
  static int store(File file, datum key, datum value, Failure* failure) {
    int result = g_gdbm_store(file, key, value, GDBM_REPLACE);
    return noted(result, result < 0, failure);
  }
  static int remove(File file, datum key, Failure* failure) {
    int result = g_gdbm_delete(file, key);
    return noted(result, result < 0, failure);
  }
  static datum first(File file) { return g_gdbm_firstkey(file); }
  static datum next(File file, datum key) { return g_gdbm_nextkey(file, key); }
  static void free(datum d) { std::free(d.dptr); }
  static void close(File file) { g_gdbm_close(file); }

  static bool is_broken(const Failure& f) { return f.library != GDBM_NO_ERROR && f.library != GDBM_ITEM_NOT_FOUND; }
  static Error raise_store(Thread& t, const Failure& f) {
    if (f.system) return raise_system(t, g_gdbm_error, f.system);
    return raise(t, g_gdbm_error, "%s", g_gdbm_strerror(f.library));
  }
  static Error raise_fetch(Thread& t, const Failure& f) { return raise_store(t, f); }
  static Error raise_closed(Thread& t) { return raise(t, g_gdbm_error, "GDBM object has already been closed"); }
  static Error raise_remove(Thread& t, Value, Value key, const Failure& f) {
    return f.library == GDBM_ITEM_NOT_FOUND ? raise_key_error(t, key) : raise_store(t, f);
  }
};

// A key as bytes, or None if there is none.
template <class F>
Ref key_or_none(Thread& t, Value self, F&& find) {
  text::ByteBuilder copy;
  bool found = false;
  bool ok = with_file<Gdbm>(t, self, [&](auto file) {
    datum key = find(file);
    found = key.dptr;
    if (found) copy.append(key.dptr, static_cast<size_t>(key.dsize));
    Gdbm::free(key);
  });
  if (!ok) return Ref();
  if (!copy.ok()) return raise_memory_error(t);
  return found ? make_bytes(t, copy.text()) : none();
}
Ref firstkey(Thread& t, Value self) {
  return key_or_none(t, self, [](auto file) { return g_gdbm_firstkey(file); });
}
Ref nextkey(Thread& t, Value self, Value key) {
  Datum wanted(t, key, nullptr);
  return wanted ? key_or_none(t, self, [&](auto file) { return g_gdbm_nextkey(file, wanted.get()); }) : Ref();
}

template <auto kCall>
Ref maintain(Thread& t, Value self) {
  Failure failure;
  int result = 0;
  bool ok = with_file<Gdbm>(t, self, [&](auto file) {
    result = (*kCall)(file);
    Gdbm::noted(0, result < 0, &failure);
  });
  if (!ok) return Ref();
  return result >= 0 ? none() : Ref(Gdbm::raise_store(t, failure));
}

// ---- opening

constexpr std::string_view kFirstFlags = "rwcn", kOtherFlags = "fsu";

// False: an error is pending.
bool read_flags(Thread& t, std::string_view text, int* out) {
  if (text.empty() || kFirstFlags.find(text[0]) == kFirstFlags.npos)
    return raise(t, g_gdbm_error, "First flag must be one of 'r', 'w', 'c' or 'n'");
  *out = text[0] == 'r' ? GDBM_READER : text[0] == 'w' ? GDBM_WRITER : text[0] == 'c' ? GDBM_WRCREAT : GDBM_NEWDB;
  for (char c : text.substr(1)) {
    if (kOtherFlags.find(c) == kOtherFlags.npos) return raise(t, g_gdbm_error, "Flag '%c' is not supported.", c);
    *out |= c == 'f' ? GDBM_FAST : c == 's' ? GDBM_SYNC : GDBM_NOLOCK;
  }
  return true;
}

Ref open_gdbm(Thread& t, Value filename, Value flags, Value mode) {
  if (flags && !is_str(flags)) return raise_type_error(t, "open() argument 2 must be str, not %A", flags);
  int bits = 0666, how = GDBM_READER;
  if (mode && !to_i32_py(t, mode, &bits)) return Ref();
  if (flags && !read_flags(t, to_wtf8(flags), &how)) return Ref();
  Ref path = fs_encode_py(t, filename);
  if (!path) return Ref();
  const char* name = reinterpret_cast<const char*>(path.as<Bytes>()->data());
  GDBM_FILE file;
  Failure failure;
  {
    gc::Detached detached(t);
    errno = 0;
    file = g_gdbm_open(name, 0, how | GDBM_CLOEXEC, bits, nullptr);
    failure = {*g_gdbm_errno_location(), errno};
  }
  if (file) return make_database<Gdbm>(t, g_gdbm_type, file, (how & GDBM_OPENMASK) != GDBM_READER);
  if (failure.system) return raise_system(t, g_gdbm_error, failure.system, filename);
  return Gdbm::raise_store(t, failure);
}

constexpr MethodDef kGdbmMethods[] = {
    {"close", close<Gdbm>, "(self, /)", "Close the database."},
    {"keys", keys<Gdbm>, "(self, /)", "A list of all keys."},
    {"get", get<Gdbm>, "(self, key, default=None, /)", "The value of a key, or default if there is none."},
    {"setdefault", setdefault<Gdbm>, "(self, key, default=None, /)",
     "The value of a key, which gets the default if it has none."},
    {"firstkey", firstkey, "(self, /)", "The key with which a walk over all keys begins, or None."},
    {"nextkey", nextkey, "(self, key, /)", "The key that comes behind another one, or None."},
    {"reorganize", maintain<&g_gdbm_reorganize>, "(self, /)", "Give back the room of what has been removed."},
    {"sync", maintain<&g_gdbm_sync>, "(self, /)", "Write all changes to the disk."},
    {"clear", clear<Gdbm>, "(self, /)", "Remove all keys."},
    {"__enter__", enter<Gdbm>, "(self, /)"},
    {"__exit__", leave<Gdbm>, "(self, /, *args)"},
    {}};
constexpr TypeSpec kGdbmSpec = database_spec<Gdbm>("_gdbm.gdbm", kGdbmMethods);
constexpr TypeSpec kGdbmErrorSpec = {.name = "_gdbm.error", .base = TypeId::kOSError, .flags = kTypeSubclassable};

constexpr MethodDef kGdbmFunctions[] = {{"open", open_gdbm, "(filename, flags='r', mode=0o666, /)",
                                         "Open a database: 'r' to read, 'w' to change, 'c' to make it if there is "
                                         "none, 'n' to make an empty one. Behind it "
                                         "may stand 'f' (write later), 's' (write at once), 'u' (do not lock)."},
                                        {}};

bool init_gdbm(Thread& t, Value module) {
  if (!load_gdbm(t)) return false;
  if (!g_gdbm_type) g_gdbm_type = make_native_type(t, kGdbmSpec);
  Ref parts[] = {make_int(t, g_gdbm_version[0]), make_int(t, g_gdbm_version[1]), make_int(t, g_gdbm_version[2])};
  return add_native_type(t, module, g_gdbm_error, kGdbmErrorSpec) &&
         module_add(t, module, "open_flags", make_str(t, "rwcnfsu")) &&
         module_add(t, module, "_GDBM_VERSION", make_tuple(t, parts[0], parts[1], parts[2]));
}

}  // namespace
}  // namespace rt::dbm

namespace rt {

extern const ModuleDef kUnderGdbmModule = {.name = "_gdbm",
                                           .doc = "Files of keys and values of GNU dbm.",
                                           .methods = dbm::kGdbmFunctions,
                                           .init = dbm::init_gdbm};

}  // namespace rt
