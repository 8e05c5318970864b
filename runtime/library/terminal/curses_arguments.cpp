// Arguments of the functions of _curses.
#include <climits>
#include <cstring>

#include "runtime/library/terminal/curses_parts.h"
#include "runtime/types/codecs/codec.h"

namespace rt::curses {

bool Arguments::check(Thread& t, u32 least, u32 most) const {
  if (args_.keywords()) return raise_type_error(t, "%s() takes no keyword arguments", method_);
  if (count() >= least && count() <= most) return true;
  return raise_type_error(t, "_curses.window.%s requires %d to %d arguments", method_, static_cast<int>(least),
                          static_cast<int>(most));
}

bool Arguments::parse_py(Thread& t, u32 required, Value* out, bool has_optional) {
  u32 most = required + has_optional;
  if (!check(t, required, most + 2)) return false;
  if (count() > most && count() < required + 2) {
    return raise_type_error(t, "_curses.window.%s requires %d to %d arguments", method_, static_cast<int>(required),
                            static_cast<int>(most + 2));
  }
  has_position_ = count() > most;
  if (has_position_ && !int_pair_py(t, (*this)[0], (*this)[1], &y, &x)) return false;
  u32 from = has_position_ ? 2 : 0;
  for (u32 i = 0; i < most; ++i) out[i] = from + i < count() ? (*this)[from + i] : Value();
  return true;
}

bool int_pair_py(Thread& t, Value a, Value b, int* first, int* second) {
  return to_i32_py(t, a, first) && to_i32_py(t, b, second);
}

bool size_pair_py(Thread& t, Value a, Value b, int* first, int* second) {
  if (!int_pair_py(t, a, b, first, second)) return false;
  for (int n : {*first, *second}) {
    if (n > SHRT_MAX) return raise_overflow_error(t, "signed short integer is greater than maximum");
    if (n < SHRT_MIN) return raise_overflow_error(t, "signed short integer is less than minimum");
  }
  return true;
}

bool attribute_py(Thread& t, Value v, attr_t* out, attr_t fallback) {
  i64 number = fallback;
  if (v) {
    Ref exact = index_py(t, v);
    if (!exact) return false;
    if (!int_fits_i64(exact, &number)) return raise_overflow_error(t, "Python int too large to convert to C long");
  }
  *out = static_cast<attr_t>(number);
  return true;
}

namespace {

bool wrong_character(Thread& t, Value v) {
  if (is_str(v)) {
    return raise_type_error(t, "expect bytes or str of length 1, or int, got a str of length %zu",
                            static_cast<size_t>(as_str(v)->length));
  }
  return raise_type_error(t, "expect bytes or str of length 1, or int, got %T", v);
}

bool is_one_byte(Value v) { return is_bytes(v) && v.as<Bytes>()->length == 1; }

}  // namespace

bool character_py(Thread& t, Value v, Character* out) {
  if (is_str(v) && as_str(v)->length == 1) {
    out->is_wide = true;
    out->wide[0] = static_cast<wchar_t>(as_str(v)->at(0));
    return true;
  }
  if (is_one_byte(v)) return out->narrow = v.as<Bytes>()->data()[0], true;
  if (!is_int(v)) return wrong_character(t, v);
  i64 number;
  if (!int_fits_i64(v, &number)) return raise_overflow_error(t, "int doesn't fit in long");
  out->narrow = static_cast<chtype>(number);
  return true;
}

bool chtype_py(Thread& t, Value window, Value v, chtype* out) {
  i64 number = -1;
  if (is_one_byte(v)) {
    number = v.as<Bytes>()->data()[0];
  } else if (is_str(v) && as_str(v)->length == 1) {
    number = as_str(v)->at(0);
    if (number >= 128) {
      Ref encoding = window ? load_field(t, window.object(), window.as<Window>()->encoding) : make_str(t, "utf-8");
      Ref bytes = encoding ? str_encode_py(t, v, to_wtf8(encoding).c_str(), "strict") : Ref();
      if (!bytes) return false;
      if (bytes.as<Bytes>()->length != 1) return raise_overflow_error(t, "byte doesn't fit in chtype");
      number = bytes.as<Bytes>()->data()[0];
    }
  } else if (!is_int(v)) {
    return wrong_character(t, v);
  } else if (!int_fits_i64(v, &number)) {
    return raise_overflow_error(t, "int doesn't fit in long");
  }
  *out = static_cast<chtype>(number);
  return static_cast<i64>(*out) == number || raise_overflow_error(t, "byte doesn't fit in chtype");
}

bool text_py(Thread& t, Value v, Text* out) {
  if (is_str(v)) {
    out->is_wide = true;
    const Str* str = as_str(v);
    for (u64 i = 0; i < str->length; ++i) {
      wchar_t c = static_cast<wchar_t>(str->at(i));
      if (c == 0) return raise_value_error(t, "embedded null character");
      out->bytes.append(&c, sizeof c);
    }
  } else if (is_bytes(v)) {
    std::string_view bytes = v.as<Bytes>()->view();
    if (bytes.find('\0') != bytes.npos) return raise_value_error(t, "embedded null byte");
    out->bytes.append(bytes);
  } else {
    return raise_type_error(t, "expect bytes or str, got %T", v);
  }
  out->bytes.append_repeated(0, sizeof(wchar_t));
  return out->bytes.ok() || raise_memory_error(t);
}

}  // namespace rt::curses
