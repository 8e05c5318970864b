// Py_BuildValue() and the calls whose arguments a format describes: variables of C become objects.
#include <cstdarg>
#include <cstring>
#include <string>

#include "interp/capi/capi.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace {

class Builder {
 public:
  Builder(Call& call, const char* format, va_list variables) : call_(call), at_(format) {
    va_copy(variables_, variables);
  }
  ~Builder() { va_end(variables_); }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  // No unit: None; one: its object; several: a tuple. `always_tuple`: a tuple also for none and one.
  Ref run_py(bool always_tuple) {
    int n = count('\0');
    if (n < 0) return Ref();
    if (n == 1 && !always_tuple) return unit_py();
    if (n == 0 && !always_tuple) return rt::none();
    return sequence_py('\0', n, false);
  }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == ',' || c == ':'; }
  void skip_blanks() {
    while (is_blank(*at_)) ++at_;
  }

  // The units up to `end` at this depth. -1: SystemError.
  int count(char end) {
    int n = 0, depth = 0;
    for (const char* at = at_; depth > 0 || *at != end; ++at) {
      switch (*at) {
        case '\0': rt::raise(call_, rt::kSystemErrorType, "unmatched paren in format"); return -1;
        case '(':
        case '[':
        case '{':
          if (depth++ == 0) ++n;
          break;
        case ')':
        case ']':
        case '}': --depth; break;
        case '#':
        case '&':
        case ',':
        case ':':
        case ' ':
        case '\t': break;
        default:
          if (depth == 0) ++n;
      }
    }
    return n;
  }

  // Also after a failure all variables are read, since N takes references over.
  Ref sequence_py(char end, int n, bool list) {
    Ref items = rt::make_list(call_, static_cast<u64>(n));
    bool ok = bool(items);
    for (int i = 0; i < n; ++i) {
      Ref item = unit_py();
      ok = item && ok && rt::list_append(call_, rt::as_list(items), std::move(item));
    }
    skip_blanks();
    if (end && *at_ == end) ++at_;
    if (!ok) return Ref();
    return list ? std::move(items) : rt::list_to_tuple(call_, items);
  }

  Ref dict_py(int n) {
    Ref dict = rt::make_dict(call_);
    bool ok = dict && n % 2 == 0;
    if (dict && !ok) rt::raise(call_, rt::kSystemErrorType, "Bad dict format");
    for (int i = 0; i + 1 < n; i += 2) {
      Ref key = unit_py(), item = unit_py();  // lint: error: all variables are read, also after a failure
      ok = key && item && ok && rt::dict_set_py(call_, rt::as_dict(dict), key, item);
    }
    skip_blanks();
    if (*at_ == '}') ++at_;
    return ok ? std::move(dict) : Ref();
  }

  Ref nested_py(char end) {
    int n = count(end);
    if (n < 0) return Ref();
    return end == '}' ? dict_py(n) : sequence_py(end, n, end == ']');
  }

  bool takes_size() {
    if (*at_ != '#') return false;
    ++at_;
    return true;
  }

  Ref text(bool bytes) {
    const char* data = va_arg(variables_, const char*);
    Py_ssize_t size = takes_size() ? va_arg(variables_, Py_ssize_t) : -1;
    if (!data) return rt::none();
    if (size < 0) size = static_cast<Py_ssize_t>(std::strlen(data));
    return Ref::steal(value(bytes ? PyBytes_FromStringAndSize(data, size) : PyUnicode_FromStringAndSize(data, size)));
  }

  Ref wide_text() {
    const wchar_t* data = va_arg(variables_, const wchar_t*);
    Py_ssize_t size = takes_size() ? va_arg(variables_, Py_ssize_t) : -1;
    return data ? Ref::steal(value(PyUnicode_FromWideChar(data, size))) : rt::none();
  }

  Ref object_py(bool taken) {
    if (*at_ == '&') {
      ++at_;
      auto convert = va_arg(variables_, PyObject * (*)(void*));
      return Ref::steal(value(convert(va_arg(variables_, void*))));
    }
    PyObject* object = va_arg(variables_, PyObject*);
    if (object) return taken ? Ref::steal(value(object)) : Ref::share(call_, value(object));
    if (!rt::error_pending(call_)) rt::raise(call_, rt::kSystemErrorType, "NULL object passed to Py_BuildValue");
    return Ref();
  }

  // A new reference that the API has made.
  static Ref made(PyObject* object) { return Ref::steal(value(object)); }

  Ref unit_py() {
    skip_blanks();
    char letter = *at_;
    if (letter) ++at_;
    switch (letter) {
      case '(': return nested_py(')');
      case '[': return nested_py(']');
      case '{': return nested_py('}');
      case 'b':
      case 'B':
      case 'h':
      case 'i': return made(PyLong_FromLong(va_arg(variables_, int)));
      case 'H': return made(PyLong_FromLong(static_cast<long>(va_arg(variables_, unsigned))));
      case 'I': return made(PyLong_FromUnsignedLong(va_arg(variables_, unsigned)));
      case 'n': return made(PyLong_FromSsize_t(va_arg(variables_, Py_ssize_t)));
      case 'l': return made(PyLong_FromLong(va_arg(variables_, long)));
      case 'k': return made(PyLong_FromUnsignedLong(va_arg(variables_, unsigned long)));
      case 'L': return made(PyLong_FromLongLong(va_arg(variables_, long long)));
      case 'K': return made(PyLong_FromUnsignedLongLong(va_arg(variables_, unsigned long long)));
      case 'p': return made(PyBool_FromLong(va_arg(variables_, int)));
      case 'u': return wide_text();
      case 'f':
      case 'd': return made(PyFloat_FromDouble(va_arg(variables_, double)));
      case 'D': {
        auto* number = va_arg(variables_, Py_complex*);
        return made(PyComplex_FromDoubles(number->real, number->imag));
      }
      case 'c': {
        char byte = static_cast<char>(va_arg(variables_, int));
        return made(PyBytes_FromStringAndSize(&byte, 1));
      }
      case 'C': return made(PyUnicode_FromOrdinal(va_arg(variables_, int)));
      case 's':
      case 'z':
      case 'U': return text(false);
      case 'y': return text(true);
      case 'N': return object_py(true);
      case 'O':
      case 'S': return object_py(false);
      default: return rt::raise(call_, rt::kSystemErrorType, "bad format char passed to Py_BuildValue");
    }
  }

  Call& call_;
  const char* at_;
  va_list variables_;
};

Ref build_py(Call& call, const char* format, va_list variables, bool always_tuple) {
  if (call.lacks(format)) return Ref();
  return Builder(call, format, variables).run_py(always_tuple);
}

}  // namespace

Ref capi::arguments_py(Call& call, const char* format, va_list variables) {
  if (!format || !*format) return Ref::share(call, rt::empty_tuple());
  Ref built = build_py(call, format, variables, false);
  return !built || rt::is_tuple(built) ? std::move(built) : rt::make_tuple(call, built.get());
}

PyObject* Py_VaBuildValue(const char* format, va_list variables) {
  Call call;
  return give(build_py(call, format, variables, false));
}

PyObject* Py_BuildValue(const char* format, ...) {
  va_list variables;
  va_start(variables, format);
  PyObject* built = Py_VaBuildValue(format, variables);
  va_end(variables);
  return built;
}

PyObject* PyObject_CallFunction(PyObject* callable, const char* format, ...) {
  Call call;
  if (call.lacks(callable)) return nullptr;
  va_list variables;
  va_start(variables, format);
  Ref arguments = arguments_py(call, format, variables);
  va_end(variables);
  return arguments ? PyObject_Call(callable, word(arguments.get()), nullptr) : nullptr;
}

PyObject* PyObject_CallMethod(PyObject* object, const char* name, const char* format, ...) {
  Call call;
  if (call.lacks(object, name)) return nullptr;
  va_list variables;
  va_start(variables, format);
  Ref arguments = arguments_py(call, format, variables);
  va_end(variables);
  Ref method = arguments ? Ref::steal(value(PyObject_GetAttrString(object, name))) : Ref();
  return method ? PyObject_Call(word(method.get()), word(arguments.get()), nullptr) : nullptr;
}
