// The classes of the module _ast, as the grammar of Python 3.15 lists them.
//
// The table holds the data that interp/syntax/ast.def lacks: which fields are optional, which classes form a family,
// and the fields that only Python's classes have (type comments, the prefix of a string). ast_grammar.cpp checks at
// compile time that both agree.
#pragma once

#include <cstddef>
#include <string_view>

#include "interp/syntax/ast.h"

namespace vm::ast {

// Which of lineno, col_offset, end_lineno and end_col_offset the nodes have.
enum class Positions : u8 { None, EndOptional, All };

struct ClassRow {
  std::string_view name;
  std::string_view family;  // the class it derives from; empty: AST
  // "type name", with `?` (may be None) or `*` (a list) behind the type. `@13` behind the name: in _fields since Python
  // 3.13's library.
  std::string_view fields;
  bool is_family = false;
  Positions positions = Positions::None;  // of a family, or of a class without one
};

// A class stands behind its family; operators and contexts in the order of their enums in ast.h.
inline constexpr ClassRow kClasses[] = {
    {"mod", "", "", true},
    {"Module", "mod", "stmt* body, type_ignore* type_ignores"},
    {"Interactive", "mod", "stmt* body"},
    {"Expression", "mod", "expr body"},
    {"FunctionType", "mod", "expr* argtypes, expr returns"},
    {"stmt", "", "", true, Positions::EndOptional},
    {"FunctionDef", "stmt",
     "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, "
     "type_param* type_params@12"},
    {"AsyncFunctionDef", "stmt",
     "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, "
     "type_param* type_params@12"},
    {"ClassDef", "stmt",
     "identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params@12"},
    {"Return", "stmt", "expr? value"},
    {"Delete", "stmt", "expr* targets"},
    {"Assign", "stmt", "expr* targets, expr value, string? type_comment"},
    {"TypeAlias", "stmt", "expr name, type_param* type_params, expr value"},
    {"AugAssign", "stmt", "expr target, operator op, expr value"},
    {"AnnAssign", "stmt", "expr target, expr annotation, expr? value, int simple"},
    {"For", "stmt", "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment"},
    {"AsyncFor", "stmt", "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment"},
    {"While", "stmt", "expr test, stmt* body, stmt* orelse"},
    {"If", "stmt", "expr test, stmt* body, stmt* orelse"},
    {"With", "stmt", "withitem* items, stmt* body, string? type_comment"},
    {"AsyncWith", "stmt", "withitem* items, stmt* body, string? type_comment"},
    {"Match", "stmt", "expr subject, match_case* cases"},
    {"Raise", "stmt", "expr? exc, expr? cause"},
    {"Try", "stmt", "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody"},
    {"TryStar", "stmt", "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody"},
    {"Assert", "stmt", "expr test, expr? msg"},
    {"Import", "stmt", "alias* names, int? is_lazy@15"},
    {"ImportFrom", "stmt", "identifier? module, alias* names, int? level, int? is_lazy@15"},
    {"Global", "stmt", "identifier* names"},
    {"Nonlocal", "stmt", "identifier* names"},
    {"Expr", "stmt", "expr value"},
    {"Pass", "stmt", ""},
    {"Break", "stmt", ""},
    {"Continue", "stmt", ""},
    {"expr", "", "", true, Positions::EndOptional},
    {"BoolOp", "expr", "boolop op, expr* values"},
    {"NamedExpr", "expr", "expr target, expr value"},
    {"BinOp", "expr", "expr left, operator op, expr right"},
    {"UnaryOp", "expr", "unaryop op, expr operand"},
    {"Lambda", "expr", "arguments args, expr body"},
    {"IfExp", "expr", "expr test, expr body, expr orelse"},
    {"Dict", "expr", "expr?* keys, expr* values"},
    {"Set", "expr", "expr* elts"},
    {"ListComp", "expr", "expr elt, comprehension* generators"},
    {"SetComp", "expr", "expr elt, comprehension* generators"},
    {"DictComp", "expr", "expr key, expr? value, comprehension* generators"},
    {"GeneratorExp", "expr", "expr elt, comprehension* generators"},
    {"Await", "expr", "expr value"},
    {"Yield", "expr", "expr? value"},
    {"YieldFrom", "expr", "expr value"},
    {"Compare", "expr", "expr left, cmpop* ops, expr* comparators"},
    {"Call", "expr", "expr func, expr* args, keyword* keywords"},
    {"FormattedValue", "expr", "expr value, int conversion, expr? format_spec"},
    {"Interpolation", "expr", "expr value, constant str, int conversion, expr? format_spec"},
    {"JoinedStr", "expr", "expr* values"},
    {"TemplateStr", "expr", "expr* values"},
    {"Constant", "expr", "constant value, string? kind"},
    {"Attribute", "expr", "expr value, identifier attr, expr_context ctx"},
    {"Subscript", "expr", "expr value, expr slice, expr_context ctx"},
    {"Starred", "expr", "expr value, expr_context ctx"},
    {"Name", "expr", "identifier id, expr_context ctx"},
    {"List", "expr", "expr* elts, expr_context ctx"},
    {"Tuple", "expr", "expr* elts, expr_context ctx"},
    {"Slice", "expr", "expr? lower, expr? upper, expr? step"},
    {"expr_context", "", "", true},
    {"Load", "expr_context", ""},
    {"Store", "expr_context", ""},
    {"Del", "expr_context", ""},
    {"boolop", "", "", true},
    {"And", "boolop", ""},
    {"Or", "boolop", ""},
    {"operator", "", "", true},
    {"Add", "operator", ""},
    {"Sub", "operator", ""},
    {"Mult", "operator", ""},
    {"MatMult", "operator", ""},
    {"Div", "operator", ""},
    {"Mod", "operator", ""},
    {"Pow", "operator", ""},
    {"LShift", "operator", ""},
    {"RShift", "operator", ""},
    {"BitOr", "operator", ""},
    {"BitXor", "operator", ""},
    {"BitAnd", "operator", ""},
    {"FloorDiv", "operator", ""},
    {"unaryop", "", "", true},
    {"Invert", "unaryop", ""},
    {"Not", "unaryop", ""},
    {"UAdd", "unaryop", ""},
    {"USub", "unaryop", ""},
    {"cmpop", "", "", true},
    {"Eq", "cmpop", ""},
    {"NotEq", "cmpop", ""},
    {"Lt", "cmpop", ""},
    {"LtE", "cmpop", ""},
    {"Gt", "cmpop", ""},
    {"GtE", "cmpop", ""},
    {"Is", "cmpop", ""},
    {"IsNot", "cmpop", ""},
    {"In", "cmpop", ""},
    {"NotIn", "cmpop", ""},
    {"comprehension", "", "expr target, expr iter, expr* ifs, int is_async"},
    {"excepthandler", "", "", true, Positions::EndOptional},
    {"ExceptHandler", "excepthandler", "expr? type, identifier? name, stmt* body"},
    {"arguments", "",
     "arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults"},
    {"arg", "", "identifier arg, expr? annotation, string? type_comment", false, Positions::EndOptional},
    {"keyword", "", "identifier? arg, expr value", false, Positions::EndOptional},
    {"alias", "", "identifier name, identifier? asname", false, Positions::EndOptional},
    {"withitem", "", "expr context_expr, expr? optional_vars"},
    {"match_case", "", "pattern pattern, expr? guard, stmt* body"},
    {"pattern", "", "", true, Positions::All},
    {"MatchValue", "pattern", "expr value"},
    {"MatchSingleton", "pattern", "constant value"},
    {"MatchSequence", "pattern", "pattern* patterns"},
    {"MatchMapping", "pattern", "expr* keys, pattern* patterns, identifier? rest"},
    {"MatchClass", "pattern", "expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns"},
    {"MatchStar", "pattern", "identifier? name"},
    {"MatchAs", "pattern", "pattern? pattern, identifier? name"},
    {"MatchOr", "pattern", "pattern* patterns"},
    {"type_ignore", "", "", true},
    {"TypeIgnore", "type_ignore", "int lineno, string tag"},
    {"type_param", "", "", true, Positions::All},
    {"TypeVar", "type_param", "identifier name, expr? bound, expr? default_value@13"},
    {"ParamSpec", "type_param", "identifier name, expr? default_value@13"},
    {"TypeVarTuple", "type_param", "identifier name, expr? default_value@13"},
};
inline constexpr size_t kClassCount = sizeof kClasses / sizeof *kClasses;
inline constexpr size_t kMaxFields = 8;

constexpr size_t find_class(std::string_view name) {
  size_t i = 0;
  while (i < kClassCount && kClasses[i].name != name) ++i;
  return i;
}
// The row of a name that is known to the compiler; a wrong one does not compile.
consteval size_t class_index(std::string_view name) {
  size_t i = find_class(name);
  return kClasses[i].name.empty() ? kClassCount : i;
}
// One past the last class of the family that begins at `family`.
constexpr size_t family_end(size_t family) {
  size_t i = family + 1;
  while (i < kClassCount && kClasses[i].family == kClasses[family].name) ++i;
  return i;
}
constexpr Positions positions_of(size_t row) {
  return kClasses[row].family.empty() ? kClasses[row].positions : kClasses[find_class(kClasses[row].family)].positions;
}

struct FieldText {
  std::string_view type, name;
  bool is_list = false, is_optional = false;  // both: a list that may hold None
  int since = 0;                              // minor version
  bool is_extra = false;                      // only Python's classes have it
};

// Takes the first field off `*rest`; false at the end.
constexpr bool next_field(std::string_view* rest, FieldText* out) {
  if (rest->empty()) return false;
  size_t comma = rest->find(", ");
  std::string_view text = rest->substr(0, comma);
  *rest = comma == rest->npos ? std::string_view() : rest->substr(comma + 2);
  *out = {};
  size_t space = text.find(' '), at = text.find('@');
  if (at != text.npos) {
    for (char c : text.substr(at + 1)) out->since = out->since * 10 + (c - '0');
    text = text.substr(0, at);
  }
  out->name = text.substr(space + 1);
  out->type = text.substr(0, space);
  for (; out->type.back() == '*' || out->type.back() == '?'; out->type.remove_suffix(1)) {
    (out->type.back() == '*' ? out->is_list : out->is_optional) = true;
  }
  out->is_extra = out->name == "type_comment" || out->name == "type_ignores" || out->name == "kind";
  return true;
}

}  // namespace vm::ast
