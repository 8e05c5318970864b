// Type parameters (PEP 695, 696) and type aliases. Like the names of a comprehension, type parameters live in registers
// or cells of the code around. Bounds, defaults and the values of aliases become functions, which are called when the
// attribute is read.
#include "interp/compile/lower.h"
#include "runtime/types/containers/tuple.h"

namespace comp {

using namespace syn;

// Makes the type parameters and the tuple of them, and makes their scope the current one. Returns the scope before.
Scope* Lowering::enter_type_params(const Span<TypeParam*>& params, u16 tuple) {
  Scope* outer = unit_->scope;
  unit_->scope = table_.of_field(&params);
  for (const NameInfo& info : unit_->scope->names)
    if (info.access == Access::Cell) emit(Op::MAKE_CELL, info.reg);
  TempScope temps(regs());
  u16 window = temp(static_cast<u32>(params.size()));
  bool has_default = false;
  for (u32 i = 0; i < params.size(); ++i) {
    const TypeParam* p = params[i];
    u16 reg = static_cast<u16>(window + i);
    const Symbol* name = type_param_name(p);
    const Expr* default_value = p->kind == Kind::TypeVar     ? as<TypeVar>(p)->default_value
                                : p->kind == Kind::ParamSpec ? as<ParamSpec>(p)->default_value
                                                             : as<TypeVarTuple>(p)->default_value;
    if (has_default && !default_value) {
      fail(p->at, "non-default type parameter '" + std::string(name->text) + "' follows default type parameter");
      break;
    }
    has_default = default_value;
    type_parameter(p, reg);
    store_name(spelling(name), reg);
  }
  emit(Op::BUILD_TUPLE, tuple, window, static_cast<u16>(params.size()));
  return outer;
}

void Lowering::leave_type_params(Scope* outer, u16 tuple) {
  clear_comprehension_names(unit_->scope);
  unit_->scope = outer;
  emit(Op::CLEAR, tuple);
}

void Lowering::type_parameter(const TypeParam* p, u16 dest) {
  constexpr u16 kBound = 4, kConstraints = 8, kDefault = 16;
  TempScope temps(regs());
  u16 window = temp(3), next = window + 1, what = 0;
  const Symbol* name;
  const Expr* const* default_value;
  const Expr* const* bound = nullptr;
  if (auto* v = try_as<TypeVar>(p)) {
    name = v->name;
    default_value = const_cast<const Expr* const*>(&v->default_value);
    if (v->bound) bound = const_cast<const Expr* const*>(&v->bound);
  } else if (auto* s = try_as<ParamSpec>(p)) {
    name = s->name;
    default_value = const_cast<const Expr* const*>(&s->default_value);
    what = 1;
  } else {
    name = as<TypeVarTuple>(p)->name;
    default_value = const_cast<const Expr* const*>(&as<TypeVarTuple>(p)->default_value);
    what = 2;
  }
  at(p);
  load_constant(window, symbol_str(name));
  if (bound) {
    what |= (*bound)->kind == Kind::Tuple ? kConstraints : kBound;
    lazy_function(*bound, std::string(name->text), next++);
  }
  if (*default_value) {
    what |= kDefault;
    lazy_function(*default_value, std::string(name->text), next);
  }
  at(p);
  emit(Op::MAKE_TYPE_PARAM, dest, window, what);
}

// The prologue of lazy code in a class: register 0 becomes the class's namespace, where names are looked up first.
void Lowering::enter_class_namespace(const Scope* scope) {
  if (!scope->sees_class) return;
  const Symbol* space = table_.intern("__classdict__");
  emit(Op::GET_FREE, 0, static_cast<u16>(scope->free_index(space)), local_name16(space));
}

// A function that evaluates the expression in the field `e`. Its parameter is optional, since the runtime has a value
// in mind when it calls the function.
void Lowering::lazy_function(const Expr* const& e, std::string name, u16 dest) {
  Unit* outer = unit_;
  Scope* scope = table_.of_field(&e);
  open_unit(e, scope, std::move(name));
  unit_->positional = unit_->positional_only = 1;
  enter_code(e, nullptr);
  {
    TempScope temps(regs());
    refuse_other_formats();
  }
  enter_class_namespace(scope);
  {
    TempScope temps(regs());
    auto* starred = try_as<Starred>(e);  // *Ts = *tuple[int, str]
    u16 value = starred ? temp() | kTempBit : operand(e);
    if (starred) {
      expr_to(starred->value, plain(value));
      emit(Op::UNPACK, plain(value), value, 1);
    }
    at(e);
    emit_return(value);
  }
  Ref code;
  finish_unit(&code);
  unit_ = outer;
  constexpr i64 kValueFormat = 1;
  Ref defaults = failed_ ? Ref() : rt::make_tuple(t_, Value::small_int(kValueFormat));
  if (!failed_ && !defaults) fail_pending();
  make_function(e, nullptr, nullptr, code ? constant(std::move(code), Reach::kNear) : 0, scope, dest,
                std::move(defaults));
}

void Lowering::type_alias(const TypeAlias* s) {
  TempScope temps(regs());
  u16 result = temp();
  generic(s->type_params, [&](u16 type_params) {
    TempScope parts(regs());
    u16 window = temp(3);
    load_constant(window, symbol_str(s->name->id));
    if (type_params != kNoRegister) emit(Op::MOVE, window + 1, type_params);
    else load_none(window + 1);
    lazy_function(const_cast<const Expr* const&>(s->value), std::string(s->name->id->text), window + 2);
    at(s);
    emit(Op::MAKE_TYPE_ALIAS, result, window);
  });
  at(s);
  store_name(spelling(s->name->id), result | kTempBit);
}

}  // namespace comp
