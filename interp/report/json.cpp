#include "interp/report/json.h"

#include <algorithm>
#include <cstdio>

#include "runtime/text/utf8.h"

namespace vm {

namespace {

// Adds valid UTF-8.
void add_valid(std::string& out, std::string_view text) {
  for (char c : text) {
    if (c >= 0 && c < ' ') {
      char escaped[8];
      snprintf(escaped, sizeof escaped, "\\u%04x", c);
      out += escaped;
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (;;) {
    auto scan = rt::text::utf8_scan(reinterpret_cast<const gc::u8*>(text.data()), text.size());
    add_valid(out, text.substr(0, scan.valid_bytes));
    if (scan.valid()) return out + "\"";
    text.remove_prefix(scan.valid_bytes);
    out += "\\ufffd";
    bool surrogate = text.size() >= 3 && text[0] == '\xED' && (text[1] & 0xE0) == 0xA0;
    text.remove_prefix(surrogate ? 3 : std::max<size_t>(scan.error_end - scan.valid_bytes, 1));
  }
}

std::string json_array(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return "[" + out + "]";
}

}  // namespace vm
