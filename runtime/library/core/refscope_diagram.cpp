// refscope.diagram(): the header of an object as a drawing of lines.
//
//   0          4          8          12         16
//   ┌──────────┬──────────┬──────────┬──────────┬────────┄
//   │ owner    │ local    │ shared   │ meta     │ payload
//   │ 00000001 │ 00000002 │ 00000000 │ 00001a00 │
//   └──────────┴──────────┴──────────┴──────────┴────────┄
//   owner                     thread 1 (this one)
//   shared  bits 31..3 count  0  of all other threads
#include <algorithm>
#include <cstdio>

#include "runtime/library/core/refscope.h"
#include "runtime/object/ops.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr size_t kBox = 10;  // characters inside a word's box: eight digits and two blanks

std::string repeated(const char* text, size_t n) {
  std::string out;
  while (n--) out += text;
  return out;
}

// ASCII text with blanks up to a width.
std::string padded(std::string text, size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string offsets(const std::vector<HeaderWord>& words) {
  std::string line;
  for (const HeaderWord& word : words) line += padded(std::to_string(word.offset), kBox + 1);
  return line + std::to_string(words.back().offset + words.back().size);
}

std::string edge(const std::vector<HeaderWord>& words, const char* left, const char* between) {
  std::string line = left;
  for (size_t i = 0; i < words.size(); ++i) line += repeated("─", kBox) + between;
  return line + repeated("─", kBox - 1) + "┄";
}

// One line of the boxes: text(word) in each.
template <class F>
std::string boxes(const std::vector<HeaderWord>& words, F text) {
  std::string line = "│";
  for (const HeaderWord& word : words) line += " " + padded(text(word), kBox - 1) + "│";
  return line;
}

std::string hexadecimal(const HeaderWord& word) {
  char digits[9];
  snprintf(digits, sizeof digits, "%08x", word.value);
  return digits;
}

std::string bit_numbers(const HeaderBits& bits) {
  if (bits.high == bits.low) return "bit  " + std::to_string(bits.low);
  return "bits " + std::to_string(bits.high) + ".." + std::to_string(bits.low);
}

std::string legend_line(const char* word, const HeaderBits& bits) {
  std::string line = padded(word, 8) + padded(bit_numbers(bits), 12) + padded(bits.name, 10);
  line += padded(std::to_string(bits.value), 6) + bits.meaning;
  while (line.back() == ' ') line.pop_back();
  return line;
}

std::string legend(const HeaderWord& word) {
  if (word.bits.empty()) return padded(word.name, 36) + word.meaning + "\n";
  std::string lines;
  for (const HeaderBits& bits : word.bits) lines += legend_line(lines.empty() ? word.name : "", bits) + "\n";
  return lines;
}

}  // namespace

std::string diagram_as_text(const std::string& title, const std::vector<HeaderWord>& words) {
  std::string out = title + "\n" + offsets(words) + "\n" + edge(words, "┌", "┬") + "\n";
  out += boxes(words, [](const HeaderWord& word) { return std::string(word.name); }) + " payload\n";
  out += boxes(words, hexadecimal) + "\n" + edge(words, "└", "┴") + "\n";
  for (const HeaderWord& word : words) out += legend(word);
  out.pop_back();
  return out;
}

namespace refscope {

Ref diagram_py(Thread& t, Value x, Value format) {
  bool as_svg = format && is_str(format) && str_equal_ascii(format, "svg");
  if (format && !as_svg && !(is_str(format) && str_equal_ascii(format, "text")))
    return raise_value_error(t, "format must be 'text' or 'svg', not %R", format);
  if (!x.is_pointer()) return raise_value_error(t, "this %T has no header: it lies in the 64-bit word itself", x);
  std::vector<HeaderWord> words = words_of_header(t, x);
  u32 bytes = words.back().offset + words.back().size;
  std::string title = std::string(type_name(x)) + " object: " + std::to_string(bytes) + " bytes of header";
  return make_str(t, as_svg ? diagram_as_svg(title, words) : diagram_as_text(title, words));
}

}  // namespace refscope

}  // namespace rt
