// Functions, lambdas and what they share with classes: defaults, annotations, closures, decorators.
#include "interp/compile/lower.h"
#include "interp/compile/unparse.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"

namespace comp {

using namespace syn;

// "<generic parameters of X>.", the part of a name inside a bound, default or value of a generic X.
static std::string generic_part(const Scope* params) {
  const Symbol* name = nullptr;
  if (auto* c = try_as<ClassDef>(params->node)) name = c->name;
  else if (auto* alias = try_as<TypeAlias>(params->node)) name = as<Name>(alias->name)->id;
  else name = static_cast<const FunctionDef*>(params->node)->name;
  return "<generic parameters of " + std::string(name->text) + ">.";
}

// The qualified name: "outer.<locals>.name" for a definition inside the function `outer`. Classes and generator
// expressions add their names alone; what is evaluated lazily adds none of its own. A name that is declared global gets
// no prefix.
std::string Lowering::qualified_name(const std::string& name, Scope* scope) {
  Unit* parent = unit_;
  std::string inner = name;
  if (parent && parent->code->kind == ScopeKind::Lazy) {
    const Scope* around = parent->code->parent;
    if (around->kind == ScopeKind::TypeParams) inner = generic_part(around) + name;
    parent = parent->parent;
  }
  if (!parent || parent->code->kind == ScopeKind::Module) return inner;
  if (scope->kind == ScopeKind::Function || scope->kind == ScopeKind::Class) {
    const NameInfo* info = parent->code->find(table_.resolve_spelling(parent->code, table_.intern(name)));
    if (info && info->flags & kGlobalName) return name;
  }
  bool has_locals = parent->code->kind == ScopeKind::Function || parent->code->kind == ScopeKind::Lambda;
  return parent->qualname + (has_locals ? ".<locals>." : ".") + inner;
}

void Lowering::open_unit(const Node* node, std::string name) { open_unit(node, table_.of(node), std::move(name)); }

void Lowering::open_unit(const Node* node, Scope* scope, std::string name) {
  auto* unit = new Unit(unit_, scope);
  unit->qualname = qualified_name(name, scope);
  unit->name = std::move(name);
  unit->first_line = static_cast<i32>(node->at.line);
  unit->flags = future_flags_;
  if (scope->is_function()) unit->flags |= kOptimized | kNewLocals;
  // Annotations and type parameters have scopes of their own, which belong to the same node and are plain functions.
  if (node->kind == Kind::AsyncFunctionDef && table_.of(node) == scope)
    unit->flags |= scope->is_generator ? kAsyncGenerator : kCoroutine;
  else if (scope->kind == ScopeKind::GeneratorExp && scope->awaits) unit->flags |= kAsyncGenerator;
  else if (scope->is_generator && scope->is_function())
    unit->flags |= kGenerator;  // otherwise is_generator comes from a yield in an assertion that was dropped
  for (Scope* up = scope->parent; up && scope->is_function(); up = up->parent)
    if (up->is_function() || !up->is_code()) unit->flags |= kNested;
  unit_ = unit;
}

// Sets the unit's counts of parameters and emits the prologue: MAKE_CELL and MAKE_GENERATOR.
void Lowering::enter_code(const Node* node, const Arguments* args) {
  if (args) {
    unit_->positional_only = static_cast<u32>(args->posonlyargs.size());
    unit_->positional = unit_->positional_only + static_cast<u32>(args->args.size());
    unit_->keyword_only = static_cast<u32>(args->kwonlyargs.size());
    if (args->vararg) unit_->flags |= kVarArgs;
    if (args->kwarg) unit_->flags |= kVarKeywords;
  }
  if (unit_->flags & kAnyGenerator) {
    // The position of a generator that has not started is its first decorator.
    auto first = static_cast<u32>(unit_->first_line);
    out().at({.line = first, .col = Location::kUnknown, .end_line = first, .end_col = Location::kUnknown});
    emit(Op::MAKE_GENERATOR);
  }
  at(node);
  make_cells();
}

void Lowering::make_cells() {
  if (unit_->code->class_cell != kNoRegister) emit(Op::MAKE_CELL, unit_->code->class_cell);
  if (u16 cell = unit_->code->namespace_cell; cell != kNoRegister) {
    emit(Op::GET_NAMESPACE, cell);
    emit(Op::MAKE_CELL, cell);
  }
  if (u16 cell = unit_->code->conditions_cell; cell != kNoRegister) {
    emit(Op::BUILD_SET, cell, cell, 0);
    emit(Op::MAKE_CELL, cell);
  }
  for (const NameInfo& info : unit_->code->names)
    if (info.access == Access::Cell && info.reg != kNoRegister) emit(Op::MAKE_CELL, info.reg);
}

static std::string_view strip_left(std::string_view line) {
  size_t i = line.find_first_not_of(' ');
  return line.substr(i == line.npos ? line.size() : i);
}

// Indentation that all lines but the first share is dropped, as inspect.cleandoc does (tabs are expanded to 8).
Ref Lowering::clean_docstring(const ConstantValue& literal) {
  std::string text;
  u32 column = 0;
  for (char c : literal.text) {
    if (c == '\t') {
      do text += ' ';
      while (++column % 8);
      continue;
    }
    text += c;
    column = c == '\n' || c == '\r' ? 0 : column + ((c & 0xC0) != 0x80);
  }
  std::vector<std::string_view> lines;
  for (size_t from = 0;;) {
    size_t end = text.find('\n', from);
    lines.push_back(std::string_view(text).substr(from, end == text.npos ? text.npos : end - from));
    if (end == text.npos) break;
    from = end + 1;
  }
  size_t margin = std::string::npos;
  for (size_t i = 1; i < lines.size(); ++i) {
    std::string_view rest = strip_left(lines[i]);
    if (!rest.empty()) margin = std::min(margin, lines[i].size() - rest.size());
  }
  if (margin == std::string::npos) margin = 0;
  std::string clean(strip_left(lines[0]));
  for (size_t i = 1; i < lines.size(); ++i) {
    clean += '\n';
    clean += lines[i].substr(std::min(margin, lines[i].size()));
  }
  ConstantValue value = literal;
  value.text = clean;
  return literal_value(t_, value);
}

void Lowering::take_docstring(Span<Stmt*>& body) {
  if (body.empty() || failed_) return;
  auto* s = try_as<ExprStmt>(body[0]);
  auto* c = s ? try_as<Constant>(s->value) : nullptr;
  if (!c || c->value.kind != ConstantKind::Str) return;
  body = Span<Stmt*>(body.begin() + 1, body.size() - 1);
  if (options_.optimize >= 2) return;
  unit_->docstring = clean_docstring(c->value);
  if (!unit_->docstring) fail_pending();
}

u32 Lowering::function_code(const Node* node, const Arguments* args, Span<Stmt*> statements, const Expr* result,
                            std::string name) {
  Unit* outer = unit_;
  open_unit(node, std::move(name));
  if (!result && node->kind != Kind::Lambda) {
    auto decorators = static_cast<const FunctionDef*>(node)->decorator_list;
    if (!decorators.empty()) unit_->first_line = static_cast<i32>(decorators[0]->at.line);
  }
  if (outer->code->kind == ScopeKind::Class) unit_->flags |= kMethodCode;
  enter_code(node, args);
  if (result) {
    TempScope temps(regs());
    u16 value = operand(result);
    at(result);
    emit_return(value);
  } else {
    take_docstring(statements);
    if (unit_->docstring) {
      unit_->flags |= kHasDocstring;
      if (!failed_) constant(Ref::share(unit_->docstring));
    }
    u32 start = out().here();
    body(statements);
    if (out().reachable()) {
      auto first = static_cast<u32>(unit_->first_line);
      if (out().location().line == 0 && !statements.empty()) at(statements.back());
      if (out().here() == start) out().at({.line = first, .end_line = first});  // no statement has code
      else out().implicit();
      emit_return_none();
    }
  }
  Ref code;
  finish_unit(&code);
  unit_ = outer;
  return code ? constant(std::move(code), Reach::kNear) : 0;
}

bool Lowering::defaults(const Arguments* args) {
  if (args->defaults.empty()) return false;
  u16 dest = temp();
  Ref folded = failed_ ? Ref() : fold_tuple(args->defaults);
  if (folded) load_constant(dest, std::move(folded));
  else build_tuple(args->defaults, dest);
  return true;
}

// The defaults of keyword-only parameters, as a dict in the next temporary. False: there are none.
bool Lowering::keyword_defaults(const Arguments* args) {
  std::vector<u32> given;
  for (u32 i = 0; i < args->kwonlyargs.size() && i < args->kw_defaults.size(); ++i)
    if (args->kw_defaults[i]) given.push_back(i);
  if (given.empty()) return false;
  build_map(static_cast<u32>(given.size()), regs().top(), [&](u32 i, u16 pair) {
    load_constant(pair, symbol_str(spelling(args->kwonlyargs[given[i]]->arg)));
    expr_to(args->kw_defaults[given[i]], pair + 1);
  });
  return true;
}

// Builds the tuple of the cells that the code in `scope` closes over, in the next temporary. False: there are none.
bool Lowering::closure(Scope* scope) {
  if (scope->free_names.empty()) return false;
  TempScope temps(regs());
  u16 window = regs().top();
  for (const Symbol* name : scope->free_names) {
    u16 dest = temp();
    Scope* code = unit_->code;
    if (u16 cell = code->implicit_cell(name); cell != kNoRegister) {
      emit(Op::MOVE, dest, cell);
      continue;
    }
    // The owner of the name is the innermost comprehension that binds it, else the code.
    Scope* owner = unit_->scope;
    for (; owner != code; owner = owner->parent) {
      const NameInfo* info = owner->find(name);
      if (info && info->access == Access::Cell) break;
    }
    const NameInfo* info = owner->find(name);
    if (info && info->access == Access::Cell) emit(Op::MOVE, dest, info->reg);
    else emit(Op::GET_FREE_CELL, dest, static_cast<u16>(code->free_index(name)));
  }
  emit(Op::BUILD_TUPLE, window, window, static_cast<u16>(scope->free_names.size()));
  return true;
}

void Lowering::make_function(const Node* node, const Arguments* args, const Expr* returns, u32 code, Scope* scope,
                             u16 dest, Ref ready_defaults) {
  TempScope temps(regs());
  u16 window = regs().top();
  u64 present = 0;
  if (ready_defaults) load_constant(temp(), std::move(ready_defaults)), present |= 1;
  // A lambda has annotations only in a tree that a program has built; they are ignored.
  bool annotated = args && node->kind != Kind::Lambda && has_annotations(args, returns);
  if (args) {
    Scope* inner = unit_->scope;  // defaults do not see the type parameters
    if (inner->kind == ScopeKind::TypeParams) unit_->scope = inner->parent;
    if (defaults(args)) present |= 1;
    if (keyword_defaults(args)) present |= 2, temp();
    unit_->scope = inner;
  }
  at(node);
  if (closure(scope)) present |= 4, temp();
  if (annotated) {
    annotate_function(static_cast<const FunctionDef*>(node), temp());
    present |= 8;
    at(node);
  }
  emit(Op::MAKE_FUNCTION, dest, near_index(code), present ? window : dest, present);
}

void Lowering::lambda(const Lambda* l, u16 dest) {
  u32 code = function_code(l, l->args, {}, l->body, "<lambda>");
  make_function(l, l->args, nullptr, code, table_.of(l), dest);
}

// Evaluates the decorators, then `make(register)`, and leaves the decorated value in `dest`. The decorators are called
// in reverse order. Each has a window of its own, whose argument is the result of the window above it.
template <class Make>
void Lowering::decorate(Span<Expr*> decorators, u16 dest, Make&& make) {
  if (decorators.size() > kMaxRun) return decorate_by_list(decorators, dest, make);
  TempScope temps(regs());
  std::vector<u16> results, windows;
  u16 result = dest;
  for (const Expr* d : decorators) {
    results.push_back(result);
    windows.push_back(open_window(result));
    expr_to(d, windows.back() + 1);
    result = temp();
  }
  make(result);
  for (u32 i = static_cast<u32>(decorators.size()); i-- > 0;) {
    at(decorators[i]);
    emit(Op::CALL, results[i], windows[i], 1);
  }
}

// The same for more decorators than there should be windows: they wait in a list, which gives up each before its call.
template <class Make>
void Lowering::decorate_by_list(Span<Expr*> decorators, u16 dest, Make&& make) {
  TempScope temps(regs());
  u16 list = temp(), last = temp(), window = temp(kWindowHeader), argument = temp();
  at(decorators[0]);
  load_constant(last, rt::make_int(t_, -1));
  emit(Op::BUILD_LIST, list);
  for (const Expr* d : decorators) {
    TempScope value(regs());
    u16 decorator = operand(d);
    at(d);
    emit(Op::LIST_APPEND, list, decorator);
  }
  make(argument);
  for (u32 i = static_cast<u32>(decorators.size()); i-- > 0;) {
    at(decorators[i]);
    emit(Op::GET_ITEM, window + 1, list, last);
    emit(Op::DEL_ITEM, list, last);
    emit(Op::CALL, i ? argument : dest, window, 1);
  }
  emit(Op::CLEAR, list);
}

void Lowering::function_def(const FunctionDef* f) {
  TempScope temps(regs());
  const Symbol* name = spelling(f->name);
  Place place = place_of(name);
  // A decorated function's result goes through a temporary: the decorators may read the name. So does a generic
  // function, until it has its type parameters: f_locals may change a local between any two instructions.
  bool at_once = place.access == Access::Local && f->decorator_list.empty() && f->type_params.empty();
  u16 dest = at_once ? place.reg : temp();
  decorate(f->decorator_list, dest, [&](u16 to) {
    // Defaults and annotations are evaluated by the code around, the code object is made in between.
    generic(f->type_params, [&](u16 type_params) {
      u32 code = function_code(f, f->args, f->body, nullptr, std::string(f->name->text));
      make_function(f, f->args, f->returns, code, table_.of(f), to);
      if (type_params != kNoRegister) emit(Op::SET_TYPE_PARAMS, to, type_params);
    });
  });
  at(f);
  if (is_temp(dest)) store_name(name, dest | kTempBit);
}

// ---- classes

// True if the library expects __firstlineno__ and __static_attributes__ in the namespaces of classes. Older libraries,
// and metaclasses written for them, would take these names for members of the class.
bool Lowering::tells_class_names() const { return rt::library_minor() >= 13; }

void Lowering::set_class_name(const char* name, Ref value) {
  TempScope temps(regs());
  u16 reg = temp();
  load_constant(reg, std::move(value));
  store_name(table_.intern(name), reg | kTempBit);
}

void Lowering::note_static_attribute(const Attribute* target) {
  auto* self = try_as<Name>(target->value);
  if (!self || self->id->text != "self") return;
  for (Unit* u = unit_; u; u = u->parent) {
    if (u->code->kind != ScopeKind::Class) continue;
    for (const Symbol* known : u->static_attributes)
      if (known == target->attr) return;
    u->static_attributes.push_back(target->attr);
    return;
  }
}

// The names that instances of the class probably have: those that the methods assign on self, and those that the body
// annotates, as that of a dataclass does.
std::vector<const Symbol*> Lowering::likely_attributes() const {
  std::vector<const Symbol*> names = unit_->static_attributes;
  for (const Symbol* name : unit_->annotated) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

void Lowering::class_body(const ClassDef* c) {
  TempScope temps(regs());
  auto first = static_cast<u32>(unit_->first_line);  // of the decorators, if there are any
  if (!c->decorator_list.empty()) out().at({first, 0, first, 0});
  u16 reg = temp();
  out().emit_wide(Op::GET_NAME, reg, name_index(table_.intern("__name__")));
  store_name(table_.intern("__module__"), reg | kTempBit);
  set_class_name("__qualname__", rt_intern(unit_->qualname));
  if (tells_class_names()) set_class_name("__firstlineno__", rt::make_int(t_, unit_->first_line));
  if (!c->type_params.empty()) {
    load_name(table_.intern(".type_params"), reg);
    store_name(table_.intern("__type_params__"), reg | kTempBit);
  }
  Span<Stmt*> statements = c->body;
  begin_annotations();
  take_docstring(statements);
  if (unit_->docstring && !failed_) {
    at(c->body[0]);
    set_class_name("__doc__", Ref::share(unit_->docstring));
  }
  u32 start = out().here();
  Location before = out().location();
  body(statements);
  if (out().location().line == 0) at(c);
  else if (out().here() == start) out().at(before);  // no statement has code
  out().implicit();
  std::sort(unit_->static_attributes.begin(), unit_->static_attributes.end(),
            [](const Symbol* a, const Symbol* b) { return a->text < b->text; });
  if (has_lazy_annotations()) {
    block_annotate(reg);
    emit(Op::SET_ANNOTATE, reg | kTempBit);
  }
  if (!failed_ && tells_class_names()) set_class_name("__static_attributes__", names_tuple(unit_->static_attributes));
  class_cells(reg);
}

// The end of a class body: it returns the cell __class__, if there is one, to __build_class__. Libraries before 3.12 do
// not expect __classdictcell__ in the namespace. With such a library a class that needs the cell of its namespace
// returns a tuple of that cell and, if there is one, __class__.
void Lowering::class_cells(u16 reg) {
  u16 space = unit_->code->namespace_cell, cls = unit_->code->class_cell;
  bool hand_over = space != kNoRegister && rt::library_minor() < 12;
  if (space != kNoRegister && !hand_over) {
    emit(Op::MOVE, reg, space);
    store_name(table_.intern("__classdictcell__"), reg | kTempBit);
  }
  if (cls != kNoRegister) {
    emit(Op::MOVE, reg, cls);
    store_name(table_.intern("__classcell__"), reg | kTempBit);
  }
  if (!hand_over) return cls == kNoRegister ? emit_return_none() : emit(Op::RETURN, cls);
  emit(Op::MOVE, reg, space);
  if (cls != kNoRegister) emit(Op::MOVE, temp(), cls);
  emit(Op::BUILD_TUPLE, reg, reg, cls == kNoRegister ? 1 : 2);
  emit_return(reg | kTempBit);
}

u32 Lowering::class_code(const ClassDef* c) {
  Unit* outer = unit_;
  open_unit(c, std::string(c->name->text));
  if (!c->decorator_list.empty()) unit_->first_line = static_cast<i32>(c->decorator_list[0]->at.line);
  unit_->flags |= kNamespace;
  at(c);
  make_cells();
  class_body(c);
  Ref code;
  finish_unit(&code);
  unit_ = outer;
  return code ? constant(std::move(code), Reach::kNear) : 0;
}

// __build_class__(function, name, *bases, **keywords)
void Lowering::class_value(const ClassDef* c, u16 type_params, u16 dest) {
  check_keywords(c->keywords);
  TempScope temps(regs());
  u16 window = open_window(dest);
  at(c);
  emit(Op::LOAD_BUILD_CLASS, window + 1);
  u16 function = temp(2);
  u32 code = class_code(c);
  make_function(c, nullptr, nullptr, code, table_.of(c), function);
  load_constant(function + 1, rt_intern(c->name->text));
  bool unpack = c->bases.size() + c->keywords.size() > 100;
  for (const Expr* b : c->bases) unpack |= b->kind == Kind::Starred;
  for (const Keyword* k : c->keywords) unpack |= k->arg == nullptr;
  bool generic = type_params != kNoRegister;
  if (unpack) {
    // typing.Generic[...] becomes the last base.
    auto generic_base = [&](u16 bases) {
      TempScope base(regs());
      u16 reg = temp();
      emit(Op::MAKE_GENERIC_BASE, reg, type_params);
      emit(Op::LIST_APPEND, bases, reg | kTempBit);
    };
    positional_sequence(c->bases, function, function, 2);
    if (generic) generic_base(function);
    regs().release_to(static_cast<u16>(function + 1));
    if (!c->keywords.empty()) keyword_dict(c->keywords, c, temp(), window + 1);
    at(c);
    return emit_call_ex(dest, window, !c->keywords.empty());
  }
  arguments(c->bases, {});
  if (generic) emit(Op::MAKE_GENERIC_BASE, temp(), type_params);
  arguments({}, c->keywords);
  u16 count = static_cast<u16>(2 + c->bases.size() + generic + c->keywords.size());
  at(c);
  if (c->keywords.empty()) emit(Op::CALL, dest, window, count);
  else emit(Op::CALL_KW, dest, window, count, 0, keyword_names(c->keywords));
}

void Lowering::class_def(const ClassDef* c) {
  TempScope temps(regs());
  u16 dest = temp();
  decorate(c->decorator_list, dest, [&](u16 to) {
    generic(c->type_params, [&](u16 type_params) {
      if (type_params != kNoRegister) store_name(table_.intern(".type_params"), type_params);
      class_value(c, type_params, to);
    });
  });
  at(c);
  store_name(spelling(c->name), dest | kTempBit);
}

}  // namespace comp
