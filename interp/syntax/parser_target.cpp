// Targets of assignment, deletion and loops: expressions first, then checked.
#include "interp/syntax/parser_impl.h"

namespace syn {

void Parser::set_context(Expr* node, ExprContext ctx) {
  switch (node->kind) {
    case Kind::Name: as<Name>(node)->ctx = ctx; break;
    case Kind::Attribute: as<Attribute>(node)->ctx = ctx; break;
    case Kind::Subscript: as<Subscript>(node)->ctx = ctx; break;
    case Kind::Starred:
      as<Starred>(node)->ctx = ctx;
      set_context(as<Starred>(node)->value, ctx);
      break;
    case Kind::List:
      as<List>(node)->ctx = ctx;
      for (Expr* element : as<List>(node)->elts) set_context(element, ctx);
      break;
    case Kind::Tuple:
      as<Tuple>(node)->ctx = ctx;
      for (Expr* element : as<Tuple>(node)->elts) set_context(element, ctx);
      break;
    default: break;
  }
}

// The innermost part of `node` that cannot be a target, or null.
Expr* Parser::invalid_target(Expr* node, TargetUse use) {
  auto first_invalid = [&](Span<Expr*> elements) -> Expr* {
    for (Expr* element : elements) {
      if (Expr* bad = invalid_target(element, use)) return bad;
    }
    return nullptr;
  };
  switch (node->kind) {
    case Kind::Name:
    case Kind::Attribute:
    case Kind::Subscript: return nullptr;
    case Kind::List: return first_invalid(as<List>(node)->elts);
    case Kind::Tuple: return first_invalid(as<Tuple>(node)->elts);
    case Kind::Starred: return use == TargetUse::Delete ? node : invalid_target(as<Starred>(node)->value, use);
    case Kind::Compare:
      // `for x in y`, read as an expression, is a comparison.
      if (use != TargetUse::For) return node;
      if (as<Compare>(node)->ops[0] != CompareOperator::In) return nullptr;
      return invalid_target(as<Compare>(node)->left, use);
    default: return node;
  }
}

bool Parser::is_single_target(const Expr* node) {
  return node->kind == Kind::Name || node->kind == Kind::Attribute || node->kind == Kind::Subscript;
}

// The name of a kind of expression in error messages.
const char* Parser::describe(const Expr* node) {
  switch (node->kind) {
    case Kind::Attribute: return "attribute";
    case Kind::Subscript: return "subscript";
    case Kind::Starred: return "starred";
    case Kind::Name: return "name";
    case Kind::List: return "list";
    case Kind::Tuple: return "tuple";
    case Kind::Lambda: return "lambda";
    case Kind::Call: return "function call";
    case Kind::GeneratorExp: return "generator expression";
    case Kind::Yield:
    case Kind::YieldFrom: return "yield expression";
    case Kind::Await: return "await expression";
    case Kind::ListComp: return "list comprehension";
    case Kind::SetComp: return "set comprehension";
    case Kind::DictComp: return "dict comprehension";
    case Kind::Dict: return "dict literal";
    case Kind::Set: return "set display";
    case Kind::JoinedStr:
    case Kind::FormattedValue: return "f-string expression";
    case Kind::TemplateStr:
    case Kind::Interpolation: return "t-string expression";
    case Kind::Compare: return "comparison";
    case Kind::IfExp: return "conditional expression";
    case Kind::NamedExpr: return "named expression";
    case Kind::Constant:
      switch (as<Constant>(node)->value.kind) {
        case ConstantKind::None: return "None";
        case ConstantKind::True: return "True";
        case ConstantKind::False: return "False";
        case ConstantKind::Ellipsis: return "ellipsis";
        default: return "literal";
      }
    default: return "expression";
  }
}

// Targets of a loop. No target is more than a primary; `in` ends them.
Expr* Parser::for_targets() {
  const Token& start = token();
  Items<Expr*> targets(*this);
  bool comma = false;
  while (!at(T::In)) {
    Expr* target = at(T::Star) ? starred(&Parser::primary) : primary();
    if (!target || invalid_target(target, TargetUse::Assign)) return nullptr;
    targets.push(target);
    comma = accept(T::Comma);
    if (!comma) break;
  }
  if (targets.size() == 0) return nullptr;
  Expr* result = targets[0];
  if (targets.size() > 1 || comma) {
    auto* tuple = make<Tuple>(start);
    tuple->elts = targets.take();
    result = tuple;
  }
  set_context(result, ExprContext::Store);
  return result;
}

std::nullptr_t Parser::raise_invalid_target(Expr* node, TargetUse use) {
  Expr* bad = invalid_target(node, use);
  if (!bad) return nullptr;
  const char* verb = use == TargetUse::Delete ? "cannot delete " : "cannot assign to ";
  return raise(bad->at, std::string(verb) + describe(bad));
}

// One target behind `as`; what follows must end the item.
Expr* Parser::with_target() {
  Expr* target = at(T::Star) ? starred(&Parser::primary) : primary();
  if (!target || invalid_target(target, TargetUse::Assign)) return nullptr;
  set_context(target, ExprContext::Store);
  return target;
}

}  // namespace syn
