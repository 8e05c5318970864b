// Checks of a tree that did not come from the parser, with CPython's rules and messages. The compiler relies on them.
#include "interp/library/ast/ast.h"
#include "interp/library/ast/ast_classes.h"

namespace vm::ast {

namespace {

using syn::as;
using syn::ExprContext;
using syn::Kind;
using syn::Span;
using syn::try_as;

class Validator {
 public:
  explicit Validator(Thread& t) : t_(t) {}

  bool root(const syn::Root* r) {
    if (auto* m = try_as<syn::Module>(r)) return statements(m->body);
    if (auto* i = try_as<syn::Interactive>(r)) return statements(i->body);
    if (auto* e = try_as<syn::Expression>(r)) return load(e->body);
    auto* f = as<syn::FunctionType>(r);
    return loads(f->argtypes) && load(f->returns);
  }

 private:
  bool fail(const char* message) { return rt::raise_value_error(t_, "%s", message); }
  bool fail_type(const char* message) { return rt::raise_type_error(t_, "%s", message); }
  template <class T>
  bool not_empty(const Span<T>& span, const char* what, const syn::Node* owner) {
    return !span.empty() ||
           rt::raise_value_error(t_, "empty %s on %s", what, std::string(syn::kind_name(owner->kind)).c_str());
  }

  // ---- names

  bool name(const syn::Symbol* symbol) {
    for (const char* constant : {"None", "True", "False"}) {
      if (symbol->text == constant)
        return rt::raise_value_error(t_, "identifier field can't represent '%s' constant", constant);
    }
    return true;
  }
  bool aliases(const Span<syn::Alias*>& list, const syn::Stmt* s) {
    if (!not_empty(list, "names", s)) return false;
    for (const syn::Alias* a : list) {
      if (!name(a->name) || (a->asname && !name(a->asname))) return false;
    }
    return true;
  }
  bool capture(const syn::Symbol* symbol) {
    if (symbol->text == "_") return fail("can't capture name '_' in patterns");
    return name(symbol);
  }

  // ---- expressions

  bool load(const syn::Expr* e) { return expression(e, ExprContext::Load); }
  bool optional(const syn::Expr* e) { return !e || load(e); }
  bool loads(const Span<syn::Expr*>& list) { return expressions(list, ExprContext::Load); }
  bool expressions(const Span<syn::Expr*>& list, ExprContext ctx) {
    for (const syn::Expr* e : list) {
      if (e && !expression(e, ctx)) return false;
    }
    return true;
  }

  static const ExprContext* context_of(const syn::Expr* e) {
    switch (e->kind) {
      case Kind::Attribute: return &as<syn::Attribute>(e)->ctx;
      case Kind::Subscript: return &as<syn::Subscript>(e)->ctx;
      case Kind::Starred: return &as<syn::Starred>(e)->ctx;
      case Kind::Name: return &as<syn::Name>(e)->ctx;
      case Kind::List: return &as<syn::List>(e)->ctx;
      case Kind::Tuple: return &as<syn::Tuple>(e)->ctx;
      default: return nullptr;
    }
  }

  bool expression(const syn::Expr* e, ExprContext ctx) {
    static constexpr const char* kNames[] = {"Load", "Store", "Del"};
    rt::NativeDepth depth(t_, " during compilation");
    if (!depth) return false;
    const ExprContext* actual = context_of(e);
    const char* wanted = kNames[static_cast<int>(ctx)];
    if (!actual && ctx != ExprContext::Load)
      return rt::raise_value_error(t_, "expression which can't be assigned to in %s context", wanted);
    if (actual && *actual != ctx) {
      return rt::raise_value_error(t_, "expression must have %s context but has %s instead", wanted,
                                   kNames[static_cast<int>(*actual)]);
    }
    return parts_of_expression(e, ctx);
  }

  bool parts_of_expression(const syn::Expr* e, ExprContext ctx) {
    switch (e->kind) {
      case Kind::BoolOp: return bool_op(as<syn::BoolOp>(e));
      case Kind::NamedExpr:
        return expression(as<syn::NamedExpr>(e)->target, ExprContext::Store) && load(as<syn::NamedExpr>(e)->value);
      case Kind::BinOp: return load(as<syn::BinOp>(e)->left) && load(as<syn::BinOp>(e)->right);
      case Kind::UnaryOp: return load(as<syn::UnaryOp>(e)->operand);
      case Kind::Lambda: return arguments(as<syn::Lambda>(e)->args) && load(as<syn::Lambda>(e)->body);
      case Kind::IfExp: {
        auto* i = as<syn::IfExp>(e);
        return load(i->test) && load(i->body) && load(i->orelse);
      }
      case Kind::Dict: return dict(as<syn::Dict>(e));
      case Kind::Set: return loads(as<syn::Set>(e)->elts);
      case Kind::ListComp: return generators(as<syn::ListComp>(e)->generators) && load(as<syn::ListComp>(e)->elt);
      case Kind::SetComp: return generators(as<syn::SetComp>(e)->generators) && load(as<syn::SetComp>(e)->elt);
      case Kind::GeneratorExp:
        return generators(as<syn::GeneratorExp>(e)->generators) && load(as<syn::GeneratorExp>(e)->elt);
      case Kind::DictComp: {
        auto* d = as<syn::DictComp>(e);
        return generators(d->generators) && load(d->key) && optional(d->value);
      }
      case Kind::Await: return load(as<syn::Await>(e)->value);
      case Kind::Yield: return optional(as<syn::Yield>(e)->value);
      case Kind::YieldFrom: return load(as<syn::YieldFrom>(e)->value);
      case Kind::Compare: return compare(as<syn::Compare>(e));
      case Kind::Call: {
        auto* c = as<syn::Call>(e);
        return load(c->func) && loads(c->args) && keywords(c->keywords);
      }
      case Kind::FormattedValue:
        return load(as<syn::FormattedValue>(e)->value) && optional(as<syn::FormattedValue>(e)->format_spec);
      case Kind::Interpolation:
        return load(as<syn::Interpolation>(e)->value) && optional(as<syn::Interpolation>(e)->format_spec);
      case Kind::JoinedStr: return loads(as<syn::JoinedStr>(e)->values);
      case Kind::TemplateStr: return loads(as<syn::TemplateStr>(e)->values);
      case Kind::Attribute: return load(as<syn::Attribute>(e)->value);
      case Kind::Subscript: return load(as<syn::Subscript>(e)->slice) && load(as<syn::Subscript>(e)->value);
      case Kind::Starred: return expression(as<syn::Starred>(e)->value, ctx);
      case Kind::Name: return name(as<syn::Name>(e)->id);
      case Kind::List: return expressions(as<syn::List>(e)->elts, ctx);
      case Kind::Tuple: return expressions(as<syn::Tuple>(e)->elts, ctx);
      case Kind::Slice: {
        auto* s = as<syn::Slice>(e);
        return optional(s->lower) && optional(s->upper) && optional(s->step);
      }
      default: return true;
    }
  }

  bool bool_op(const syn::BoolOp* e) {
    return e->values.size() < 2 ? fail("BoolOp with less than 2 values") : loads(e->values);
  }

  bool dict(const syn::Dict* e) {
    if (e->keys.size() != e->values.size()) return fail("Dict doesn't have the same number of keys as values");
    return loads(e->keys) && loads(e->values);
  }

  bool compare(const syn::Compare* e) {
    if (e->comparators.empty()) return fail("Compare with no comparators");
    if (e->comparators.size() != e->ops.size())
      return fail("Compare has a different number of comparators and operands");
    return loads(e->comparators) && load(e->left);
  }

  bool generators(const Span<syn::Comprehension*>& list) {
    if (list.empty()) return fail("comprehension with no generators");
    for (const syn::Comprehension* c : list) {
      if (!expression(c->target, ExprContext::Store) || !load(c->iter) || !loads(c->ifs)) return false;
    }
    return true;
  }

  bool keywords(const Span<syn::Keyword*>& list) {
    for (const syn::Keyword* k : list) {
      if (!load(k->value)) return false;
    }
    return true;
  }

  bool parameters(const Span<syn::Arg*>& list) {
    for (const syn::Arg* a : list) {
      if (!optional(a->annotation)) return false;
    }
    return true;
  }

  bool arguments(const syn::Arguments* a) {
    if (!parameters(a->posonlyargs) || !parameters(a->args) || (a->vararg && !optional(a->vararg->annotation)) ||
        !parameters(a->kwonlyargs) || (a->kwarg && !optional(a->kwarg->annotation))) {
      return false;
    }
    if (a->defaults.size() > a->posonlyargs.size() + a->args.size())
      return fail("more positional defaults than args on arguments");
    if (a->kw_defaults.size() != a->kwonlyargs.size())
      return fail("length of kwonlyargs is not the same as kw_defaults on arguments");
    return loads(a->defaults) && loads(a->kw_defaults);
  }

  // ---- statements

  bool statements(const Span<syn::Stmt*>& list) {
    for (const syn::Stmt* s : list) {
      if (!statement(s)) return false;
    }
    return true;
  }
  bool body(const Span<syn::Stmt*>& list, const syn::Node* owner) {
    return not_empty(list, "body", owner) && statements(list);
  }
  bool targets(const Span<syn::Expr*>& list, ExprContext ctx, const syn::Node* owner) {
    return not_empty(list, "targets", owner) && expressions(list, ctx);
  }

  bool type_parameters(const Span<syn::TypeParam*>& list) {
    for (const syn::TypeParam* p : list) {
      const syn::Expr* fallback;
      const syn::Symbol* spelled;
      if (auto* v = try_as<syn::TypeVar>(p)) {
        if (!optional(v->bound)) return false;
        fallback = v->default_value, spelled = v->name;
      } else if (auto* s = try_as<syn::ParamSpec>(p)) {
        fallback = s->default_value, spelled = s->name;
      } else {
        fallback = as<syn::TypeVarTuple>(p)->default_value, spelled = as<syn::TypeVarTuple>(p)->name;
      }
      if (!name(spelled) || !optional(fallback)) return false;
    }
    return true;
  }

  bool statement(const syn::Stmt* s) {
    rt::NativeDepth depth(t_, " during compilation");
    if (!depth) return false;
    switch (s->kind) {
      case Kind::FunctionDef:
      case Kind::AsyncFunctionDef: return function(as<syn::FunctionDef>(s));
      case Kind::ClassDef: {
        auto* c = as<syn::ClassDef>(s);
        return name(c->name) && body(c->body, c) && type_parameters(c->type_params) && loads(c->bases) &&
               keywords(c->keywords) && loads(c->decorator_list);
      }
      case Kind::Return: return optional(as<syn::Return>(s)->value);
      case Kind::Delete: return targets(as<syn::Delete>(s)->targets, ExprContext::Del, s);
      case Kind::Assign:
        return targets(as<syn::Assign>(s)->targets, ExprContext::Store, s) && load(as<syn::Assign>(s)->value);
      case Kind::AugAssign:
        return expression(as<syn::AugAssign>(s)->target, ExprContext::Store) && load(as<syn::AugAssign>(s)->value);
      case Kind::AnnAssign: return annotated(as<syn::AnnAssign>(s));
      case Kind::TypeAlias: {
        auto* a = as<syn::TypeAlias>(s);
        return expression(a->name, ExprContext::Store) && type_parameters(a->type_params) && load(a->value);
      }
      case Kind::For:
      case Kind::AsyncFor: {
        auto* f = as<syn::For>(s);
        return expression(f->target, ExprContext::Store) && load(f->iter) && body(f->body, f) && statements(f->orelse);
      }
      case Kind::While: {
        auto* w = as<syn::While>(s);
        return load(w->test) && body(w->body, w) && statements(w->orelse);
      }
      case Kind::If: return if_chain(as<syn::If>(s));
      case Kind::With:
      case Kind::AsyncWith: return with(as<syn::With>(s));
      case Kind::Match: return match(as<syn::Match>(s));
      case Kind::Raise: {
        auto* r = as<syn::Raise>(s);
        if (!r->exc && r->cause) return fail("Raise with cause but no exception");
        return optional(r->exc) && optional(r->cause);
      }
      case Kind::Try:
      case Kind::TryStar: return attempt(as<syn::Try>(s));
      case Kind::Assert: return load(as<syn::Assert>(s)->test) && optional(as<syn::Assert>(s)->msg);
      case Kind::Import: return aliases(as<syn::Import>(s)->names, s);
      case Kind::ImportFrom: return aliases(as<syn::ImportFrom>(s)->names, s);
      case Kind::Global: return not_empty(as<syn::Global>(s)->names, "names", s);
      case Kind::Nonlocal: return not_empty(as<syn::Nonlocal>(s)->names, "names", s);
      case Kind::ExprStmt: return load(as<syn::ExprStmt>(s)->value);
      default: return true;
    }
  }

  bool function(const syn::FunctionDef* f) {
    return name(f->name) && body(f->body, f) && type_parameters(f->type_params) && arguments(f->args) &&
           loads(f->decorator_list) && optional(f->returns);
  }

  bool annotated(const syn::AnnAssign* a) {
    if (a->target->kind != Kind::Name && a->simple) return fail_type("AnnAssign with simple non-Name target");
    return expression(a->target, ExprContext::Store) && optional(a->value) && load(a->annotation);
  }

  bool if_chain(const syn::If* i) {
    for (;;) {
      if (!load(i->test) || !body(i->body, i)) return false;
      if (i->orelse.size() != 1 || i->orelse[0]->kind != Kind::If) return statements(i->orelse);
      i = as<syn::If>(i->orelse[0]);
    }
  }

  bool with(const syn::With* w) {
    if (!not_empty(w->items, "items", w)) return false;
    for (const syn::WithItem* item : w->items) {
      if (!load(item->context_expr) || (item->optional_vars && !expression(item->optional_vars, ExprContext::Store)))
        return false;
    }
    return body(w->body, w);
  }

  bool match(const syn::Match* m) {
    if (!load(m->subject) || !not_empty(m->cases, "cases", m)) return false;
    for (const syn::MatchCase* c : m->cases) {
      if (!pattern(c->pattern, false) || !optional(c->guard) || !body(c->body, c)) return false;
    }
    return true;
  }

  bool attempt(const syn::Try* s) {
    if (!body(s->body, s)) return false;
    std::string kind(syn::kind_name(s->kind));
    if (s->handlers.empty() && s->finalbody.empty())
      return fail((kind + " has neither except handlers nor finalbody").c_str());
    if (s->handlers.empty() && !s->orelse.empty()) return fail((kind + " has orelse but no except handlers").c_str());
    for (const syn::ExceptHandler* h : s->handlers) {
      if ((h->name && !name(h->name)) || !optional(h->type) || !body(h->body, h)) return false;
    }
    return statements(s->finalbody) && statements(s->orelse);
  }

  // ---- patterns

  bool patterns(const Span<syn::Pattern*>& list, bool star_ok) {
    for (const syn::Pattern* p : list) {
      if (!pattern(p, star_ok)) return false;
    }
    return true;
  }

  bool pattern(const syn::Pattern* p, bool star_ok) {
    rt::NativeDepth depth(t_, " during compilation");
    if (!depth) return false;
    switch (p->kind) {
      case Kind::MatchValue: return literal(as<syn::MatchValue>(p)->value);
      case Kind::MatchSequence: return patterns(as<syn::MatchSequence>(p)->patterns, true);
      case Kind::MatchMapping: return mapping(as<syn::MatchMapping>(p));
      case Kind::MatchClass: return match_class(as<syn::MatchClass>(p));
      case Kind::MatchStar:
        if (!star_ok) return fail("can't use MatchStar here");
        return !as<syn::MatchStar>(p)->name || capture(as<syn::MatchStar>(p)->name);
      case Kind::MatchAs: {
        auto* a = as<syn::MatchAs>(p);
        if (a->name && !capture(a->name)) return false;
        if (a->pattern && !a->name) return fail("MatchAs must specify a target name if a pattern is given");
        return !a->pattern || pattern(a->pattern, false);
      }
      case Kind::MatchOr:
        if (as<syn::MatchOr>(p)->patterns.size() < 2) return fail("MatchOr requires at least 2 patterns");
        return patterns(as<syn::MatchOr>(p)->patterns, false);
      default: return true;
    }
  }

  static bool is_number(const syn::Expr* e, bool real, bool imaginary) {
    auto* c = try_as<syn::Constant>(e);
    if (!c) return false;
    syn::ConstantKind k = c->value.kind;
    return (real && (k == syn::ConstantKind::Int || k == syn::ConstantKind::Float)) ||
           (imaginary && k == syn::ConstantKind::Imag);
  }
  static bool is_signed(const syn::Expr* e, bool imaginary) {
    auto* u = try_as<syn::UnaryOp>(e);
    return u && (u->op == syn::UnaryOperator::USub || u->op == syn::UnaryOperator::UAdd) &&
           is_number(u->operand, true, imaginary);
  }
  static bool is_complex(const syn::Expr* e) {
    auto* b = try_as<syn::BinOp>(e);
    if (!b || (b->op != syn::Operator::Add && b->op != syn::Operator::Sub)) return false;
    return (is_number(b->left, true, false) || is_signed(b->left, false)) && is_number(b->right, false, true);
  }

  // Checks the value of a MatchValue or the key of a MatchMapping: a literal or a dotted name.
  bool literal(const syn::Expr* e) {
    if (!load(e)) return false;
    if (auto* c = try_as<syn::Constant>(e)) {
      return c->value.kind > syn::ConstantKind::Ellipsis || fail("unexpected constant inside of a literal pattern");
    }
    if (auto* tuple = try_as<syn::Tuple>(e); tuple && (tuple->elts.empty() || tuple->elts[0]->kind == Kind::Constant)) {
      return fail("unexpected constant inside of a literal pattern");
    }
    bool fits = e->kind == Kind::Attribute || e->kind == Kind::JoinedStr || is_signed(e, true) || is_complex(e);
    return fits || fail("patterns may only match literals and attribute lookups");
  }

  bool mapping(const syn::MatchMapping* m) {
    if (m->keys.size() != m->patterns.size())
      return fail("MatchMapping doesn't have the same number of keys as patterns");
    if (m->rest && !capture(m->rest)) return false;
    for (const syn::Expr* key : m->keys) {
      auto* c = try_as<syn::Constant>(key);
      if (!(c && c->value.kind < syn::ConstantKind::Ellipsis) && !literal(key)) return false;
    }
    return patterns(m->patterns, false);
  }

  bool match_class(const syn::MatchClass* m) {
    if (m->kwd_attrs.size() != m->kwd_patterns.size())
      return fail("MatchClass doesn't have the same number of keyword attributes as patterns");
    if (!load(m->cls)) return false;
    const syn::Expr* cls = m->cls;
    while (auto* attribute = try_as<syn::Attribute>(cls)) cls = attribute->value;
    if (cls->kind != Kind::Name) return fail("MatchClass cls field can only contain Name or Attribute nodes.");
    for (const syn::Symbol* attribute : m->kwd_attrs) {
      if (!name(attribute)) return false;
    }
    return patterns(m->patterns, false) && patterns(m->kwd_patterns, false);
  }

  Thread& t_;
};

}  // namespace

bool validate_tree(Thread& t, const syn::Root* root) { return Validator(t).root(root); }

}  // namespace vm::ast
