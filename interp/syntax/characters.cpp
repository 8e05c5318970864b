// UTF-8 and WTF-8 characters, and which of them may be in identifiers. The tables here are approximations for a caller
// that gives no TextServices; the runtime gives the exact answers of its Unicode database.
#include "interp/syntax/characters.h"

#include <algorithm>
#include <iterator>

namespace syn {

namespace {

struct Range {
  char32_t first, last;
};

// The default without TextServices: blocks of punctuation, symbols and private use characters, none of which may appear
// in an identifier.
constexpr Range kNotInIdentifiers[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB6},     {0xB8, 0xB9},       {0xBB, 0xBF},       {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2000, 0x203E}, {0x2041, 0x2053}, {0x2055, 0x2070},   {0x2072, 0x207E},   {0x2080, 0x208F},
    {0x20A0, 0x20CF}, {0x2190, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x3004},   {0x3008, 0x3020},   {0xD800, 0xF8FF},
    {0xFE10, 0xFE1F}, {0xFE30, 0xFE32}, {0xFE35, 0xFE4C}, {0xFE50, 0xFE6F},   {0xFF01, 0xFF0F},   {0xFF1A, 0xFF20},
    {0xFF3B, 0xFF3E}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
};

// Separators, controls, format characters, surrogates and private use.
constexpr Range kNotPrintable[] = {
    {0x7F, 0xA0},     {0xAD, 0xAD},       {0x1680, 0x1680},    {0x180E, 0x180E}, {0x2000, 0x200F},
    {0x2028, 0x202F}, {0x205F, 0x206F},   {0x3000, 0x3000},    {0xD800, 0xF8FF}, {0xFEFF, 0xFEFF},
    {0xFFF0, 0xFFFB}, {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
};

template <size_t N>
bool is_in(char32_t c, const Range (&ranges)[N]) {
  const Range* after =
      std::upper_bound(std::begin(ranges), std::end(ranges), c, [](char32_t x, const Range& r) { return x < r.first; });
  return after != std::begin(ranges) && c <= after[-1].last;
}

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

}  // namespace

char32_t decode_character(const char* text, u32* size) {
  auto byte = [&](int i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  auto tail = [&](int i) { return byte(i) & 0x3F; };
  char32_t lead = byte(0);
  if (lead < 0xC0) return *size = 1, lead;
  if (lead < 0xE0) return *size = 2, (lead & 0x1F) << 6 | tail(1);
  if (lead < 0xF0) return *size = 3, (lead & 0x0F) << 12 | tail(1) << 6 | tail(2);
  return *size = 4, (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
}

void append_character(std::string& out, char32_t c) {
  auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 63));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
  }
}

bool is_identifier_start(char32_t c, const TextServices& services) {
  if (c < 0x80) return is_ascii_letter(c);
  if (services.is_identifier_start) return services.is_identifier_start(c);
  return !is_in(c, kNotInIdentifiers);
}

bool is_identifier_part(char32_t c, const TextServices& services) {
  if (c < 0x80) return is_ascii_letter(c) || (c >= '0' && c <= '9');
  if (services.is_identifier_part) return services.is_identifier_part(c);
  return c == 0xB7 || !is_in(c, kNotInIdentifiers);
}

bool is_printable(char32_t c, const TextServices& services) {
  if (c < 0x80) return c >= 0x20 && c != 0x7F;
  if (services.is_printable) return services.is_printable(c);
  return !is_in(c, kNotPrintable);
}

}  // namespace syn
