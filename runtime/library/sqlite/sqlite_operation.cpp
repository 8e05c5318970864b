// The checks and the lock around each operation on a connection or a cursor, and the values that SQLite refers to.
#include "runtime/library/core/warnings.h"
#include "runtime/library/sqlite/sqlite_parts.h"

namespace rt::sqlite {

// ---- operations on a connection

Operation::Operation(Thread& t, Value connection, Need need) : t_(t) {
  Connection* c = as_connection(connection);
  u64 thread = c->thread.load(gc::relaxed);
  if (thread != 0 && thread != t.ident) {
    raise(t, g_errors.programming,
          "SQLite objects created in a thread can only be used in that same thread. The object was created in thread "
          "id %zu and this is thread id %zu.",
          static_cast<size_t>(thread), static_cast<size_t>(t.ident));
    return;
  }
  if (!c->database->enter_py(t)) return;
  database_ = c->database;
  db_ = database_->db();
  if (check(c, need)) return;
  database_->leave(t);
  database_ = nullptr;
}

bool Operation::check(Connection* connection, Need need) {
  if (need == Need::kAny) return true;
  if (!connection->ready.load(gc::relaxed))
    return raise(t_, g_errors.programming, "Base Connection.__init__ not called.");
  if (!db_) return raise(t_, g_errors.programming, "Cannot operate on a closed database.");
  if (need == Need::kLook) return true;
  if (database_->forbidden > 0) {
    return raise(t_, g_errors.programming,
                 "a connection cannot be used by its own collations, authorizer and progress handler");
  }
  return !database_->is_target.load(gc::relaxed) ||
         raise(t_, g_errors.programming, "a backup is writing into the database");
}

bool Operation::undisturbed() const {
  if (database_->db() != db_) return raise(t_, g_errors.programming, "Cannot operate on a closed database.");
  Ref error = database_->take_collation_error(t_);
  if (error) restore_error(t_, std::move(error));
  return !error_pending(t_);
}

Error Operation::fail(int code) const {
  if (!undisturbed()) return {};
  return sqlite3_errcode(db_) == SQLITE_OK ? raise_code(t_, code) : raise_sqlite(t_, db_);
}

int run_statement(Thread& t, sqlite3* db, const char* sql) {
  return detached(t, [&] {
    sqlite3_stmt* statement;
    if (int error = sqlite3_prepare_v2(db, sql, -1, &statement, nullptr)) return error;
    sqlite3_step(statement);
    return sqlite3_finalize(statement);
  });
}

bool Operation::run_py(const char* sql) const {
  int code = run_statement(t_, db_, sql);
  return undisturbed() && (code == SQLITE_OK || raise_sqlite(t_, db_));
}

// ---- operations on a cursor

Ref connection_of_open(Thread& t, Value cursor) {
  Cursor* c = as_cursor(cursor);
  Ref connection = load_field(t, c, c->connection);
  if (!connection) return raise(t, g_errors.programming, "Base Cursor.__init__ not called.");
  if (c->closed.load(gc::relaxed)) return raise(t, g_errors.programming, "Cannot operate on a closed cursor.");
  return connection;
}

CursorOperation::CursorOperation(Thread& t, Value cursor, Ref connection)
    : cursor_(as_cursor(cursor)), connection_(std::move(connection)), operation_(t, connection_) {
  if (!operation_) return;
  if (cursor_->connection.get_shared() != connection_.get()) {
    raise(t, g_errors.programming, "another thread has given the cursor another connection");
    return;
  }
  if (cursor_->busy) {
    raise(t, g_errors.programming, "Recursive use of cursors not allowed.");
    return;
  }
  marked_ = cursor_->busy = true;
}

// ---- values that SQLite refers to

i64 keep(Thread& t, Connection* connection, Value value) {
  i64 key = ++connection->last_key;
  Ref dict = load_field(t, connection, connection->kept), number = make_int(t, key);
  if (!dict) return raise(t, g_errors.programming, "the connection has been collected"), 0;
  return dict_set_py(t, as_dict(dict), number, value) ? key : 0;
}

// lint: name: the keys are ints, which need no __eq__
void drop_kept(Thread& t, Connection* connection, i64 key) {
  Ref dict = load_field(t, connection, connection->kept), number = make_int(t, key);
  if (dict && dict_delete_py(t, as_dict(dict), number) < 0) clear_error(t);
}

Ref kept(Thread& t, Database* database, i64 key) {
  Connection* connection = database->connection.load(gc::relaxed);
  Ref dict = connection ? load_field(t, connection, connection->kept) : Ref();
  return dict ? dict_get_py(t, as_dict(dict), make_int(t, key)) : Ref();
}

// ---- arguments

bool check_keywords_py(Thread& t, const CallArgs& args, const char* method, const char* const* names, u32 count,
                       bool has_more) {
  u32 minor = library_minor();
  u32 given = args.positional - 1;  // without self
  if (minor >= 15 && given < count) {
    return raise_type_error(t, "%s() takes %s %u positional argument%s (%u given)", method,
                            has_more ? "at least" : "exactly", count, count > 1 ? "s" : "", given);
  }
  if (minor < 13 || minor > 14 || given >= count || !args.names) return true;
  const char* s = count > 1 ? "s" : "";
  Ref list = make_str_ascii(t, "");
  for (u32 i = 0; list && i < count; ++i)
    list = format_message(t, "%S%s'%s'", list.get(), i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
  Ref text = list ? format_message(t,
                                   "Passing keyword argument%s %S to _sqlite3.Connection.%s() is deprecated. "
                                   "Parameter%s %S will become positional-only in Python 3.15.",
                                   s, list.get(), method, s, list.get())
                  : Ref();
  return text && warn_py(t, kDeprecationWarningType, text);
}

bool store_factory(Thread& t, Object* owner, Slot& slot, Value factory, const char* name) {
  if (!factory && library_minor() >= 15) return raise(t, kAttributeErrorType, "cannot delete %s attribute", name);
  store_field(t, owner, slot, factory ? Ref::share(t, factory) : Ref());
  return true;
}

}  // namespace rt::sqlite
