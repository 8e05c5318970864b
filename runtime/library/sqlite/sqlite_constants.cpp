// The constants of _sqlite3, and the names of result codes.
#include "runtime/library/os/posix.h"
#include "runtime/library/sqlite/sqlite_parts.h"

namespace rt::sqlite {

namespace {

constexpr posix::Constant kCodes[] = {
#define CODE(name) {#name, name},
#include "runtime/library/sqlite/result_codes.def"
#undef CODE
    {nullptr, 0}};

constexpr posix::Constant kConstants[] = {
#define CONSTANT(name) {#name, name},
#include "runtime/library/sqlite/constants.def"
#undef CONSTANT
    {"PARSE_DECLTYPES", kParseDeclTypes},
    {"PARSE_COLNAMES", kParseColNames},
    {"LEGACY_TRANSACTION_CONTROL", static_cast<int>(Autocommit::kLegacy)},
    {nullptr, 0}};

// The module's version, which libraries before 3.14 want. It has not changed for many years.
constexpr char kVersion[] = "2.6.0";

bool add_version(Thread& t, Value module) {
  u32 minor = library_minor();
  if (minor >= 14) return true;
  return module_add(t, module, minor < 12 ? "version" : "_deprecated_version", make_str_ascii(t, kVersion));
}

// The words that SQLite reserves: the library's command line completes them since 3.15.
bool add_keywords(Thread& t, Value module) {
  if (library_minor() < 15) return true;
  int count = sqlite3_keyword_count();
  Ref words = make_tuple_uninitialised(t, static_cast<u64>(count));
  for (int i = 0; words && i < count; ++i) {
    const char* text;
    int size;
    sqlite3_keyword_name(i, &text, &size);
    Ref word = make_str_ascii(t, {text, static_cast<size_t>(size)});
    if (!word) return false;
    init_field(as_tuple(words)->items[i], std::move(word));
  }
  return module_add(t, module, "SQLITE_KEYWORDS", std::move(words));
}

// DB-API's level of thread-safety: 3 means that threads may share connections.
i64 thread_safety() {
  switch (sqlite3_threadsafe()) {
    case 0: return 0;
    case 2: return 1;
    default: return 3;
  }
}

}  // namespace

const char* code_name(int code) {
  for (const posix::Constant* c = kCodes; c->name; ++c)
    if (c->value == code) return c->name;
  return nullptr;
}

bool add_constants(Thread& t, Value module) {
  return posix::add_constants(t, module, kCodes) && posix::add_constants(t, module, kConstants) &&
         add_version(t, module) && add_keywords(t, module) &&
         module_add(t, module, "threadsafety", make_int(t, thread_safety())) &&
         module_add(t, module, "sqlite_version", make_str_ascii(t, sqlite3_libversion()));
}

}  // namespace rt::sqlite
