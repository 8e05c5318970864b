// Connections: making, opening, closing, and their end.
#include <climits>
#include <new>

#include "runtime/library/core/warnings.h"
#include "runtime/library/sqlite/sqlite_connection.h"
#include "runtime/object/audit.h"
#include "runtime/types/bytes/bytes.h"

namespace rt::sqlite {

// ---- making

Ref connection::create(Thread& t, Type* type, const CallArgs&) {
  Ref object = allocate_instance(t, type);
  if (!object) return Ref();
  Connection* c = as_connection(object);
  c->autocommit = Autocommit::kLegacy;
  c->database = Database::make(c);
  if (!c->database) return raise_memory_error(t);
  Ref dict = make_dict(t);
  if (!dict) return Ref();
  init_field(c->kept, std::move(dict));
  init_field(c->row_factory, none());
  init_field(c->text_factory, Ref::share(t, kStrType));
  return object;
}

namespace {

// The arguments of __init__.
struct Settings {
  Ref path;  // bytes
  double timeout = 5.0;
  int detect_types = 0;
  const char* begin = nullptr;
  bool check_same_thread = true, uri = false;
  int cached_statements = 128;
  Autocommit autocommit = Autocommit::kLegacy;
};

constexpr Signature kInit = parse_signature(
    "(database, timeout=<5.0>, detect_types=0, isolation_level=<''>, check_same_thread=True, factory=<class>, "
    "cached_statements=128, uri=False, *, autocommit=-1)");
constexpr char kKeywordOnly[] =
    "Passing more than 1 positional argument to %s() is deprecated. Parameters 'timeout', 'detect_types', "
    "'isolation_level', 'check_same_thread', 'factory', 'cached_statements' and 'uri' will become keyword-only "
    "parameters in Python 3.15.";

// Libraries of 3.13 and 3.14 warn about positional arguments, later ones refuse them. False: an error is pending.
bool check_positional_py(Thread& t, const CallArgs& args, const char* function) {
  u32 minor = library_minor();
  if (args.positional > 1 && minor >= 15) {
    bool is_class = std::strcmp(function, "_sqlite3.Connection") == 0;
    const char* format = is_class ? "Connection() takes exactly 1 positional argument (%u given)"
                                  : "connect() takes at most 1 positional arguments (%u given)";
    return raise_type_error(t, format, args.positional);
  }
  if (args.positional <= 1 || args.positional > 8 || minor < 13 || minor > 14) return true;
  Ref text = format_message(t, kKeywordOnly, function);
  return text && warn_py(t, kDeprecationWarningType, text);
}

bool read_settings_py(Thread& t, const CallArgs& args, Settings* out) {
  Value v[9];
  if (!check_positional_py(t, args, "_sqlite3.Connection") || !bind_arguments(t, "Connection", kInit, args, v))
    return false;
  if (!audit_py(t, "sqlite3.connect", v[0])) return false;
  out->path = fs_encode_py(t, v[0]);
  if (!out->path || (v[1] && !to_double_py(t, v[1], &out->timeout)) || !to_i32_py(t, v[2], &out->detect_types))
    return false;
  Ref level = v[3] ? Ref::share(t, v[3]) : make_str_ascii(t, "");
  if (!level || !isolation_argument(t, level, &out->begin)) return false;
  int check = truth_py(t, v[4]);
  if (check < 0 || !to_i32_py(t, v[6], &out->cached_statements)) return false;
  int uri = truth_py(t, v[7]);
  if (uri < 0) return false;
  out->check_same_thread = check;
  out->uri = uri;
  return autocommit_argument(t, v[8], &out->autocommit);
}

// ---- opening and closing, under the lock

// Opens the file. Null: an error is pending.
Handle* open_handle(Thread& t, const Settings& settings) {
  auto* handle = new (std::nothrow) Handle;
  if (!handle) return raise_memory_error(t);
  const char* path = settings.path.as<Bytes>()->view().data();
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | (settings.uri ? SQLITE_OPEN_URI : 0);
  int code = detached(t, [&] { return sqlite3_open_v2(path, &handle->db, flags, nullptr); });
  if (code == SQLITE_OK) return handle;
  if (handle->db) raise_sqlite(t, handle->db);
  else raise_memory_error(t);
  sqlite3_close_v2(handle->db);
  delete handle;
  return nullptr;
}

void drop_hooks(Connection* connection, Database& database) {
  sqlite3_set_authorizer(database.db(), nullptr, nullptr);
  sqlite3_progress_handler(database.db(), 0, nullptr, nullptr);
  sqlite3_trace_v2(database.db(), 0, nullptr, nullptr);
  for (Callback** hook : {&connection->authorizer, &connection->progress, &connection->trace})
    retire_callback(std::exchange(*hook, nullptr));
}

// Closes the connection if it is open. False: the transaction could not be rolled back, and an error is pending; the
// connection is closed nevertheless.
bool close_py(Thread& t, Connection* connection) {
  Database& database = *connection->database;
  sqlite3* db = database.db();
  if (!db) return true;
  bool roll_back = connection->autocommit == Autocommit::kOff && !sqlite3_get_autocommit(db);
  int code = roll_back ? run_statement(t, db, "ROLLBACK") : SQLITE_OK;
  if (database.db() != db) return true;  // a trace callback has closed it
  bool ok = code == SQLITE_OK || raise_sqlite(t, db);
  drop_hooks(connection, database);
  database.close(t);
  return ok;
}

}  // namespace

bool connection::init_py(Thread& t, Value self, const CallArgs& args) {
  Settings settings;
  if (!read_settings_py(t, args, &settings)) return false;
  Connection* c = as_connection(self);
  Operation operation(t, self, Need::kAny);
  if (!operation) return false;
  if (operation.database().is_target.load(gc::relaxed))
    return raise(t, g_errors.programming, "a backup is writing into the database");
  c->ready.store(false, gc::relaxed);
  if (!close_py(t, c)) return false;
  if (operation.database().db())
    return raise(t, g_errors.programming, "a callback has opened the connection while it was closed");
  Handle* handle = open_handle(t, settings);
  if (!handle) return false;
  constexpr double kMostSeconds = INT_MAX / 1000;
  double timeout = settings.timeout < kMostSeconds ? settings.timeout : kMostSeconds;
  sqlite3_busy_timeout(handle->db, timeout > 0 ? static_cast<int>(timeout * 1000) : 0);
  operation.database().open(handle);
  operation.database().set_idle_limit(settings.cached_statements);
  c->detect_types = settings.detect_types;
  c->begin = settings.begin;
  c->autocommit = settings.autocommit;
  c->thread.store(settings.check_same_thread ? t.ident : 0, gc::relaxed);
  store_field(t, c, c->row_factory, none());
  store_field(t, c, c->text_factory, Ref::share(t, kStrType));
  c->ready.store(true, gc::relaxed);
  if (settings.autocommit == Autocommit::kOff && run_statement(t, handle->db, "BEGIN") != SQLITE_OK)
    return raise_sqlite(t, handle->db);
  return audit_py(t, "sqlite3.connect/handle", self);
}

Ref connection::close(Thread& t, Value self) {
  Operation operation(t, self, Need::kAny);
  if (!operation) return Ref();
  Connection* c = as_connection(self);
  if (!c->ready.load(gc::relaxed)) return raise(t, g_errors.programming, "Base Connection.__init__ not called.");
  if (operation.database().is_target.load(gc::relaxed))
    return raise(t, g_errors.programming, "a backup is writing into the database");
  return close_py(t, c) ? none() : Ref();
}

namespace {

// ---- the end

void warn_unclosed_py(Thread& t, Value self) {
  Ref message = format_message(t, "unclosed database in %R", self);
  if (message && warn_py(t, kResourceWarningType, message)) return;
  if (error_is(t, kWarningType)) write_unraisable_py(t, nullptr, self);
  else clear_error(t);
}

}  // namespace

// Nobody uses the connection any more, so its lock is free.
void connection::finalize(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  Value self = object;
  Database* database = as_connection(self)->database;
  if (!database || !database->db()) return;
  Ref pending = take_error(t);
  if (library_minor() >= 13) warn_unclosed_py(t, self);
  if (database->try_enter(t)) {
    if (!close_py(t, as_connection(self))) write_unraisable_py(t, nullptr, self);
    database->leave(t);
  }
  if (pending) restore_error(t, std::move(pending));
}

using ConnectionSlots = SlotsOf<Connection, &Connection::row_factory, &Connection::text_factory, &Connection::kept,
                                &Connection::collation_error>;

void connection::trace(Object* object, gc::Visitor& visitor) { ConnectionSlots::trace(object, visitor); }

// Breaks the cycles of functions that refer to the connection. Without them SQLite's calls fail.
void connection::clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* c = static_cast<Connection*>(object);
  for (Slot* slot : {&c->row_factory, &c->text_factory, &c->kept, &c->collation_error}) store_field(t, c, *slot, Ref());
}

void connection::dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* c = static_cast<Connection*>(object);
  if (Database* database = c->database) {
    // Another finalizer may have opened it again.
    if (database->db() && database->try_enter(t)) {
      Ref pending = take_error(t);
      if (!close_py(t, c)) clear_error(t);
      database->leave(t);
      if (pending) restore_error(t, std::move(pending));
    }
    database->connection.store(nullptr, gc::relaxed);
    database->release();
  }
  ConnectionSlots::dispose(thread, object);
}

// ---- sqlite3.connect()

// Calls the factory with the same arguments.
Ref connect(Thread& t, const CallArgs& args) {
  constexpr u32 kFactory = 5;
  if (!check_positional_py(t, args, "sqlite3.connect")) return Ref();
  Value factory = g_connection_type;
  if (args.positional > kFactory) factory = args[kFactory];
  for (u32 i = 0; i < args.keywords(); ++i)
    if (str_equal_ascii((*as_tuple(args.names))[i], "factory")) factory = args[args.positional + i];
  return call_py(t, factory, args);
}

}  // namespace rt::sqlite
