// _sqlite3: the definition of the module, and its functions that concern no connection.
#include "runtime/library/sqlite/sqlite_parts.h"

namespace rt::sqlite {

namespace {

Ref complete_statement(Thread& t, Value statement) {
  if (!check_str(t, "complete_statement", "statement", statement)) return Ref();
  CText text(t, statement);
  return text.ok() ? bool_ref(sqlite3_complete(text.c_str())) : Ref();
}

Ref enable_callback_tracebacks(Thread& t, Value enable) {
  int on;
  if (!to_i32_py(t, enable, &on)) return Ref();
  g_report_errors.store(on != 0, gc::relaxed);
  return none();
}

constexpr MethodDef kFunctions[] = {
    {"connect", connect,
     "(...)(database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, "
     "factory=ConnectionType, cached_statements=128, uri=False, *, autocommit=sqlite3.LEGACY_TRANSACTION_CONTROL)",
     "Open a connection to the SQLite database file 'database'.\n\n"
     "You can use \":memory:\" to open a database connection to a database that\n"
     "resides in RAM instead of on disk.\n\n"
     "Note: Passing more than 1 positional argument to _sqlite3.connect() is\n"
     "deprecated. Parameters 'timeout', 'detect_types', 'isolation_level',\n"
     "'check_same_thread', 'factory', 'cached_statements' and 'uri' will\n"
     "become keyword-only parameters in Python 3.15.\n"},
    {"complete_statement", complete_statement, "(statement)", "Checks if a string contains a complete SQL statement."},
    {"enable_callback_tracebacks", enable_callback_tracebacks, "(enable, /)",
     "Enable or disable callback functions throwing errors to stderr."},
    {}};

// sqlite3.enable_shared_cache() was removed in 3.12.
Ref enable_shared_cache(Thread& t, Value enable) {
  int on;
  if (!to_i32_py(t, enable, &on)) return Ref();
  if (sqlite3_enable_shared_cache(on) == SQLITE_OK) return none();
  return raise(t, g_errors.operational, "Changing the shared_cache flag failed");
}
constexpr MethodDef kSharedCache = {"enable_shared_cache", enable_shared_cache, "(do_enable)",
                                    "Enable or disable shared cache mode for the calling thread."};

bool add_function(Thread& t, Value module, const MethodDef& def) {
  Ref name = intern(t, "_sqlite3");
  return name && module_add(t, module, def.name, make_builtin(t, &def, module, name));
}

bool init(Thread& t, Value module) {
  if (int code = sqlite3_initialize(); code != SQLITE_OK) return raise(t, kImportErrorType, "%s", sqlite3_errstr(code));
  make_statement_type(t);
  for (const MethodDef* def = kAdaptFunctions; def->name; ++def)
    if (!add_function(t, module, *def)) return false;
  if (library_minor() < 12 && !add_function(t, module, kSharedCache)) return false;
  return add_errors(t, module) && add_adapters(t, module) && add_connection_type(t, module) &&
         add_cursor_type(t, module) && add_row_type(t, module) && add_blob_type(t, module) && add_constants(t, module);
}

}  // namespace

}  // namespace rt::sqlite

namespace rt {

extern const ModuleDef kUnderSqlite3Module = {.name = "_sqlite3", .methods = sqlite::kFunctions, .init = sqlite::init};

}  // namespace rt
