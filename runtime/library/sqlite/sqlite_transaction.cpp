// Transactions: commit, rollback, the context manager, and the attributes that say when a transaction begins.
#include <cstring>

#include "runtime/library/sqlite/sqlite_connection.h"
#include "runtime/types/exceptions/exception.h"

namespace rt::sqlite {

// ---- when a transaction begins

bool autocommit_argument(Thread& t, Value v, Autocommit* out) {
  i64 number = 0;
  if (v == kTrue) *out = Autocommit::kOn;
  else if (v == kFalse) *out = Autocommit::kOff;
  else if (is_int(v) && int_fits_i64(v, &number) && number == static_cast<int>(Autocommit::kLegacy))
    *out = Autocommit::kLegacy;
  else return raise_value_error(t, "autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL");
  return true;
}

Ref connection::get_autocommit(Thread& t, Value self) {
  Operation operation(t, self, Need::kLook);
  if (!operation) return Ref();
  Autocommit mode = as_connection(self)->autocommit;
  return mode == Autocommit::kLegacy ? make_int(t, static_cast<int>(mode)) : bool_ref(mode == Autocommit::kOn);
}

bool connection::set_autocommit_py(Thread& t, Value self, Value mode_value) {
  Operation operation(t, self);
  Autocommit mode;
  if (!operation) return false;
  if (!mode_value)
    return raise(t, kAttributeErrorType, "cannot delete%s attribute", library_minor() < 15 ? "" : " autocommit");
  if (!autocommit_argument(t, mode_value, &mode)) return false;
  bool outside = sqlite3_get_autocommit(operation.db());
  if (mode == Autocommit::kOn && !outside && !operation.run_py("COMMIT")) return false;
  if (mode == Autocommit::kOff && outside && !operation.run_py("BEGIN")) return false;
  as_connection(self)->autocommit = mode;
  return true;
}

namespace {

constexpr char kBegin[] = "BEGIN ";  // the level follows
constexpr const char* kBeginStatements[] = {"BEGIN ", "BEGIN DEFERRED", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"};

}  // namespace

bool isolation_argument(Thread& t, Value v, const char** begin) {
  *begin = nullptr;
  if (v == kNone) return true;
  if (!is_str(v)) return raise_type_error(t, "isolation_level must be str or None");
  CText text(t, v);
  if (!text.ok()) return false;
  for (const char* statement : kBeginStatements) {
    if (sqlite3_stricmp(text.c_str(), statement + std::strlen(kBegin)) == 0) *begin = statement;
  }
  return *begin || raise_value_error(t, "isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'");
}

Ref connection::get_isolation_level(Thread& t, Value self) {
  Operation operation(t, self, Need::kLook);
  if (!operation) return Ref();
  const char* begin = as_connection(self)->begin;
  return begin ? make_str_ascii(t, begin + std::strlen(kBegin)) : none();
}

// ---- the ends of a transaction

namespace {

// COMMIT or ROLLBACK. False: an error is pending.
bool end_transaction_py(Thread& t, Value self, const char* sql) {
  Operation operation(t, self);
  if (!operation) return false;
  switch (as_connection(self)->autocommit) {
    case Autocommit::kLegacy: return sqlite3_get_autocommit(operation.db()) || operation.run_py(sql);
    case Autocommit::kOff: return operation.run_py(sql) && operation.run_py("BEGIN");
    default: return true;
  }
}

}  // namespace

Ref connection::commit(Thread& t, Value self) { return end_transaction_py(t, self, "COMMIT") ? none() : Ref(); }

Ref connection::rollback(Thread& t, Value self) { return end_transaction_py(t, self, "ROLLBACK") ? none() : Ref(); }

Ref connection::enter(Thread& t, Value self) {
  Operation operation(t, self, Need::kLook);
  return operation ? Ref::share(t, self) : Ref();
}

Ref connection::exit(Thread& t, Value self, Value type, Value value, Value traceback) {
  bool raised = type != kNone || value != kNone || traceback != kNone;
  if (end_transaction_py(t, self, raised ? "ROLLBACK" : "COMMIT")) return bool_ref(false);
  if (raised) return Ref();
  // What cannot be committed is rolled back, so that the database is not left locked.
  Ref error = take_error(t);
  if (end_transaction_py(t, self, "ROLLBACK")) {
    restore_error(t, std::move(error));
  } else {
    Ref second = take_error(t);
    set_exception_context(t, second, error);
    restore_error(t, std::move(second));
  }
  return Ref();
}

bool connection::set_isolation_level_py(Thread& t, Value self, Value level) {
  const char* begin;
  if (!level) return raise(t, kAttributeErrorType, "cannot delete attribute");
  if (!isolation_argument(t, level, &begin)) return false;
  {
    Operation operation(t, self, Need::kAny);
    if (!operation) return false;
    as_connection(self)->begin = begin;
  }
  return begin || end_transaction_py(t, self, "COMMIT");
}

}  // namespace rt::sqlite
