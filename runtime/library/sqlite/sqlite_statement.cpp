// Prepared statements: making them from SQL, and the type of the objects that connection(sql) gives.
#include <cctype>
#include <cstring>
#include <new>

#include "runtime/library/sqlite/sqlite_parts.h"

namespace rt::sqlite {

Type* g_statement_type;

const char* skip_blanks(const char* s) {
  for (;; ++s) {
    if (s[0] == ' ' || s[0] == '\t' || s[0] == '\f' || s[0] == '\n' || s[0] == '\r') continue;
    if (s[0] == '-' && s[1] == '-') {
      s = std::strchr(s, '\n');
    } else if (s[0] == '/' && s[1] == '*') {
      s = std::strstr(s + 2, "*/");
      if (s) ++s;
    } else {
      return s[0] ? s : nullptr;
    }
    if (!s) return nullptr;
  }
}

namespace {

bool changes_rows(const char* sql) {
  const char* first = skip_blanks(sql);
  if (!first) return false;
  for (const char* word : {"INSERT", "UPDATE", "DELETE", "REPLACE"})
    if (sqlite3_strnicmp(first, word, static_cast<int>(std::strlen(word))) == 0) return true;
  return false;
}

// Null: MemoryError is pending.
Statement* make_record(Thread& t, std::string_view sql, i64 hash) {
  auto* statement = new (std::nothrow) Statement;
  auto* copy = static_cast<char*>(gc::raw_alloc(sql.size() + 1));
  if (!statement || !copy) {
    delete statement;
    gc::raw_free(copy);
    return raise_memory_error(t);
  }
  std::memcpy(copy, sql.data(), sql.size());
  copy[sql.size()] = 0;
  statement->sql = copy;
  statement->size = sql.size();
  statement->hash = hash;
  return statement;
}

// Prepares the statement. False: an error is pending.
bool prepare_py(Thread& t, const Operation& operation, Statement* statement) {
  const char* tail;
  int code = detached(t, [&] {
    return sqlite3_prepare_v2(operation.db(), statement->sql, static_cast<int>(statement->size) + 1,
                              &statement->prepared, &tail);
  });
  if (code != SQLITE_OK) return operation.fail(code);
  if (!operation.undisturbed()) return false;
  statement->changes_rows = changes_rows(statement->sql);
  if (!skip_blanks(tail)) return true;
  return raise(t, g_errors.programming, "You can only execute one statement at a time.");
}

}  // namespace

Statement* take_statement_py(Thread& t, const Operation& operation, Value sql) {
  Utf8 text(t, sql);
  if (!text.ok()) return nullptr;
  std::string_view view = text.view();
  i64 hash = str_hash(sql);
  if (Statement* idle = operation.database().take_idle(view, hash)) return idle;
  if (view.size() > static_cast<size_t>(sqlite3_limit(operation.db(), SQLITE_LIMIT_SQL_LENGTH, -1)))
    return raise(t, g_errors.data, "query string is too large");
  if (view.find('\0') != std::string_view::npos)
    return raise(t, g_errors.programming, "the query contains a null character");
  Statement* statement = make_record(t, view, hash);
  if (!statement) return nullptr;
  operation.database().adopt(statement);
  if (prepare_py(t, operation, statement)) return statement;
  Database::give_back(t, statement);
  return nullptr;
}

// ---- objects

namespace {

struct StatementObject : Object {
  Slot connection;       // never changes
  Statement* statement;  // owned; never changes
};

void finish(Thread& t, StatementObject* object) {
  if (Statement* statement = std::exchange(object->statement, nullptr)) Database::give_back(t, statement);
}
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  finish(t, static_cast<StatementObject*>(object));
  SlotsOf<StatementObject, &StatementObject::connection>::dispose(thread, object);
}

constexpr TypeSpec kSpec = {
    .name = "sqlite3.Statement",
    .size = sizeof(StatementObject),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {SlotsOf<StatementObject, &StatementObject::connection>::trace, nullptr, nullptr, dispose}};

}  // namespace

Ref make_statement_object_py(Thread& t, Value connection, Value sql) {
  Operation operation(t, connection);
  if (!operation) return Ref();
  if (!is_str(sql)) return raise_type_error(t, "argument 1 must be str, not %A", sql);
  Ref object = allocate_instance(t, g_statement_type);
  if (!object) return Ref();
  init_field(object.as<StatementObject>()->connection, Ref::share(t, connection));
  object.as<StatementObject>()->statement = take_statement_py(t, operation, sql);
  return object.as<StatementObject>()->statement ? std::move(object) : Ref();
}

void make_statement_type(Thread& t) {
  if (!g_statement_type) g_statement_type = make_native_type(t, kSpec);
}

}  // namespace rt::sqlite
