// Declarations that the files of _sqlite3 share: the objects, and operations on connections.
#pragma once

#include "runtime/library/parts/module_parts.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/library/sqlite/sqlite_database.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str.h"

namespace rt::sqlite {

// ---- objects

// Whether Connection.autocommit is True or False, or transactions begin as isolation_level says.
enum class Autocommit : int { kLegacy = -1, kOff = 0, kOn = 1 };

// The fields without atomics are guarded by the lock of `database`.
struct Connection : Object {
  Database* database;  // owned; never changes
  Slot row_factory;    // a callable or None
  Slot text_factory;   // a callable
  Slot kept;  // dict: key (int) -> callable or instance that SQLite knows by the key; only the collector empties it
  Slot collation_error;    // what a collation has raised; empty: nothing
  gc::Atomic<bool> ready;  // __init__ has succeeded
  gc::Atomic<u64> thread;  // ident of the only thread that may use the connection; 0: all may
  i64 last_key;            // of `kept`
  int detect_types;
  Autocommit autocommit;
  const char* begin;                        // the statement that isolation_level stands for; null: None
  Callback *authorizer, *progress, *trace;  // null: none; owned
};

// `connection` is set by __init__, under the lock of the connection that the cursor had before. The other fields
// without atomics are guarded by the lock of the present one.
struct Cursor : Object {
  Slot connection;
  Slot description, lastrowid, row_factory;
  Slot converters;       // tuple: for each column a callable or None; empty: no column has one
  Statement* statement;  // owned; null: there are no more rows
  gc::Atomic<i64> rowcount;
  u32 arraysize;
  gc::Atomic<bool> closed;
  bool busy;  // an operation runs Python code or SQLite: another one on this cursor is an error
};

struct BlobObject : Object {
  Slot connection;     // never changes
  BlobHandle* handle;  // owned
  i64 position;        // under the connection's lock
};

struct Row : Object {
  Slot data, description;  // tuple; tuple or None. Both never change
};

extern Type *g_connection_type, *g_cursor_type, *g_blob_type, *g_row_type, *g_statement_type, *g_protocol_type;
inline Connection* as_connection(Value v) { return v.as<Connection>(); }
inline Cursor* as_cursor(Value v) { return v.as<Cursor>(); }
inline bool is_connection(Value v) { return is_instance(v, g_connection_type); }

// ---- errors (sqlite_errors.cpp)

struct Errors {
  Type *warning, *error, *interface, *database, *data, *operational, *integrity, *internal, *programming,
      *not_supported;
};
extern Errors g_errors;
bool add_errors(Thread& t, Value module);
// Raises the exception for the last error of a connection to SQLite. Runs no Python code.
Error raise_sqlite(Thread& t, sqlite3* db);
// The same for a result code without a connection.
Error raise_code(Thread& t, int code);

// ---- operations (sqlite_operation.cpp)

// What an operation does with the connection. kAny: it may be closed, or not initialised. kLook: it must be open. kUse:
// SQLite prepares or runs statements, which is forbidden in some callbacks.
enum class Need : u8 { kAny, kLook, kUse };

// Runs a statement without parameters and rows, such as COMMIT: a code of SQLite. The lock is held.
int run_statement(Thread& t, sqlite3* db, const char* sql);

// Holds the lock of a connection for the time of one operation, after the checks that each operation makes. False: an
// error is pending (ProgrammingError, or from a signal handler during the wait). The caller holds the connection.
class Operation {
 public:
  Operation(Thread& t, Value connection, Need need = Need::kUse);
  ~Operation() {
    if (database_) database_->leave(t_);
  }
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;
  explicit operator bool() const { return database_ != nullptr; }
  // The handle at the beginning: valid as long as the operation lasts.
  sqlite3* db() const { return db_; }
  Database& database() const { return *database_; }
  // After anything that may run Python code. False: the connection has been closed or initialised again meanwhile, and
  // ProgrammingError is pending, or a collation has failed, and its error is pending; in place of another error.
  bool undisturbed() const;
  // Runs a statement without parameters and rows, such as COMMIT. False: an error is pending.
  bool run_py(const char* sql) const;
  // The exception for a code that SQLite has returned, or that of undisturbed().
  Error fail(int code) const;

 private:
  bool check(Connection* connection, Need need);

  Thread& t_;
  Database* database_ = nullptr;
  sqlite3* db_ = nullptr;
};

// An operation on a cursor, which is marked as busy meanwhile. False: an error is pending.
class CursorOperation {
 public:
  // `connection`: as of connection_of_open(); must not be empty.
  CursorOperation(Thread& t, Value cursor, Ref connection);
  ~CursorOperation() {
    if (marked_) cursor_->busy = false;
  }
  explicit operator bool() const { return marked_; }
  const Operation& operator*() const { return operation_; }
  const Operation* operator->() const { return &operation_; }
  Value connection() const { return connection_; }
  // While the cursor's row factory runs, it may use the cursor.
  void unmark() { cursor_->busy = marked_ = false; }

 private:
  Cursor* cursor_;
  Ref connection_;
  Operation operation_;
  bool marked_ = false;
};

// The cursor's connection. Empty: ProgrammingError, __init__ has not been called, or the cursor is closed.
Ref connection_of_open(Thread& t, Value cursor);

// Puts a value into the connection's dict `kept`, so that the collector knows it, and other threads may use it. The key
// is above 0; 0: an error is pending.
i64 keep(Thread& t, Connection* connection, Value value);
// Drops a value; may run its finalizer. An error of the look-up is cleared.
void drop_kept(Thread& t, Connection* connection, i64 key);
// The value of a key. Empty, without an error: it is gone, together with the connection.
Ref kept(Thread& t, Database* database, i64 key);

// The first `count` parameters of a method, the arguments of which are `args`, should be positional: libraries of 3.13
// and 3.14 warn if one is given by keyword, later ones refuse it. `has_more`: another parameter may be positional.
// False: an error is pending; a filter may have made the warning an error.
bool check_keywords_py(Thread& t, const CallArgs& args, const char* method, const char* const* names, u32 count,
                       bool has_more = false);
// Sets the factory `name`, or removes it, which is refused since 3.15. False: AttributeError.
bool store_factory(Thread& t, Object* owner, Slot& slot, Value factory, const char* name);
// bind_arguments() for the arguments of a method, the signature of which is without self.
inline bool bind_method(Thread& t, const char* method, const Signature& signature, const CallArgs& args, Value* out) {
  return bind_arguments(t, method, signature, CallArgs{args.values + 1, args.positional - 1, args.names}, out);
}

// ---- text and values (sqlite_values.cpp)

// TypeError "NAME() argument 'PARAMETER' must be str, not X" unless `v` is a str.
bool check_str(Thread& t, const char* function, const char* parameter, Value v);
// Text of SQLite as a str; invalid UTF-8 becomes U+FFFD. `text` null: None.
Ref text_or_none(Thread& t, const char* text);
// An argument of a callback, or a value of a row. Empty: an error is pending.
Ref value_to_python(Thread& t, sqlite3* db, sqlite3_value* value);
// The 64 bits of an int. False: OverflowError is pending.
bool integer_argument(Thread& t, Value v, i64* out);
// Makes a Python value the result of a function. False: it has no form in SQL, perhaps with an error pending.
bool set_result_py(Thread& t, sqlite3_context* context, Value value);
// Binds the parameters, a sequence or a mapping, to a statement. False: an error is pending.
bool bind_parameters_py(Thread& t, const Operation& operation, Statement* statement, Value parameters);

// ---- adapters and converters (sqlite_adapt.cpp)
extern const MethodDef kAdaptFunctions[];
bool add_adapters(Thread& t, Value module);
// The object in a form that SQLite has: by its adapter, __adapt__ or __conform__; else the object itself.
Ref adapted_py(Thread& t, Value object);
// The converter for a name of a type, whatever its case. Empty without error: there is none.
Ref converter_py(Thread& t, std::string_view type_name);

// ---- statements (sqlite_statement.cpp)
// A statement for the text: an idle one, or a new one. Null: an error is pending.
Statement* take_statement_py(Thread& t, const Operation& operation, Value sql);
// The text behind white space and comments; null: nothing is left.
const char* skip_blanks(const char* sql);
// A step of a statement, detached: a code of SQLite.
inline int step(Thread& t, sqlite3_stmt* statement) {
  return detached(t, [&] { return sqlite3_step(statement); });
}
// connection(sql): a Statement object.
Ref make_statement_object_py(Thread& t, Value connection, Value sql);
void make_statement_type(Thread& t);

// ---- rows and cursors
enum DetectTypes : int { kParseDeclTypes = 1, kParseColNames = 2 };
// The next row as a tuple. Empty: an error is pending.
Ref fetch_row_py(Thread& t, const CursorOperation& operation, Cursor* cursor);  // sqlite_fetch.cpp
// Sets the cursor's description and converters for its statement. False: an error is pending.
bool describe_columns_py(Thread& t, const CursorOperation& operation, Cursor* cursor);  // sqlite_fetch.cpp
bool add_cursor_type(Thread& t, Value module);                                          // sqlite_cursor.cpp
bool add_row_type(Thread& t, Value module);                                             // sqlite_row.cpp
bool add_blob_type(Thread& t, Value module);                                            // sqlite_blob.cpp

// ---- connections
bool add_connection_type(Thread& t, Value module);  // sqlite_connection_type.cpp
// sqlite3.connect(). Raw arguments, without self.
Ref connect(Thread& t, const CallArgs& args);  // sqlite_connection.cpp
// Reads an argument: True, False or LEGACY_TRANSACTION_CONTROL, and the statement for an isolation level (null: None).
bool autocommit_argument(Thread& t, Value v, Autocommit* out);
bool isolation_argument(Thread& t, Value v, const char** begin);  // sqlite_transaction.cpp, as the one above

// ---- callbacks (sqlite_functions.cpp)
// Whether errors of callbacks are reported; else they are dropped. Any thread, relaxed.
extern gc::Atomic<bool> g_report_errors;
// Reports or drops the pending error of a callback, if there is one.
void report_py(Thread& t, Value callable);
// Takes back a Callback. For SQLite, which calls it when it drops a function or a collation. Null: nothing happens.
void retire_callback(void* callback);
// A Callback record for a callable of the connection. Null: an error is pending.
Callback* make_callback(Thread& t, const Operation& operation, Connection* connection, Value callable);

// ---- constants (sqlite_constants.cpp)
bool add_constants(Thread& t, Value module);
// The name of a result code, such as "SQLITE_BUSY"; null: unknown.
const char* code_name(int code);

}  // namespace rt::sqlite
