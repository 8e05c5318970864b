// Checks at compile time that the classes of ast_grammar.h and the nodes of interp/syntax/ast.def have the same fields
// in the same order, and that the operators of a family have the order of their enum.
#include "interp/library/ast/ast_grammar.h"

namespace vm::ast {

namespace {

struct NodeFields {
  std::string_view node;
  std::string_view fields[kMaxFields];
};

constexpr NodeFields kNodes[] = {
#define SYN_NODE(name, base) {#name, {
#define SYN_FIELD(type, name) #name,
#define SYN_END(name) }},
#define SYN_VARIANT(name, like)
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT
};

// Python's name of a node; the parts have names in lower case.
constexpr std::string_view class_name(std::string_view node) {
  constexpr std::string_view kOther[][2] = {{"ExprStmt", "Expr"},
                                            {"Arguments", "arguments"},
                                            {"Arg", "arg"},
                                            {"Keyword", "keyword"},
                                            {"Alias", "alias"},
                                            {"WithItem", "withitem"},
                                            {"MatchCase", "match_case"},
                                            {"Comprehension", "comprehension"}};
  for (auto& pair : kOther) {
    if (pair[0] == node) return pair[1];
  }
  return node;
}

consteval bool same_fields(const NodeFields& node) {
  size_t row = find_class(class_name(node.node));
  if (row == kClassCount) return false;
  std::string_view rest = kClasses[row].fields;
  FieldText field;
  size_t i = 0;
  while (next_field(&rest, &field)) {
    if (!field.is_extra && (i == kMaxFields || node.fields[i++] != field.name)) return false;
  }
  return i == kMaxFields || node.fields[i].empty();
}

consteval bool tables_agree() {
  for (const NodeFields& node : kNodes) {
    if (!same_fields(node)) return false;
  }
  return true;
}
static_assert(tables_agree(), "a class and its node have different fields");

consteval bool in_enum_order(std::string_view first, size_t ordinal, std::string_view name) {
  return kClasses[find_class(first) + 1 + ordinal].name == name;
}
static_assert(in_enum_order("expr_context", static_cast<size_t>(syn::ExprContext::Del), "Del"));
static_assert(in_enum_order("boolop", static_cast<size_t>(syn::BoolOperator::Or), "Or"));
static_assert(in_enum_order("operator", static_cast<size_t>(syn::Operator::Pow), "Pow"));
static_assert(in_enum_order("operator", static_cast<size_t>(syn::Operator::FloorDiv), "FloorDiv"));
static_assert(in_enum_order("unaryop", static_cast<size_t>(syn::UnaryOperator::USub), "USub"));
static_assert(in_enum_order("cmpop", static_cast<size_t>(syn::CompareOperator::GtE), "GtE"));
static_assert(in_enum_order("cmpop", static_cast<size_t>(syn::CompareOperator::NotIn), "NotIn"));

}  // namespace

}  // namespace vm::ast
