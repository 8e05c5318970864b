// Calls. Callee and arguments are evaluated straight into the outgoing window, which becomes the callee's frame; locals
// are lent to it.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

namespace {

// A call with more arguments passes them in a list and a dict, since each argument in a window needs a register.
constexpr u32 kMaxArguments = 100;

bool needs_unpacking(const Call* e) {
  for (const Expr* a : e->args)
    if (a->kind == Kind::Starred) return true;
  for (const Keyword* k : e->keywords)
    if (!k->arg) return true;
  return e->args.size() + e->keywords.size() > kMaxArguments;
}

}  // namespace

Lowering::Effect Lowering::effect_of(const Expr* e) {
  if (e->kind == Kind::Constant) return Effect::kNone;
  if (e->kind == Kind::Name) return direct_target(e) == kNoRegister ? Effect::kAny : Effect::kUnboundLocal;
  auto* tuple = try_as<Tuple>(e);
  if (!tuple) return Effect::kAny;
  Effect effect = Effect::kNone;
  for (const Expr* item : tuple->elts) effect = std::max(effect, effect_of(item));
  return effect;
}

Lowering::Effect Lowering::effect_of_arguments(const Call* e) {
  Effect effect = Effect::kNone;
  for (const Expr* a : e->args) effect = std::max(effect, effect_of(a));
  for (const Keyword* k : e->keywords) effect = std::max(effect, effect_of(k->value));
  return effect;
}

// Reserves the header registers of a call window. If the register of the result is the topmost temporary, it becomes
// the first of them.
u16 Lowering::open_window(u16 dest) {
  if (!regs().is_top(dest)) return temp(kWindowHeader);
  temp(kWindowHeader - 1);
  return dest;
}

void Lowering::argument(const Expr* e, u16 dest, bool rebound_later) {
  if (!rebound_later) {
    if (u16 reg = direct_target(e); reg != kNoRegister) {
      at(e);
      check_local(reg, spelling(as<Name>(e)->id));
      return emit(Op::ARG, dest, reg);
    }
  }
  expr_to(e, dest);
}

// Evaluates what a window begins with, the callee or the object of a method, into its register. In a chain of calls the
// window of each lies above that of the next one. If so many are open, the inner call uses the registers of this
// window, which are empty yet, and its result comes by way of the first one.
void Lowering::first_of_window(const Expr* e, u16 window, u16 dest) {
  constexpr u16 kManyRegisters = 8192;
  if (window < kManyRegisters) return argument(e, dest, unit_->code->has_walrus);
  u16 top = regs().top();
  regs().release_to(window);
  u16 value = temp();
  expr_to(e, value);
  temp(top - window - 1u);
  emit(Op::MOVE, dest, value | kTempBit);
}

void Lowering::arguments(Span<Expr*> args, Span<Keyword*> keywords) {
  bool careful = unit_->code->has_walrus;  // copy every local: rare enough
  for (const Expr* a : args) argument(a, temp(), careful);
  for (const Keyword* k : keywords) argument(k->value, temp(), careful);
}

void Lowering::check_keywords(Span<Keyword*> keywords) {
  std::unordered_set<const Symbol*> seen;
  for (const Keyword* k : keywords) {
    if (!k->arg || seen.insert(k->arg).second) continue;
    return fail(k->at, "keyword argument repeated: " + std::string(k->arg->text));
  }
}

u32 Lowering::keyword_names(Span<Keyword*> keywords) {
  std::vector<const Symbol*> names;
  for (const Keyword* k : keywords) names.push_back(k->arg);
  return constant(names_tuple(names));
}

// True if `e` is a name that an `import` binds, here or in the module. A call of its attribute is then compiled as a
// call of a function, not of a method (as in CPython's compiler).
bool Lowering::is_module(const Expr* e) {
  auto* name = try_as<Name>(e);
  if (!name) return false;
  const Symbol* symbol = spelling(name->id);
  auto is_imported = [&](Scope* scope) {
    NameInfo* info = scope->find(symbol);
    return info && (info->flags & kImportedModule);
  };
  return is_imported(table_.module()) || is_imported(unit_->scope);
}

void Lowering::call(const Call* e, u16 dest) {
  check_call(e);
  check_keywords(e->keywords);
  TempScope temps(regs());
  auto* method = try_as<Attribute>(e->func);
  bool is_function = !method || is_module(method->value) || super_call(method->value, nullptr);
  if (!needs_unpacking(e)) return is_function ? call_simple(e, dest) : call_method(e, method, dest);
  if (!is_function && e->keywords.empty()) return call_method_ex(e, method, dest);
  u16 window = open_window(dest);
  first_of_window(e->func, window, window + 1);
  call_ex(window, e->args, e->keywords, e, dest, kNoRegister, 0);
}

void Lowering::call_simple(const Call* e, u16 dest) {
  u16 window = open_window(dest);
  first_of_window(e->func, window, window + 1);
  if (e->args.empty() && e->keywords.empty() && is_super_name(e->func)) {
    u16 cls = temp(), self = temp();
    if (implicit_super(cls, self)) {
      at(e);
      return emit(Op::CALL, dest, window, 2);
    }
  }
  arguments(e->args, e->keywords);
  u16 count = static_cast<u16>(e->args.size() + e->keywords.size());
  at(e);
  if (e->keywords.empty()) return emit(Op::CALL, dest, window, count);
  emit(Op::CALL_KW, dest, window, count, 0, keyword_names(e->keywords));
}

// Evaluates the object of a method call and looks the method up before the arguments.
void Lowering::find_method(const Attribute* method, u16 window) {
  u16 object = temp();
  bool one_line = method->at.line == method->at.end_line;  // else the object stands on a line of its own
  u16 local = one_line && !unit_->code->has_walrus ? direct_target(method->value) : kNoRegister;
  if (local == kNoRegister) {
    first_of_window(method->value, window, object);
  } else {
    at(method->value);
    check_local(local, spelling(as<Name>(method->value)->id));
  }
  at_attribute(method);
  emit(Op::FIND_METHOD, window, local == kNoRegister ? object : local, name16(spelling(method->attr)));
}

// The same, provisionally: the look-up stays only if a CHECK_LOCAL of an argument stays (remove_redundant_checks()).
// Otherwise the call looks the method up itself, which is faster.
void Lowering::find_method_before_checks(const Attribute* method, u16 window) {
  u16 object = temp();
  first_of_window(method->value, window, object);
  at_attribute(method);
  emit(Op::FIND_METHOD, window, object, name16(spelling(method->attr)));
  out().needed_before_checks();
}

// The method must be looked up before the arguments are evaluated. If the arguments have no effects, the order cannot
// be observed, and the call itself looks the method up.
void Lowering::call_method(const Call* e, const Attribute* method, u16 dest) {
  u16 window = open_window(dest);
  switch (effect_of_arguments(e)) {
    case Effect::kAny: find_method(method, window); break;
    case Effect::kUnboundLocal: find_method_before_checks(method, window); break;
    case Effect::kNone: first_of_window(method->value, window, temp()); break;
  }
  arguments(e->args, e->keywords);
  u16 count = static_cast<u16>(e->args.size() + e->keywords.size());
  u32 name = name_index(spelling(method->attr));
  Location found = attribute_location(method), where = e->at;
  if (method->at.line != method->at.end_line) where.line = found.line, where.col = found.col;
  out().at(where);
  if (e->keywords.empty()) {
    emit(Op::CALL_METHOD, dest, window, count, 0, name);
  } else {
    u32 names = keyword_names(e->keywords);
    emit(Op::CALL_METHOD_KW, dest, window, count, 0, name);
    if (out().reachable()) out().items().back().extra[2] = names;
  }
  out().first_extra_word_at(found);  // where the look-up of the method fails
}

// f(*args, **kwargs): the first argument of the window is a sequence, the second a dict. `first_args`: `first_count`
// registers with arguments in front of `args` (function and name, for __build_class__).
void Lowering::call_ex(u16 window, Span<Expr*> args, Span<Keyword*> keywords, const Node* node, u16 dest,
                       u16 first_args, u32 first_count) {
  u16 sequence = window + kWindowHeader;
  if (first_args == kNoRegister) temp();
  positional_sequence(args, sequence, first_args, first_count);
  regs().release_to(static_cast<u16>(sequence + 1));
  if (!keywords.empty()) keyword_dict(keywords, node, temp(), window + 1);
  at(node);
  emit_call_ex(dest, window, !keywords.empty());
}

// Reserves room behind the window, since the call may spread the items of its sequence over the registers there if it
// has no keywords.
void Lowering::emit_call_ex(u16 dest, u16 window, bool keywords) {
  TempScope room(regs());
  temp(kMostSpread);
  emit(Op::CALL_EX, dest, window, keywords ? 1 : 0);
}

// o.name(*args)
void Lowering::call_method_ex(const Call* e, const Attribute* method, u16 dest) {
  u16 window = open_window(dest);
  find_method(method, window);
  positional_sequence(e->args, temp(), kNoRegister, 0);
  temp(kMostSpread);
  at(e);
  emit(Op::CALL_METHOD_EX, dest, window, 0, 0, name_index(spelling(method->attr)));
  out().first_extra_word_at(attribute_location(method));
}

// Without a starred argument: a tuple of registers. Else a list, which begins with the arguments in front of the first
// starred one.
void Lowering::positional_sequence(Span<Expr*> args, u16 dest, u16 first_args, u32 first_count) {
  if (first_count == 0 && args.size() == 1 && args[0]->kind == Kind::Starred) {  // f(*args)
    expr_to(as<Starred>(args[0])->value, dest);
    return;
  }
  if (first_count == 0 && args.size() <= kMaxRun && !has_starred(args)) return display(args, Op::BUILD_TUPLE, dest);
  emit(Op::BUILD_LIST, dest, first_count ? first_args : 0, static_cast<u16>(first_count));
  for (const Expr* a : args) {
    TempScope temps(regs());
    auto* starred = try_as<Starred>(a);
    u16 value = operand(starred ? starred->value : a);
    at(a);
    emit(starred ? Op::LIST_EXTEND : Op::LIST_APPEND, dest, value);
  }
}

// The dict begins with the keywords in front of the first **mapping, which cannot repeat each other. Each later run of
// keywords is merged as a dict of its own, so that a repeated keyword raises TypeError.
void Lowering::keyword_dict(Span<Keyword*> keywords, const Node* call, u16 dest, u16 callee) {
  u32 begin = keyword_run(keywords, 0, call, dest);
  while (begin < keywords.size()) {
    TempScope temps(regs());
    if (!keywords[begin]->arg) {
      u16 mapping = operand(keywords[begin++]->value);
      at(call);
      emit(Op::MAP_MERGE, dest, mapping, callee);
    } else {
      u16 run = temp();
      begin = keyword_run(keywords, begin, call, run);
      emit(Op::MAP_MERGE, dest, run | kTempBit, callee);
    }
  }
}

// Makes a dict of the keywords from `begin` on, up to the next **mapping. Returns the index of what follows.
u32 Lowering::keyword_run(Span<Keyword*> keywords, u32 begin, const Node* call, u16 dest) {
  TempScope temps(regs());
  u16 pairs = regs().top();
  u32 end = begin;
  for (; end < keywords.size() && keywords[end]->arg && end - begin < kMaxRun / 2; ++end) {
    u16 pair = temp(2);
    load_constant(pair, symbol_str(keywords[end]->arg));  // as it is written, in a class, too
    expr_to(keywords[end]->value, pair + 1);
  }
  at(call);
  emit(Op::BUILD_MAP, dest, end == begin ? 0 : pairs, static_cast<u16>(end - begin));
  return end;
}

// ---- super

// True if `e` is the name `super` and no scope in sight binds it.
bool Lowering::is_super_name(const Expr* e) {
  auto* name = try_as<Name>(e);
  if (!name || name->id->text != "super" || !unit_->code->is_function()) return false;
  const Symbol* symbol = spelling(name->id);
  if (place_of(symbol).access != Access::Global) return false;
  NameInfo* global = table_.module()->find(symbol);
  return !global || !global->bound();
}

// Loads the class and self of `super()` without arguments into two registers. False: this is not the code of a method.
bool Lowering::implicit_super(u16 class_dest, u16 self_dest) {
  Scope* code = unit_->code;
  const Symbol* cls = table_.intern("__class__");
  if (unit_->positional == 0) return false;
  Access access = place_of(cls).access;
  if (access != Access::Free && access != Access::Cell) return false;
  load_name(cls, class_dest);
  const Symbol* self = code->registers[0];
  Place place = place_in(code, self);
  if (place.access == Access::Cell) emit(Op::GET_CELL, self_dest, place.reg, local_name16(self));
  else check_local(place.reg, self), emit(Op::MOVE, self_dest, place.reg);
  return true;
}

// `super()` or `super(C, x)` in front of an attribute. With `window`: evaluates the three operands of GET_SUPER_ATTR.
bool Lowering::super_call(const Expr* e, u16* window) {
  auto* c = try_as<Call>(e);
  if (!c || !is_super_name(c->func) || !c->keywords.empty()) return false;
  if (c->args.size() != 0 && c->args.size() != 2) return false;
  for (const Expr* a : c->args)
    if (a->kind == Kind::Starred) return false;
  if (c->args.empty()) {
    Access access = place_of(table_.intern("__class__")).access;
    if (unit_->positional == 0 || (access != Access::Free && access != Access::Cell)) return false;
  }
  if (!window) return true;
  *window = temp(3);
  expr_to(c->func, *window);
  at(c);
  if (c->args.empty()) {
    implicit_super(*window + 1, *window + 2);
  } else {
    expr_to(c->args[0], *window + 1);
    expr_to(c->args[1], *window + 2);
  }
  return true;
}

}  // namespace comp
