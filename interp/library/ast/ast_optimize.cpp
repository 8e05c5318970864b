#include "interp/library/ast/ast_optimize.h"

#include <algorithm>
#include <string>
#include <vector>

#include "interp/compile/lower.h"

namespace vm::ast {

namespace {

bool imports_annotations(const syn::Stmt* s) {
  auto* from = syn::try_as<syn::ImportFrom>(s);
  if (!from || from->level || !from->module || from->module->text != "__future__") return false;
  return std::any_of(from->names.begin(), from->names.end(),
                     [](const syn::Alias* alias) { return alias->name->text == "annotations"; });
}

bool is_text(const syn::Stmt* s) {
  auto* e = syn::try_as<syn::ExprStmt>(s);
  auto* c = e ? syn::try_as<syn::Constant>(e->value) : nullptr;
  return c && c->value.kind == syn::ConstantKind::Str;
}

// Takes up to three digits off the front. False: there are more.
bool take_digits(std::string_view* rest, std::string* digits) {
  constexpr size_t kMaxDigits = 3;
  size_t end = std::min(rest->find_first_not_of("0123456789"), rest->size());
  if (end > kMaxDigits) return false;
  *digits = end ? std::to_string(std::stoi(std::string(rest->substr(0, end)))) : "";
  rest->remove_prefix(end);
  return true;
}

}  // namespace

TreeOptimizer::TreeOptimizer(const syn::Root* root, const comp::CompileOptions& options)
    : level_(options.optimize), skips_annotations_(options.inherited_flags & comp::kFutureAnnotations) {
  if (auto* module = syn::try_as<syn::Module>(root))
    skips_annotations_ |= std::any_of(module->body.begin(), module->body.end(), imports_annotations);
}

// A text that stands nowhere in the source.
syn::Constant* TreeOptimizer::text(std::string_view value) {
  constexpr u32 kNowhere = ~u32{0};
  auto* made = arena_.make<syn::Constant>();
  made->at = {kNowhere, kNowhere, kNowhere, kNowhere};
  made->value.kind = syn::ConstantKind::Str;
  made->value.text = arena_.copy(value);
  return made;
}

// The field for one of %s, %r, %a; `*rest` begins behind the percent sign. Null: an f-string cannot say the same.
syn::FormattedValue* TreeOptimizer::field(std::string_view* rest, syn::Expr* argument) {
  size_t flags = std::min(rest->find_first_not_of("-+ #0"), rest->size());
  bool left = rest->substr(0, flags).find('-') != rest->npos;
  rest->remove_prefix(flags);
  std::string width, precision, spec;
  if (!take_digits(rest, &width)) return nullptr;
  if (!width.empty()) spec = (left || width == "0" ? "" : ">") + width;
  if (rest->starts_with('.')) {
    rest->remove_prefix(1);
    if (!take_digits(rest, &precision)) return nullptr;
    spec += "." + (precision.empty() ? "0" : precision);
  }
  if (rest->empty() || std::string_view("sra").find(rest->front()) == std::string_view::npos) return nullptr;
  auto* made = arena_.make<syn::FormattedValue>();
  made->at = argument->at;
  made->value = argument;
  made->conversion = rest->front();
  if (!spec.empty()) made->format_spec = text(spec);
  rest->remove_prefix(1);
  return made;
}

const syn::JoinedStr* TreeOptimizer::format(const syn::BinOp* e) {
  auto* left = syn::try_as<syn::Constant>(e->left);
  auto* right = syn::try_as<syn::Tuple>(e->right);
  if (e->op != syn::Operator::Mod || !left || left->value.kind != syn::ConstantKind::Str || !right) return nullptr;
  auto is_starred = [](const syn::Expr* item) { return item->kind == syn::Kind::Starred; };
  if (std::any_of(right->elts.begin(), right->elts.end(), is_starred)) return nullptr;
  std::vector<syn::Expr*> values;
  std::string literal;
  auto end_literal = [&] {
    if (!literal.empty()) values.push_back(text(literal));
    literal.clear();
  };
  u32 used = 0;
  for (std::string_view rest = left->value.text; !rest.empty();) {
    size_t percent = std::min(rest.find('%'), rest.size());
    literal += rest.substr(0, percent);
    rest.remove_prefix(percent);
    if (rest.empty()) break;
    rest.remove_prefix(1);
    if (rest.starts_with('%')) {
      literal += '%';
      rest.remove_prefix(1);
      continue;
    }
    end_literal();
    if (used == right->elts.size()) return nullptr;
    values.push_back(field(&rest, right->elts[used++]));
    if (!values.back()) return nullptr;
  }
  end_literal();
  if (used != right->elts.size()) return nullptr;
  auto* made = arena_.make<syn::JoinedStr>();
  made->at = e->at;
  made->values = arena_.copy(values.data(), values.size());
  return made;
}

// A text that would become the docstring in its place becomes an f-string, and an empty body gets a `pass`.
syn::Span<syn::Stmt*> TreeOptimizer::body(const syn::Span<syn::Stmt*>& statements) {
  if (level_ < 2 || statements.empty() || !is_text(statements[0])) return statements;
  std::vector<syn::Stmt*> kept(statements.begin() + 1, statements.end());
  if (kept.empty()) {
    constexpr u32 kWidth = sizeof "pass" - 1;
    u32 line = statements[0]->at.line, col = statements[0]->at.col;
    kept.push_back(arena_.make<syn::Pass>());
    kept[0]->at = {line, col, line, col + kWidth};
  } else if (is_text(kept[0])) {
    auto* joined = arena_.make<syn::JoinedStr>();
    auto* statement = arena_.make<syn::ExprStmt>();
    joined->at = statement->at = kept[0]->at;
    joined->values = arena_.copy(&syn::as<syn::ExprStmt>(kept[0])->value, 1);
    statement->value = joined;
    kept[0] = statement;
  }
  return arena_.copy(kept.data(), kept.size());
}

}  // namespace vm::ast
