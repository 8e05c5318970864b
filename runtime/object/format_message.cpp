// The text of error messages: printf-like directives over C values and Python values.
#include <cstdio>
#include <cstring>
#include <string>

#include "runtime/object/error.h"
#include "runtime/object/ops.h"
#include "runtime/text/builder.h"
#include "runtime/text/utf8.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// The part of a directive between '%' and its conversion letter.
struct Directive {
  char spec[16] = "%";  // flags, width and precision as printf wants them
  int precision = -1;   // of strings: characters at most
  int longs = 0;        // number of l's; z and j count as two
  char conversion = 0;
};

// A Value is passed through `...` as its 64-bit word. va_arg cannot name the class, because it has constructors.
Value value_arg(va_list& args) { return Value(va_arg(args, u64)); }

const char* parse_directive(const char* p, Directive& d) {
  size_t used = 1;
  bool after_dot = false;
  for (; *p && std::strchr("-+ #0123456789.", *p); ++p) {
    if (used < sizeof d.spec - 5) d.spec[used++] = *p;
    if (*p == '.') {
      after_dot = true;
      d.precision = 0;
    } else if (after_dot) {
      d.precision = d.precision * 10 + (*p - '0');
    }
  }
  for (; *p == 'l' || *p == 'z' || *p == 'j'; ++p) d.longs += *p == 'l' ? 1 : 2;
  d.spec[used] = 0;
  d.conversion = *p;
  return *p ? p + 1 : p;
}

class MessageBuilder {
 public:
  MessageBuilder(Thread& t) : t_(t) {}

  bool run_py(const char* format, va_list arguments) {
    va_list args;
    va_copy(args, arguments);
    bool ok = true;
    while (*format && ok) {
      const char* percent = std::strchr(format, '%');
      if (!percent) percent = format + std::strlen(format);
      append_utf8({format, static_cast<size_t>(percent - format)});
      if (!*percent) break;
      Directive d;
      format = parse_directive(percent + 1, d);
      ok = directive_py(d, args);
    }
    va_end(args);
    return ok;
  }
  Ref finish() {
    if (!out_.ok()) return raise_memory_error(t_);
    return make_str(t_, out_.view());
  }

 private:
  void append_utf8(std::string_view s, int precision = -1) {
    const u8* bytes = reinterpret_cast<const u8*>(s.data());
    for (size_t at = 0; at < s.size() && precision != 0; --precision) out_.append(text::utf8_next(bytes, at));
  }
  void append_argument_type(Value v, int precision) { append_utf8(v == kNone ? "None" : type_name(v), precision); }
  bool append_str(const Ref& str, int precision) {
    if (!str) return false;
    text::StrView view = str_view(str);
    size_t n =
        precision >= 0 && static_cast<size_t>(precision) < view.length ? static_cast<size_t>(precision) : view.length;
    out_.append(view, 0, n);
    return true;
  }
  template <class T>
  void append_number(Directive& d, const char* suffix, T n) {
    char text[64];
    std::strcat(d.spec, suffix);
    std::snprintf(text, sizeof text, d.spec, n);
    out_.append_ascii(text);
  }
  void signed_number(Directive& d, va_list& args) {
    append_number(d, "lld", d.longs == 0 ? static_cast<long long>(va_arg(args, int)) : va_arg(args, long long));
  }
  void unsigned_number(Directive& d, va_list& args) {
    char suffix[] = {'l', 'l', d.conversion, 0};
    append_number(
        d, suffix,
        d.longs == 0 ? static_cast<unsigned long long>(va_arg(args, unsigned)) : va_arg(args, unsigned long long));
  }
  bool directive_py(Directive& d, va_list& args) {
    switch (d.conversion) {
      case 's': append_utf8(va_arg(args, const char*), d.precision); return true;
      case 'd':
      case 'i': signed_number(d, args); return true;
      case 'u':
      case 'x':
      case 'X': unsigned_number(d, args); return true;
      case 'g':
      case 'f': {
        char suffix[] = {d.conversion, 0};
        append_number(d, suffix, va_arg(args, double));
        return true;
      }
      case 'p': append_number(d, "p", va_arg(args, void*)); return true;
      case 'c': out_.append(static_cast<char32_t>(va_arg(args, int))); return true;
      case 'S': return append_str(str_py(t_, value_arg(args)), d.precision);
      case 'R': return append_str(repr_py(t_, value_arg(args)), d.precision);
      case 'T': append_utf8(type_name(value_arg(args)), d.precision); return true;
      case 'A': append_argument_type(value_arg(args), d.precision); return true;
      case 'N': append_utf8(type_name(va_arg(args, const Type*)), d.precision); return true;
      case '%': out_.append('%'); return true;
      default: ASSERT(!"unknown directive in an error message"); return true;
    }
  }

  Thread& t_;
  text::UcsBuilder out_;
};

}  // namespace

// lint: name: borrow: %S and %R ask their objects, most of which are exact strs
Ref format_message_v(Thread& t, const char* format, va_list arguments) {
  MessageBuilder builder(t);
  if (!builder.run_py(format, arguments)) return Ref();
  return builder.finish();
}

// lint: name: borrow: %S and %R ask their objects, most of which are exact strs
Ref format_message(Thread& t, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Ref message = format_message_v(t, format, arguments);
  va_end(arguments);
  return message;
}

}  // namespace rt
