// Loading a source text: the encoding is found (byte order mark, PEP 263 cookie), the bytes are decoded and checked,
// and set_text() normalises line ends and builds the index of lines.
#include "interp/syntax/source.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace syn {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

bool is_cookie_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// Lower case with '-' for '_', and one name for each family decoded here.
std::string normalize_encoding(std::string_view name) {
  std::string out;
  for (char c : name.substr(0, 64)) {
    if (c == '_') c = '-';
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  auto is_or_starts = [&](std::string_view prefix) {
    return out.starts_with(prefix) && (out.size() == prefix.size() || out[prefix.size()] == '-');
  };
  if (is_or_starts("utf-8") || out == "utf8" || out == "u8") return "utf-8";
  if (is_or_starts("latin-1") || is_or_starts("iso-8859-1") || is_or_starts("iso-latin-1") || out == "latin1" ||
      out == "iso8859-1" || out == "l1" || out == "8859") {
    return "iso-8859-1";
  }
  if (out == "iso-8859-15" || out == "iso8859-15" || out == "latin-9" || out == "latin9" || out == "l9") {
    return "iso-8859-15";
  }
  if (out == "us-ascii" || out == "646" || out == "ansi-x3.4-1968") return "ascii";
  return out;
}

// The spellings that may follow a byte order mark.
bool names_utf8(std::string_view name) {
  std::string text;
  for (char c : name) text += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text == "utf-8" || text.starts_with("utf-8-");
}

// The encoding named by a line `# ... coding[:=] name`, else empty. Anything
// but blanks before the '#' makes it no cookie.
std::string_view cookie_of_line(std::string_view line) {
  size_t at = 0;
  while (at < line.size() && is_blank(line[at])) ++at;
  if (at == line.size() || line[at] != '#') return {};
  for (at = line.find("coding", at); at != line.npos; at = line.find("coding", at + 1)) {
    size_t name = at + 6;
    if (name >= line.size() || (line[name] != ':' && line[name] != '=')) continue;
    ++name;
    while (name < line.size() && (line[name] == ' ' || line[name] == '\t')) ++name;
    size_t end = name;
    while (end < line.size() && is_cookie_char(line[end])) ++end;
    if (end > name) return line.substr(name, end - name);
  }
  return {};
}

bool is_blank_or_comment(std::string_view line) {
  for (char c : line) {
    if (c == '#') return true;
    if (!is_blank(c)) return false;
  }
  return true;
}

// PEP 263: the cookie is in line 1, or in line 2 if line 1 holds no code.
std::string_view find_cookie(std::string_view bytes, int* line_number) {
  for (int line = 1; line <= 2; ++line) {
    size_t end = bytes.find_first_of("\r\n");
    std::string_view text = bytes.substr(0, end);
    *line_number = line;
    if (std::string_view cookie = cookie_of_line(text); !cookie.empty()) return cookie;
    if (end == bytes.npos || !is_blank_or_comment(text)) return {};
    size_t skip = bytes.substr(end).starts_with("\r\n") ? 2 : 1;
    bytes.remove_prefix(end + skip);
  }
  return {};
}

void append_utf8(std::string& out, u32 c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}

std::string decode_latin(std::string_view bytes, bool latin9) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (unsigned char c : bytes) {
    u32 character = c;
    if (latin9) {
      switch (c) {
        case 0xA4: character = 0x20AC; break;
        case 0xA6: character = 0x0160; break;
        case 0xA8: character = 0x0161; break;
        case 0xB4: character = 0x017D; break;
        case 0xB8: character = 0x017E; break;
        case 0xBC: character = 0x0152; break;
        case 0xBD: character = 0x0153; break;
        case 0xBE: character = 0x0178; break;
        default: break;
      }
    }
    append_utf8(out, character);
  }
  return out;
}

struct Utf8Check {
  size_t length;       // of a valid character, 0 if invalid
  const char* reason;  // why it is invalid
};

// Checks the character that starts at bytes[at], as strictly as Unicode says:
// no overlong forms, no surrogates, nothing above U+10FFFF.
Utf8Check check_character(std::string_view bytes, size_t at) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  unsigned char lead = byte(at);
  if (lead < 0x80) return {1, nullptr};
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {0, "invalid start byte"};
  for (size_t i = 1; i < length; ++i) {
    if (at + i >= bytes.size()) return {0, "unexpected end of data"};
    unsigned char low = 0x80, high = 0xBF;
    if (i == 1) {
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (byte(at + i) < low || byte(at + i) > high) return {0, "invalid continuation byte"};
  }
  return {length, nullptr};
}

Diagnostic plain_error(std::string message, int line = 0) {
  Diagnostic d;
  d.message = std::move(message);
  d.line = d.end_line = line;
  return d;
}

// Notes line `number` of bytes that cannot be decoded, and the place of byte `at` in it (npos: none).
void note_raw_line(Diagnostic* d, std::string_view bytes, int number, size_t at) {
  size_t start = 0;
  for (int line = 1; line < number && start < bytes.size(); ++line)
    start = std::min(bytes.find('\n', start), bytes.size() - 1) + 1;
  std::string_view line = bytes.substr(start, bytes.find('\n', start) - start);
  d->raw_line_number = number;
  i32 characters = 0;
  for (size_t i = 0; i < line.size(); ++characters) {
    if (start + i == at) d->raw_offset = characters + 1;
    size_t length = check_character(line, i).length;
    d->raw_line += length ? line.substr(i, length) : "\xEF\xBF\xBD";
    i += length ? length : 1;
  }
}

// An error of the encoding as a whole has no place in the text: line 0, offset -1.
Diagnostic encoding_error(std::string message) {
  Diagnostic d = plain_error(std::move(message));
  d.offset = -1;
  return d;
}

}  // namespace

u32 count_characters(std::string_view text) {
  u32 count = 0;
  for (unsigned char c : text) count += (c & 0xC0) != 0x80;
  return count;
}

bool Source::check_utf8(std::string_view bytes, bool declared, Diagnostic* error) const {
  for (size_t at = 0; at < bytes.size();) {
    Utf8Check check = check_character(bytes, at);
    if (check.length) {
      at += check.length;
      continue;
    }
    auto newlines = std::count(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(at), '\n');
    int line = static_cast<int>(newlines) + 1;
    char what[8];
    std::snprintf(what, sizeof what, "%02x", static_cast<unsigned char>(bytes[at]));
    *error = plain_error(declared ? "(unicode error) 'utf-8' codec can't decode byte 0x" + std::string(what) +
                                        " in position " + std::to_string(at) + ": " + check.reason
                                  : "Non-UTF-8 code starting with '\\x" + std::string(what) + "'" +
                                        (file_name_.empty() ? "" : " in file " + file_name_) + " on line " +
                                        std::to_string(line) +
                                        ", but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                         line);
    note_raw_line(error, bytes, line, at);
    return false;
  }
  return true;
}

bool Source::load_bytes(std::string_view bytes, Diagnostic* error, const DecodeFunction& decode) {
  set_text({});
  bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
  if (has_mark) bytes.remove_prefix(3);
  int cookie_line = 0;
  std::string_view cookie = find_cookie(bytes, &cookie_line);
  encoding_ = cookie.empty() ? "utf-8" : normalize_encoding(cookie);
  if (has_mark && (encoding_ != "utf-8" || !(cookie.empty() || names_utf8(cookie)))) {
    *error = encoding_error("encoding problem: " + std::string(cookie) + " with BOM");
    note_raw_line(error, bytes, cookie_line, bytes.npos);
    return false;
  }
  if (encoding_ == "utf-8" && !check_utf8(bytes, !cookie.empty(), error)) return false;
  if (size_t nul = bytes.find('\0'); nul != bytes.npos) {
    set_text(std::string(bytes.substr(0, nul)));  // so that the beginning of the line is shown
    *error = plain_error("source code cannot contain null bytes", static_cast<int>(line_count()));
    return false;
  }
  if (encoding_ == "ascii") {
    auto high = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
    if (high != bytes.end()) {
      char text[128];
      std::snprintf(text, sizeof text,
                    "'ascii' codec can't decode byte 0x%02x in position %td: ordinal not in range(128)",
                    static_cast<unsigned char>(*high), high - bytes.begin());
      *error = encoding_error(text);
      return false;
    }
  }
  if (encoding_ == "utf-8" || encoding_ == "ascii") {
    set_text(std::string(bytes));
    return true;
  }
  if (encoding_ == "iso-8859-1" || encoding_ == "iso-8859-15") {
    set_text(decode_latin(bytes, encoding_ == "iso-8859-15"));
    return true;
  }
  std::string text, why;
  if (decode && decode(encoding_, bytes, &text, &why)) {
    set_text(std::move(text));
    return true;
  }
  *error = encoding_error(why.empty() ? "unknown encoding: " + std::string(cookie) : why);
  return false;
}

bool Source::load_text(std::string_view text, Diagnostic* error) {
  set_text({});
  if (text.find('\0') != text.npos) {
    *error = plain_error("source code string cannot contain null bytes");
    return false;
  }
  encoding_.clear();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  set_text(std::string(text));
  return true;
}

void Source::begin_lines() {
  text_.clear();
  line_starts_.assign(1, 0);
}

bool Source::append_line(std::string_view line, Diagnostic* error) {
  size_t nul = line.find('\0');
  append(std::string(line.substr(0, nul)));
  if (nul == line.npos) return true;
  *error = plain_error("source code cannot contain null bytes", static_cast<int>(line_count()));
  return false;
}

// Newlines become '\n'.
static void unify_newlines(std::string& text) {
  if (text.find('\r') == text.npos) return;
  size_t to = 0;
  for (size_t from = 0; from < text.size(); ++from) {
    char c = text[from];
    if (c == '\r') {
      if (from + 1 < text.size() && text[from + 1] == '\n') ++from;
      c = '\n';
    }
    text[to++] = c;
  }
  text.resize(to);
}

void Source::set_text(std::string text) {
  begin_lines();
  append(std::move(text));
}

// Appends a text, which gets a last newline if it has none, and indexes its lines.
void Source::append(std::string text) {
  unify_newlines(text);
  newline_added_ = text.empty() || text.back() != '\n';
  if (newline_added_) text += '\n';
  size_t before = text_.size();
  if (before == 0) text_ = std::move(text);
  else text_ += text;
  const char* begin = text_.data();
  const char* end = begin + text_.size();
  for (const char* at = begin + before; at < end;) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<size_t>(end - at))) + 1;
    line_starts_.push_back(static_cast<u32>(at - begin));
  }
}

std::string_view Source::line(u32 line) const {
  if (line == 0 || line > line_count()) return {};
  u32 start = line_start(line);
  return std::string_view(text_).substr(start, line_start(line + 1) - start - 1);
}

u32 Source::line_at(u32 position) const {
  auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), position);
  return static_cast<u32>(after - line_starts_.begin());
}

u32 Source::characters_before(u32 line, u32 col) const {
  std::string_view text = this->line(line);
  if (col <= text.size()) return count_characters(text.substr(0, col));
  return count_characters(text) + (col - static_cast<u32>(text.size()));
}

}  // namespace syn
