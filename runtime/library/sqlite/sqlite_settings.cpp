// Limits and switches of a connection, its counters, and interrupt().
#include <algorithm>
#include <iterator>

#include "runtime/library/sqlite/sqlite_connection.h"

namespace rt::sqlite {

namespace {

Ref set_limit_py(Thread& t, Value self, Value category_value, int limit) {
  int category;
  if (!to_i32_py(t, category_value, &category)) return Ref();
  Operation operation(t, self);
  if (!operation) return Ref();
  int old = sqlite3_limit(operation.db(), category, limit);
  return old < 0 ? Ref(raise(t, g_errors.programming, "'category' is out of bounds")) : make_int(t, old);
}

}  // namespace

Ref connection::setlimit(Thread& t, Value self, Value category, Value limit_value) {
  int limit;
  return to_i32_py(t, limit_value, &limit) ? set_limit_py(t, self, category, limit) : Ref();
}

Ref connection::getlimit(Thread& t, Value self, Value category) { return set_limit_py(t, self, category, -1); }

namespace {

// The switches whose values are a bool.
constexpr int kSwitches[] = {SQLITE_DBCONFIG_ENABLE_FKEY,
                             SQLITE_DBCONFIG_ENABLE_TRIGGER,
                             SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER,
                             SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                             SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
                             SQLITE_DBCONFIG_ENABLE_QPSG,
                             SQLITE_DBCONFIG_TRIGGER_EQP,
                             SQLITE_DBCONFIG_RESET_DATABASE,
                             SQLITE_DBCONFIG_DEFENSIVE,
                             SQLITE_DBCONFIG_WRITABLE_SCHEMA,
                             SQLITE_DBCONFIG_LEGACY_ALTER_TABLE,
                             SQLITE_DBCONFIG_DQS_DML,
                             SQLITE_DBCONFIG_DQS_DDL,
                             SQLITE_DBCONFIG_ENABLE_VIEW,
                             SQLITE_DBCONFIG_LEGACY_FILE_FORMAT,
                             SQLITE_DBCONFIG_TRUSTED_SCHEMA};

// Sets a switch and reads what it is then; `enable` -1 only reads. False: an error is pending.
bool configure_py(Thread& t, Value self, Value op_value, int enable, int* now) {
  int op;
  if (!to_i32_py(t, op_value, &op)) return false;
  Operation operation(t, self);
  if (!operation) return false;
  if (std::find(std::begin(kSwitches), std::end(kSwitches), op) == std::end(kSwitches))
    return raise_value_error(t, "unknown config 'op': %d", op);
  int code = sqlite3_db_config(operation.db(), op, enable, now);
  return code == SQLITE_OK || operation.fail(code);
}

}  // namespace

Ref connection::setconfig(Thread& t, Value self, Value op, Value enable_value) {
  int now, enable = truth_py(t, enable_value);
  if (enable < 0 || !configure_py(t, self, op, enable, &now)) return Ref();
  return now == enable ? none() : Ref(raise(t, g_errors.operational, "Unable to set config"));
}

Ref connection::getconfig(Thread& t, Value self, Value op) {
  int now;
  return configure_py(t, self, op, -1, &now) ? bool_ref(now) : Ref();
}

// Any thread may interrupt the one that holds the lock.
Ref connection::interrupt(Thread& t, Value self) {
  Connection* connection = as_connection(self);
  if (!connection->ready.load(gc::relaxed))
    return raise(t, g_errors.programming, "Base Connection.__init__ not called.");
  if (connection->database->interrupt()) return none();
  return raise(t, g_errors.programming, "Cannot operate on a closed database.");
}

}  // namespace rt::sqlite
