// Columns and rows of a cursor's statement as Python values.
#include <cstring>

#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/float.h"

namespace rt::sqlite {

namespace {

// The description's name of a column. With PARSE_COLNAMES the name ends before " [type]".
Ref column_name(Thread& t, const char* name, int detect_types) {
  std::string_view text = name;
  size_t bracket = detect_types & kParseColNames ? text.find('[') : std::string_view::npos;
  if (bracket != std::string_view::npos) {
    if (bracket > 0 && text[bracket - 1] == ' ') --bracket;
    text = text.substr(0, bracket);
  }
  return decode_utf8(t, text.data(), text.size());
}

// The part of a column's name in brackets; empty: none.
std::string_view type_in_name(std::string_view name) {
  size_t end = name.find(']', name.find('['));
  if (end == std::string_view::npos) return {};
  size_t start = name.rfind('[', end) + 1;
  return name.substr(start, end - start);
}

// The converter of a column, or None. Empty: an error is pending.
Ref column_converter_py(Thread& t, sqlite3_stmt* prepared, int column, const char* name, int detect_types) {
  Ref converter;
  std::string_view in_name = detect_types & kParseColNames ? type_in_name(name) : std::string_view();
  if (!in_name.empty()) converter = converter_py(t, in_name);
  if (converter || error_pending(t)) return converter;
  const char* declared = detect_types & kParseDeclTypes ? sqlite3_column_decltype(prepared, column) : nullptr;
  if (declared) converter = converter_py(t, std::string_view(declared, std::strcspn(declared, " (")));
  return converter || error_pending(t) ? std::move(converter) : none();
}

Ref column_description(Thread& t, const char* name, int detect_types) {
  Ref text = column_name(t, name, detect_types);
  Value fields[] = {text, kNone, kNone, kNone, kNone, kNone, kNone};
  return text ? make_tuple(t, fields, 7) : Ref();
}

}  // namespace

bool describe_columns_py(Thread& t, const CursorOperation& operation, Cursor* cursor) {
  sqlite3_stmt* prepared = cursor->statement->prepared;
  int count = sqlite3_column_count(prepared);
  if (count == 0) return true;
  int detect_types = as_connection(operation.connection())->detect_types;
  Ref description = make_tuple_uninitialised(t, static_cast<u64>(count));
  Ref converters = detect_types ? make_tuple_uninitialised(t, static_cast<u64>(count)) : Ref();
  if (!description || (detect_types && !converters)) return false;
  for (int i = 0; i < count; ++i) {
    const char* name = sqlite3_column_name(prepared, i);
    if (!name) return raise_memory_error(t);
    Ref column = column_description(t, name, detect_types);
    if (!column) return false;
    init_field(as_tuple(description)->items[i], std::move(column));
    if (!detect_types) continue;
    Ref converter = column_converter_py(t, prepared, i, name, detect_types);
    if (!converter) return false;
    init_field(as_tuple(converters)->items[i], std::move(converter));
  }
  store_field(t, cursor, cursor->description, std::move(description));
  store_field(t, cursor, cursor->converters, std::move(converters));
  return true;
}

namespace {

// Replaces the UnicodeDecodeError that is pending.
Ref raise_undecodable(Thread& t, sqlite3_stmt* prepared, int column, std::string_view text) {
  clear_error(t);
  const char* name = sqlite3_column_name(prepared, column);
  Ref shown = decode_utf8(t, text.data(), text.size(), "replace");
  if (!shown) return Ref();
  return raise(t, g_errors.operational, "Could not decode to UTF-8 column '%s' with text '%S'", name ? name : "",
               shown.get());
}

Ref text_column_py(Thread& t, Connection* connection, sqlite3* db, sqlite3_stmt* prepared, int column) {
  auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(prepared, column));
  if (!bytes && sqlite3_errcode(db) == SQLITE_NOMEM) return raise_memory_error(t);
  std::string_view text(bytes, bytes ? static_cast<size_t>(sqlite3_column_bytes(prepared, column)) : 0);
  Ref factory = load_field(t, connection, connection->text_factory);
  if (!factory || factory.get() == Value(kStrType)) {
    Ref decoded = decode_utf8(t, text.data(), text.size());
    if (!decoded && error_is(t, kUnicodeDecodeErrorType)) return raise_undecodable(t, prepared, column, text);
    return decoded;
  }
  if (factory.get() == Value(kByteArrayType)) return make_bytearray(t, text);
  Ref object = make_bytes(t, text);
  if (!object || factory.get() == Value(kBytesType)) return object;
  return call_py(t, factory, object);
}

Ref converted_column_py(Thread& t, Value converter, sqlite3* db, sqlite3_stmt* prepared, int column) {
  auto* bytes = static_cast<const char*>(sqlite3_column_blob(prepared, column));
  if (!bytes) return sqlite3_errcode(db) == SQLITE_NOMEM ? Ref(raise_memory_error(t)) : none();
  Ref object = make_bytes(t, {bytes, static_cast<size_t>(sqlite3_column_bytes(prepared, column))});
  return object ? call_py(t, converter, object) : Ref();
}

Ref column_py(Thread& t, Connection* connection, sqlite3* db, sqlite3_stmt* prepared, int column) {
  switch (sqlite3_column_type(prepared, column)) {
    case SQLITE_INTEGER: return make_int(t, sqlite3_column_int64(prepared, column));
    case SQLITE_FLOAT: return make_float(t, sqlite3_column_double(prepared, column));
    case SQLITE_TEXT: return text_column_py(t, connection, db, prepared, column);
    case SQLITE_NULL: return none();
    default: {
      auto* bytes = static_cast<const char*>(sqlite3_column_blob(prepared, column));
      if (!bytes && sqlite3_errcode(db) == SQLITE_NOMEM) return raise_memory_error(t);
      return make_bytes(t, {bytes, static_cast<size_t>(sqlite3_column_bytes(prepared, column))});
    }
  }
}

}  // namespace

Ref fetch_row_py(Thread& t, const CursorOperation& operation, Cursor* cursor) {
  Connection* connection = as_connection(operation.connection());
  sqlite3_stmt* prepared = cursor->statement->prepared;
  sqlite3* db = sqlite3_db_handle(prepared);
  int count = sqlite3_data_count(prepared);
  Ref row = make_tuple_uninitialised(t, static_cast<u64>(count));
  Ref converters = load_field(t, cursor, cursor->converters);
  for (int i = 0; row && i < count; ++i) {
    Value converter = converters ? (*as_tuple(converters))[static_cast<u64>(i)] : kNone;
    Ref value = converter == kNone ? column_py(t, connection, db, prepared, i)
                                   : converted_column_py(t, converter, db, prepared, i);
    if (!value) return Ref();
    init_field(as_tuple(row)->items[i], std::move(value));
  }
  return row;
}

}  // namespace rt::sqlite
