// astdump: prints the syntax tree of a file in the format of Python's ast.dump.
//
//   astdump [--mode exec|eval|single|func_type] [--quiet] [--json] FILE ('-': stdin)
//
// Errors are printed as CPython prints them, and the exit status is 1. With --json an error is one line:
// ["SyntaxError", "message", line, offset, end line, end offset]. --quiet parses only.
// Used by tests/golden/compare_ast.py and syntax_errors.py.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <iconv.h>

#include "interp/compile/parse.h"
#include "interp/syntax/dump.h"

namespace {

struct Options {
  syn::Mode mode = syn::Mode::Exec;
  bool json = false;
  bool quiet = false;
  const char* file = nullptr;
};

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

void print_error(const syn::Source& source, const syn::Diagnostic& d, const Options& options) {
  if (!options.json) {
    std::fputs(format_diagnostic(source, d, options.file).c_str(), stdout);
    return;
  }
  std::printf("[\"%s\", %s, %d, %d, %d, %d]\n", std::string(diagnostic_kind_name(d.kind)).c_str(),
              quoted(d.message).c_str(), d.line, d.offset, d.end_line, d.end_offset);
}

syn::Mode mode_of(std::string_view name) {
  if (name == "eval") return syn::Mode::Eval;
  if (name == "single") return syn::Mode::Single;
  return name == "func_type" ? syn::Mode::FuncType : syn::Mode::Exec;
}

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    std::string_view argument = argv[i];
    if (argument == "--json") options.json = true;
    else if (argument == "--quiet") options.quiet = true;
    else if (argument == "--mode" && i + 1 < argc) options.mode = mode_of(argv[++i]);
    else options.file = argv[i];
  }
  return options;
}

bool read_file(const char* name, std::string* bytes) {
  if (std::string_view(name) == "-") {
    bytes->assign(std::istreambuf_iterator<char>(std::cin), {});
    return true;
  }
  std::ifstream stream(name, std::ios::binary);
  bytes->assign(std::istreambuf_iterator<char>(stream), {});
  return stream.good();
}

// The exit status.
int dump(const std::string& bytes, const Options& options) {
  syn::Source source;
  syn::Diagnostic error;
  if (!source.load_bytes(bytes, &error, decode)) {
    print_error(source, error, options);
    return 1;
  }
  syn::Arena arena;
  syn::ParseOptions parse_options;
  parse_options.text = comp::text_services();
  syn::ParseResult result = syn::parse(source, options.mode, arena, parse_options);
  if (!result) {
    print_error(source, result.error, options);
    return 1;
  }
  if (!options.quiet) std::cout << syn::dump(*result.root, parse_options.text) << "\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options = read_options(argc, argv);
  if (!options.file) {
    std::fputs("usage: astdump [--mode MODE] [--quiet] [--json] FILE\n", stderr);
    return 2;
  }
  std::string bytes;
  if (!read_file(options.file, &bytes)) {
    std::perror(options.file);
    return 2;
  }
  return dump(bytes, options);
}
