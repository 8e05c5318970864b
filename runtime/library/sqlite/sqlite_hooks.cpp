// Hooks of a connection: authorizer, progress handler, trace callback, and collations.
#include "runtime/library/sqlite/sqlite_connection.h"

namespace rt::sqlite {

namespace {

// SQLite forbids some callbacks to use the connection: they run in the middle of a change of its state.
class Forbidden {
 public:
  explicit Forbidden(Database* database) : database_(database) { ++database_->forbidden; }
  ~Forbidden() { --database_->forbidden; }

 private:
  Database* database_;
};

// ---- what SQLite calls

// lint: name: SQLite calls it
int authorize(void* data, int action, const char* first, const char* second, const char* database, const char* source) {
  InCallback scope;
  Thread& t = scope.t;
  auto* callback = static_cast<Callback*>(data);
  Forbidden forbidden(callback->database);
  Ref callable = kept(t, callback->database, callback->key);
  Ref texts[] = {make_int(t, action), text_or_none(t, first), text_or_none(t, second), text_or_none(t, database),
                 text_or_none(t, source)};
  Value values[5];
  for (int i = 0; i < 5; ++i) values[i] = texts[i];
  bool complete = callable && texts[1] && texts[2] && texts[3] && texts[4];
  Ref answer = complete ? call_py(t, callable, CallArgs{values, 5, Value()}) : Ref();
  i64 code = SQLITE_DENY;
  if (answer && is_int(answer) && (!int_fits_i64(answer, &code) || code != static_cast<int>(code))) {
    raise_overflow_error(t, "Python int too large to convert to C int");
    code = SQLITE_DENY;
  }
  report_py(t, callable);
  return static_cast<int>(code);
}

// lint: name: SQLite calls it
int make_progress(void* data) {
  InCallback scope;
  Thread& t = scope.t;
  auto* callback = static_cast<Callback*>(data);
  Forbidden forbidden(callback->database);
  Ref callable = kept(t, callback->database, callback->key);
  Ref answer = callable ? call_py(t, callable) : Ref();
  int stop = answer ? truth_py(t, answer) : -1;
  report_py(t, callable);
  return stop != 0;
}

// The text of a statement that begins, with its parameters filled in; without them if that would be too long.
Ref statement_text(Thread& t, sqlite3_stmt* prepared) {
  if (char* expanded = sqlite3_expanded_sql(prepared)) {
    Ref text = text_or_none(t, expanded);
    sqlite3_free(expanded);
    return text;
  }
  if (sqlite3_errcode(sqlite3_db_handle(prepared)) == SQLITE_NOMEM) raise_memory_error(t);
  else raise(t, g_errors.data, "Expanded SQL string exceeds the maximum string length");
  return Ref();
}

// lint: name: SQLite calls it
int report_statement(unsigned, void* data, void* prepared, void* sql) {
  InCallback scope;
  Thread& t = scope.t;
  auto* callback = static_cast<Callback*>(data);
  Ref callable = kept(t, callback->database, callback->key);
  Ref text = statement_text(t, static_cast<sqlite3_stmt*>(prepared));
  if (!text) {
    report_py(t, callable);
    text = text_or_none(t, static_cast<const char*>(sql));
  }
  if (callable && text) call_py(t, callable, text);
  report_py(t, callable);
  return 0;
}

// lint: name: SQLite calls it
int collate(void* data, int first_size, const void* first, int second_size, const void* second) {
  InCallback scope;
  Thread& t = scope.t;
  auto* callback = static_cast<Callback*>(data);
  Forbidden forbidden(callback->database);
  Ref callable = kept(t, callback->database, callback->key);
  Ref a = decode_utf8(t, static_cast<const char*>(first), static_cast<size_t>(first_size));
  Ref b = a ? decode_utf8(t, static_cast<const char*>(second), static_cast<size_t>(second_size)) : Ref();
  Ref answer = callable && b ? call_py(t, callable, a, b) : Ref();
  if (answer) return is_int(answer) ? int_compare(answer, Value::small_int(0)) : 0;
  // SQLite knows no collations that fail. It goes on, until the operation raises the error.
  if (Ref error = take_error(t)) callback->database->set_collation_error(t, std::move(error));
  return 0;
}

// ---- the methods

// Replaces one of the connection's hooks; `value` is a callable or None. False: an error is pending.
bool replace_hook(Thread& t, const Operation& operation, Connection* connection, Callback* Connection::* hook,
                  Value value) {
  Callback* callback = nullptr;
  if (value != kNone && !(callback = make_callback(t, operation, connection, value))) return false;
  Callback* old = std::exchange(connection->*hook, callback);
  if (old) operation.database().retire(old);
  return true;
}

constexpr Signature kAuthorizer = parse_signature("(authorizer_callback)");
}  // namespace

Ref connection::set_authorizer(Thread& t, const CallArgs& args) {
  static constexpr const char* kNames[] = {"authorizer_callback"};
  Value callable;
  if (!check_keywords_py(t, args, "set_authorizer", kNames, 1) ||
      !bind_method(t, "set_authorizer", kAuthorizer, args, &callable))
    return Ref();
  Operation operation(t, args[0], Need::kLook);
  Connection* connection = as_connection(args[0]);
  if (!operation || !replace_hook(t, operation, connection, &Connection::authorizer, callable)) return Ref();
  Callback* hook = connection->authorizer;
  if (sqlite3_set_authorizer(operation.db(), hook ? authorize : nullptr, hook) == SQLITE_OK) return none();
  return raise(t, g_errors.operational, "Error setting authorizer callback");
}

constexpr Signature kProgress = parse_signature("(progress_handler, n)");
Ref connection::set_progress_handler(Thread& t, const CallArgs& args) {
  static constexpr const char* kNames[] = {"progress_handler"};
  Value values[2];
  int n;
  if (!check_keywords_py(t, args, "set_progress_handler", kNames, 1, true) ||
      !bind_method(t, "set_progress_handler", kProgress, args, values) || !to_i32_py(t, values[1], &n))
    return Ref();
  Operation operation(t, args[0], Need::kLook);
  Connection* connection = as_connection(args[0]);
  if (!operation || !replace_hook(t, operation, connection, &Connection::progress, values[0])) return Ref();
  Callback* hook = connection->progress;
  sqlite3_progress_handler(operation.db(), n, hook ? make_progress : nullptr, hook);
  return none();
}

constexpr Signature kTrace = parse_signature("(trace_callback)");
Ref connection::set_trace_callback(Thread& t, const CallArgs& args) {
  static constexpr const char* kNames[] = {"trace_callback"};
  Value callable;
  if (!check_keywords_py(t, args, "set_trace_callback", kNames, 1) ||
      !bind_method(t, "set_trace_callback", kTrace, args, &callable))
    return Ref();
  Operation operation(t, args[0], Need::kLook);
  Connection* connection = as_connection(args[0]);
  if (!operation || !replace_hook(t, operation, connection, &Connection::trace, callable)) return Ref();
  Callback* hook = connection->trace;
  sqlite3_trace_v2(operation.db(), SQLITE_TRACE_STMT, hook ? report_statement : nullptr, hook);
  return none();
}

Ref connection::create_collation(Thread& t, Value self, Value name, Value callable) {
  Operation operation(t, self);
  if (!operation) return Ref();
  if (!is_str(name)) return raise_type_error(t, "create_collation() argument 1 must be str, not %A", name);
  CText text(t, name);
  if (!text.ok()) return Ref();
  Callback* callback = nullptr;
  if (callable != kNone) {
    if (!is_callable(callable)) return raise_type_error(t, "parameter must be callable");
    if (!(callback = make_callback(t, operation, as_connection(self), callable))) return Ref();
  }
  int code = sqlite3_create_collation_v2(operation.db(), text.c_str(), SQLITE_UTF8, callback,
                                         callback ? collate : nullptr, retire_callback);
  if (code == SQLITE_OK) return none();
  if (callback) operation.database().retire(callback);  // unlike other functions, this one leaves it to the caller
  return operation.fail(code);
}

}  // namespace rt::sqlite
