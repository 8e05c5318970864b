// SQL functions in Python: plain functions, aggregates, window functions. And what all callbacks have in common.
#include <new>

#include "runtime/library/sqlite/sqlite_connection.h"

namespace rt::sqlite {

gc::Atomic<bool> g_report_errors{false};

// ---- for all callbacks

// lint: error: leaves no error pending
void report_py(Thread& t, Value callable) {
  if (!error_pending(t)) return;
  if (!callable || !g_report_errors.load(gc::relaxed)) return clear_error(t);
  if (library_minor() < 15) return write_unraisable_py(t, nullptr, callable);
  write_unraisable_about_py(t, "Exception ignored on sqlite3 callback", callable);
}

Callback* make_callback(Thread& t, const Operation& operation, Connection* connection, Value callable) {
  auto* callback = new (std::nothrow) Callback;
  if (!callback) return raise_memory_error(t);
  callback->key = keep(t, connection, callable);
  if (callback->key == 0) {
    delete callback;
    return nullptr;
  }
  operation.database().adopt(callback);
  return callback;
}

void retire_callback(void* callback) {
  if (callback) static_cast<Callback*>(callback)->database->retire(static_cast<Callback*>(callback));
}

namespace {

// Makes the statement fail that called a function: with the pending error, if SQLite has a code for that, else with the
// text. Leaves no error pending.
void fail_py(Thread& t, sqlite3_context* context, Value callable, const char* text) {
  if (error_is(t, kMemoryErrorType)) sqlite3_result_error_nomem(context);
  else if (error_is(t, kOverflowErrorType)) sqlite3_result_error_toobig(context);
  else sqlite3_result_error(context, text, -1);
  report_py(t, callable);
}

// Calls `callable` with SQL values. Empty: an error is pending.
Ref call_with_values_py(Thread& t, Value callable, sqlite3_context* context, int count, sqlite3_value** values) {
  Ref args = make_tuple_uninitialised(t, static_cast<u64>(count));
  for (int i = 0; args && i < count; ++i) {
    Ref value = value_to_python(t, sqlite3_context_db_handle(context), values[i]);
    if (!value) return Ref();
    init_field(as_tuple(args)->items[i], std::move(value));
  }
  return args ? call_with_tuple_py(t, callable, args, Value()) : Ref();
}

// ---- plain functions, as SQLite calls them

// lint: name: SQLite calls it
void call_function(sqlite3_context* context, int count, sqlite3_value** values) {
  InCallback scope;
  Thread& t = scope.t;
  auto* callback = static_cast<Callback*>(sqlite3_user_data(context));
  Ref callable = kept(t, callback->database, callback->key);
  Ref result = callable ? call_with_values_py(t, callable, context, count, values) : Ref();
  if (!result || !set_result_py(t, context, result))
    fail_py(t, context, callable, "user-defined function raised exception");
}

// ---- aggregates. SQLite's memory for an aggregate in progress holds the key of the instance.

struct Aggregate {
  i64 key;  // 0: no instance yet
};

// What a method of an aggregate is called for, and what is said if it fails.
struct Method {
  const char *name, *missing, *raised;
};
#define METHOD(name)                                             \
  {                                                              \
    #name, "user-defined aggregate's '" #name "' method not defined", \
        "user-defined aggregate's '" #name "' method raised error"     \
  }
constexpr Method kStep = METHOD(step), kInverse = METHOD(inverse), kValue = METHOD(value), kFinalize = METHOD(finalize);
#undef METHOD

// The instance; made if there is none. Empty: the statement fails.
Ref instance_py(Thread& t, sqlite3_context* context, Callback* callback, Value cls) {
  auto* aggregate = static_cast<Aggregate*>(sqlite3_aggregate_context(context, sizeof(Aggregate)));
  if (aggregate && aggregate->key > 0) return kept(t, callback->database, aggregate->key);
  Ref instance = aggregate && cls ? call_py(t, cls) : Ref();
  // The connection is there, since it has the class.
  i64 key = instance ? keep(t, callback->database->connection.load(gc::relaxed), instance) : 0;
  if (key > 0) {
    aggregate->key = key;
    return instance;
  }
  if (!aggregate) raise_memory_error(t);
  fail_py(t, context, cls, "user-defined aggregate's '__init__' method raised error");
  return Ref();
}

// The bound method. Empty: the statement fails.
Ref method_py(Thread& t, sqlite3_context* context, Value cls, Value instance, const Method& method) {
  Ref name = intern(t, method.name);
  Ref bound = name ? getattr_py(t, instance, name) : Ref();
  if (!bound) fail_py(t, context, cls, error_is(t, kAttributeErrorType) ? method.missing : method.raised);
  return bound;
}

template <const Method& kMethod>
// lint: name: SQLite calls it
void feed_aggregate(sqlite3_context* context, int count, sqlite3_value** values) {
  InCallback scope;
  Thread& t = scope.t;
  auto* callback = static_cast<Callback*>(sqlite3_user_data(context));
  Ref cls = kept(t, callback->database, callback->key);
  Ref instance = instance_py(t, context, callback, cls);
  Ref method = instance ? method_py(t, context, cls, instance, kMethod) : Ref();
  if (method && !call_with_values_py(t, method, context, count, values)) fail_py(t, context, cls, kMethod.raised);
}

void ask_aggregate_py(Thread& t, sqlite3_context* context, Callback* callback, i64 key, const Method& wanted) {
  Ref cls = kept(t, callback->database, callback->key);
  Ref instance = kept(t, callback->database, key);
  Ref method = instance ? method_py(t, context, cls, instance, wanted) : Ref();
  if (!method) return;
  Ref result = call_py(t, method);
  if (!result || !set_result_py(t, context, result)) fail_py(t, context, cls, wanted.raised);
}

// lint: name: SQLite calls it
void value_of_aggregate(sqlite3_context* context) {
  InCallback scope;
  auto* aggregate = static_cast<Aggregate*>(sqlite3_aggregate_context(context, 0));
  auto* callback = static_cast<Callback*>(sqlite3_user_data(context));
  if (aggregate && aggregate->key > 0) ask_aggregate_py(scope.t, context, callback, aggregate->key, kValue);
}

// Called once for each aggregate, also if the statement ends early.
// lint: name: SQLite calls it
void finish_aggregate(sqlite3_context* context) {
  InCallback scope;
  Thread& t = scope.t;
  auto* aggregate = static_cast<Aggregate*>(sqlite3_aggregate_context(context, 0));
  auto* callback = static_cast<Callback*>(sqlite3_user_data(context));
  if (!aggregate || aggregate->key <= 0) return;
  i64 key = std::exchange(aggregate->key, 0);
  ask_aggregate_py(t, context, callback, key, kFinalize);
  if (Connection* connection = callback->database->connection.load(gc::relaxed)) drop_kept(t, connection, key);
}

// ---- the methods

enum class Kind { kFunction, kAggregate, kWindow };

// Tells SQLite about a function; `callable` None removes it. The result is a code of SQLite; -1: an error is pending.
int define(Thread& t, const Operation& operation, Value self, const char* name, int arguments, Value callable,
           Kind kind, int flags) {
  Callback* callback = nullptr;
  if (callable != kNone) {
    callback = make_callback(t, operation, as_connection(self), callable);
    if (!callback) return -1;
  }
  bool window = callback && kind == Kind::kWindow, aggregate = callback && kind == Kind::kAggregate;
  auto* step = callback ? feed_aggregate<kStep> : nullptr;
  auto* finish = callback ? finish_aggregate : nullptr;
  // If SQLite refuses the function, it calls retire_callback, too.
  if (kind == Kind::kWindow) {
    return sqlite3_create_window_function(operation.db(), name, arguments, flags, callback, step, finish,
                                          window ? value_of_aggregate : nullptr,
                                          window ? feed_aggregate<kInverse> : nullptr, retire_callback);
  }
  return sqlite3_create_function_v2(operation.db(), name, arguments, flags, callback,
                                    callback && !aggregate ? call_function : nullptr, aggregate ? step : nullptr,
                                    aggregate ? finish : nullptr, retire_callback);
}

// Parameters that are positional only have numbers in messages.
bool check_name(Thread& t, const char* function, Value name) {
  if (library_minor() < 15) return check_str(t, function, "name", name);
  return is_str(name) || raise_type_error(t, "%s() argument 1 must be str, not %A", function, name);
}

// Refuses a number of arguments that SQLite does not allow. Before 3.15 the message is SQLite's own.
bool check_arity(Thread& t, const Operation& operation, const char* parameter, int arguments) {
  int most = sqlite3_limit(operation.db(), SQLITE_LIMIT_FUNCTION_ARG, -1);
  if (library_minor() < 15 || (arguments >= -1 && arguments <= most)) return true;
  return raise(t, g_errors.programming, "'%s' must be between -1 and %d, not %d", parameter, most, arguments);
}

constexpr Signature kCreateFunction = parse_signature("(name, narg, func, *, deterministic=False)");
}  // namespace

Ref connection::create_function(Thread& t, const CallArgs& args) {
  static constexpr const char* kNames[] = {"name", "narg", "func"};
  Value values[4];
  int arguments;
  if (!check_keywords_py(t, args, "create_function", kNames, 3) ||
      !bind_method(t, "create_function", kCreateFunction, args, values) || !check_name(t, "create_function", values[0]))
    return Ref();
  CText name(t, values[0]);
  if (!name.ok() || !to_i32_py(t, values[1], &arguments)) return Ref();
  int deterministic = truth_py(t, values[3]);
  if (deterministic < 0) return Ref();
  Operation operation(t, args[0]);
  if (!operation || !check_arity(t, operation, "narg", arguments)) return Ref();
  int flags = SQLITE_UTF8 | (deterministic ? SQLITE_DETERMINISTIC : 0);
  int code = define(t, operation, args[0], name.c_str(), arguments, values[2], Kind::kFunction, flags);
  if (code == SQLITE_OK) return none();
  return code < 0 ? Ref() : Ref(raise(t, g_errors.operational, "Error creating function"));
}

constexpr Signature kCreateAggregate = parse_signature("(name, n_arg, aggregate_class)");
Ref connection::create_aggregate(Thread& t, const CallArgs& args) {
  static constexpr const char* kNames[] = {"name", "n_arg", "aggregate_class"};
  Value values[3];
  int arguments;
  if (!check_keywords_py(t, args, "create_aggregate", kNames, 3) ||
      !bind_method(t, "create_aggregate", kCreateAggregate, args, values) ||
      !check_name(t, "create_aggregate", values[0]))
    return Ref();
  CText name(t, values[0]);
  if (!name.ok() || !to_i32_py(t, values[1], &arguments)) return Ref();
  Operation operation(t, args[0]);
  if (!operation || !check_arity(t, operation, "n_arg", arguments)) return Ref();
  int code = define(t, operation, args[0], name.c_str(), arguments, values[2], Kind::kAggregate, SQLITE_UTF8);
  if (code == SQLITE_OK) return none();
  return code < 0 ? Ref() : Ref(raise(t, g_errors.operational, "Error creating aggregate"));
}

Ref connection::create_window_function(Thread& t, Value self, Value name_value, Value arguments_value, Value cls) {
  int arguments;
  if (!is_str(name_value))
    return raise_type_error(t, "create_window_function() argument 1 must be str, not %A", name_value);
  CText name(t, name_value);
  if (!name.ok() || !to_i32_py(t, arguments_value, &arguments)) return Ref();
  Operation operation(t, self);
  if (!operation) return Ref();
  if (!check_arity(t, operation, "num_params", arguments)) return Ref();
  int code = define(t, operation, self, name.c_str(), arguments, cls, Kind::kWindow, SQLITE_UTF8);
  if (code == SQLITE_OK) return none();
  return code < 0 ? Ref() : Ref(raise(t, g_errors.programming, "%s", sqlite3_errstr(code)));
}

}  // namespace rt::sqlite
