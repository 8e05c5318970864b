// The type sqlite3.Connection: its table of methods, its attributes, and the methods that make cursors.
#include "runtime/library/sqlite/sqlite_connection.h"

namespace rt::sqlite {

Type* g_connection_type;

// ---- cursors

Ref connection::cursor(Thread& t, Value self, Value factory) {
  {
    Operation operation(t, self);
    if (!operation) return Ref();
  }
  Ref made = call_py(t, factory ? factory : Value(g_cursor_type), self);
  if (!made) return Ref();
  if (!is_instance(made, g_cursor_type)) return raise_type_error(t, "factory must return a cursor, not %T", made.get());
  Connection* c = as_connection(self);
  Ref row_factory = load_field(t, c, c->row_factory);
  if (row_factory && row_factory.get() != kNone)
    store_field(t, made.object(), as_cursor(made)->row_factory, std::move(row_factory));
  return made;
}

namespace {

// cursor().method(arguments)
Ref call_cursor_py(Thread& t, Value self, const char* method, const Value* arguments, u32 count) {
  Ref name = intern(t, "cursor");
  Ref made = name ? call_method_py(t, self, name) : Ref();
  Ref bound = made ? getattr_py(t, made, method) : Ref();
  return bound ? call_py(t, bound, CallArgs{arguments, count, Value()}) : Ref();
}

}  // namespace

Ref connection::execute(Thread& t, Value self, Value sql, Value parameters) {
  Value arguments[] = {sql, parameters};
  return call_cursor_py(t, self, "execute", arguments, parameters ? 2 : 1);
}

Ref connection::executemany(Thread& t, Value self, Value sql, Value parameters) {
  Value arguments[] = {sql, parameters};
  return call_cursor_py(t, self, "executemany", arguments, 2);
}

Ref connection::executescript(Thread& t, Value self, Value script) {
  return call_cursor_py(t, self, "executescript", &script, 1);
}

namespace {

// connection(sql)
Ref call(Thread& t, Value self, const CallArgs& args) {
  {
    Operation operation(t, self);
    if (!operation) return Ref();
  }
  if (args.keywords()) return raise_type_error(t, "sqlite3.Connection() takes no keyword arguments");
  if (args.positional != 1) {
    return raise_type_error(t, "function takes exactly 1 argument (%d given)", static_cast<int>(args.positional));
  }
  return make_statement_object_py(t, self, args[0]);
}

// ---- attributes

template <Type* Errors::* kError>
Ref get_error(Thread& t, Value) {
  return Ref::share(t, g_errors.*kError);
}
Ref get_total_changes(Thread& t, Value self) {
  Operation operation(t, self, Need::kLook);
  return operation ? make_int(t, sqlite3_total_changes(operation.db())) : Ref();
}
Ref get_in_transaction(Thread& t, Value self) {
  Operation operation(t, self, Need::kLook);
  return operation ? bool_ref(!sqlite3_get_autocommit(operation.db())) : Ref();
}
template <Slot Connection::* kFactory>
Ref get_factory(Thread& t, Value self) {
  Ref factory = load_field(t, as_connection(self), as_connection(self)->*kFactory);
  return factory ? std::move(factory) : none();
}
bool set_row_factory(Thread& t, Value self, Value factory) {
  return store_factory(t, as_connection(self), as_connection(self)->row_factory, factory, "row_factory");
}
bool set_text_factory(Thread& t, Value self, Value factory) {
  return store_factory(t, as_connection(self), as_connection(self)->text_factory, factory, "text_factory");
}
// For inspect.signature(connection).
Ref get_text_signature(Thread& t, Value) { return make_str_ascii(t, "(sql, /)"); }

constexpr GetSetDef kGetSet[] = {
    {"Warning", get_error<&Errors::warning>},
    {"Error", get_error<&Errors::error>},
    {"InterfaceError", get_error<&Errors::interface>},
    {"DatabaseError", get_error<&Errors::database>},
    {"DataError", get_error<&Errors::data>},
    {"OperationalError", get_error<&Errors::operational>},
    {"IntegrityError", get_error<&Errors::integrity>},
    {"InternalError", get_error<&Errors::internal>},
    {"ProgrammingError", get_error<&Errors::programming>},
    {"NotSupportedError", get_error<&Errors::not_supported>},
    {"row_factory", get_factory<&Connection::row_factory>, set_row_factory},
    {"text_factory", get_factory<&Connection::text_factory>, set_text_factory},
    {"isolation_level", connection::get_isolation_level, connection::set_isolation_level_py},
    {"autocommit", connection::get_autocommit, connection::set_autocommit_py},
    {"total_changes", get_total_changes},
    {"in_transaction", get_in_transaction},
    {"__text_signature__", get_text_signature},
    {}};

constexpr MethodDef kMethods[] = {
    {"close", connection::close, "(self, /)",
     "Close the database connection.\n\nAny pending transaction is not committed implicitly."},
    {"cursor", connection::cursor, "(self, /, factory=<unrepresentable>)", "Return a cursor for the connection."},
    {"execute", connection::execute, "(self, sql, parameters=<unrepresentable>, /)", "Executes an SQL statement."},
    {"executemany", connection::executemany, "(self, sql, parameters, /)", "Repeatedly executes an SQL statement."},
    {"executescript", connection::executescript, "(self, sql_script, /)", "Executes multiple SQL statements at once."},
    {"commit", connection::commit, "(self, /)",
     "Commit any pending transaction to the database.\n\nIf there is no open transaction, this method is a no-op."},
    {"rollback", connection::rollback, "(self, /)",
     "Roll back to the start of any pending transaction.\n\nIf there is no open transaction, this method is a no-op."},
    {"__enter__", connection::enter, "(self, /)",
     "Called when the connection is used as a context manager.\n\nReturns itself as a convenience to the caller."},
    {"__exit__", connection::exit, "(self, type, value, traceback, /)",
     "Called when the connection is used as a context manager.\n\n"
     "If there was any exception, a rollback takes place; otherwise we commit."},
    {"create_function", connection::create_function, "(...)(self, /, name, narg, func, *, deterministic=False)",
     "Creates a new function.\n\n"
     "Note: Passing keyword arguments 'name', 'narg' and 'func' to\n"
     "_sqlite3.Connection.create_function() is deprecated. Parameters\n"
     "'name', 'narg' and 'func' will become positional-only in Python 3.15.\n"},
    {"create_aggregate", connection::create_aggregate, "(...)(self, /, name, n_arg, aggregate_class)",
     "Creates a new aggregate.\n\n"
     "Note: Passing keyword arguments 'name', 'n_arg' and 'aggregate_class'\n"
     "to _sqlite3.Connection.create_aggregate() is deprecated. Parameters\n"
     "'name', 'n_arg' and 'aggregate_class' will become positional-only in\n"
     "Python 3.15.\n"},
    {"create_window_function", connection::create_window_function, "(self, name, num_params, aggregate_class, /)",
     "Creates or redefines an aggregate window function. Non-standard.\n\n"
     "  name\n"
     "    The name of the SQL aggregate window function to be created or\n"
     "    redefined.\n"
     "  num_params\n"
     "    The number of arguments the step and inverse methods takes.\n"
     "  aggregate_class\n"
     "    A class with step(), finalize(), value(), and inverse() methods.\n"
     "    Set to None to clear the window function."},
    {"create_collation", connection::create_collation, "(self, name, callback, /)", "Creates a collation function."},
    {"set_authorizer", connection::set_authorizer, "(...)(self, /, authorizer_callback)",
     "Set authorizer callback.\n\n"
     "Note: Passing keyword argument 'authorizer_callback' to\n"
     "_sqlite3.Connection.set_authorizer() is deprecated. Parameter\n"
     "'authorizer_callback' will become positional-only in Python 3.15.\n"},
    {"set_progress_handler", connection::set_progress_handler, "(...)(self, /, progress_handler, n)",
     "Set progress handler callback.\n\n"
     "  progress_handler\n"
     "    A callable that takes no arguments.\n"
     "    If the callable returns non-zero, the current query is terminated,\n"
     "    and an exception is raised.\n"
     "  n\n"
     "    The number of SQLite virtual machine instructions that are\n"
     "    executed between invocations of 'progress_handler'.\n\n"
     "If 'progress_handler' is None or 'n' is 0, the progress handler is disabled.\n\n"
     "Note: Passing keyword argument 'progress_handler' to\n"
     "_sqlite3.Connection.set_progress_handler() is deprecated. Parameter\n"
     "'progress_handler' will become positional-only in Python 3.15.\n"},
    {"set_trace_callback", connection::set_trace_callback, "(...)(self, /, trace_callback)",
     "Set a trace callback called for each SQL statement (passed as unicode).\n\n"
     "Note: Passing keyword argument 'trace_callback' to\n"
     "_sqlite3.Connection.set_trace_callback() is deprecated. Parameter\n"
     "'trace_callback' will become positional-only in Python 3.15.\n"},
    {"blobopen", connection::blobopen, "(self, table, column, row, /, *, readonly=False, name='main')",
     "Open and return a BLOB object.\n\n"
     "  table\n"
     "    Table name.\n"
     "  column\n"
     "    Column name.\n"
     "  row\n"
     "    Row index.\n"
     "  readonly\n"
     "    Open the BLOB without write permissions.\n"
     "  name\n"
     "    Database name."},
    {"backup", connection::backup, "(self, /, target, *, pages=-1, progress=None, name='main', sleep=0.25)",
     "Makes a backup of the database."},
    {"iterdump", connection::iterdump_py, "(self, /, *, filter=None)",
     "Returns iterator to the dump of the database in an SQL text format.\n\n"
     "  filter\n"
     "    An optional LIKE pattern for database objects to dump"},
    {"serialize", connection::serialize, "(self, /, *, name='main')",
     "Serialize a database into a byte string.\n\n"
     "  name\n"
     "    Which database to serialize.\n\n"
     "For an ordinary on-disk database file, the serialization is just a copy of the\n"
     "disk file. For an in-memory database or a \"temp\" database, the serialization is\n"
     "the same sequence of bytes which would be written to disk if that database\n"
     "were backed up to disk."},
    {"deserialize", connection::deserialize, "(self, data, /, *, name='main')",
     "Load a serialized database.\n\n"
     "  data\n"
     "    The serialized database content.\n"
     "  name\n"
     "    Which database to reopen with the deserialization.\n\n"
     "The deserialize interface causes the database connection to disconnect from the\n"
     "target database, and then reopen it as an in-memory database based on the given\n"
     "serialized data.\n\n"
     "The deserialize interface will fail with SQLITE_BUSY if the database is\n"
     "currently in a read transaction or is involved in a backup operation."},
    {"enable_load_extension", connection::enable_load_extension, "(self, enable, /)",
     "Enable dynamic loading of SQLite extension modules."},
    {"load_extension", connection::load_extension, "(self, name, /, *, entrypoint=None)",
     "Load SQLite extension module."},
    {"interrupt", connection::interrupt, "(self, /)", "Abort any pending database operation."},
    {"setlimit", connection::setlimit, "(self, category, limit, /)",
     "Set connection run-time limits.\n\n"
     "  category\n"
     "    The limit category to be set.\n"
     "  limit\n"
     "    The new limit. If the new limit is a negative number, the limit is\n"
     "    unchanged.\n\n"
     "Attempts to increase a limit above its hard upper bound are silently truncated\n"
     "to the hard upper bound. Regardless of whether or not the limit was changed,\n"
     "the prior value of the limit is returned."},
    {"getlimit", connection::getlimit, "(self, category, /)",
     "Get connection run-time limits.\n\n"
     "  category\n"
     "    The limit category to be queried."},
    {"setconfig", connection::setconfig, "(self, op, enable=True, /)",
     "Set a boolean connection configuration option.\n\n"
     "  op\n"
     "    The configuration verb; one of the sqlite3.SQLITE_DBCONFIG codes."},
    {"getconfig", connection::getconfig, "(self, op, /)",
     "Query a boolean connection configuration option.\n\n"
     "  op\n"
     "    The configuration verb; one of the sqlite3.SQLITE_DBCONFIG codes."},
    {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.create = connection::create;
  s.init = connection::init_py;
  s.call = call;
  return s;
}();
constexpr TypeSpec kSpec = {
    .name = "sqlite3.Connection",
    .size = sizeof(Connection),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "SQLite database connection object.",
    .lifetime = {connection::trace, connection::clear, connection::finalize, connection::dispose},
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet};

}  // namespace

bool add_connection_type(Thread& t, Value module) { return add_native_type(t, module, g_connection_type, kSpec); }

}  // namespace rt::sqlite
