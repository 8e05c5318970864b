// Bytes from a format and C arguments: PyBytes_FromFormat(). Texts are copied byte by byte, in no encoding.
//
//   %[width][.precision][size]conversion
//
// As in CPython the width has no effect, `size` is 'l' or 'z' before 'd' and 'u', and a conversion that is unknown ends
// the reading: the rest of the format is copied.
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <string>

#include "interp/capi/capi.h"

using namespace capi;

namespace {

class BytesFormat {
 public:
  BytesFormat(const char* format, va_list arguments) : at_(format) { va_copy(arguments_, arguments); }
  ~BytesFormat() { va_end(arguments_); }
  BytesFormat(const BytesFormat&) = delete;
  BytesFormat& operator=(const BytesFormat&) = delete;

  // False: OverflowError is pending.
  bool run(Call& call) {
    while (*at_) {
      size_t plain = std::strcspn(at_, "%");
      out_.append(at_, plain);
      at_ += plain;
      if (*at_ && !directive(call)) return false;
    }
    return true;
  }
  const std::string& bytes() const { return out_; }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  bool directive(Call& call) {
    const char* begin = at_++;
    while (is_digit(*at_)) ++at_;
    size_t precision = 0;
    if (*at_ == '.')
      for (++at_; is_digit(*at_); ++at_) precision = precision * 10 + static_cast<size_t>(*at_ - '0');
    while (*at_ && *at_ != '%' && !is_letter(*at_)) ++at_;
    char size = 0;
    if ((*at_ == 'l' || *at_ == 'z') && (at_[1] == 'd' || at_[1] == 'u')) size = *at_++;
    switch (*at_) {
      case 'c': {
        int byte = va_arg(arguments_, int);
        if (byte < 0 || byte > 255)
          return rt::raise_overflow_error(call,
                                          "PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]");
        out_ += static_cast<char>(byte);
        break;
      }
      case 'd':
      case 'u':
      case 'i':
      case 'x': add_number(size); break;
      case 's': {
        const char* text = va_arg(arguments_, const char*);
        out_.append(text, precision ? strnlen(text, precision) : std::strlen(text));
        break;
      }
      case 'p':
        out_ += "0x";
        add_hexadecimal(va_arg(arguments_, unsigned long));
        break;
      case '%': out_ += '%'; break;
      default:
        out_ += begin;
        at_ += std::strlen(at_);
        return true;
    }
    ++at_;
    return true;
  }

  // A long and a size are equally wide.
  void add_number(char size) {
    if (*at_ == 'x') return add_hexadecimal(va_arg(arguments_, unsigned));
    if (*at_ == 'u')
      out_ += size ? std::to_string(va_arg(arguments_, unsigned long)) : std::to_string(va_arg(arguments_, unsigned));
    else out_ += size ? std::to_string(va_arg(arguments_, long)) : std::to_string(va_arg(arguments_, int));
  }

  void add_hexadecimal(unsigned long number) {
    char digits[24];
    out_.append(digits, static_cast<size_t>(std::snprintf(digits, sizeof digits, "%lx", number)));
  }

  const char* at_;
  va_list arguments_;
  std::string out_;
};

}  // namespace

PyObject* PyBytes_FromFormatV(const char* format, va_list arguments) {
  Call call;
  if (call.lacks(format)) return nullptr;
  BytesFormat reading(format, arguments);
  if (!reading.run(call)) return nullptr;
  return PyBytes_FromStringAndSize(reading.bytes().data(), static_cast<Py_ssize_t>(reading.bytes().size()));
}
PyObject* PyBytes_FromFormat(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject* bytes = PyBytes_FromFormatV(format, arguments);
  va_end(arguments);
  return bytes;
}
