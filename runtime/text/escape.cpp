// Escape sequences: writing them for repr() and the encoders, reading them for the decoders.
#include "runtime/text/escape.h"

#include "runtime/text/ascii.h"
#include "runtime/text/error_policy.h"
#include "runtime/text/names.h"
#include "runtime/text/search.h"
#include "runtime/text/unicode.h"

namespace rt::text {

namespace {

// Appends the shortest of \xNN, \uNNNN and \UNNNNNNNN.
template <typename Builder>
void append_numeric_escape(char32_t c, Builder& out) {
  char text[10] = {'\\', c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U'};
  std::size_t size = 2;
  for (int shift = c < 0x100 ? 4 : c < 0x10000 ? 12 : 28; shift >= 0; shift -= 4) {
    text[size++] = kHexDigits[(c >> shift) & 15];
  }
  for (std::size_t i = 0; i < size; ++i) out.append(static_cast<u8>(text[i]));
}

// The letter of the character's short escape ('n' for a newline), or 0.
char short_escape(char32_t c) {
  switch (c) {
    case '\t': return 't';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\\': return '\\';
    default: return 0;
  }
}

template <typename Builder>
void append_escape(char32_t c, Builder& out) {
  if (char letter = short_escape(c)) {
    out.append(static_cast<u8>('\\'));
    out.append(static_cast<u8>(letter));
  } else {
    append_numeric_escape(c, out);
  }
}

// The quote of a repr: double quotes only if the text has single quotes and no double quotes.
char choose_quote(const StrView& text) {
  return find_char(text, '\'') != kNotFound && find_char(text, '"') == kNotFound ? '"' : '\'';
}

// Appends the text in quotes: copies runs of characters for which is_plain is true, and escapes the others.
template <typename IsPlain>
void append_quoted(const StrView& text, char32_t quote, UcsBuilder& out, IsPlain is_plain) {
  out.append(quote);
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (is_plain(c) && c != quote && c != '\\') continue;
    out.append(text, run, i - run);
    run = i + 1;
    if (c == quote || c == '\'') {
      out.append('\\');
      out.append(c);
    } else {
      append_escape(c, out);
    }
  }
  out.append(text, run, text.length - run);
  out.append(quote);
}

bool is_plain_ascii(char32_t c) { return c >= ' ' && c < 0x7F; }

}  // namespace

// ---- repr

void append_repr(const StrView& text, UcsBuilder& out) {
  out.reserve(text.length + 2);
  append_quoted(text, static_cast<char32_t>(choose_quote(text)), out,
                [](char32_t c) { return c < 0x7F ? c >= ' ' : is_printable(c); });
}

void append_ascii_repr(const StrView& text, UcsBuilder& out) {
  out.reserve(text.length + 2);
  append_quoted(text, static_cast<char32_t>(choose_quote(text)), out, is_plain_ascii);
}

void append_bytes_repr(const u8* bytes, std::size_t size, UcsBuilder& out, bool escapes_single) {
  StrView view = bytes_view(bytes, size);
  out.reserve(size + 3);
  out.append('b');
  append_quoted(view, static_cast<char32_t>(choose_quote(view)), out,
                [escapes_single](char32_t c) { return is_plain_ascii(c) && !(escapes_single && c == '\''); });
}

void append_non_ascii_escaped(const StrView& text, UcsBuilder& out) {
  if (text.ascii) {
    out.append(text);
    return;
  }
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (c < 0x80) {
      out.append(c);
    } else {
      append_numeric_escape(c, out);
    }
  }
}

// ---- decoding

namespace {

// The character that a one-letter escape stands for, or -1.
int simple_escape(u8 c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"': return c;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
  }
}

bool is_octal(u8 c) { return c >= '0' && c <= '7'; }

// Reads up to three octal digits from bytes[at] on, and moves `at` behind them.
unsigned read_octal(const u8* bytes, std::size_t size, std::size_t& at) {
  unsigned value = 0;
  for (int i = 0; i < 3 && at < size && is_octal(bytes[at]); ++i) value = value * 8 + (bytes[at++] - '0');
  return value;
}

// The result of reading one escape. `end` is the position behind the escape, or behind its bad part.
struct Escape {
  char32_t c = 0;
  std::size_t end = 0;
  const char* error = nullptr;
  bool incomplete = false;  // the input ended within the escape
  bool empty = false;       // the escape stands for no character: a continued line
  bool unknown = false;     // not a known escape: the backslash and the next character are copied
};

Escape read_hex(const u8* bytes, std::size_t size, std::size_t at, int digits, const char* truncated,
                const char* too_large) {
  char32_t value = 0;
  for (int i = 0; i < digits; ++i, ++at) {
    if (at == size) return {0, at, truncated, true};
    int digit = hex_digit(bytes[at]);
    if (digit < 0) return {0, at, truncated};
    value = value << 4 | static_cast<char32_t>(digit);
  }
  if (value > kMaxCodePoint) return {0, at, too_large};
  return {value, at};
}

Escape read_named(const u8* bytes, std::size_t size, std::size_t at) {
  static constexpr char kMalformed[] = "malformed \\N character escape";
  if (at == size) return {0, at, kMalformed, true};
  if (bytes[at] != '{') return {0, at, kMalformed};
  std::size_t start = ++at;
  while (at < size && bytes[at] != '}') ++at;
  if (at == size) return {0, at, kMalformed, true};
  if (at == start) return {0, at, kMalformed};
  std::string_view name(reinterpret_cast<const char*>(bytes + start), at - start);
  std::optional<char32_t> found = find_char_by_name(name);
  if (!found) return {0, at + 1, "unknown Unicode character name"};
  return {*found, at + 1};
}

// Reads the escape whose backslash is in front of `at`.
Escape read_unicode_escape(const u8* bytes, std::size_t size, std::size_t at) {
  static constexpr char kIllegal[] = "illegal Unicode character";
  if (at == size) return {0, at, "\\ at end of string", true};
  u8 c = bytes[at++];
  if (int simple = simple_escape(c); simple >= 0) return {static_cast<char32_t>(simple), at};
  switch (c) {
    case '\n': {
      Escape escape{0, at};
      escape.empty = true;
      return escape;
    }
    case 'x': return read_hex(bytes, size, at, 2, "truncated \\xXX escape", kIllegal);
    case 'u': return read_hex(bytes, size, at, 4, "truncated \\uXXXX escape", kIllegal);
    case 'U': return read_hex(bytes, size, at, 8, "truncated \\UXXXXXXXX escape", kIllegal);
    case 'N': return read_named(bytes, size, at);
    default: break;
  }
  if (is_octal(c)) {
    --at;
    unsigned value = read_octal(bytes, size, at);
    return {value, at};
  }
  Escape escape{c, at};
  escape.unknown = true;
  return escape;
}

std::size_t find_backslash(const u8* bytes, std::size_t from, std::size_t size) {
  std::size_t at = find_char(bytes_view(bytes, size), '\\', from);
  return at == kNotFound ? size : at;
}

// Applies the policy to a bad escape at [start, end). False: the policy does not cover it, and `result` holds the
// error.
bool pass_over(const u8* bytes, std::size_t start, std::size_t end, ErrorPolicy policy, UcsBuilder& out,
               const char* reason, DecodeResult& result) {
  if (handle_undecodable(bytes + start, end - start, policy, out) == end - start) return true;
  result.error_start = start;
  result.error_end = end;
  result.reason = reason;
  return false;
}

}  // namespace

DecodeResult decode_unicode_escape(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, UcsBuilder& out,
                                   std::size_t& first_bad_escape) {
  DecodeResult result;
  first_bad_escape = kNotFound;
  std::size_t at = 0;
  while (true) {
    std::size_t backslash = find_backslash(bytes, at, size);
    out.append_latin1(bytes + at, backslash - at);
    at = backslash;
    if (at == size) break;
    Escape escape = read_unicode_escape(bytes, size, at + 1);
    if (escape.incomplete && !final) break;
    if (escape.error != nullptr) {
      if (!pass_over(bytes, at, escape.end, policy, out, escape.error, result)) break;
    } else {
      // An octal escape above \377 gets the same warning, although it has a value.
      bool bad_octal = escape.c > 0xFF && is_octal(bytes[at + 1]);
      if ((escape.unknown || bad_octal) && first_bad_escape == kNotFound) first_bad_escape = at;
      if (escape.unknown) out.append('\\');
      if (!escape.empty) out.append(escape.c);
    }
    at = escape.end;
  }
  result.consumed = at;
  return result;
}

DecodeResult decode_raw_unicode_escape(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final,
                                       UcsBuilder& out) {
  static constexpr char kOutOfRange[] = "\\Uxxxxxxxx out of range";
  DecodeResult result;
  std::size_t at = 0;
  while (true) {
    std::size_t backslash = find_backslash(bytes, at, size);
    out.append_latin1(bytes + at, backslash - at);
    at = backslash;
    if (at == size || (at + 1 == size && !final)) break;
    u8 letter = at + 1 < size ? bytes[at + 1] : 0;
    if (letter != 'u' && letter != 'U') {
      // The character behind the backslash is copied at once: if it is a backslash, it starts no escape.
      std::size_t count = at + 1 < size ? 2 : 1;
      out.append_latin1(bytes + at, count);
      at += count;
      continue;
    }
    Escape escape = letter == 'u' ? read_hex(bytes, size, at + 2, 4, "truncated \\uXXXX escape", kOutOfRange)
                                  : read_hex(bytes, size, at + 2, 8, "truncated \\UXXXXXXXX escape", kOutOfRange);
    if (escape.incomplete && !final) break;
    if (escape.error == nullptr) {
      out.append(escape.c);
    } else if (!pass_over(bytes, at, escape.end, policy, out, escape.error, result)) {
      break;
    }
    at = escape.end;
  }
  result.consumed = at;
  return result;
}

DecodeResult decode_bytes_escape(const u8* bytes, std::size_t size, ErrorPolicy policy, ByteBuilder& out,
                                 std::size_t& first_bad_escape) {
  DecodeResult result;
  first_bad_escape = kNotFound;
  std::size_t at = 0;
  auto note_bad = [&](std::size_t position) {
    if (first_bad_escape == kNotFound) first_bad_escape = position;
  };
  auto fail = [&](std::size_t end, const char* reason) {
    result = {at, at, end, reason};
    return result;
  };
  while (true) {
    std::size_t backslash = find_backslash(bytes, at, size);
    out.append(bytes + at, backslash - at);
    at = backslash;
    if (at == size) break;
    if (at + 1 == size) return fail(size, "Trailing \\ in string");
    u8 c = bytes[at + 1];
    std::size_t next = at + 2;
    if (int simple = simple_escape(c); simple >= 0) {
      out.append(static_cast<u8>(simple));
    } else if (is_octal(c)) {
      --next;
      unsigned value = read_octal(bytes, size, next);
      if (value > 0xFF) note_bad(at);
      out.append(static_cast<u8>(value));
    } else if (c == 'x') {
      Escape escape = read_hex(bytes, size, next, 2, "invalid \\x escape", nullptr);
      next = escape.end;
      if (escape.error == nullptr) {
        out.append(static_cast<u8>(escape.c));
      } else if (policy == ErrorPolicy::kReplace) {
        out.append(static_cast<u8>('?'));
      } else if (policy != ErrorPolicy::kIgnore) {
        return fail(next, escape.error);
      }
    } else if (c != '\n') {
      note_bad(at);
      out.append(static_cast<u8>('\\'));
      out.append(c);
    }
    at = next;
  }
  result.consumed = at;
  return result;
}

// ---- encoding

void encode_unicode_escape(const StrView& text, ByteBuilder& out) {
  out.reserve(text.length);
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (is_plain_ascii(c) && c != '\\') {
      out.append(static_cast<u8>(c));
    } else {
      append_escape(c, out);
    }
  }
}

void encode_raw_unicode_escape(const StrView& text, ByteBuilder& out) {
  out.reserve(text.length);
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (c < 0x100) {
      out.append(static_cast<u8>(c));
    } else {
      append_numeric_escape(c, out);
    }
  }
}

}  // namespace rt::text
