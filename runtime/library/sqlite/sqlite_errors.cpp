// The exceptions of _sqlite3, and which of them a result code of SQLite stands for.
#include <cstring>

#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/types/exceptions/exception.h"

namespace rt::sqlite {

Errors g_errors;

namespace {

// Null: MemoryError.
Type* type_of_code(int code) {
  switch (code) {
    case SQLITE_NOMEM: return nullptr;
    case SQLITE_INTERNAL:
    case SQLITE_NOTFOUND: return g_errors.internal;
    case SQLITE_ERROR:
    case SQLITE_PERM:
    case SQLITE_ABORT:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_INTERRUPT:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_EMPTY:
    case SQLITE_SCHEMA: return g_errors.operational;
    case SQLITE_TOOBIG: return g_errors.data;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return g_errors.integrity;
    case SQLITE_MISUSE:
    case SQLITE_RANGE: return g_errors.interface;
    default: return g_errors.database;
  }
}

Error raise_with_code(Thread& t, int extended_code, const char* text) {
  constexpr int kBasicCode = 0xff;
  Type* type = type_of_code(extended_code & kBasicCode);
  if (!type) return raise_memory_error(t);
  Ref message = decode_utf8(t, text, std::strlen(text), "replace");
  Ref args = message ? make_tuple(t, message) : Ref();
  Ref error = args ? make_exception_raw(t, type, std::move(args)) : Ref();
  const char* name = code_name(extended_code);
  Ref code = make_int(t, extended_code), name_value = make_str_ascii(t, name ? name : "unknown");
  Ref code_key = intern(t, "sqlite_errorcode"), name_key = intern(t, "sqlite_errorname");
  if (!error || !name_value || !code_key || !name_key) return {};
  if (!generic_setattr_py(t, error, code_key, code) || !generic_setattr_py(t, error, name_key, name_value)) return {};
  return raise_error(t, error);
}

}  // namespace

// lint: name: the attributes of a new instance of a class of this module are plain ones
Error raise_sqlite(Thread& t, sqlite3* db) {
  return raise_with_code(t, sqlite3_extended_errcode(db), sqlite3_errmsg(db));
}
Error raise_code(Thread& t, int code) { return raise_with_code(t, code, sqlite3_errstr(code)); }

namespace {

constexpr TypeSpec spec_of(const char* name) {
  return {.name = name, .base = TypeId::kException, .flags = kTypeSubclassable};
}
constexpr TypeSpec kError = spec_of("sqlite3.Error"), kWarning = spec_of("sqlite3.Warning"),
                   kInterface = spec_of("sqlite3.InterfaceError"), kDatabase = spec_of("sqlite3.DatabaseError"),
                   kInternal = spec_of("sqlite3.InternalError"), kOperational = spec_of("sqlite3.OperationalError"),
                   kProgramming = spec_of("sqlite3.ProgrammingError"), kIntegrity = spec_of("sqlite3.IntegrityError"),
                   kData = spec_of("sqlite3.DataError"), kNotSupported = spec_of("sqlite3.NotSupportedError");

}  // namespace

bool add_errors(Thread& t, Value module) {
  Errors& e = g_errors;
  return add_native_type(t, module, e.error, kError, kExceptionType) &&
         add_native_type(t, module, e.warning, kWarning, kExceptionType) &&
         add_native_type(t, module, e.interface, kInterface, e.error) &&
         add_native_type(t, module, e.database, kDatabase, e.error) &&
         add_native_type(t, module, e.internal, kInternal, e.database) &&
         add_native_type(t, module, e.operational, kOperational, e.database) &&
         add_native_type(t, module, e.programming, kProgramming, e.database) &&
         add_native_type(t, module, e.integrity, kIntegrity, e.database) &&
         add_native_type(t, module, e.data, kData, e.database) &&
         add_native_type(t, module, e.not_supported, kNotSupported, e.database);
}

}  // namespace rt::sqlite
