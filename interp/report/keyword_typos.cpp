// Misspelt keywords: each identifier of the line is replaced by the keywords closest to it, and the first replacement
// with which the line parses, or could be the beginning of something that parses, is the suggestion.
#include "interp/report/keyword_typos.h"

#include <algorithm>
#include <vector>

#include "interp/compile/parse.h"
#include "interp/syntax/lexer.h"
#include "runtime/text/similar.h"

namespace vm {

namespace {

using syn::TokenKind;

constexpr size_t kMaxTries = 3;  // keywords for one word

constexpr TokenKind kKeywords[] = {
#define SYN_TOKEN(name)
#define SYN_OPERATOR(name, text)
#define SYN_KEYWORD(name, text) TokenKind::name,
#include "interp/syntax/token.def"
#undef SYN_TOKEN
#undef SYN_OPERATOR
#undef SYN_KEYWORD
};

// Of a text that others may complete.
syn::ParseOptions options_of_part() {
  syn::ParseOptions options = comp::parse_options();
  options.allow_incomplete = true;
  return options;
}

bool may_begin_something(const std::string& text) {
  syn::Source source;
  syn::Arena arena;
  syn::Diagnostic error;
  if (!source.load_text(text, &error)) return false;
  syn::ParseResult parsed = syn::parse(source, syn::Mode::Exec, arena, options_of_part());
  return parsed || parsed.error.kind == syn::DiagnosticKind::IncompleteInputError;
}

// The keywords that are similar to a word, the closest first.
std::vector<std::string> close_keywords(std::string_view word) {
  std::vector<std::string> found;
  while (found.size() < kMaxTries) {
    rt::text::ClosestName closest(word);
    for (TokenKind kind : kKeywords) {
      std::string_view keyword = syn::token_text(kind);
      if (std::find(found.begin(), found.end(), keyword) == found.end()) closest.offer(keyword);
    }
    if (!closest.best()) break;
    found.push_back(*closest.best());
  }
  return found;
}

}  // namespace

std::string keyword_meant(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t\f"), line.size()));
  std::string text(line);
  if (text.empty() || text.back() != '\n') text += '\n';  // an error at the end of the line is no incomplete input then
  syn::Source source;
  syn::Diagnostic error;
  if (!source.load_text(text, &error)) return "";
  const syn::ParseOptions options = options_of_part();
  syn::Lexer lexer(source, options);
  lexer.run();
  if (lexer.failed()) return "";  // with an open bracket any text could be the beginning of something valid
  for (const syn::Token& token : lexer.tokens()) {
    if (token.kind != TokenKind::Identifier) continue;
    std::string word = text.substr(token.start, token.end - token.start);
    for (const std::string& keyword : close_keywords(word)) {
      if (may_begin_something(std::string(text).replace(token.start, word.size(), keyword))) return keyword;
    }
  }
  return "";
}

}  // namespace vm
