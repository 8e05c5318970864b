// Names: reading, storing and deleting, wherever scope.h put them.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

Lowering::Place Lowering::place_in(Scope* scope, const Symbol* name) {
  const NameInfo* info = scope->find(name);
  if (!info || info->access == Access::Undecided) {
    if (!scope->is_code()) return place_in(scope->parent, name);
    // A name that the first walk has not recorded is one that only the compiler uses (NameError, for example).
    return {table_.unbound_access(scope), 0};
  }
  if (info->access == Access::Free || info->access == Access::NameFree) {
    Scope* code = scope->host();
    i32 index = code->free_index(name);
    if (index < 0) {  // a comprehension of the class body itself, where only __class__ is a variable
      bool is_class = name->text == "__class__";
      return is_class ? Place{Access::Cell, code->class_cell} : Place{table_.unbound_access(code), 0};
    }
    return {info->access, static_cast<u16>(index)};
  }
  return {info->access, info->reg};
}

Lowering::Place Lowering::place_of(const Symbol* name) { return place_in(unit_->scope, name); }

void Lowering::check_local(u16 reg, const Symbol* name) {
  if (out().reachable()) emit(Op::CHECK_LOCAL, reg, local_name16(name));
}

void Lowering::load_name(const Symbol* name, u16 dest) {
  if (name->text == "__debug__") return load_constant(dest, rt::bool_ref(options_.optimize == 0));
  Place p = place_of(name);
  switch (p.access) {
    case Access::Local:
      check_local(p.reg, name);
      if (p.reg != dest) emit(Op::MOVE, dest, p.reg);
      return;
    case Access::Cell: return emit(Op::GET_CELL, dest, p.reg, local_name16(name));
    case Access::Free: return emit(Op::GET_FREE, dest, p.reg, local_name16(name));
    case Access::NameFree: return emit(Op::GET_NAME_FREE, dest, p.reg, local_name16(name));
    case Access::Name: return out().emit_wide(Op::GET_NAME, dest, name_index(name));
    default: return out().emit_wide(Op::GET_GLOBAL, dest, name_index(name));
  }
}

void Lowering::store_name(const Symbol* name, u16 operand) {
  Place p = place_of(name);
  switch (p.access) {
    case Access::Local:
      if (p.reg != operand) emit(Op::MOVE, p.reg, operand);
      return;
    case Access::Cell: return emit(Op::SET_CELL, p.reg, operand);
    case Access::Free: return emit(Op::SET_FREE, p.reg, operand);
    case Access::NameFree:
    case Access::Name: return out().emit_wide(Op::SET_NAME, operand, name_index(name));
    default: return out().emit_wide(Op::SET_GLOBAL, operand, name_index(name));
  }
}

void Lowering::delete_name(const Symbol* name) {
  Place p = place_of(name);
  switch (p.access) {
    case Access::Local: return emit(Op::DEL_LOCAL, p.reg, local_name16(name));
    case Access::Cell: return emit(Op::DEL_CELL, p.reg, local_name16(name));
    case Access::Free: return emit(Op::DEL_FREE, p.reg, local_name16(name));
    case Access::NameFree:
    case Access::Name: return out().emit_wide(Op::DEL_NAME, 0, name_index(name));
    default: return out().emit_wide(Op::DEL_GLOBAL, 0, name_index(name));
  }
}

u16 Lowering::direct_target(const Expr* target) {
  auto* name = try_as<Name>(target);
  if (!name) return kNoRegister;
  Place p = place_of(spelling(name->id));
  return p.access == Access::Local ? p.reg : kNoRegister;
}

static bool has_walrus(const Expr* e);
static bool has_walrus(Span<Expr*> list) {
  for (const Expr* e : list)
    if (e && has_walrus(e)) return true;
  return false;
}
static bool generators_have_walrus(Span<Comprehension*> generators) {
  for (auto* g : generators)
    if (has_walrus(g->iter) || has_walrus(g->target) || has_walrus(g->ifs)) return true;
  return false;
}
static bool keywords_have_walrus(Span<Keyword*> keywords) {
  for (auto* k : keywords)
    if (has_walrus(k->value)) return true;
  return false;
}

// True if evaluating the expression binds a name of this code by `:=`. Inner code (lambda, generator expression) does
// not count: it reaches names of this code only through cells.
static bool has_walrus(const Expr* e) {
  switch (e->kind) {
    case Kind::NamedExpr: return true;
    case Kind::BoolOp: return has_walrus(as<BoolOp>(e)->values);
    case Kind::BinOp: return has_walrus(as<BinOp>(e)->left) || has_walrus(as<BinOp>(e)->right);
    case Kind::UnaryOp: return has_walrus(as<UnaryOp>(e)->operand);
    case Kind::IfExp:
      return has_walrus(as<IfExp>(e)->test) || has_walrus(as<IfExp>(e)->body) || has_walrus(as<IfExp>(e)->orelse);
    case Kind::Dict: return has_walrus(as<Dict>(e)->keys) || has_walrus(as<Dict>(e)->values);
    case Kind::Set: return has_walrus(as<Set>(e)->elts);
    case Kind::ListComp: return has_walrus(as<ListComp>(e)->elt) || generators_have_walrus(as<ListComp>(e)->generators);
    case Kind::SetComp: return has_walrus(as<SetComp>(e)->elt) || generators_have_walrus(as<SetComp>(e)->generators);
    case Kind::DictComp: {
      auto* d = as<DictComp>(e);
      return has_walrus(d->key) || (d->value && has_walrus(d->value)) || generators_have_walrus(d->generators);
    }
    case Kind::GeneratorExp: return has_walrus(as<GeneratorExp>(e)->generators[0]->iter);
    case Kind::Await: return has_walrus(as<Await>(e)->value);
    case Kind::Yield: return as<Yield>(e)->value && has_walrus(as<Yield>(e)->value);
    case Kind::YieldFrom: return has_walrus(as<YieldFrom>(e)->value);
    case Kind::Compare: return has_walrus(as<Compare>(e)->left) || has_walrus(as<Compare>(e)->comparators);
    case Kind::Call:
      return has_walrus(as<Call>(e)->func) || has_walrus(as<Call>(e)->args) ||
             keywords_have_walrus(as<Call>(e)->keywords);
    case Kind::FormattedValue: {
      auto* f = as<FormattedValue>(e);
      return has_walrus(f->value) || (f->format_spec && has_walrus(f->format_spec));
    }
    case Kind::Interpolation: {
      auto* f = as<Interpolation>(e);
      return has_walrus(f->value) || (f->format_spec && has_walrus(f->format_spec));
    }
    case Kind::JoinedStr: return has_walrus(as<JoinedStr>(e)->values);
    case Kind::TemplateStr: return has_walrus(as<TemplateStr>(e)->values);
    case Kind::Attribute: return has_walrus(as<Attribute>(e)->value);
    case Kind::Subscript: return has_walrus(as<Subscript>(e)->value) || has_walrus(as<Subscript>(e)->slice);
    case Kind::Starred: return has_walrus(as<Starred>(e)->value);
    case Kind::List: return has_walrus(as<List>(e)->elts);
    case Kind::Tuple: return has_walrus(as<Tuple>(e)->elts);
    case Kind::Slice: {
      auto* s = as<Slice>(e);
      return (s->lower && has_walrus(s->lower)) || (s->upper && has_walrus(s->upper)) ||
             (s->step && has_walrus(s->step));
    }
    default: return false;
  }
}

// Scope::has_walrus saves the search in most code, which has no `:=` at all.
bool Lowering::rebinds(const Expr* later) { return unit_->code->has_walrus && later && has_walrus(later); }
bool Lowering::rebinds(Span<Expr*> later) { return unit_->code->has_walrus && has_walrus(later); }

}  // namespace comp
