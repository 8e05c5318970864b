// Case conversion and character tests of whole strings. ASCII text takes a fast path over bytes; other text goes
// character by character through the mappings of unicode.h.
#include "runtime/text/case.h"

#include "runtime/text/ascii.h"
#include "runtime/text/unicode.h"

namespace rt::text {

namespace {

constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kSmallSigma = 0x3C3;
constexpr char32_t kFinalSigma = 0x3C2;

u8 lower_byte(u8 c) { return c >= 'A' && c <= 'Z' ? c | 0x20 : c; }
u8 upper_byte(u8 c) { return c >= 'a' && c <= 'z' ? c & 0xDF : c; }
bool is_upper_byte(u8 c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_byte(u8 c) { return c >= 'a' && c <= 'z'; }
bool is_letter_byte(u8 c) { return is_lower_byte(c | 0x20); }

// True if the capital sigma at `i` is at the end of a word, where its lower case is the final form: the nearest
// character before it that is not case-ignorable is cased, and the nearest one behind it is not.
bool is_final_sigma(const StrView& text, std::size_t i) {
  std::size_t before = i;
  while (before != 0 && is_case_ignorable(text.at(before - 1))) --before;
  if (before == 0 || !is_cased(text.at(before - 1))) return false;
  std::size_t after = i + 1;
  while (after < text.length && is_case_ignorable(text.at(after))) ++after;
  return after == text.length || !is_cased(text.at(after));
}

void append_lower(const StrView& text, std::size_t i, UcsBuilder& out) {
  char32_t c = text.at(i);
  if (c == kCapitalSigma) {
    out.append(is_final_sigma(text, i) ? kFinalSigma : kSmallSigma);
    return;
  }
  char32_t mapped[3];
  std::size_t count = full_lower(c, mapped);
  for (std::size_t k = 0; k < count; ++k) out.append(mapped[k]);
}

using FullMapping = std::size_t (*)(char32_t, char32_t[3]);

void append_mapped(char32_t c, FullMapping mapping, UcsBuilder& out) {
  char32_t mapped[3];
  std::size_t count = mapping(c, mapped);
  for (std::size_t k = 0; k < count; ++k) out.append(mapped[k]);
}

using ByteMapping = void (*)(const u8*, std::size_t, u8*);

// Maps ASCII text by one loop over bytes. False: nothing has been done, and the caller must map the characters.
bool map_ascii(const StrView& text, ByteMapping mapping, UcsBuilder& out) {
  if (!text.ascii) return false;
  // The mapping writes bytes, but the builder may hold wider units already.
  if (out.kind() != 1) return false;
  if (void* to = out.extend(text.length, 0x7F)) mapping(text.units1(), text.length, static_cast<u8*>(to));
  return true;
}

}  // namespace

// ---- conversion

void to_upper(const StrView& text, UcsBuilder& out) {
  if (map_ascii(text, ascii_upper, out)) return;
  for (std::size_t i = 0; i < text.length; ++i) append_mapped(text.at(i), full_upper, out);
}

void to_lower(const StrView& text, UcsBuilder& out) {
  if (map_ascii(text, ascii_lower, out)) return;
  for (std::size_t i = 0; i < text.length; ++i) append_lower(text, i, out);
}

void to_casefold(const StrView& text, UcsBuilder& out) {
  if (map_ascii(text, ascii_lower, out)) return;
  for (std::size_t i = 0; i < text.length; ++i) append_mapped(text.at(i), full_casefold, out);
}

void to_title(const StrView& text, UcsBuilder& out) {
  if (map_ascii(text, ascii_title, out)) return;
  bool inside_word = false;
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (inside_word) {
      append_lower(text, i, out);
    } else {
      append_mapped(c, full_title, out);
    }
    inside_word = is_cased(c);
  }
}

void to_capitalized(const StrView& text, UcsBuilder& out) {
  if (text.empty() || map_ascii(text, ascii_capitalize, out)) return;
  append_mapped(text.at(0), full_title, out);
  for (std::size_t i = 1; i < text.length; ++i) append_lower(text, i, out);
}

void swap_case(const StrView& text, UcsBuilder& out) {
  if (map_ascii(text, ascii_swapcase, out)) return;
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (is_upper(c)) {
      append_lower(text, i, out);
    } else if (is_lower(c)) {
      append_mapped(c, full_upper, out);
    } else {
      out.append(c);
    }
  }
}

// ---- tests

namespace {

template <typename Test>
bool every_char(const StrView& text, Test test) {
  return with_kind(text, [&](const auto* units) {
    for (std::size_t i = 0; i < text.length; ++i) {
      if (!test(static_cast<char32_t>(units[i]))) return false;
    }
    return true;
  });
}

template <typename Test>
bool nonempty_every(const StrView& text, Test test) {
  return !text.empty() && every_char(text, test);
}

// isupper and islower: true if at least one character has the wanted case and none has another.
bool one_case(const StrView& text, u32 wanted, u32 others) {
  bool found = false;
  bool pure = every_char(text, [&](char32_t c) {
    u32 flags = char_record(c).flags;
    found = found || (flags & wanted) != 0;
    return (flags & others) == 0;
  });
  return pure && found;
}

}  // namespace

bool all_alpha(const StrView& text) { return nonempty_every(text, is_alpha); }
bool all_alnum(const StrView& text) { return nonempty_every(text, is_alnum); }
bool all_decimal(const StrView& text) { return nonempty_every(text, is_decimal); }
bool all_digit(const StrView& text) { return nonempty_every(text, is_digit); }
bool all_numeric(const StrView& text) { return nonempty_every(text, is_numeric); }
bool all_space(const StrView& text) { return nonempty_every(text, is_space); }
bool all_printable(const StrView& text) { return every_char(text, is_printable); }
bool all_upper(const StrView& text) { return one_case(text, kUpper, kLower | kTitle); }
bool all_lower(const StrView& text) { return one_case(text, kLower, kUpper | kTitle); }

bool all_title(const StrView& text) {
  bool found = false;
  bool inside_word = false;
  bool good = every_char(text, [&](char32_t c) {
    u32 flags = char_record(c).flags;
    bool starts_word = (flags & (kUpper | kTitle)) != 0;
    bool cased = starts_word || (flags & kLower) != 0;
    if (cased && starts_word == inside_word) return false;
    inside_word = cased;
    found = found || cased;
    return true;
  });
  return good && found;
}

bool is_identifier(const StrView& text) {
  if (text.empty()) return false;
  char32_t first = text.at(0);
  if (first != '_' && !is_xid_start(first)) return false;
  return every_char(text.from(1), is_xid_continue);
}

void to_ascii_decimal(const StrView& text, char* out) {
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (c < 0x80) {
      out[i] = static_cast<char>(c);
    } else if (is_space(c)) {
      out[i] = ' ';
    } else {
      int digit = decimal_value(c);
      out[i] = digit < 0 ? '?' : static_cast<char>('0' + digit);
    }
  }
}

// ---- bytes

void ascii_upper(const u8* in, std::size_t size, u8* out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = upper_byte(in[i]);
}

void ascii_lower(const u8* in, std::size_t size, u8* out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = lower_byte(in[i]);
}

void ascii_title(const u8* in, std::size_t size, u8* out) {
  bool inside_word = false;
  for (std::size_t i = 0; i < size; ++i) {
    u8 c = in[i];
    out[i] = inside_word ? lower_byte(c) : upper_byte(c);
    inside_word = is_letter_byte(c);
  }
}

void ascii_capitalize(const u8* in, std::size_t size, u8* out) {
  if (size == 0) return;
  out[0] = upper_byte(in[0]);
  ascii_lower(in + 1, size - 1, out + 1);
}

std::size_t translate_bytes(const u8* in, std::size_t size, const u8 table[256], const bool* dropped, u8* out) {
  std::size_t written = 0;
  for (std::size_t i = 0; i < size; ++i) {
    u8 c = in[i];
    out[written] = table[c];
    written += dropped != nullptr && dropped[c] ? 0 : 1;
  }
  return written;
}

void ascii_swapcase(const u8* in, std::size_t size, u8* out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = is_letter_byte(in[i]) ? in[i] ^ 0x20 : in[i];
}

namespace {

template <typename Test>
bool nonempty_bytes(const u8* in, std::size_t size, Test test) {
  for (std::size_t i = 0; i < size; ++i) {
    if (!test(in[i])) return false;
  }
  return size != 0;
}

using ByteTest = bool (*)(u8);

bool one_case_bytes(const u8* in, std::size_t size, ByteTest wanted, ByteTest other) {
  bool found = false;
  for (std::size_t i = 0; i < size; ++i) {
    if (other(in[i])) return false;
    found = found || wanted(in[i]);
  }
  return found;
}

}  // namespace

bool ascii_all_alpha(const u8* in, std::size_t size) { return nonempty_bytes(in, size, is_letter_byte); }
bool ascii_all_digit(const u8* in, std::size_t size) { return nonempty_bytes(in, size, is_ascii_digit); }
bool ascii_all_space(const u8* in, std::size_t size) { return nonempty_bytes(in, size, is_ascii_space); }
bool ascii_all_alnum(const u8* in, std::size_t size) {
  return nonempty_bytes(in, size, [](u8 c) { return is_letter_byte(c) || is_ascii_digit(c); });
}
bool ascii_all_upper(const u8* in, std::size_t size) { return one_case_bytes(in, size, is_upper_byte, is_lower_byte); }
bool ascii_all_lower(const u8* in, std::size_t size) { return one_case_bytes(in, size, is_lower_byte, is_upper_byte); }

bool ascii_all_title(const u8* in, std::size_t size) {
  bool found = false;
  bool inside_word = false;
  for (std::size_t i = 0; i < size; ++i) {
    bool letter = is_letter_byte(in[i]);
    if (letter && is_upper_byte(in[i]) == inside_word) return false;
    inside_word = letter;
    found = found || letter;
  }
  return found;
}

}  // namespace rt::text
