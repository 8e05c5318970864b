// refscope.diagram(x, format="svg"): the header of an object as an SVG that needs no other file. It follows the
// reader's choice of light or dark colours.
#include <algorithm>
#include <cstdio>

#include "runtime/library/core/refscope.h"

namespace rt {

namespace {

constexpr u32 kLeft = 20, kWordWidth = 170, kWordTop = 64, kWordHeight = 58, kLegendTop = 160, kLine = 20;

constexpr const char* kStyle =
    "<style>"
    "svg{--ink:#1b1f24;--soft:#57606a;--paper:#ffffff;--c0:#cfe3ff;--c1:#d5f0d8;--c2:#ffe6c7;--c3:#eadcff}"
    "@media(prefers-color-scheme:dark){svg{--ink:#e6edf3;--soft:#9da7b3;--paper:#0d1117;"
    "--c0:#1f3f6b;--c1:#1f4d2b;--c2:#5c3d12;--c3:#432d6b}}"
    ".paper{fill:var(--paper)}.box{stroke:var(--ink)}text{font:14px ui-monospace,monospace;fill:var(--ink);"
    "white-space:pre}"
    ".soft{fill:var(--soft)}.title{font-weight:bold}"
    ".c0{fill:var(--c0)}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}"
    "</style>";

// Text for XML: without its special characters, and without the control characters that XML does not know.
std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += static_cast<unsigned char>(c) < ' ' ? '?' : c;
  }
  return out;
}

std::string text_at(u32 x, u32 y, const char* style, const std::string& text) {
  return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" class=\"" + style + "\">" +
         escaped(text) + "</text>";
}

std::string box_at(u32 x, u32 y, u32 width, u32 height, const std::string& style) {
  return "<rect x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" width=\"" + std::to_string(width) +
         "\" height=\"" + std::to_string(height) + "\" class=\"" + style + "\"/>";
}

std::string colour(size_t word) { return "c" + std::to_string(word % 4); }

std::string word_box(size_t n, const HeaderWord& word) {
  char digits[11];
  snprintf(digits, sizeof digits, "0x%08x", word.value);
  u32 x = kLeft + static_cast<u32>(n) * kWordWidth;
  return text_at(x, kWordTop - 8, "soft", std::to_string(word.offset)) +
         box_at(x, kWordTop, kWordWidth, kWordHeight, "box " + colour(n)) +
         text_at(x + 10, kWordTop + 24, "title", word.name) + text_at(x + 10, kWordTop + 46, "", digits) + "\n";
}

std::string numbers_of(const HeaderBits& bits) {
  if (bits.high == bits.low) return "bit " + std::to_string(bits.low);
  return "bits " + std::to_string(bits.high) + "-" + std::to_string(bits.low);
}

// The lines that explain a word; *y moves below them.
std::string legend_lines(size_t n, const HeaderWord& word, u32* y) {
  std::string out;
  auto line = [&](const std::string& numbers, const std::string& name, const std::string& meaning) {
    out += box_at(kLeft, *y - 12, 12, 14, "box " + colour(n)) + text_at(kLeft + 22, *y, "", name) +
           text_at(kLeft + 160, *y, "soft", numbers) + text_at(kLeft + 270, *y, "", meaning) + "\n";
    *y += kLine;
  };
  if (word.bits.empty()) line("", word.name, word.meaning);
  for (const HeaderBits& bits : word.bits) {
    std::string value = std::to_string(bits.value) + (bits.meaning.empty() ? "" : "  " + bits.meaning);
    line(numbers_of(bits), std::string(word.name) + "." + bits.name, value);
  }
  return out;
}

}  // namespace

std::string diagram_as_svg(const std::string& title, const std::vector<HeaderWord>& words) {
  std::string body = text_at(kLeft, 28, "title", title) + "\n";
  u32 y = kLegendTop;
  for (size_t n = 0; n < words.size(); ++n) body += word_box(n, words[n]);
  u32 right = kLeft + static_cast<u32>(words.size()) * kWordWidth;
  body += text_at(right, kWordTop - 8, "soft", std::to_string(words.back().offset + words.back().size));
  body += text_at(right + 10, kWordTop + 35, "soft", "payload ...") + "\n";
  for (size_t n = 0; n < words.size(); ++n) body += legend_lines(n, words[n], &y);
  std::string width = std::to_string(right + 130), height = std::to_string(y);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height + "\" viewBox=\"0 0 " +
         width + " " + height + "\" role=\"img\">\n<title>" + escaped(title) + "</title>\n" + kStyle +
         "\n<rect width=\"100%\" height=\"100%\" class=\"paper\"/>\n" + body + "</svg>";
}

}  // namespace rt
