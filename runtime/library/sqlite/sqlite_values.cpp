// Values of SQLite as Python values, and the reverse.
#include <climits>
#include <cstring>

#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/numbers/float.h"

namespace rt::sqlite {

bool check_str(Thread& t, const char* function, const char* parameter, Value v) {
  return is_str(v) || raise_type_error(t, "%s() argument '%s' must be str, not %A", function, parameter, v);
}

Ref text_or_none(Thread& t, const char* text) {
  return text ? decode_utf8(t, text, std::strlen(text), "replace") : none();
}

Ref value_to_python(Thread& t, sqlite3* db, sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return make_int(t, sqlite3_value_int64(value));
    case SQLITE_FLOAT: return make_float(t, sqlite3_value_double(value));
    case SQLITE_TEXT: {
      const void* text = sqlite3_value_text(value);
      if (!text) return sqlite3_errcode(db) == SQLITE_NOMEM ? Ref(raise_memory_error(t)) : make_str_ascii(t, "");
      return decode_utf8(t, static_cast<const char*>(text), static_cast<size_t>(sqlite3_value_bytes(value)));
    }
    case SQLITE_BLOB: {
      const void* bytes = sqlite3_value_blob(value);
      if (!bytes && sqlite3_errcode(db) == SQLITE_NOMEM) return raise_memory_error(t);
      return make_bytes(t,
                        {static_cast<const char*>(bytes), bytes ? static_cast<size_t>(sqlite3_value_bytes(value)) : 0});
    }
    default: return none();
  }
}

bool integer_argument(Thread& t, Value v, i64* out) {
  if (int_fits_i64(v, out)) return true;
  return raise_overflow_error(t, "Python int too large to convert to SQLite INTEGER");
}

bool set_result_py(Thread& t, sqlite3_context* context, Value value) {
  i64 integer;
  if (value == kNone) {
    sqlite3_result_null(context);
  } else if (is_int(value)) {
    if (!integer_argument(t, value, &integer)) return false;
    sqlite3_result_int64(context, integer);
  } else if (is_float(value)) {
    sqlite3_result_double(context, float_value(value));
  } else if (is_str(value)) {
    Utf8 text(t, value);
    if (!text.ok()) return false;
    if (text.view().size() > INT_MAX) return raise_overflow_error(t, "string is longer than INT_MAX bytes");
    sqlite3_result_text(context, text.view().data(), static_cast<int>(text.view().size()), SQLITE_TRANSIENT);
  } else if (type_of(value)->slots.get_buffer) {
    ByteView bytes(t, value);
    if (!bytes) return false;
    if (bytes.size() > INT_MAX) return raise_overflow_error(t, "BLOB longer than INT_MAX bytes");
    sqlite3_result_blob(context, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
  } else {
    return false;
  }
  return true;
}

}  // namespace rt::sqlite
