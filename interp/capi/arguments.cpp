// PyArg_ParseTuple() and its relatives: arguments of Python in variables of C, as a format says.
//
// A unit of the format is one or more letters ("s", "s#", "O!", "es#"); it takes an item and fills the variables that
// the caller has named for it. Parentheses take a sequence apart. What has been allocated or lent for earlier units is
// given back if a later one fails.
#include <climits>
#include <cstdarg>
#include <cstring>
#include <string>
#include <vector>

#include "interp/capi/capi.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace {

// The variables of a call, read from the left.
struct Variables {
  va_list list;
  template <class T>
  T next() {
    return va_arg(list, T);
  }
};

using Converter = int (*)(PyObject*, void*);

// What must be given back if the call fails.
class Cleanups {
 public:
  void add_buffer(Py_buffer* view) { entries_.push_back({kBuffer, view, nullptr}); }
  void add_memory(char** place) { entries_.push_back({kMemory, place, nullptr}); }
  void add_converter(Converter convert, void* place) { entries_.push_back({kConverter, place, convert}); }
  void run() {
    for (Entry& entry : entries_) {
      if (entry.kind == kBuffer) PyBuffer_Release(static_cast<Py_buffer*>(entry.place));
      else if (entry.kind == kConverter) entry.convert(nullptr, entry.place);
      else PyMem_Free(std::exchange(*static_cast<char**>(entry.place), nullptr));
    }
  }

 private:
  enum Kind { kBuffer, kMemory, kConverter };
  struct Entry {
    Kind kind;
    void* place;
    Converter convert;
  };
  std::vector<Entry> entries_;
};

// What is wrong with an item: the words behind "argument 1 ". An error may be pending already; then `text` is empty.
struct Trouble {
  bool any = false;
  std::string text;
};

class Parser {
 public:
  Parser(Call& call, Variables& variables) : call_(call), variables_(variables) {}

  // Converts one unit, which begins at *format, and moves *format behind it. False: trouble().
  bool convert_py(PyObject* item, const char** format) {
    if (**format == '(') return take_apart_py(item, format);
    char letter = *(*format)++;
    switch (letter) {
      case 'b': return whole<unsigned char>(item, 0, UCHAR_MAX, "unsigned byte integer");
      case 'B': return masked<unsigned char>(item);
      case 'h': return whole<short>(item, SHRT_MIN, SHRT_MAX, "signed short integer");
      case 'H': return masked<unsigned short>(item);
      case 'i': return whole<int>(item, INT_MIN, INT_MAX, "signed integer");
      case 'I': return masked<unsigned>(item);
      case 'k': return masked<unsigned long>(item);
      case 'K': return masked<unsigned long long>(item);
      case 'l': return fits(*variables_.next<long*>() = PyLong_AsLong(item), -1L);
      case 'L': return fits(*variables_.next<long long*>() = PyLong_AsLongLong(item), -1LL);
      case 'n': return fits(*variables_.next<Py_ssize_t*>() = index_size_py(item), Py_ssize_t{-1});
      case 'f': return number<float>(item);
      case 'd': return number<double>(item);
      case 'D': return complex(item);
      case 'c': return one_byte(item);
      case 'C': return one_character(item);
      case 'p': return truth(item);
      case 's':
      case 'z':
      case 'y': return text(item, letter, format);
      case 'w': return writable(item, format);
      case 'e': return encoded(item, format);
      case 'S': return exact(item, rt::is_bytes(value(item)), "bytes");
      case 'Y': return exact(item, rt::is_bytearray(value(item)), "bytearray");
      case 'U': return exact(item, rt::is_str(value(item)), "str");
      case 'O': return object(item, format);
      default: return impossible("(impossible<bad format char>)");
    }
  }

  // Moves behind a unit whose item was not given: its variables keep what they have.
  bool skip(const char** format) {
    if (**format == '(') {
      ++*format;
      while (**format && **format != ')')
        if (!skip(format)) return false;
      if (**format == ')') ++*format;
      return true;
    }
    char letter = *(*format)++;
    if (letter == 'e') {
      ++*format;
      variables_.next<const char*>();
    }
    if (letter == 'O' && (**format == '!' || **format == '&')) {
      ++*format;
      variables_.next<void*>();
    }
    if (letter == 'w' && **format != '*')
      return rt::raise(call_, rt::kSystemErrorType, "impossible<bad format char>: '%s'", *format - 1);
    variables_.next<void*>();
    if (**format == '*') ++*format;
    if (**format == '#') {
      ++*format;
      variables_.next<Py_ssize_t*>();
    }
    return true;
  }

  bool fail(Cleanups& cleanups) { return cleanups.run(), false; }
  Cleanups& cleanups() { return cleanups_; }
  const Trouble& trouble() const { return trouble_; }

 private:
  bool pending() { return rt::error_pending(call_); }
  // The error is pending already.
  bool raised() { return trouble_ = {true, ""}, false; }
  bool impossible(const char* words) { return trouble_ = {true, words}, false; }
  bool must_be(const char* expected, PyObject* item) {
    std::string given = item == Py_None ? "None" : rt::type_name(value(item));
    trouble_ = {true, std::string("must be ") + expected + ", not " + given};
    return false;
  }

  template <class T>
  bool fits(T got, T failed) {
    return got != failed || !pending() || raised();
  }

  template <class T>
  bool whole(PyObject* item, long least, long most, const char* what) {
    T* place = variables_.next<T*>();
    long n = PyLong_AsLong(item);
    if (n == -1 && pending()) return raised();
    if (n < least || n > most) {
      std::string words = std::string(what) + (n < least ? " is less than minimum" : " is greater than maximum");
      rt::raise_overflow_error(call_, words.c_str());
      return raised();
    }
    *place = static_cast<T>(n);
    return true;
  }
  template <class T>
  bool masked(PyObject* item) {
    T* place = variables_.next<T*>();
    if (sizeof(T) == 8 && !rt::is_int(value(item)) && !PyIndex_Check(item)) return must_be("int", item);
    unsigned long long n = PyLong_AsUnsignedLongLongMask(item);
    if (n == ~0ull && pending()) return raised();
    *place = static_cast<T>(n);
    return true;
  }
  Py_ssize_t index_size_py(PyObject* item) {
    Ref index = rt::index_py(call_, value(item));
    return index ? PyLong_AsSsize_t(word(index.get())) : -1;
  }
  template <class T>
  bool number(PyObject* item) {
    T* place = variables_.next<T*>();
    double d = PyFloat_AsDouble(item);
    if (d == -1 && pending()) return raised();
    *place = static_cast<T>(d);
    return true;
  }
  bool complex(PyObject* item) {
    auto* place = variables_.next<Py_complex*>();
    *place = PyComplex_AsCComplex(item);
    return !pending() || raised();
  }

  bool one_byte(PyObject* item) {
    char* place = variables_.next<char*>();
    bool bytes = rt::is_bytes(value(item)), array = rt::is_bytearray(value(item));
    Py_ssize_t size = bytes ? PyBytes_Size(item) : array ? PyByteArray_Size(item) : 1;
    if (!bytes && !array) return must_be("a byte string of length 1", item);
    if (size != 1) {
      trouble_ = {true, std::string("must be a byte string of length 1, not a ") +
                            (bytes ? "bytes object" : "bytearray object") + " of length " + std::to_string(size)};
      return false;
    }
    *place = *(bytes ? PyBytes_AsString(item) : PyByteArray_AsString(item));
    return true;
  }
  bool one_character(PyObject* item) {
    int* place = variables_.next<int*>();
    if (!rt::is_str(value(item))) return must_be("a unicode character", item);
    if (rt::as_str(value(item))->length != 1) {
      trouble_ = {true, "must be a unicode character, not a string of length " +
                            std::to_string(rt::as_str(value(item))->length)};
      return false;
    }
    *place = static_cast<int>(rt::as_str(value(item))->at(0));
    return true;
  }
  bool truth(PyObject* item) {
    int* place = variables_.next<int*>();
    int result = PyObject_IsTrue(item);
    if (result < 0) return raised();
    *place = result > 0;
    return true;
  }

  bool exact(PyObject* item, bool is_one, const char* what) {
    PyObject** place = variables_.next<PyObject**>();
    if (!is_one) return must_be(what, item);
    *place = item;
    return true;
  }

  bool object(PyObject* item, const char** format) {
    if (**format == '!') {
      ++*format;
      auto* type = variables_.next<PyTypeObject*>();
      PyObject** place = variables_.next<PyObject**>();
      if (!rt::is_subtype(rt::type_of(value(item)), type_at(type))) return must_be(rt::type_name(type_at(type)), item);
      *place = item;
    } else if (**format == '&') {
      ++*format;
      auto convert = variables_.next<Converter>();
      void* place = variables_.next<void*>();
      int result = convert(item, place);
      if (result == 0) return pending() ? raised() : impossible("(unspecified)");
      if (result == Py_CLEANUP_SUPPORTED) cleanups_.add_converter(convert, place);
    } else {
      *variables_.next<PyObject**>() = item;
    }
    return true;
  }

  // ---- text and bytes

  // The memory of a bytes-like object that stays where it is while the object lives. False: trouble().
  bool steady_bytes(PyObject* item, const char** data, Py_ssize_t* size) {
    if (rt::is_bytes(value(item))) {
      *data = PyBytes_AsString(item);
      *size = PyBytes_Size(item);
      return true;
    }
    Py_buffer view;
    if (PyObject_GetBuffer(item, &view, PyBUF_SIMPLE) < 0) return raised();
    *data = static_cast<const char*>(view.buf);
    *size = view.len;
    bool steady = rt::type_of(value(item))->slots.release_buffer == nullptr;
    PyBuffer_Release(&view);
    return steady || must_be("read-only bytes-like object", item);
  }

  bool text(PyObject* item, char letter, const char** format) {
    bool none = letter == 'z' && item == Py_None;
    if (**format == '*') {
      ++*format;
      return lent(item, variables_.next<Py_buffer*>(), letter, none);
    }
    const char** place = variables_.next<const char**>();
    bool sized = **format == '#';
    Py_ssize_t length = 0, *size = sized ? variables_.next<Py_ssize_t*>() : nullptr;
    if (sized) ++*format;
    if (none) {
      *place = nullptr;
      if (size) *size = 0;
      return true;
    }
    const char* data = nullptr;
    if (letter != 'y' && rt::is_str(value(item))) {
      data = PyUnicode_AsUTF8AndSize(item, &length);
      if (!data) return raised();
    } else if (letter != 'y' && !sized) {
      return must_be(letter == 'z' ? "str or None" : "str", item);
    } else if (!steady_bytes(item, &data, &length)) {
      return false;
    }
    if (!sized && std::strlen(data) != static_cast<size_t>(length)) {
      rt::raise_value_error(call_, letter == 'y' ? "embedded null byte" : "embedded null character");
      return raised();
    }
    *place = data;
    if (size) *size = length;
    return true;
  }

  bool lent(PyObject* item, Py_buffer* view, char letter, bool none) {
    if (none) {
      PyBuffer_FillInfo(view, nullptr, nullptr, 0, 1, 0);
    } else if (letter != 'y' && rt::is_str(value(item))) {
      Py_ssize_t size;
      const char* data = PyUnicode_AsUTF8AndSize(item, &size);
      if (!data) return raised();
      PyBuffer_FillInfo(view, item, const_cast<char*>(data), size, 1, 0);
    } else {
      if (PyObject_GetBuffer(item, view, PyBUF_SIMPLE) < 0) return raised();
    }
    cleanups_.add_buffer(view);
    return true;
  }

  bool writable(PyObject* item, const char** format) {
    if (**format != '*') return impossible("(impossible<bad format char>)");
    ++*format;
    auto* view = variables_.next<Py_buffer*>();
    if (PyObject_CheckBuffer(item) && PyObject_GetBuffer(item, view, PyBUF_WRITABLE) == 0) {
      cleanups_.add_buffer(view);
      return true;
    }
    rt::clear_error(call_);
    return must_be("read-write bytes-like object", item);
  }

  // es, et, es#, et#: the text in an encoding, in memory of the caller's or of PyMem_Malloc().
  bool encoded(PyObject* item, const char** format) {
    char kind = *(*format)++;
    const char* encoding = variables_.next<const char*>();
    char** place = variables_.next<char**>();
    bool sized = **format == '#';
    Py_ssize_t* size = sized ? variables_.next<Py_ssize_t*>() : nullptr;
    if (sized) ++*format;
    bool bytes = kind == 't' && (rt::is_bytes(value(item)) || rt::is_bytearray(value(item)));
    if (!bytes && !rt::is_str(value(item))) return must_be(kind == 't' ? "str, bytes or bytearray" : "str", item);
    Ref data = bytes ? Ref::steal(value(PyBytes_FromObject(item)))
                     : rt::str_encode_py(call_, value(item), encoding ? encoding : "utf-8", nullptr);
    if (!data) return raised();
    const char* from = PyBytes_AsString(word(data.get()));
    Py_ssize_t length = PyBytes_Size(word(data.get()));
    if (sized && *place) {
      if (length + 1 > *size) {
        rt::raise_value_error(call_, "encoded string too long (%lld, maximum length %lld)", static_cast<i64>(length),
                              static_cast<i64>(*size - 1));
        return raised();
      }
    } else {
      if (!sized && std::strlen(from) != static_cast<size_t>(length)) {
        rt::raise_value_error(call_, "embedded null character");
        return raised();
      }
      *place = static_cast<char*>(PyMem_Malloc(static_cast<size_t>(length) + 1));
      if (!*place) return rt::raise_memory_error(call_), raised();
      cleanups_.add_memory(place);
    }
    std::memcpy(*place, from, static_cast<size_t>(length) + 1);
    if (size) *size = length;
    return true;
  }

  // ---- (...)

  bool take_apart_py(PyObject* item, const char** format) {
    ++*format;
    Py_ssize_t units = 0;
    for (const char* at = *format; *at && *at != ')'; ++units) at = behind_unit(at);
    if (!PySequence_Check(item) || rt::is_bytes(value(item)) || rt::is_bytearray(value(item)) ||
        rt::is_str(value(item))) {
      std::string expected = std::to_string(units) + "-item tuple";
      return must_be(expected.c_str(), item);
    }
    Py_ssize_t size = PySequence_Size(item);
    if (size < 0) return raised();
    if (size != units) {
      const char* kind = rt::is_tuple(value(item)) ? "tuple" : "sequence";
      trouble_ = {true, std::string("must be ") + kind + " of length " + std::to_string(units) + ", not " +
                            std::to_string(size)};
      return false;
    }
    for (Py_ssize_t i = 0; i < size; ++i) {
      // The sequence holds the item; what is converted from it is borrowed.
      Ref part = Ref::steal(value(PySequence_GetItem(item, i)));
      if (!part) return raised();
      if (!convert_py(word(part.get()), format)) {
        if (!trouble_.text.empty()) trouble_.text = "item " + std::to_string(i) + ", " + trouble_.text;
        return false;
      }
    }
    if (**format == ')') ++*format;
    return true;
  }

 public:
  // The address behind the unit at `at`.
  static const char* behind_unit(const char* at) {
    if (*at == '(') {
      int depth = 0;
      do {
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        ++at;
      } while (*at && depth > 0);
      return at;
    }
    char letter = *at++;
    if (letter == 'e' && (*at == 's' || *at == 't')) ++at;
    while (*at == '#' || *at == '*' || *at == '!' || *at == '&') ++at;
    return at;
  }

 private:
  Call& call_;
  Variables& variables_;
  Cleanups cleanups_;
  Trouble trouble_;
};

// A format in its parts.
struct Plan {
  std::string_view name;                          // behind ':'; empty: none
  const char* message = nullptr;                  // behind ';': replaces the whole text of errors
  int units = 0, required = -1, positional = -1;  // positional: those before '$'

  explicit Plan(const char* format) {
    const char* at = format;
    while (*at && *at != ':' && *at != ';') {
      if (*at == '|') required = units, ++at;
      else if (*at == '$') positional = units, ++at;
      else at = Parser::behind_unit(at), ++units;
    }
    if (*at == ':') name = at + 1;
    if (*at == ';') message = at + 1;
    if (required < 0) required = units;
    if (positional < 0) positional = units;
  }
  std::string callee() const { return name.empty() ? "function" : std::string(name) + "()"; }
};

rt::Error raise_trouble(Call& call, const Plan& plan, const Trouble& trouble, int number) {
  if (rt::error_pending(call)) return {};
  if (plan.message) return rt::raise_type_error(call, "%s", plan.message);
  std::string text = plan.name.empty() ? "" : std::string(plan.name) + "() ";
  text += number ? "argument " + std::to_string(number) : std::string("argument");
  text += " " + trouble.text;
  const rt::Type* type = trouble.text.starts_with("(impossible") ? rt::kSystemErrorType : rt::kTypeErrorType;
  return rt::raise(call, const_cast<rt::Type*>(type), "%s", text.c_str());
}

rt::Error raise_wrong_count(Call& call, const Plan& plan, u64 given) {
  if (plan.message) return rt::raise_type_error(call, "%s", plan.message);
  bool few = given < static_cast<u64>(plan.required);
  int bound = few ? plan.required : plan.units;
  const char* how = plan.required == plan.units ? "exactly" : few ? "at least" : "at most";
  return rt::raise_type_error(call, "%s takes %s %d argument%s (%lld given)", plan.callee().c_str(), how, bound,
                              bound == 1 ? "" : "s", static_cast<i64>(given));
}

// True for what may stand behind the units that have been converted. Other characters belong to no unit.
bool is_end_of_units(char next) {
  return !next || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || std::strchr("(|$:;", next);
}

int parse_tuple_py(Call& call, PyObject* args, const char* format, Variables& variables) {
  if (!call.is_one(args, rt::TypeId::kTuple) || call.lacks(format)) return 0;
  Plan plan(format);
  const char* whole = format;
  u64 given = rt::as_tuple(value(args))->length;
  if (given < static_cast<u64>(plan.required) || given > static_cast<u64>(plan.units))
    return raise_wrong_count(call, plan, given), 0;
  Parser parser(call, variables);
  for (u64 i = 0; i < given; ++i) {
    while (*format == '|' || *format == '$') ++format;
    if (parser.convert_py(word((*rt::as_tuple(value(args)))[i]), &format)) continue;
    raise_trouble(call, plan, parser.trouble(), static_cast<int>(i) + 1);
    parser.cleanups().run();
    return 0;
  }
  if (is_end_of_units(*format)) return 1;
  rt::raise(call, rt::kSystemErrorType, "bad format string: %s", whole);
  parser.cleanups().run();
  return 0;
}

// One object, not a tuple of arguments.
int parse_one_py(Call& call, PyObject* object, const char* format, Variables& variables) {
  if (call.lacks(format)) return 0;
  Plan plan(format);
  if (plan.units == 0) {
    if (object) rt::raise_type_error(call, "%s takes no arguments", plan.callee().c_str());
    return !object;
  }
  if (plan.required != 1 || plan.units != 1)
    return rt::raise(call, rt::kSystemErrorType, "old style getargs format uses new features"), 0;
  if (call.lacks(object)) return 0;
  Parser parser(call, variables);
  if (parser.convert_py(object, &format)) return 1;
  raise_trouble(call, plan, parser.trouble(), 0);
  parser.cleanups().run();
  return 0;
}

// ---- with keywords

class KeywordParser {
 public:
  KeywordParser(Call& call, PyObject* args, PyObject* keywords, const char* format, const char* const* names,
                Variables& variables)
      : call_(call),
        args_(args),
        keywords_(keywords),
        format_(format),
        names_(names),
        plan_(format),
        parser_(call, variables) {}

  int run_py() {
    while (names_[count_]) ++count_;
    while (names_[unnamed_] && !*names_[unnamed_]) ++unnamed_;
    if (!names_fit()) return bad("more or fewer names in the list of keywords than units in the format");
    positional_ = static_cast<int>(rt::as_tuple(value(args_))->length);
    named_ = keywords_ ? static_cast<int>(PyDict_Size(keywords_)) : 0;
    if (!check_counts()) return 0;
    for (int i = 0; i < count_; ++i) {
      while (*format_ == '|' || *format_ == '$') ++format_;
      if (!take_py(i)) return parser_.cleanups().run(), 0;
    }
    if (used_ < named_ && !reject_strangers()) return parser_.cleanups().run(), 0;
    return 1;
  }

 private:
  int bad(const char* text) { return rt::raise(call_, rt::kSystemErrorType, "%s", text), 0; }

  // Each unit has a name. As in CPython, the optional ones behind the last name may lack theirs: nobody can give them.
  bool names_fit() const {
    if (count_ >= plan_.units) return count_ == plan_.units;
    const char* at = format_;
    for (int i = 0; i < count_; ++i) {
      while (*at == '|' || *at == '$') ++at;
      at = Parser::behind_unit(at);
    }
    return *at == '|';
  }

  bool check_counts() {
    int given = positional_ + named_;
    if (given > count_) {
      return rt::raise_type_error(call_, "%s takes at most %d %sargument%s (%d given)", plan_.callee().c_str(), count_,
                                  positional_ == 0 ? "keyword " : "", count_ == 1 ? "" : "s", given);
    }
    if (positional_ <= plan_.positional) return true;
    if (plan_.positional == 0)
      return rt::raise_type_error(call_, "%s takes no positional arguments", plan_.callee().c_str());
    return rt::raise_type_error(call_, "%s takes %s %d positional argument%s (%d given)", plan_.callee().c_str(),
                                plan_.required < plan_.units ? "at most" : "exactly", plan_.positional,
                                plan_.positional == 1 ? "" : "s", positional_);
  }

  // The argument of the unit i. Empty without an error: it was not given.
  Ref argument_py(int i) {
    Ref named;
    if (named_ && *names_[i]) {
      Ref key = call_.name(names_[i]);
      named = key ? rt::dict_get_py(call_, rt::as_dict(value(keywords_)), key) : Ref();
      if (named) ++used_;
    }
    if (i >= positional_) return named;
    if (named) {
      rt::raise_type_error(call_, "argument for %s given by name ('%s') and position (%d)", plan_.callee().c_str(),
                           names_[i], i + 1);
      return Ref();
    }
    return Ref::share(call_, (*rt::as_tuple(value(args_)))[static_cast<u64>(i)]);
  }

  bool take_py(int i) {
    Ref argument = argument_py(i);  // args or keywords hold it, too
    if (rt::error_pending(call_)) return false;
    if (!argument) {
      if (i >= plan_.required) return parser_.skip(&format_);
      if (i < unnamed_) {
        int least = std::min(unnamed_, plan_.required);
        return rt::raise_type_error(call_, "%s takes %s %d positional argument%s (%d given)", plan_.callee().c_str(),
                                    least < count_ ? "at least" : "exactly", least, least == 1 ? "" : "s", positional_);
      }
      return rt::raise_type_error(call_, "%s missing required argument '%s' (pos %d)", plan_.callee().c_str(),
                                  names_[i], i + 1);
    }
    if (parser_.convert_py(word(argument.get()), &format_)) return true;
    return raise_trouble(call_, plan_, parser_.trouble(), i + 1);
  }

  bool reject_strangers() {
    Ref keys = rt::dict_keys_list(call_, rt::as_dict(value(keywords_)));
    if (!keys) return false;
    for (u64 i = 0; i < rt::as_list(keys)->size(); ++i) {
      Value key = (*rt::as_list(keys))[i];
      if (!rt::is_str(key)) return rt::raise_type_error(call_, "keywords must be strings");
      bool known = false;
      for (int k = unnamed_; k < count_; ++k) known |= PyUnicode_CompareWithASCIIString(word(key), names_[k]) == 0;
      if (!known)
        return rt::raise_type_error(call_, "%s got an unexpected keyword argument '%S'",
                                    plan_.name.empty() ? "this function" : plan_.callee().c_str(), key);
    }
    return true;
  }

  Call& call_;
  PyObject *args_, *keywords_;
  const char* format_;
  const char* const* names_;
  Plan plan_;
  Parser parser_;
  int count_ = 0, unnamed_ = 0, positional_ = 0, named_ = 0, used_ = 0;
};

int parse_keywords_py(Call& call, PyObject* args, PyObject* keywords, const char* format, const char* const* names,
                      Variables& variables) {
  bool good = args && rt::is_tuple(value(args)) && (!keywords || rt::is_dict(value(keywords))) && format && names;
  if (!good) return call.bad_call(), 0;
  return KeywordParser(call, args, keywords, format, names, variables).run_py();
}

}  // namespace

#define WITH_VARIABLES(last, expression)  \
  Call call;                              \
  Variables variables;                    \
  va_start(variables.list, last);         \
  int result = expression;                \
  va_end(variables.list);                 \
  return result

int PyArg_Parse(PyObject* object, const char* format, ...) {
  WITH_VARIABLES(format, parse_one_py(call, object, format, variables));
}
int PyArg_ParseTuple(PyObject* args, const char* format, ...) {
  WITH_VARIABLES(format, parse_tuple_py(call, args, format, variables));
}
int PyArg_ParseTupleAndKeywords(PyObject* args, PyObject* keywords, const char* format, char* const* names, ...) {
  WITH_VARIABLES(names, parse_keywords_py(call, args, keywords, format, names, variables));
}
int PyArg_VaParse(PyObject* args, const char* format, va_list list) {
  Call call;
  Variables variables;
  va_copy(variables.list, list);
  int result = parse_tuple_py(call, args, format, variables);
  va_end(variables.list);
  return result;
}
int PyArg_VaParseTupleAndKeywords(PyObject* args, PyObject* keywords, const char* format, char* const* names,
                                  va_list list) {
  Call call;
  Variables variables;
  va_copy(variables.list, list);
  int result = parse_keywords_py(call, args, keywords, format, names, variables);
  va_end(variables.list);
  return result;
}

// The items of a tuple, borrowed, in `least` to `most` variables.
int PyArg_UnpackTuple(PyObject* args, const char* name, Py_ssize_t least, Py_ssize_t most, ...) {
  Call call;
  if (!call.is_one(args, rt::TypeId::kTuple)) return 0;
  auto given = static_cast<Py_ssize_t>(rt::as_tuple(value(args))->length);
  if (given < least || given > most) {
    Py_ssize_t bound = given < least ? least : most;
    const char* how = least == most ? "" : given < least ? "at least " : "at most ";
    const char* plural = bound == 1 ? "" : "s";
    if (name) {
      rt::raise_type_error(call, "%s expected %s%lld argument%s, got %lld", name, how, static_cast<i64>(bound), plural,
                           static_cast<i64>(given));
    } else {
      rt::raise_type_error(call, "unpacked tuple should have %s%lld element%s, but has %lld", how,
                           static_cast<i64>(bound), plural, static_cast<i64>(given));
    }
    return 0;
  }
  va_list variables;
  va_start(variables, most);
  for (Py_ssize_t i = 0; i < given; ++i) *va_arg(variables, PyObject**) = PyTuple_GetItem(args, i);
  va_end(variables);
  return 1;
}

int PyArg_ValidateKeywordArguments(PyObject* keywords) {
  Call call;
  if (!keywords || !rt::is_dict(value(keywords))) return call.bad_call(), 0;
  Ref keys = rt::dict_keys_list(call, rt::as_dict(value(keywords)));
  for (u64 i = 0; keys && i < rt::as_list(keys)->size(); ++i)
    if (!rt::is_str((*rt::as_list(keys))[i])) return rt::raise_type_error(call, "keywords must be strings"), 0;
  return bool(keys);
}
