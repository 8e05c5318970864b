// Binding of parameters to a prepared statement.
#include <climits>

#include "runtime/library/core/warnings.h"
#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"

namespace rt::sqlite {

namespace {

// Binds a value of a type that SQLite has. A code of SQLite; -1: an error is pending.
int bind_value_py(Thread& t, sqlite3_stmt* prepared, int at, Value value) {
  if (value == kNone) return sqlite3_bind_null(prepared, at);
  if (is_int(value)) {
    i64 integer;
    return integer_argument(t, value, &integer) ? sqlite3_bind_int64(prepared, at, integer) : -1;
  }
  if (is_float(value)) return sqlite3_bind_double(prepared, at, float_value(value));
  if (is_str(value)) {
    Utf8 text(t, value);
    if (!text.ok()) return -1;
    if (text.view().size() > INT_MAX) return raise_overflow_error(t, "string longer than INT_MAX bytes");
    return sqlite3_bind_text(prepared, at, text.view().data(), static_cast<int>(text.view().size()), SQLITE_TRANSIENT);
  }
  ByteView bytes(t, value);
  if (!bytes) return -1;
  if (bytes.size() > INT_MAX) return raise_overflow_error(t, "BLOB longer than INT_MAX bytes");
  return sqlite3_bind_blob(prepared, at, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
}

bool has_sql_form(Value v) {
  return v == kNone || is_int(v) || is_float(v) || is_str(v) || type_of(v)->slots.get_buffer;
}

bool bind_parameter_py(Thread& t, const Operation& operation, Statement* statement, int at, Value given) {
  Ref value = adapted_py(t, given);
  if (!value) return false;
  if (!has_sql_form(value))
    return raise(t, g_errors.programming, "Error binding parameter %d: type '%T' is not supported", at, value.get());
  int code = bind_value_py(t, statement->prepared, at, value);
  if (code < 0) return false;
  return code == SQLITE_OK || raise_sqlite(t, operation.db());
}

// The item of a sequence. An index that is no longer there is an IndexError.
Ref item_py(Thread& t, Value sequence, i64 index) {
  if (is_exact_tuple(sequence)) return Ref::share(t, (*as_tuple(sequence))[static_cast<u64>(index)]);
  if (is_exact_list(sequence)) {
    Ref item = list_get(t, as_list(sequence), index);
    return item ? std::move(item) : Ref(raise_index_error(t, "list index out of range"));
  }
  Ref number = make_int(t, index);
  return number ? getitem_py(t, sequence, number) : Ref();
}

bool check_nameless_py(Thread& t, Statement* statement, int at) {
  const char* name = sqlite3_bind_parameter_name(statement->prepared, at);
  if (!name || name[0] == '?' || library_minor() < 12) return true;
  const char* rule =
      "Binding %d ('%s') is a named parameter, but you supplied a sequence which requires nameless "
      "(qmark) placeholders.";
  Ref text = format_message(t, rule, at, name);
  if (!text) return false;
  if (library_minor() >= 14) return raise(t, g_errors.programming, "%S", text.get());
  text = format_message(t, "%S Starting with Python 3.14 an sqlite3.ProgrammingError will be raised.", text.get());
  return text && warn_py(t, kDeprecationWarningType, text);
}

bool bind_sequence_py(Thread& t, const Operation& operation, Statement* statement, Value parameters, int needed) {
  i64 given = len_py(t, parameters);
  if (given < 0) return false;
  if (given != needed) {
    return raise(t, g_errors.programming,
                 "Incorrect number of bindings supplied. The current statement uses %d, and there are %lld supplied.",
                 needed, static_cast<long long>(given));
  }
  for (int at = 1; at <= needed; ++at) {
    if (!check_nameless_py(t, statement, at)) return false;
    Ref item = item_py(t, parameters, at - 1);
    if (!item || !bind_parameter_py(t, operation, statement, at, item)) return false;
  }
  return true;
}

// The value for a name of a mapping. Empty: an error is pending.
Ref named_py(Thread& t, Value mapping, const char* name) {
  Ref key = make_str(t, name);
  Ref value;
  if (key && is_exact_dict(mapping)) value = dict_get_py(t, as_dict(mapping), key);
  else if (key) value = getitem_py(t, mapping, key);
  if (!value && (!error_pending(t) || error_is(t, kLookupErrorType)))
    return raise(t, g_errors.programming, "You did not supply a value for binding parameter :%s.", name);
  return value;
}

bool bind_mapping_py(Thread& t, const Operation& operation, Statement* statement, Value parameters, int needed) {
  for (int at = 1; at <= needed; ++at) {
    const char* name = sqlite3_bind_parameter_name(statement->prepared, at);
    if (!name) {
      return raise(t, g_errors.programming,
                   "Binding %d has no name, but you supplied a dictionary (which has only names).", at);
    }
    Ref value = named_py(t, parameters, name + 1);  // without the ':'
    if (!value || !bind_parameter_py(t, operation, statement, at, value)) return false;
  }
  return true;
}

// As in CPython: any class with items, but dicts and native mappings such as mappingproxy.
bool is_sequence(Value v) {
  const Type* type = type_of(v);
  bool native_mapping = (type->flags & kTypeMappingPattern) && !(type->flags & kTypeHeap);
  return type->slots.getitem && !is_dict(v) && !native_mapping;
}

}  // namespace

bool bind_parameters_py(Thread& t, const Operation& operation, Statement* statement, Value parameters) {
  int needed = sqlite3_bind_parameter_count(statement->prepared);
  if (is_sequence(parameters)) return bind_sequence_py(t, operation, statement, parameters, needed);
  if (type_of(parameters)->slots.getitem) return bind_mapping_py(t, operation, statement, parameters, needed);
  return raise(t, g_errors.programming, "parameters are of unsupported type");
}

}  // namespace rt::sqlite
