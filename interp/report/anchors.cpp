// Finds the anchors by parsing: the text of the failing range is put into brackets and parsed as one expression, whose
// kind (binary operation, call, subscript) says which characters get ^ marks.
#include "interp/report/anchors.h"

#include <algorithm>

#include "interp/compile/parse.h"
#include "interp/syntax/parser.h"

namespace vm {

namespace {

using Lines = std::vector<std::string>;

std::string join(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

// A parsed text, which owns its tree.
class Parsed {
 public:
  explicit Parsed(const std::string& text) {
    syn::Source source;
    syn::Diagnostic error;
    if (!source.load_text(text, &error)) return;
    result_ = syn::parse(source, syn::Mode::Exec, arena_, comp::parse_options());
  }
  // Null: syntax error.
  const syn::Module* module() const { return result_ ? syn::as<syn::Module>(result_.root) : nullptr; }

 private:
  syn::Arena arena_;
  syn::ParseResult result_;
};

// Walks over the characters of an expression from one part of it to the next; comments and line ends are skipped.
class Walker {
 public:
  Walker(const Lines& lines, TextPosition at) : lines_(lines), at_(at) { settle(); }

  bool at_end() const { return at_.line >= lines_.size(); }
  char character() const { return lines_[at_.line][at_.column]; }
  TextPosition position() const { return at_; }

  template <class Predicate>
  bool advance_to(Predicate wanted) {
    while (!at_end() && (starts_comment() || !wanted(character()))) {
      at_.column = starts_comment() ? lines_[at_.line].size() : at_.column + 1;
      settle();
    }
    return !at_end();
  }

 private:
  bool starts_comment() const { return character() == '#' || character() == '\\'; }
  void settle() {
    while (!at_end() && at_.column >= lines_[at_.line].size()) at_ = {at_.line + 1, 0};
  }

  const Lines& lines_;
  TextPosition at_;
};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_blank(const std::string& text) { return std::all_of(text.begin(), text.end(), is_space); }

// Positions of an expression in a text that was parsed with `lines_before` more lines in front of it.
TextPosition start_of(const syn::Expr* e, size_t lines_before) { return {e->at.line - 1 - lines_before, e->at.col}; }
TextPosition end_of(const syn::Expr* e, size_t lines_before) {
  return {e->at.end_line - 1 - lines_before, e->at.end_col};
}

// ( left ) op ( right ): the operator is the first character behind `left` that is no bracket. The character behind it
// belongs to the operator, too, unless it is a blank or `right` begins there.
std::optional<Anchors> operator_anchors(const Lines& lines, const syn::BinOp* e) {
  Walker walker(lines, end_of(e->left, 1));
  if (!walker.advance_to([](char c) { return !is_space(c) && c != ')'; })) return std::nullopt;
  TextPosition start = walker.position(), end = {start.line, start.column + 1};
  const std::string& line = lines[start.line];
  bool is_longer = end.column < line.size() && end < start_of(e->right, 1) && !is_space(line[end.column]) &&
                   line[end.column] != '\\' && line[end.column] != '#';
  if (is_longer) ++end.column;
  return Anchors{start, end};
}

std::optional<Anchors> bracket_anchors(const Lines& lines, const syn::Expr* whole, const syn::Expr* front,
                                       char bracket) {
  Walker walker(lines, end_of(front, 1));
  if (!walker.advance_to([bracket](char c) { return c == bracket; })) return std::nullopt;
  return Anchors{walker.position(), end_of(whole, 1)};
}

// The call in `return f(...)` or `name = f(...)`, or null.
const syn::Call* plain_call(const syn::Stmt* statement) {
  if (auto* s = syn::try_as<syn::Return>(statement)) {
    auto* call = s->value ? syn::try_as<syn::Call>(s->value) : nullptr;
    return call && syn::try_as<syn::Name>(call->func) ? call : nullptr;
  }
  auto* s = syn::try_as<syn::Assign>(statement);
  return s && s->targets.size() == 1 && syn::try_as<syn::Name>(s->targets[0]) ? syn::try_as<syn::Call>(s->value)
                                                                              : nullptr;
}

}  // namespace

std::optional<Anchors> find_anchors(const Lines& lines) {
  Parsed parsed("(\n" + join(lines) + ")");
  const syn::Module* module = parsed.module();
  if (!module || module->body.size() != 1) return std::nullopt;
  auto* statement = syn::try_as<syn::ExprStmt>(module->body[0]);
  if (!statement) return std::nullopt;
  if (auto* e = syn::try_as<syn::BinOp>(statement->value)) return operator_anchors(lines, e);
  if (auto* e = syn::try_as<syn::Subscript>(statement->value)) return bracket_anchors(lines, e, e->value, '[');
  if (auto* e = syn::try_as<syn::Call>(statement->value)) return bracket_anchors(lines, e, e->func, '(');
  return std::nullopt;
}

bool is_worth_marking(const Lines& lines, TextPosition start, TextPosition end, bool has_anchors) {
  Parsed parsed(join(lines));
  if (const syn::Module* module = parsed.module()) {
    if (module->body.empty()) return false;
    const syn::Call* call = plain_call(module->body[0]);
    if (call && start_of(call, 0) == start && end_of(call, 0) == end && start.line == 0 && end.line + 1 == lines.size())
      return false;
  }
  return has_anchors || !is_blank(lines.front().substr(0, start.column)) || !is_blank(lines.back().substr(end.column));
}

}  // namespace vm
