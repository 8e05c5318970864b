// Cursors: execution of statements, and the rows that they give.
#include "runtime/library/core/warnings.h"
#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/types/containers/list.h"

namespace rt::sqlite {

Type* g_cursor_type;

namespace {

// Gives the statement back, which the cursor no longer needs. The connection's lock is held.
void let_go(Thread& t, Cursor* cursor) {
  Statement* statement = std::exchange(cursor->statement, nullptr);
  if (statement) statement->database->put_idle(t, statement);
}

// ---- making

Ref create(Thread& t, Type* type, const CallArgs&) {
  Ref object = allocate_instance(t, type);
  if (!object) return Ref();
  Cursor* cursor = as_cursor(object);
  cursor->arraysize = 1;
  cursor->rowcount.store(-1, gc::relaxed);
  for (Slot* slot : {&cursor->description, &cursor->lastrowid, &cursor->row_factory}) init_field(*slot, none());
  return object;
}

// Gives a new cursor its connection, unless another thread has been faster. The connection that it has now.
Ref first_connection(Thread& t, Cursor* cursor, Value connection) {
  return fill_field(t, cursor, cursor->connection, Ref::share(t, connection));
}

bool init_py(Thread& t, Value self, const CallArgs& args) {
  if (args.keywords() && type_of(self) == g_cursor_type)
    return raise_type_error(t, "Cursor() takes no keyword arguments");
  if (args.positional != 1)
    return raise_type_error(t, "Cursor expected 1 argument, got %d", static_cast<int>(args.positional));
  if (!is_connection(args[0]))
    return raise_type_error(t, "Cursor() argument 1 must be sqlite3.Connection, not %A", args[0]);
  Cursor* cursor = as_cursor(self);
  CursorOperation operation(t, self, first_connection(t, cursor, args[0]));
  if (!operation) return false;
  let_go(t, cursor);
  for (Slot* slot : {&cursor->description, &cursor->lastrowid, &cursor->row_factory})
    store_field(t, cursor, *slot, none());
  cursor->arraysize = 1;
  cursor->rowcount.store(-1, gc::relaxed);
  cursor->closed.store(false, gc::relaxed);
  operation.unmark();
  // The last step: from here on the lock of another connection guards the cursor.
  if (!is_same(operation.connection(), args[0])) store_field(t, cursor, cursor->connection, Ref::share(t, args[0]));
  return true;
}

// ---- executing

bool begin_transaction_py(const CursorOperation& operation, Statement* statement) {
  Connection* connection = as_connection(operation.connection());
  bool due = connection->autocommit == Autocommit::kLegacy && connection->begin && statement->changes_rows &&
             sqlite3_get_autocommit(operation->db());
  return !due || operation->run_py(connection->begin);
}

// Gets the cursor a statement for the text, in place of the old one.
bool prepare_py(Thread& t, const CursorOperation& operation, Cursor* cursor, Value sql, bool many) {
  let_go(t, cursor);
  store_field(t, cursor, cursor->description, none());
  store_field(t, cursor, cursor->converters, Ref());
  cursor->statement = take_statement_py(t, *operation, sql);
  if (!cursor->statement) return false;
  if (many && sqlite3_stmt_readonly(cursor->statement->prepared))
    return raise(t, g_errors.programming, "executemany() can only execute DML statements.");
  cursor->rowcount.store(cursor->statement->changes_rows && many ? 0 : -1, gc::relaxed);
  return begin_transaction_py(operation, cursor->statement);
}

// Counts the rows that the statement has changed, now that it has come to its end.
void count_rows(const CursorOperation& operation, Cursor* cursor, bool many) {
  if (!cursor->statement->changes_rows) return;
  i64 before = many ? cursor->rowcount.load(gc::relaxed) : 0;
  cursor->rowcount.store(before + sqlite3_changes(operation->db()), gc::relaxed);
}

// Executes the statement for one set of parameters, up to its first row.
bool execute_once_py(Thread& t, const CursorOperation& operation, Cursor* cursor, Value parameters, bool many) {
  sqlite3_stmt* prepared = cursor->statement->prepared;
  if (!bind_parameters_py(t, *operation, cursor->statement, parameters) || !operation->undisturbed()) return false;
  if (!prepared) return true;
  int code = step(t, prepared);
  if (!operation->undisturbed()) return false;
  if (code != SQLITE_ROW && code != SQLITE_DONE) return raise_sqlite(t, operation->db());
  if (cursor->description.get() == kNone && !describe_columns_py(t, operation, cursor)) return false;
  if (code == SQLITE_DONE) count_rows(operation, cursor, many);
  if (code == SQLITE_DONE || many) detached(t, [&] { return sqlite3_reset(prepared); });
  return operation->undisturbed();
}

bool execute_many_py(Thread& t, const CursorOperation& operation, Cursor* cursor, Value sequence) {
  Ref iterator = iter_py(t, sequence);
  return iterator && for_each_next_py(t, iterator, [&](Thread&, Value parameters) {
           return execute_once_py(t, operation, cursor, parameters, true) && poll_py(t);
         });
}

bool execute_single_py(Thread& t, const CursorOperation& operation, Cursor* cursor, Value parameters) {
  if (!execute_once_py(t, operation, cursor, parameters ? parameters : empty_tuple(), false)) return false;
  if (!cursor->statement->prepared) return true;  // a text without a statement leaves lastrowid as it is
  Ref row = make_int(t, sqlite3_last_insert_rowid(operation->db()));
  if (!row) return false;
  store_field(t, cursor, cursor->lastrowid, std::move(row));
  return true;
}

Ref execute_py(Thread& t, Value self, Value sql, Value parameters, bool many) {
  if (!is_str(sql)) {
    return raise_type_error(t, "%s() argument 1 must be str, not %A", many ? "executemany" : "execute", sql);
  }
  Ref connection = connection_of_open(t, self);
  if (!connection) return Ref();
  CursorOperation operation(t, self, std::move(connection));
  if (!operation) return Ref();
  Cursor* cursor = as_cursor(self);
  bool ok = prepare_py(t, operation, cursor, sql, many) && (many ? execute_many_py(t, operation, cursor, parameters)
                                                                 : execute_single_py(t, operation, cursor, parameters));
  if (!ok) cursor->rowcount.store(-1, gc::relaxed);
  if (cursor->statement && (!ok || !sqlite3_stmt_busy(cursor->statement->prepared))) let_go(t, cursor);
  return ok ? Ref::share(t, self) : Ref();
}

Ref execute(Thread& t, Value self, Value sql, Value parameters) { return execute_py(t, self, sql, parameters, false); }
Ref executemany(Thread& t, Value self, Value sql, Value parameters) {
  return execute_py(t, self, sql, parameters, true);
}

// Executes the first statement of a script to its end. Gives a code of SQLite, and where the rest begins.
int execute_first(sqlite3* db, const char* script, const char** rest) {
  sqlite3_stmt* statement;
  int code = sqlite3_prepare_v2(db, script, -1, &statement, rest);
  if (code != SQLITE_OK) return code;
  while (sqlite3_step(statement) == SQLITE_ROW) {
  }
  return sqlite3_finalize(statement);
}

Ref executescript(Thread& t, Value self, Value script) {
  if (!is_str(script)) return raise_type_error(t, "executescript() argument must be str, not %A", script);
  CText text(t, script);
  Ref connection = text.ok() ? connection_of_open(t, self) : Ref();
  if (!connection) return Ref();
  CursorOperation operation(t, self, std::move(connection));
  if (!operation) return Ref();
  sqlite3* db = operation->db();
  if (text.view().size() > static_cast<size_t>(sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, -1)))
    return raise(t, g_errors.data, "query string is too large");
  bool legacy = as_connection(operation.connection())->autocommit == Autocommit::kLegacy;
  if (legacy && !sqlite3_get_autocommit(db) && !operation->run_py("COMMIT")) return Ref();
  for (const char* rest = text.c_str(); *rest;) {
    int code = detached(t, [&] { return execute_first(db, rest, &rest); });
    if (!operation->undisturbed()) return Ref();
    if (code != SQLITE_OK) return raise_sqlite(t, db);
    if (!poll_py(t)) return Ref();
  }
  return Ref::share(t, self);
}

// ---- fetching

// The next row; kStop: there is none.
Ref next(Thread& t, Value self) {
  Ref connection = connection_of_open(t, self);
  if (!connection) return Ref();
  CursorOperation operation(t, self, std::move(connection));
  if (!operation) return Ref();
  Cursor* cursor = as_cursor(self);
  if (!cursor->statement) return Ref::immediate(kStop);
  sqlite3_stmt* prepared = cursor->statement->prepared;
  if (sqlite3_data_count(prepared) == 0) {
    let_go(t, cursor);
    return Ref::immediate(kStop);
  }
  Ref row = fetch_row_py(t, operation, cursor);
  if (!row || !operation->undisturbed()) return Ref();
  // The statement goes on at once: SQLite is done with it as soon as its last row has been fetched.
  int code = step(t, prepared);
  if (!operation->undisturbed()) return Ref();
  if (code == SQLITE_DONE) count_rows(operation, cursor, false);
  else if (code != SQLITE_ROW) raise_sqlite(t, sqlite3_db_handle(prepared));
  if (code != SQLITE_ROW) let_go(t, cursor);
  if (error_pending(t)) return Ref();
  Ref factory = load_field(t, cursor, cursor->row_factory);
  if (!factory || factory.get() == kNone) return row;
  operation.unmark();
  return call_py(t, factory, self, row);
}

Ref fetchone(Thread& t, Value self) {
  Ref row = next(t, self);
  return row.get() == kStop ? none() : std::move(row);
}

// A list of at most `most` rows.
Ref fetch_list_py(Thread& t, Value self, i64 most) {
  Ref rows = make_list(t);
  for (i64 i = 0; rows && i < most; ++i) {
    Ref row = next(t, self);
    if (row.get() == kStop) break;
    if (!row || !list_append(t, as_list(rows), std::move(row)) || !poll_py(t)) return Ref();
  }
  return rows;
}

Ref fetchall(Thread& t, Value self) { return fetch_list_py(t, self, INT64_MAX); }

// A number of rows: an int up to 3.14, later a u32.
bool size_argument_py(Thread& t, Value v, u32* size) {
  if (library_minor() < 15) {
    int number;
    if (!to_i32_py(t, v, &number)) return false;
    *size = static_cast<u32>(number);  // lint: narrow: this one is an int
    return true;
  }
  u64 number;
  if (!check_not_negative(t, v)) return false;
  if (is_int(v) && int_compare(v, Value::small_int(UINT32_MAX)) > 0)
    return raise_overflow_error(t, "Python int too large for C uint32_t");
  if (!to_u64_py(t, v, &number)) return false;
  *size = static_cast<u32>(number);  // lint: narrow: int_compare() has checked it
  return true;
}

constexpr Signature kFetchMany = parse_signature("(size=<arraysize>)");
Ref fetchmany(Thread& t, const CallArgs& args) {
  Value size_value;
  if (!bind_method(t, "fetchmany", kFetchMany, args, &size_value)) return Ref();
  Value self = args[0];
  u32 size = as_cursor(self)->arraysize;
  if (size_value && !size_argument_py(t, size_value, &size)) return Ref();
  // Up to 3.14, a size that is not positive sets no limit.
  bool unlimited = library_minor() < 15 && static_cast<int>(size) <= 0;
  return fetch_list_py(t, self, unlimited ? INT64_MAX : i64{size});
}

// ---- the rest

Ref close(Thread& t, Value self) {
  Cursor* cursor = as_cursor(self);
  Ref connection = load_field(t, cursor, cursor->connection);
  if (!connection) return raise(t, g_errors.programming, "Base Cursor.__init__ not called.");
  CursorOperation operation(t, self, std::move(connection));
  if (!operation) return Ref();
  let_go(t, cursor);
  cursor->closed.store(true, gc::relaxed);
  return none();
}

Ref setinputsizes(Thread&, Value, Value) { return none(); }
Ref setoutputsize(Thread&, Value, Value, Value) { return none(); }

Ref get_rowcount(Thread& t, Value self) { return make_int(t, as_cursor(self)->rowcount.load(gc::relaxed)); }

Ref get_arraysize(Thread& t, Value self) {
  u32 size = as_cursor(self)->arraysize;
  return make_int(t, library_minor() < 15 ? i64{static_cast<int>(size)} : i64{size});
}
bool set_arraysize_py(Thread& t, Value self, Value value) {
  if (!value && library_minor() < 15) return raise_type_error(t, "can't delete numeric/char attribute");
  if (!value)
    return raise(t, kAttributeErrorType, "attribute 'arraysize' of 'sqlite3.Cursor' objects cannot be deleted");
  u32 size;
  if (!size_argument_py(t, value, &size)) return false;
  as_cursor(self)->arraysize = size;
  return true;
}

Ref get_row_factory(Thread& t, Value self) {
  Ref factory = load_field(t, as_cursor(self), as_cursor(self)->row_factory);
  return factory ? std::move(factory) : none();
}
bool set_row_factory(Thread& t, Value self, Value factory) {
  return store_factory(t, as_cursor(self), as_cursor(self)->row_factory, factory, "row_factory");
}

using Slots5 = SlotsOf<Cursor, &Cursor::connection, &Cursor::description, &Cursor::lastrowid, &Cursor::row_factory,
                       &Cursor::converters>;

// Nobody else knows the cursor any more; another thread may hold the lock.
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* cursor = static_cast<Cursor*>(object);
  if (Statement* statement = cursor->statement) {
    if (statement->database->try_enter(t)) {
      Database* database = statement->database;
      database->share();  // until the lock is let go
      let_go(t, cursor);
      database->leave(t);
      database->release();
    } else {
      Database::give_back(t, std::exchange(cursor->statement, nullptr));
    }
  }
  Slots5::dispose(thread, object);
}

constexpr MethodDef kMethods[] = {
    {"close", close, "(self, /)", "Closes the cursor."},
    {"executemany", executemany, "(self, sql, seq_of_parameters, /)", "Repeatedly executes an SQL statement."},
    {"executescript", executescript, "(self, sql_script, /)", "Executes multiple SQL statements at once."},
    {"execute", execute, "(self, sql, parameters=(), /)", "Executes an SQL statement."},
    {"fetchall", fetchall, "(self, /)", "Fetches all rows from the resultset."},
    {"fetchmany", fetchmany, "(...)(self, /, size=1)",
     "Fetches several rows from the resultset.\n\n"
     "  size\n"
     "    The default value is set by the Cursor.arraysize attribute."},
    {"fetchone", fetchone, "(self, /)", "Fetches one row from the resultset."},
    {"setinputsizes", setinputsizes, "(self, sizes, /)", "Required by DB-API. Does nothing in sqlite3."},
    {"setoutputsize", setoutputsize, "(self, size, column=None, /)", "Required by DB-API. Does nothing in sqlite3."},
    {}};
constexpr GetSetDef kGetSet[] = {{"rowcount", get_rowcount},
                                 {"arraysize", get_arraysize, set_arraysize_py},
                                 {"row_factory", get_row_factory, set_row_factory},
                                 {}};
constexpr MemberDef kMembers[] = {{"connection", MemberKind::kSlotOrNone, offsetof(Cursor, connection)},
                                  {"description", MemberKind::kSlotOrNone, offsetof(Cursor, description)},
                                  {"lastrowid", MemberKind::kSlotOrNone, offsetof(Cursor, lastrowid)},
                                  {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  s.init = init_py;
  s.iter = self_iter;
  s.next = next;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "sqlite3.Cursor",
                            .size = sizeof(Cursor),
                            .flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs,
                            .doc = "SQLite database cursor class.",
                            .lifetime = {Slots5::trace, nullptr, nullptr, dispose},
                            .slots = kSlots,
                            .methods = kMethods,
                            .getset = kGetSet,
                            .members = kMembers};

}  // namespace

bool add_cursor_type(Thread& t, Value module) { return add_native_type(t, module, g_cursor_type, kSpec); }

}  // namespace rt::sqlite
