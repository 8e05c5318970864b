// _dbm: the old interface "ndbm" to files of keys and values. GNU dbm provides it: a database is two files, NAME.pag
// and NAME.dir.
#include <fcntl.h>

#include "runtime/library/dbm/dbm_parts.h"

namespace rt::dbm {

namespace {

Type *g_ndbm_error, *g_ndbm_type;

// What ndbm gives points into the handle: the caller copies it.
struct Ndbm {
  using File = DBM*;
  static constexpr const char* kIndexText = "dbm mappings have bytes or string keys only";
  static constexpr const char* kValueText = "dbm mappings have bytes or string elements only";
  static constexpr const char* kContainsText = "dbm key must be bytes or string, not %T";
  static constexpr bool kSetdefaultFetches = false;

  static datum fetch(File file, datum key, Failure*) { return g_dbm_fetch(file, key); }
  static int store(File file, datum key, datum value, Failure*) {
    int result = g_dbm_store(file, key, value, DBM_REPLACE);
    if (result < 0) g_dbm_clearerr(file);
    return result;
  }
  static int remove(File file, datum key, Failure*) {
    int result = g_dbm_delete(file, key);
    if (result < 0) g_dbm_clearerr(file);
    return result;
  }
  static datum first(File file) { return g_dbm_firstkey(file); }
  static datum next(File file, datum) { return g_dbm_nextkey(file); }
  static void free(datum) {}
  static void close(File file) { g_dbm_close(file); }

  static bool is_broken(const Failure&) { return false; }
  static Error raise_fetch(Thread&, const Failure&) { return Error(); }
  static Error raise_store(Thread& t, const Failure&) { return raise(t, g_ndbm_error, "cannot add item to database"); }
  static Error raise_closed(Thread& t) { return raise(t, g_ndbm_error, "DBM object has already been closed"); }
  // The library does not say whether the key is absent.
  static Error raise_remove(Thread& t, Value self, Value key, const Failure&) {
    if (self.as<Database<Ndbm>>()->writable) return raise_key_error(t, key);
    return raise(t, g_ndbm_error, "cannot delete item from database");
  }
};

// O_... for a letter; -1: unknown.
int open_flags(std::string_view text) {
  if (text == "r") return O_RDONLY;
  if (text == "w") return O_RDWR;
  if (text == "c" || text == "rw") return O_RDWR | O_CREAT;
  if (text == "n") return O_RDWR | O_CREAT | O_TRUNC;
  return -1;
}

Ref open_ndbm(Thread& t, Value filename, Value flags, Value mode) {
  if (flags && !is_str(flags)) return raise_type_error(t, "open() argument 2 must be str, not %A", flags);
  int bits = 0666, how = flags ? open_flags(to_wtf8(flags)) : O_RDONLY;
  if (mode && !to_i32_py(t, mode, &bits)) return Ref();
  if (how < 0) return raise(t, g_ndbm_error, "arg 2 to open should be 'r', 'w', 'c', or 'n'");
  Ref path = fs_encode_py(t, filename);
  if (!path) return Ref();
  char* name = reinterpret_cast<char*>(path.as<Bytes>()->data());
  DBM* file;
  int error;
  {
    gc::Detached detached(t);
    errno = 0;
    file = g_dbm_open(name, how, bits);
    error = errno;
  }
  if (!file) return raise_system(t, g_ndbm_error, error ? error : EINVAL, filename);
  return make_database<Ndbm>(t, g_ndbm_type, file, how != O_RDONLY);
}

constexpr MethodDef kNdbmMethods[] = {
    {"close", close<Ndbm>, "(self, /)", "Close the database."},
    {"keys", keys<Ndbm>, "(self, /)", "A list of all keys."},
    {"get", get<Ndbm>, "(self, key, default=None, /)", "The value of a key, or default if there is none."},
    {"setdefault", setdefault<Ndbm>, "(self, key, default=b'', /)",
     "The value of a key, which gets the default if it has none."},
    {"clear", clear<Ndbm>, "(self, /)", "Remove all keys."},
    {"__enter__", enter<Ndbm>, "(self, /)"},
    {"__exit__", leave<Ndbm>, "(self, /, *args)"},
    {}};
constexpr TypeSpec kNdbmSpec = database_spec<Ndbm>("_dbm.dbm", kNdbmMethods);
constexpr TypeSpec kNdbmErrorSpec = {.name = "_dbm.error", .base = TypeId::kOSError, .flags = kTypeSubclassable};

constexpr MethodDef kNdbmFunctions[] = {
    {"open", open_ndbm, "(filename, flags='r', mode=0o666, /)",
     "Open a database: 'r' to read, 'w' to change, 'c' to make it if there is none, 'n' to make an empty one."},
    {}};

bool init_ndbm(Thread& t, Value module) {
  if (!load_ndbm(t)) return false;
  if (!g_ndbm_type) g_ndbm_type = make_native_type(t, kNdbmSpec);
  return add_native_type(t, module, g_ndbm_error, kNdbmErrorSpec) &&
         module_add(t, module, "library", make_str(t, "GNU gdbm"));
}

}  // namespace
}  // namespace rt::dbm

namespace rt {

extern const ModuleDef kUnderDbmModule = {.name = "_dbm",
                                          .doc = "Files of keys and values, through the interface ndbm.",
                                          .methods = dbm::kNdbmFunctions,
                                          .init = dbm::init_ndbm};

}  // namespace rt
