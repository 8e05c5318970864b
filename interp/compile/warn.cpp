// SyntaxWarnings about code that is legal but certainly a mistake.
#include "interp/compile/code_object.h"
#include "interp/compile/lower.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace comp {

using namespace syn;

// Issues a SyntaxWarning, once for each node: what a finally block contains is lowered several times. If the filters
// turn it into an error, it becomes a SyntaxError of this source. The native module _warnings issues it, so that
// compiling the first modules does not need the library's `warnings`.
void Lowering::warn_py(const Node* about, const std::string& message) {
  if (failed_ || !out().reachable() || !warned_of_.insert(about).second) return;
  note_effect(options_);
  if (!issue_warning_py(t_, message, filename_, static_cast<i32>(about->at.line), options_.module)) {
    if (!rt::error_is(t_, rt::kSyntaxWarningType)) return fail_pending();
    rt::clear_error(t_);  // warnings are errors: then it is one of this source
    fail(about->at, message);
  }
}

static const char* constant_type(const Expr* e) {
  switch (e->kind) {
    case Kind::Constant:
      switch (as<Constant>(e)->value.kind) {
        case ConstantKind::Int: return "int";
        case ConstantKind::Float: return "float";
        case ConstantKind::Imag: return "complex";
        case ConstantKind::Str: return "str";
        case ConstantKind::Bytes: return "bytes";
        case ConstantKind::None: return "NoneType";
        case ConstantKind::True:
        case ConstantKind::False: return "bool";
        case ConstantKind::Ellipsis: return "ellipsis";
      }
      return nullptr;
    case Kind::Tuple: return "tuple";
    case Kind::List:
    case Kind::ListComp: return "list";
    case Kind::Dict:
    case Kind::DictComp: return "dict";
    case Kind::Set:
    case Kind::SetComp: return "set";
    case Kind::GeneratorExp: return "generator";
    case Kind::JoinedStr:
    case Kind::FormattedValue: return "str";
    case Kind::TemplateStr:
    case Kind::Interpolation: return "string.templatelib.Template";
    case Kind::Lambda: return "function";
    default: return nullptr;
  }
}

// `x is 1`: whether equal numbers or strs are one object depends on the implementation.
// lint: name: only a warning may run Python code; the lowering holds what it uses by a Ref
void Lowering::check_is(const Compare* e) {
  auto comparable = [](const Expr* v) {  // None, True, False and ... are single objects
    if (auto* c = try_as<Constant>(v)) {
      ConstantKind k = c->value.kind;
      return k <= ConstantKind::Ellipsis;
    }
    return v->kind != Kind::Tuple;
  };
  bool left = comparable(e->left);
  for (u32 i = 0; i < e->ops.size(); ++i) {
    bool right = comparable(e->comparators[i]);
    if ((e->ops[i] == CompareOperator::Is || e->ops[i] == CompareOperator::IsNot) && (!left || !right)) {
      const Expr* literal = left ? e->comparators[i] : i == 0 ? e->left : e->comparators[i - 1];
      bool is = e->ops[i] == CompareOperator::Is;
      return warn_py(e, std::string(is ? "\"is\" with '" : "\"is not\" with '") + constant_type(literal) +
                            (is ? "' literal. Did you mean \"==\"?" : "' literal. Did you mean \"!=\"?"));
    }
    left = right;
  }
}

// lint: name: only a warning may run Python code; the lowering holds what it uses by a Ref
void Lowering::check_call(const Call* e) {
  const char* type = constant_type(e->func);
  if (!type || e->func->kind == Kind::Lambda) return;
  warn_py(e, std::string("'") + type + "' object is not callable; perhaps you missed a comma?");
}

// lint: name: only a warning may run Python code; the lowering holds what it uses by a Ref
void Lowering::check_subscript(const Subscript* e) {
  const char* type = constant_type(e->value);
  if (!type) return;
  const Expr* v = e->value;
  auto* c = try_as<Constant>(v);
  bool indexable = c && (c->value.kind == ConstantKind::Str || c->value.kind == ConstantKind::Bytes);
  indexable |= v->kind == Kind::Tuple || v->kind == Kind::List || v->kind == Kind::ListComp || v->kind == Kind::Dict ||
               v->kind == Kind::DictComp || v->kind == Kind::JoinedStr || v->kind == Kind::FormattedValue;
  if (!indexable)
    return warn_py(e, std::string("'") + type + "' object is not subscriptable; perhaps you missed a comma?");
  if (v->kind == Kind::Dict || v->kind == Kind::DictComp) return;
  const char* index = constant_type(e->slice);
  std::string_view index_type = index ? index : "";
  if (!index || index_type == "int" || index_type == "bool") return;
  warn_py(e, std::string(type) + " indices must be integers or slices, not " + index + "; perhaps you missed a comma?");
}

// ---- leaving a finally block (PEP 765)

// True for a source of a library that is older than this warning. Such a library leaves finally blocks in a few places,
// and the user cannot change them, so no warning is issued.
bool Lowering::is_of_older_library() {
  if (rt::library_minor() >= 14 || !rt::is_str(filename_)) return false;
  Ref folder = rt::sys_get(t_, "_stdlib_dir");
  return folder && rt::is_str(folder) && rt::to_wtf8(filename_).starts_with(rt::to_wtf8(folder) + "/");
}

// lint: name: only a warning may run Python code; the lowering holds what it uses by a Ref
void Lowering::warn_of_leaving(const Stmt* s, const char* word) {
  if (!is_of_older_library()) warn_py(s, std::string("'") + word + "' in a 'finally' block");
}

// Warns of statements that leave a finally body. Inner functions are skipped; inside an inner loop break and continue
// are harmless.
void Lowering::check_finally(Span<Stmt*> statements, bool in_loop) {
  for (const Stmt* s : statements) {
    switch (s->kind) {
      case Kind::Return: warn_of_leaving(s, "return"); break;
      case Kind::Break:
        if (!in_loop) warn_of_leaving(s, "break");
        break;
      case Kind::Continue:
        if (!in_loop) warn_of_leaving(s, "continue");
        break;
      case Kind::If:
        for (auto* i = as<If>(s); i;) {
          check_finally(i->body, in_loop);
          auto* next = i->orelse.size() == 1 ? try_as<If>(i->orelse[0]) : nullptr;
          if (!next) check_finally(i->orelse, in_loop);
          i = next;
        }
        break;
      case Kind::For:
      case Kind::AsyncFor:
        check_finally(static_cast<const For*>(s)->body, true);
        check_finally(static_cast<const For*>(s)->orelse, in_loop);
        break;
      case Kind::While:
        check_finally(as<While>(s)->body, true);
        check_finally(as<While>(s)->orelse, in_loop);
        break;
      case Kind::With:
      case Kind::AsyncWith: check_finally(static_cast<const With*>(s)->body, in_loop); break;
      case Kind::Try:
      case Kind::TryStar: {
        auto* inner = static_cast<const Try*>(s);
        check_finally(inner->body, in_loop);
        for (auto* h : inner->handlers) check_finally(h->body, in_loop);
        check_finally(inner->orelse, in_loop);
        check_finally(inner->finalbody, in_loop);
        break;
      }
      case Kind::Match:
        for (auto* c : as<Match>(s)->cases) check_finally(c->body, in_loop);
        break;
      default: break;
    }
  }
}

}  // namespace comp
