// The first walk of scope.h: visits each statement and expression and records which names each scope binds, uses and
// declares. Errors that depend on scopes alone ("name 'x' is used prior to global declaration") are found here.
#include "interp/compile/scope_walk.h"

#include <algorithm>

#include "runtime/object/native_modules.h"

namespace comp {

using namespace syn;

static std::string quoted(const char* before, const Symbol* name, const char* after) {
  return std::string(before) + "'" + std::string(name->text) + "'" + after;
}

Scope* ScopeWalker::open(ScopeKind kind, const Node* node, const void* key) {
  auto owned = std::make_unique<Scope>();
  Scope* scope = owned.get();
  table_.scopes_.push_back(std::move(owned));
  scope->kind = kind;
  scope->parent = scope_;
  scope->node = node;
  if (scope_) {
    scope->private_class = scope_->private_class;
    scope->class_params = scope_->class_params;
    scope_->children.push_back(scope);
  }
  table_.by_node_[key ? key : node] = scope;
  scope_ = scope;
  return scope;
}

// Closes a scope. The names that a comprehension uses but does not bind are recorded as uses of the code around it, but
// not where that code sees the names of a class: a comprehension does not see them.
void ScopeWalker::close() {
  Scope* done = scope_;
  scope_ = done->parent;
  if (done->is_code() || (done->kind == ScopeKind::Comprehension && scope_->is_class_view())) return;
  for (const NameInfo& info : done->names) {
    if (!info.bound()) scope_->info(info.name).flags |= kUsed;
  }
}

void ScopeWalker::use(const Symbol* name) {
  name = spelling(name);
  scope_->info(name).flags |= kUsed;
  // super() without arguments reads the cell __class__.
  if (name->text == "super" && scope_->host()->is_function()) scope_->info(table_.intern("__class__")).flags |= kUsed;
}

bool ScopeWalker::forbidden(const Symbol* name, const Location& at, const char* what) {
  if (name->text != "__debug__") return false;
  fail(at, std::string("cannot ") + what + " __debug__");
  return true;
}

void ScopeWalker::bind(const Symbol* name, const Location& at, u16 flags) {
  if (forbidden(name, at, flags & kDeleted ? "delete" : "assign to")) return;
  NameInfo& info = scope_->info(spelling(name));
  if (scope_->kind == ScopeKind::Comprehension || scope_->kind == ScopeKind::GeneratorExp) {
    if (binding_iteration_target_) {
      if (info.flags & kBoundByWalrus)
        return fail(at, quoted("comprehension inner loop cannot rebind assignment expression target ", name, ""));
      flags |= kIterationTarget;
    }
  }
  if (info.flags == 0 || !info.where.line) info.where = at;
  info.flags |= flags;
}

void ScopeWalker::module(const Root* root) {
  table_.module_ = open(ScopeKind::Module, root);
  if (auto* m = try_as<Module>(root)) body(m->body);
  if (auto* i = try_as<Interactive>(root)) body(i->body);
  if (auto* e = try_as<Expression>(root)) expr(e->body);
}

bool ScopeWalker::too_deep() {
  rt::NativeDepth depth(table_.t_, " during compilation");
  if (!depth) table_.failed_ = true;
  return !depth;
}

void ScopeWalker::body(Span<Stmt*> statements) {
  for (const Stmt* s : statements) {
    if (failed()) return;
    statement(s);
  }
}

void ScopeWalker::statement(const Stmt* s) {
  if (too_deep()) return;
  switch (s->kind) {
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef: return function(static_cast<const FunctionDef*>(s));
    case Kind::ClassDef: return class_def(as<ClassDef>(s));
    case Kind::Return:
      if (auto* v = as<Return>(s)->value) expr(v);
      return;
    case Kind::Delete: return exprs(as<Delete>(s)->targets);
    case Kind::Assign: {
      auto* a = as<Assign>(s);
      expr(a->value);
      return exprs(a->targets);
    }
    case Kind::TypeAlias: return type_alias(as<TypeAlias>(s));
    case Kind::AugAssign: {
      auto* a = as<AugAssign>(s);
      expr(a->target);
      return expr(a->value);
    }
    case Kind::AnnAssign: return annotated(as<AnnAssign>(s));
    case Kind::Raise: {
      auto* r = as<Raise>(s);
      if (r->exc) expr(r->exc);
      if (r->cause) expr(r->cause);
      return;
    }
    case Kind::Assert: {
      auto* a = as<Assert>(s);
      expr(a->test);
      if (a->msg) expr(a->msg);
      return;
    }
    case Kind::Import:
      if (as<Import>(s)->is_lazy && !check_lazy_import(s)) return;
      return import(as<Import>(s)->names, false);
    case Kind::ImportFrom:
      if (as<ImportFrom>(s)->is_lazy && !check_lazy_import(s)) return;
      return import(as<ImportFrom>(s)->names, true);
    case Kind::Global: return declaration(s, as<Global>(s)->names, kGlobalName);
    case Kind::Nonlocal: return declaration(s, as<Nonlocal>(s)->names, kNonlocalName);
    case Kind::ExprStmt: return expr(as<ExprStmt>(s)->value);
    default:
      ++around_.branches;
      compound(s);
      --around_.branches;
  }
}

void ScopeWalker::compound(const Stmt* s) {
  switch (s->kind) {
    case Kind::For:
    case Kind::AsyncFor: {
      auto* f = static_cast<const For*>(s);
      if (s->kind == Kind::AsyncFor && !async_statement(s, "for")) return;
      expr(f->target);
      expr(f->iter);
      body(f->body);
      return body(f->orelse);
    }
    case Kind::While: {
      auto* w = as<While>(s);
      expr(w->test);
      body(w->body);
      return body(w->orelse);
    }
    case Kind::If:
      for (auto* i = as<If>(s);;) {
        expr(i->test);
        body(i->body);
        auto* next = i->orelse.size() == 1 ? try_as<If>(i->orelse[0]) : nullptr;
        if (!next) return body(i->orelse);
        i = next;
      }
    case Kind::With:
    case Kind::AsyncWith: {
      auto* w = static_cast<const With*>(s);
      if (s->kind == Kind::AsyncWith && !async_statement(s, "with")) return;
      for (auto* item : w->items) {
        expr(item->context_expr);
        if (item->optional_vars) expr(item->optional_vars);
      }
      return body(w->body);
    }
    case Kind::Match: {
      auto* m = as<Match>(s);
      expr(m->subject);
      for (auto* c : m->cases) {
        patterns(c->pattern);
        if (c->guard) expr(c->guard);
        body(c->body);
      }
      return;
    }
    case Kind::Try:
    case Kind::TryStar: {
      auto* t = static_cast<const Try*>(s);
      ++around_.tries;
      body(t->body);
      for (auto* h : t->handlers) {
        if (h->type) expr(h->type);
        if (h->name && !forbidden(h->name, h->at, "assign to")) bind(h->name, h->at, kBound | kDeleted);
        body(h->body);
      }
      body(t->orelse);
      body(t->finalbody);
      --around_.tries;
      return;
    }
    default: return;
  }
}

void ScopeWalker::defaults(const Arguments* a) {
  exprs(a->defaults);
  for (auto* d : a->kw_defaults)
    if (d) expr(d);
}

void ScopeWalker::annotations(const Arguments* a, const Expr* returns) {
  auto annotation = [&](const Arg* arg) {
    if (arg && arg->annotation) expr(arg->annotation);
  };
  for (auto* p : a->posonlyargs) annotation(p);
  for (auto* p : a->args) annotation(p);
  annotation(a->vararg);
  for (auto* p : a->kwonlyargs) annotation(p);
  annotation(a->kwarg);
  if (returns) expr(returns);
}

void ScopeWalker::parameter(const Arg* arg) {
  if (forbidden(arg->arg, arg->at, "assign to")) return;
  NameInfo& info = scope_->info(spelling(arg->arg));
  if (info.flags & kParameter)
    return fail(arg->at, quoted(rt::library_minor() >= 15 ? "duplicate parameter " : "duplicate argument ", arg->arg,
                                " in function definition"));
  info.flags |= kParameter;
  info.where = arg->at;
  ++scope_->parameter_count;
}

// In register order: *args and **kwargs come last.
void ScopeWalker::parameters(const Arguments* a) {
  for (auto* p : a->posonlyargs) parameter(p);
  for (auto* p : a->args) parameter(p);
  for (auto* p : a->kwonlyargs) parameter(p);
  if (a->vararg) parameter(a->vararg);
  if (a->kwarg) parameter(a->kwarg);
}

bool has_annotations(const Arguments* a, const Expr* returns) {
  auto any = [](const Span<Arg*>& args) {
    return std::any_of(args.begin(), args.end(), [](const Arg* p) { return p->annotation; });
  };
  return returns || any(a->posonlyargs) || any(a->args) || any(a->kwonlyargs) || (a->vararg && a->vararg->annotation) ||
         (a->kwarg && a->kwarg->annotation);
}

void ScopeWalker::function(const FunctionDef* f) {
  bind(f->name, f->at);
  exprs(f->decorator_list);
  defaults(f->args);
  bool generic = open_type_params(f, f->type_params, "the definition of a generic");
  if (has_annotations(f->args, f->returns)) {
    open_lazy(f, &f->args, kAnnotationPart);
    if (text_annotations_) never_evaluated(f, [&] { annotations(f->args, f->returns); });
    else annotations(f->args, f->returns);
    close();
  }
  Around around = std::exchange(around_, {});
  open(ScopeKind::Function, f);
  parameters(f->args);
  body(f->body);
  close();
  around_ = around;
  if (generic) close();
}

// ---- type parameters and lazily evaluated expressions

// Opens the scope of type parameters. False: there are no parameters, and no scope has been opened.
bool ScopeWalker::open_type_params(const Node* node, const Span<TypeParam*>& params, const char* part) {
  if (params.empty()) return false;
  Scope* scope = open(ScopeKind::TypeParams, node, &params);
  scope->lazy_part = part;
  scope->generic_class = try_as<ClassDef>(node);
  if (scope->generic_class) scope->class_params = scope;
  for (const TypeParam* p : params) type_param(p);
  return true;
}

void ScopeWalker::type_param(const TypeParam* p) {
  const Symbol* name = type_param_name(p);
  if (scope_->info(spelling(name)).bound()) return fail(p->at, quoted("duplicate type parameter ", name, ""));
  bind(name, p->at);
  if (auto* v = try_as<TypeVar>(p)) {
    if (v->bound) lazy(name, v->bound, v->bound->kind == Kind::Tuple ? "a TypeVar constraint" : "a TypeVar bound");
    if (v->default_value) lazy(name, v->default_value, "a TypeVar default");
  } else if (auto* s = try_as<ParamSpec>(p)) {
    if (s->default_value) lazy(name, s->default_value, "a ParamSpec default");
  } else if (as<TypeVarTuple>(p)->default_value) {
    lazy(name, as<TypeVarTuple>(p)->default_value, "a TypeVarTuple default");
  }
}

Scope* ScopeWalker::open_lazy(const Node* node, const void* key, const char* part) {
  Scope* around = scope_;
  while (!around->is_code()) around = around->parent;
  Scope* scope = open(ScopeKind::Lazy, node, key);
  scope->lazy_part = part;
  scope->parameter_count = 1;
  if (around->kind == ScopeKind::Class) {  // register 0, which holds the argument, later holds the class's namespace
    scope->sees_class = true;
    scope->info(table_.intern("__classdict__")).flags |= kUsed;
  } else {
    scope->info(table_.intern(kFormatParameter)).flags |= kParameter;
  }
  return scope;
}

// `e` is the field that holds the expression: its address is the scope's key. `name` is what it is the value, bound or
// default of.
void ScopeWalker::lazy(const Symbol* name, const Expr* const& e, const char* part) {
  open_lazy(e, &e, part)->lazy_name = name;
  expr(e);
  close();
}

void ScopeWalker::type_alias(const TypeAlias* a) {
  expr(a->name);
  bool generic = open_type_params(a, a->type_params, "the definition of a generic");
  lazy(a->name->id, a->value, kAliasPart);
  if (generic) close();
}

// Walks an expression that is never evaluated: errors in it are reported, but its names are recorded in no scope
// around.
template <class Walk>
void ScopeWalker::never_evaluated(const Node* node, Walk&& walk) {
  open(ScopeKind::Lazy, node, node)->lazy_part = kAnnotationPart;
  walk();
  close();
  scope_->children.pop_back();
}

// yield, await and := are errors in code that is evaluated lazily; comprehensions in it have rules of their own. True:
// the error has been reported.
bool ScopeWalker::forbidden_in_lazy(const Expr* e, const char* what) {
  if (!scope_->lazy_part) return false;
  fail(e->at, std::string(what) + " cannot be used within " + scope_->lazy_part);
  return true;
}

void ScopeWalker::lambda(const Lambda* l) {
  defaults(l->args);
  bool in_iterable = scope_->in_iterable;
  open(ScopeKind::Lambda, l)->in_iterable = in_iterable;
  parameters(l->args);
  expr(l->body);
  close();
}

void ScopeWalker::keywords(syn::Span<Keyword*> keywords) {
  for (auto* k : keywords) {
    if (k->arg && k->arg->text == "__debug__") fail(k->at, "cannot assign to __debug__");
    expr(k->value);
  }
}

void ScopeWalker::class_def(const ClassDef* c) {
  bind(c->name, c->at);
  exprs(c->decorator_list);
  bool generic = open_type_params(c, c->type_params, "the definition of a generic");
  if (generic) bind(table_.intern(".type_params"), c->at);
  exprs(c->bases);
  keywords(c->keywords);
  Around around = std::exchange(around_, {});
  Scope* scope = open(ScopeKind::Class, c);
  scope->private_class = c->name;
  scope->class_params = nullptr;
  if (generic) use(table_.intern(".type_params"));
  body(c->body);
  close();
  around_ = around;
  if (generic) close();
}

void ScopeWalker::annotated(const AnnAssign* a) {
  if (auto* name = try_as<Name>(a->target)) {
    NameInfo& info = scope_->info(spelling(name->id));
    if (a->simple && scope_->kind != ScopeKind::Module && (info.flags & (kGlobalName | kNonlocalName)))
      return fail(a->at, quoted("annotated name ", name->id,
                                info.flags & kGlobalName ? " can't be global" : " can't be nonlocal"));
    if (a->simple) {
      bind(name->id, name->at, kAnnotated | kBound);
    } else if (a->value) {
      bind(name->id, name->at);
    }
  } else {
    expr(a->target);
  }
  variable_annotation(a);
  if (a->value) expr(a->value);
}

// The annotation of a name in a module or class is evaluated lazily; that of any other target is never evaluated.
void ScopeWalker::variable_annotation(const AnnAssign* a) {
  bool is_kept = a->simple && !scope_->is_function();
  if (is_kept) note_annotation(a);
  if (!is_kept || text_annotations_) return never_evaluated(a, [&] { expr(a->annotation); });
  Scope* block = scope_;
  if (block->annotate) scope_ = block->annotate;
  else block->annotate = open_lazy(block->node, &block->annotate, kAnnotationPart);
  if (block->annotations.back().condition >= 0) scope_->info(table_.intern(kConditionalAnnotations)).flags |= kUsed;
  expr(a->annotation);
  scope_ = block;
}

// Records an annotation. A module's annotations may be read before the module has run to its end, so each of them
// counts only if its statement has run (AnnotatedName::condition). In a class only annotations in branches need this.
void ScopeWalker::note_annotation(const AnnAssign* a) {
  bool is_conditional = !text_annotations_ && (scope_->kind == ScopeKind::Module || around_.branches);
  i32 condition = is_conditional ? static_cast<i32>(scope_->annotations.size()) : -1;
  scope_->annotations.push_back({a, condition});
  if (!is_conditional) return;
  table_.conditions_[a] = condition;
  scope_->needs_conditions_cell |= scope_->kind == ScopeKind::Class;
}

// Only a module may import lazily, outside of try statements. False: the error has been reported.
bool ScopeWalker::check_lazy_import(const Stmt* s) {
  const char* where = around_.tries                      ? "try/except blocks"
                      : scope_->kind == ScopeKind::Class ? "classes"
                      : scope_->is_function()            ? "functions"
                                                         : nullptr;
  if (!where) return true;
  const char* form = s->kind == Kind::Import ? "import" : "from ... import";
  fail(s->at, std::string("lazy ") + form + " not allowed inside " + where);
  return false;
}

void ScopeWalker::import(Span<Alias*> names, bool from) {
  u16 flags = kImported | (from ? 0 : kImportedModule);
  for (auto* alias : names) {
    if (from && alias->name->text == "*") {
      if (scope_->kind != ScopeKind::Module) return fail(alias->at, "import * only allowed at module level");
      continue;
    }
    if (alias->asname) {
      bind(alias->asname, alias->at, flags);
      continue;
    }
    std::string_view text = alias->name->text;
    size_t dot = text.find('.');
    bind(dot == text.npos || from ? alias->name : table_.intern(text.substr(0, dot)), alias->at, flags);
  }
}

void ScopeWalker::declaration(const Stmt* s, Span<const Symbol*> names, u16 flag) {
  const char* word = flag == kGlobalName ? "global" : "nonlocal";
  for (const Symbol* name : names) {
    const Symbol* spelt = spelling(name);
    NameInfo& info = scope_->info(spelt);
    if (info.flags & (kParameter | kBound | kUsed | kAnnotated)) {
      std::string message;
      if (info.flags & kParameter) message = quoted("name ", name, " is parameter and ") + word;
      else if (info.flags & kUsed) message = quoted("name ", name, " is used prior to ") + word + " declaration";
      else if (info.flags & kAnnotated) message = quoted("annotated name ", name, " can't be ") + word;
      else message = quoted("name ", name, " is assigned to before ") + word + " declaration";
      return fail(s->at, message);
    }
    if (flag == kNonlocalName && scope_->kind == ScopeKind::Module)
      return fail(s->at, "nonlocal declaration not allowed at module level");
    if ((info.flags | flag) & kGlobalName && (info.flags | flag) & kNonlocalName)
      return fail(info.where, quoted("name ", spelt, " is nonlocal and global"));
    info.flags |= flag;
    info.where = s->at;
    if (flag == kGlobalName) declare_global_in_module(spelt);
  }
}

// A name that is declared global anywhere is global in the module, too. This matters for exec() with two dicts, where
// the module's other names live in the namespace.
void ScopeWalker::declare_global_in_module(const Symbol* name) {
  Scope* module = scope_;
  while (module->parent) module = module->parent;
  module->info(name).flags |= kGlobalName;
}

void ScopeWalker::patterns(const Pattern* p) {
  if (!p || failed() || too_deep()) return;
  switch (p->kind) {
    case Kind::MatchValue: return expr(as<MatchValue>(p)->value);
    case Kind::MatchSequence:
      for (auto* q : as<MatchSequence>(p)->patterns) patterns(q);
      return;
    case Kind::MatchMapping: {
      auto* m = as<MatchMapping>(p);
      exprs(m->keys);
      for (auto* q : m->patterns) patterns(q);
      if (m->rest) bind(m->rest, p->at);
      return;
    }
    case Kind::MatchClass: {
      auto* c = as<MatchClass>(p);
      expr(c->cls);
      for (auto* q : c->patterns) patterns(q);
      for (auto* q : c->kwd_patterns) patterns(q);
      return;
    }
    case Kind::MatchStar:
      if (auto* name = as<MatchStar>(p)->name) bind(name, p->at);
      return;
    case Kind::MatchAs: {
      auto* a = as<MatchAs>(p);
      patterns(a->pattern);
      if (a->name) bind(a->name, p->at);
      return;
    }
    case Kind::MatchOr:
      for (auto* q : as<MatchOr>(p)->patterns) patterns(q);
      return;
    default: return;
  }
}

void ScopeWalker::exprs(Span<Expr*> list) {
  for (const Expr* e : list)
    if (e) expr(e);
}

void ScopeWalker::expr(const Expr* e) {
  if (failed() || too_deep()) return;
  switch (e->kind) {
    case Kind::Name: {
      auto* n = as<Name>(e);
      if (n->ctx == ExprContext::Load) return use(n->id);
      return bind(n->id, n->at, n->ctx == ExprContext::Del ? kBound | kDeleted : kBound);
    }
    case Kind::Constant: return;
    case Kind::BoolOp: return exprs(as<BoolOp>(e)->values);
    case Kind::NamedExpr: return walrus(as<NamedExpr>(e));
    case Kind::BinOp: expr(as<BinOp>(e)->left); return expr(as<BinOp>(e)->right);
    case Kind::UnaryOp: return expr(as<UnaryOp>(e)->operand);
    case Kind::Lambda: return lambda(as<Lambda>(e));
    case Kind::IfExp:
      expr(as<IfExp>(e)->test);
      expr(as<IfExp>(e)->body);
      return expr(as<IfExp>(e)->orelse);
    case Kind::Dict: exprs(as<Dict>(e)->keys); return exprs(as<Dict>(e)->values);
    case Kind::Set: return exprs(as<Set>(e)->elts);
    case Kind::ListComp: return comprehension(e, as<ListComp>(e)->generators, as<ListComp>(e)->elt, nullptr);
    case Kind::SetComp: return comprehension(e, as<SetComp>(e)->generators, as<SetComp>(e)->elt, nullptr);
    case Kind::DictComp:
      return comprehension(e, as<DictComp>(e)->generators, as<DictComp>(e)->key, as<DictComp>(e)->value);
    case Kind::GeneratorExp:
      return comprehension(e, as<GeneratorExp>(e)->generators, as<GeneratorExp>(e)->elt, nullptr);
    case Kind::Await: return await(as<Await>(e));
    case Kind::Yield:
    case Kind::YieldFrom: {
      if (forbidden_in_lazy(e, "yield expression")) return;
      if (scope_->kind == ScopeKind::Comprehension || scope_->kind == ScopeKind::GeneratorExp) {
        Kind kind = scope_->node->kind;
        return fail(e->at, kind == Kind::ListComp   ? "'yield' inside list comprehension"
                           : kind == Kind::SetComp  ? "'yield' inside set comprehension"
                           : kind == Kind::DictComp ? "'yield' inside dict comprehension"
                                                    : "'yield' inside generator expression");
      }
      scope_->is_generator = true;
      const Expr* value = e->kind == Kind::Yield ? as<Yield>(e)->value : as<YieldFrom>(e)->value;
      if (value) expr(value);
      return;
    }
    case Kind::Compare: expr(as<Compare>(e)->left); return exprs(as<Compare>(e)->comparators);
    case Kind::Call:
      expr(as<Call>(e)->func);
      exprs(as<Call>(e)->args);
      return keywords(as<Call>(e)->keywords);
    case Kind::FormattedValue: {
      auto* f = as<FormattedValue>(e);
      expr(f->value);
      if (f->format_spec) expr(f->format_spec);
      return;
    }
    case Kind::Interpolation: {
      auto* f = as<Interpolation>(e);
      expr(f->value);
      if (f->format_spec) expr(f->format_spec);
      return;
    }
    case Kind::JoinedStr: return exprs(as<JoinedStr>(e)->values);
    case Kind::TemplateStr: return exprs(as<TemplateStr>(e)->values);
    case Kind::Attribute: {
      auto* a = as<Attribute>(e);
      if (a->ctx != ExprContext::Load && forbidden(a->attr, a->at, a->ctx == ExprContext::Del ? "delete" : "assign to"))
        return;
      return expr(a->value);
    }
    case Kind::Subscript: expr(as<Subscript>(e)->value); return expr(as<Subscript>(e)->slice);
    case Kind::Starred: return expr(as<Starred>(e)->value);
    case Kind::List: return exprs(as<List>(e)->elts);
    case Kind::Tuple: return exprs(as<Tuple>(e)->elts);
    case Kind::Slice: {
      auto* s = as<Slice>(e);
      if (s->lower) expr(s->lower);
      if (s->upper) expr(s->upper);
      if (s->step) expr(s->step);
      return;
    }
    default: return;
  }
}

void ScopeWalker::comprehension(const Expr* e, Span<Comprehension*> generators, const Expr* element,
                                const Expr* value) {
  auto iterable = [&](const Expr* iter) {
    bool outer = scope_->in_iterable;
    scope_->in_iterable = true;
    expr(iter);
    scope_->in_iterable = outer;
  };
  iterable(generators[0]->iter);  // the first iterable is evaluated by the block around
  bool in_iterable = scope_->in_iterable;
  bool is_generator = e->kind == Kind::GeneratorExp;
  Scope* inner = open(is_generator ? ScopeKind::GeneratorExp : ScopeKind::Comprehension, e);
  inner->in_iterable = in_iterable;
  if (is_generator) {
    inner->is_generator = true;
    inner->info(table_.intern(".0")).flags |= kParameter;
    inner->parameter_count = 1;
  }
  for (u32 i = 0; i < generators.size(); ++i) {
    const Comprehension* g = generators[i];
    if (g->is_async) note_await();
    if (i) iterable(g->iter);
    bool outer = std::exchange(binding_iteration_target_, true);
    expr(g->target);
    binding_iteration_target_ = false;
    exprs(g->ifs);
    binding_iteration_target_ = outer;
  }
  bool outer = std::exchange(binding_iteration_target_, false);
  if (value) expr(value);
  expr(element);
  binding_iteration_target_ = outer;
  close();
  bool is_inner = scope_->kind == ScopeKind::Comprehension;  // then the one around is reported
  if (inner->awaits && !is_generator && !is_inner && !may_await())
    fail(e->at, "asynchronous comprehension outside of an asynchronous function");
}

// False: the statement is not allowed here, and the error has been reported.
bool ScopeWalker::async_statement(const Stmt* s, const char* word) {
  if (may_await()) return note_await(), true;
  fail(s->at, std::string("'async ") + word + "' outside async function");
  return false;
}

void ScopeWalker::await(const Await* e) {
  if (forbidden_in_lazy(e, "await expression")) return;
  if (scope_->kind != ScopeKind::Comprehension && !may_await())
    return fail(e->at, scope_->is_function() ? "'await' outside async function" : "'await' outside function");
  note_await();
  expr(e->value);
}

// True in code that may await. A comprehension may, too, if the code around it may.
bool ScopeWalker::may_await() const {
  const Scope* code = scope_;
  while (code->kind == ScopeKind::Comprehension) code = code->parent;
  switch (code->kind) {
    case ScopeKind::GeneratorExp: return true;
    case ScopeKind::Function: return code->node->kind == Kind::AsyncFunctionDef;
    case ScopeKind::Module: return top_level_await_;
    default: return false;
  }
}

// Marks the comprehensions around as asynchronous, up to the code that they run in.
void ScopeWalker::note_await() {
  for (Scope* s = scope_;; s = s->parent) {
    s->awaits = true;
    if (s->is_code()) return;
  }
}

void ScopeWalker::walrus(const NamedExpr* n) {
  if (forbidden_in_lazy(n, "named expression")) return;
  bool in_comprehension = scope_->kind == ScopeKind::Comprehension || scope_->kind == ScopeKind::GeneratorExp;
  if (scope_->in_iterable)
    return fail(n->at, "assignment expression cannot be used in a comprehension iterable expression");
  expr(n->value);
  if (in_comprehension) return walrus_in_comprehension(n);
  scope_->has_walrus = true;
  bind(n->target->id, n->target->at);
}

// Where a `:=` inside a comprehension cannot bind its name, for a message; null: it can.
static const char* refuses_walrus(const Scope* s) {
  if (s->kind == ScopeKind::Class) return "in a class body";
  if (s->kind == ScopeKind::TypeParams) return "within the definition of a generic";
  if (s->kind != ScopeKind::Lazy) return nullptr;
  return s->lazy_part == kAliasPart ? "in a type alias" : "in a TypeVar bound";
}

// `:=` inside a comprehension binds its name in the innermost block around that is no comprehension and no annotation.
void ScopeWalker::walrus_in_comprehension(const NamedExpr* n) {
  if (forbidden(n->target->id, n->target->at, "assign to")) return;
  const Symbol* name = spelling(n->target->id);
  Scope* s = scope_;
  auto is_passed = [](const Scope* scope) {
    return scope->kind == ScopeKind::Comprehension || scope->kind == ScopeKind::GeneratorExp ||
           scope->lazy_part == kAnnotationPart;
  };
  for (; is_passed(s); s = s->parent) {
    NameInfo& info = s->info(name);
    if (info.flags & kIterationTarget)
      return fail(n->target->at,
                  quoted("assignment expression cannot rebind comprehension iteration variable ", n->target->id, ""));
    info.flags |= kUsed | kBoundByWalrus;
    s->host()->has_walrus = true;
  }
  if (const char* where = refuses_walrus(s))
    return fail(n->target->at, std::string("assignment expression within a comprehension cannot be used ") + where);
  s->has_walrus = true;
  NameInfo& target = s->info(name);
  if (!(target.flags & (kGlobalName | kNonlocalName)) || s->kind == ScopeKind::Module) target.flags |= kBound;
  if (s->kind != ScopeKind::Module && !(target.flags & kGlobalName)) return;
  for (Scope* inner = scope_; inner != s; inner = inner->parent)
    if (inner->is_code()) inner->info(name).flags |= kGlobalName;
}

}  // namespace comp
