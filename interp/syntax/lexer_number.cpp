// Numbers: integers in four bases, floats, imaginary numbers. The value is
// computed by the parser; here the text is only delimited and checked.
#include <cstring>

#include "interp/syntax/characters.h"
#include "interp/syntax/lexer.h"
#include "runtime/text/ascii.h"

namespace syn {

namespace {

bool is_digit_of(char c, int base) {
  if (base == 16) return rt::text::hex_digit(c) >= 0;
  return c >= '0' && c < '0' + base;
}

// Keywords that may touch the end of a number: `1if x else 2`.
bool keyword_follows(const char* text) {
  if (text[0] == 'i') return text[1] == 'f' || text[1] == 'n' || text[1] == 's';
  for (std::string_view word : {"and", "else", "for", "not", "or"}) {
    if (std::string_view(text, strnlen(text, word.size())) == word) return !is_identifier_byte(text[word.size()]);
  }
  return false;
}

}  // namespace

bool Lexer::read_number() {
  number_start_ = pos_;
  if (at(pos_) == '0') {
    switch (at(pos_ + 1) | 0x20) {
      case 'x': return read_radix("hexadecimal", 16);
      case 'o': return read_radix("octal", 8);
      case 'b': return read_radix("binary", 2);
      default: return read_zero();
    }
  }
  if (at(pos_) != '.' && !decimal_tail()) return false;
  return read_fraction_and_exponent();
}

// 0x..., 0o..., 0b...: groups of digits joined by single underscores.
bool Lexer::read_radix(const char* name, int base) {
  auto wrong_digit = [&] {
    char digit = at(pos_++);
    return fail(std::string("invalid digit '") + digit + "' in " + name + " literal");
  };
  pos_ += 2;
  do {
    if (at(pos_) == '_') ++pos_;
    if (!is_digit_of(at(pos_), base)) {
      if (is_ascii_digit(at(pos_))) return wrong_digit();
      return fail(std::string("invalid ") + name + " literal");
    }
    while (is_digit_of(at(pos_), base)) ++pos_;
  } while (at(pos_) == '_');
  if (is_ascii_digit(at(pos_))) return wrong_digit();
  return number_end(name) && finish_number();
}

// A literal that begins with 0: zero itself, a float such as 007.5, or an octal number of Python 2, which is an error.
bool Lexer::read_zero() {
  for (;;) {
    if (at(pos_) == '_' && !is_ascii_digit(at(++pos_))) return fail("invalid decimal literal");
    if (at(pos_) != '0') break;
    ++pos_;
  }
  u32 zeros_end = pos_;
  bool nonzero = is_ascii_digit(at(pos_));
  if (nonzero && !decimal_tail()) return false;
  char c = static_cast<char>(at(pos_) | 0x20);
  if (nonzero && at(pos_) != '.' && c != 'e' && c != 'j' && !options_.tokens_only) {
    return fail_at(source_.characters_before(line_, number_start_ - line_start_) + 1,
                   source_.characters_before(line_, zeros_end - line_start_) + 1,
                   "leading zeros in decimal integer literals are not permitted; use an 0o prefix "
                   "for octal integers");
  }
  return read_fraction_and_exponent();
}

bool Lexer::read_fraction_and_exponent() {
  if (at(pos_) == '.') {
    ++pos_;
    if (is_ascii_digit(at(pos_)) && !decimal_tail()) return false;
  }
  if ((at(pos_) | 0x20) == 'e') {
    u32 exponent = pos_;
    ++pos_;
    bool sign = at(pos_) == '+' || at(pos_) == '-';
    if (sign) ++pos_;
    if (!is_ascii_digit(at(pos_))) {
      if (sign) return fail("invalid decimal literal");
      pos_ = exponent;  // `1else`: the number ends before the letter
      return number_end("decimal") && finish_number();
    }
    if (!decimal_tail()) return false;
  }
  if ((at(pos_) | 0x20) == 'j') {
    ++pos_;
    return number_end("imaginary") && finish_number();
  }
  return number_end("decimal") && finish_number();
}

bool Lexer::decimal_tail() {
  for (;;) {
    while (is_ascii_digit(at(pos_))) ++pos_;
    if (at(pos_) != '_') return true;
    ++pos_;
    if (!is_ascii_digit(at(pos_))) return fail("invalid decimal literal");
  }
}

// The end of a number: an error if the next character looks like a part of it.
bool Lexer::number_end(const char* name) {
  if (options_.tokens_only) return true;
  std::string message = std::string("invalid ") + name + " literal";
  char c = at(pos_);
  if (keyword_follows(text_ + pos_)) {
    auto line = static_cast<i32>(line_);
    auto offset = static_cast<i32>(source_.characters_before(line_, pos_ - line_start_));
    warnings_.push_back({DiagnosticKind::SyntaxWarning, message, line, offset, line, offset});
    return true;
  }
  if (static_cast<signed char>(c) >= 0 && is_identifier_byte(c)) return fail(message);
  return true;
}

bool Lexer::finish_number() {
  emit(TokenKind::Number, number_start_, pos_);
  return true;
}

}  // namespace syn
