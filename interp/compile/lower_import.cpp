// import and from ... import, and the future features.
#include <tuple>

#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

// A lazy import is allowed only at module level and outside of try statements. False: the error has been reported.
bool Lowering::check_lazy_import(const Stmt* s) {
  const char* where = nullptr;
  if (unit_->code->is_function()) where = "functions";
  else if (unit_->code->kind == ScopeKind::Class) where = "classes";
  for (auto& block : unit_->blocks)
    if (!where && block->handler != kNoLabel) where = "try/except blocks";
  const char* form = s->kind == Kind::Import ? "import" : "from ... import";
  if (where) fail(s->at, std::string("lazy ") + form + " not allowed inside " + where);
  return !where;
}

void Lowering::import(const Import* s) {
  if (s->is_lazy && !check_lazy_import(s)) return;
  for (const Alias* alias : s->names) {
    if (s->is_lazy && (!alias->asname || alias->name->text.find('.') == std::string_view::npos)) {
      std::string_view whole = alias->name->text;
      const Symbol* bound =
          alias->asname ? spelling(alias->asname) : spelling(table_.intern(whole.substr(0, whole.find('.'))));
      emit(Op::LAZY_IMPORT, name16(bound), name16(table_.intern(whole)), constant16(rt::none()), 0);
      continue;
    }
    if (s->is_lazy) {  // lazy import a.b as c is lazy from a import b as c
      std::string_view whole = alias->name->text;
      size_t last = whole.rfind('.');
      emit(Op::LAZY_IMPORT, name16(spelling(alias->asname)), name16(table_.intern(whole.substr(0, last))),
           constant16(rt_intern(whole.substr(last + 1))), 0);
      continue;
    }
    TempScope temps(regs());
    std::string_view text = alias->name->text;
    size_t dot = text.find('.');
    const Symbol* target = alias->asname      ? spelling(alias->asname)
                           : dot == text.npos ? spelling(alias->name)
                                              : spelling(table_.intern(text.substr(0, dot)));
    Place place = place_of(target);
    bool chain = alias->asname && dot != text.npos;
    u16 dest = place.access == Access::Local && !chain ? place.reg : temp();
    emit(Op::IMPORT_NAME, dest, name16(table_.intern(text)), constant16(rt::none()), 0);
    // import a.b.c as d: d is the last part.
    while (chain && dot != text.npos) {
      size_t end = text.find('.', dot + 1);
      std::string_view part = text.substr(dot + 1, end == text.npos ? end : end - dot - 1);
      u16 next = temp();
      emit(Op::IMPORT_FROM, next, dest, name16(table_.intern(part)));
      emit(Op::MOVE, dest | kTempBit, next | kTempBit);
      dot = end;
    }
    if (is_temp(dest)) store_name(target, dest | kTempBit);
  }
}

void Lowering::import_from(const ImportFrom* s) {
  if (s->is_lazy && !check_lazy_import(s)) return;
  bool is_future = s->module && s->level == 0 && s->module->text == "__future__";
  if (is_future && std::tie(s->at.line, s->at.col) > std::tie(last_future_.line, last_future_.col))
    return fail(s->at, "from __future__ imports must occur at the beginning of the file");
  const Symbol* from = table_.intern(s->module ? s->module->text : "");
  if (s->is_lazy) {
    for (const Alias* alias : s->names) {
      if (alias->name->text == "*") return fail(s->at, "lazy from ... import * is not allowed");
      const Symbol* bound = spelling(alias->asname ? alias->asname : alias->name);
      emit(Op::LAZY_IMPORT, name16(bound), name16(from), constant16(symbol_str(spelling(alias->name))), s->level);
    }
    return;
  }
  std::vector<const Symbol*> names;
  for (const Alias* alias : s->names) names.push_back(alias->name);
  TempScope temps(regs());
  u16 module = temp();
  emit(Op::IMPORT_NAME, module, name16(from), constant16(names_tuple(names)), s->level);
  if (s->names.size() == 1 && s->names[0]->name->text == "*") return emit(Op::IMPORT_STAR, module | kTempBit);
  for (const Alias* alias : s->names) {
    TempScope value(regs());
    const Symbol* target = spelling(alias->asname ? alias->asname : alias->name);
    Place place = place_of(target);
    u16 dest = place.access == Access::Local ? place.reg : temp();
    emit(Op::IMPORT_FROM, dest, module, name16(spelling(alias->name)));
    if (is_temp(dest)) store_name(target, dest | kTempBit);
  }
  emit(Op::CLEAR, module);
}

bool Lowering::future_feature(const Alias* alias) {
  struct Feature {
    std::string_view name;
    u32 flag;
  };
  static constexpr Feature kFeatures[] = {
      {"nested_scopes", 0},    {"generators", 0},
      {"division", 0},         {"absolute_import", 0},
      {"with_statement", 0},   {"print_function", 0},
      {"unicode_literals", 0}, {"barry_as_FLUFL", 0x400000},
      {"generator_stop", 0},   {"annotations", kFutureAnnotations},
  };
  std::string_view name = alias->name->text;
  for (const Feature& f : kFeatures) {
    if (f.name != name) continue;
    future_flags_ |= f.flag;
    return true;
  }
  return false;
}

// The future imports at the head of a module, after its docstring.
bool Lowering::future_imports(Span<Stmt*> statements) {
  for (u32 i = 0; i < statements.size(); ++i) {
    const Stmt* s = statements[i];
    auto* e = try_as<ExprStmt>(s);
    auto* c = e ? try_as<Constant>(e->value) : nullptr;
    if (i == 0 && c && c->value.kind == ConstantKind::Str) continue;
    auto* from = try_as<ImportFrom>(s);
    if (!from || !from->module || from->level != 0 || from->module->text != "__future__") return true;
    for (const Alias* alias : from->names) {
      if (future_feature(alias)) continue;
      std::string_view name = alias->name->text;
      fail(s->at, name == "braces" ? "not a chance" : "future feature " + std::string(name) + " is not defined");
      return false;
    }
    last_future_ = s->at;
  }
  return true;
}

}  // namespace comp
