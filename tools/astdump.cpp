// astdump: prints the syntax tree of a file in the format of Python's ast.dump.
//
//   astdump [--mode exec|eval|single|func_type] [--names FILE] [--quiet] [--json] FILE ('-': stdin)
//
// Errors are printed as CPython prints them, and the exit status is 1. With
// --json an error is one line: ["SyntaxError", "message", line, offset, end line,
// end offset]. --quiet parses only. --names gives characters for "\N{...}", one
// "HEX NAME" a line. Used by tests/golden/compare_ast.py and syntax_errors.py.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <unordered_map>

#include <iconv.h>
#include <utf8proc.h>

#include "interp/syntax/dump.h"
#include "interp/syntax/parser.h"

namespace {

std::unordered_map<std::string, char32_t> character_names;

std::string normalize(std::string_view text) {
  utf8proc_uint8_t* out = nullptr;
  auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
  auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                           static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  if (size < 0) return std::string(text);
  std::string result(reinterpret_cast<char*>(out), static_cast<size_t>(size));
  std::free(out);
  return result;
}

bool is_start(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return c == 0x2118 || c == 0x212E || c == 0x1885 || c == 0x1886;
  }
}

bool is_part(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return true;
    default: return is_start(c) || c == 0xB7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA;
  }
}

bool is_printable(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
  }
}

bool lookup_name(std::string_view name, char32_t* character) {
  auto found = character_names.find(std::string(name));
  if (found == character_names.end()) return false;
  *character = found->second;
  return true;
}

void read_names(const char* path) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    size_t space = line.find(' ');
    character_names[line.substr(space + 1)] =
        static_cast<char32_t>(std::strtoul(line.substr(0, space).c_str(), nullptr, 16));
  }
}

// Encodings that the front end leaves to others: those of the C library.
bool decode(std::string_view encoding, std::string_view bytes, std::string* text, std::string* error) {
  iconv_t converter = iconv_open("UTF-8", std::string(encoding).c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  text->resize(bytes.size() * 4);
  char* from = const_cast<char*>(bytes.data());
  char* to = text->data();
  size_t from_left = bytes.size(), to_left = text->size();
  bool valid = iconv(converter, &from, &from_left, &to, &to_left) != static_cast<size_t>(-1);
  iconv_close(converter);
  text->resize(text->size() - to_left);
  if (!valid) *error = "encoding problem: " + std::string(encoding);
  return valid;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

void print_error(const syn::Source& source, const syn::Diagnostic& d, const char* file, bool json) {
  if (!json) {
    std::fputs(format_diagnostic(source, d, file).c_str(), stdout);
    return;
  }
  std::printf("[\"%s\", %s, %d, %d, %d, %d]\n", std::string(diagnostic_kind_name(d.kind)).c_str(),
              quoted(d.message).c_str(), d.line, d.offset, d.end_line, d.end_offset);
}

}  // namespace

int main(int argc, char** argv) {
  syn::Mode mode = syn::Mode::Exec;
  bool json = false, quiet = false;
  const char* file = nullptr;
  for (int i = 1; i < argc; i++) {
    std::string_view arg = argv[i];
    if (arg == "--json") json = true;
    else if (arg == "--quiet") quiet = true;
    else if (arg == "--names" && i + 1 < argc) read_names(argv[++i]);
    else if (arg == "--mode" && i + 1 < argc) {
      std::string_view name = argv[++i];
      mode = name == "eval" ? syn::Mode::Eval : name == "single" ? syn::Mode::Single
             : name == "func_type" ? syn::Mode::FuncType : syn::Mode::Exec;
    } else file = argv[i];
  }
  if (!file) {
    std::fputs("usage: astdump [--mode MODE] [--names FILE] [--quiet] [--json] FILE\n", stderr);
    return 2;
  }
  std::string bytes;
  if (std::strcmp(file, "-") == 0) {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
      std::perror(file);
      return 2;
    }
    bytes.assign(std::istreambuf_iterator<char>(stream), {});
  }
  syn::Source source;
  syn::Diagnostic error;
  if (!source.load_bytes(bytes, &error, decode)) {
    print_error(source, error, file, json);
    return 1;
  }
  syn::Arena arena;
  syn::ParseOptions options;
  options.text = {normalize, lookup_name, is_start, is_part, is_printable};
  syn::ParseResult result = syn::parse(source, mode, arena, options);
  if (!result) {
    print_error(source, result.error, file, json);
    return 1;
  }
  if (!quiet) std::cout << syn::dump(*result.root, options.text) << "\n";
  return 0;
}
