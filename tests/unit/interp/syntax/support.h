// What the syntax tests share: parse a text, get its dump or its error.
#pragma once

#include <string>

#include "interp/syntax/dump.h"
#include "interp/syntax/parser.h"

namespace syntax_test {

struct Parsed {
  syn::Arena arena;
  syn::Source source;
  syn::ParseResult result;

  explicit Parsed(std::string_view text, syn::Mode mode = syn::Mode::Exec, const syn::ParseOptions& options = {}) {
    if (source.load_text(text, &result.error)) result = syn::parse(source, mode, arena, options);
  }

  // Without positions, so that expectations are short.
  std::string tree() const {
    return result.root ? syn::dump(*result.root, {}, false) : "error: " + result.error.message;
  }

  const syn::Stmt* first() const { return syn::as<syn::Module>(result.root)->body[0]; }
};

inline std::string tree(std::string_view text, syn::Mode mode = syn::Mode::Exec) { return Parsed(text, mode).tree(); }

// Of an expression.
inline std::string expr(std::string_view text) {
  std::string dump = tree(text, syn::Mode::Eval);
  constexpr std::string_view kHead = "Expression(body=";
  if (dump.compare(0, kHead.size(), kHead) != 0) return dump;
  return dump.substr(kHead.size(), dump.size() - kHead.size() - 1);
}

// "SyntaxError 1:3-1:5 message"
inline std::string error(std::string_view text) {
  Parsed parsed(text);
  if (parsed.result) return "no error";
  const syn::Diagnostic& d = parsed.result.error;
  return std::string(syn::diagnostic_kind_name(d.kind)) + " " + std::to_string(d.line) + ":" +
         std::to_string(d.offset) + "-" + std::to_string(d.end_line) + ":" + std::to_string(d.end_offset) + " " +
         d.message;
}

}  // namespace syntax_test
