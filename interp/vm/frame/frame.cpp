// Frame objects: they are made on demand for a running frame, and take over the registers of its locals when it ends.
#include "interp/vm/frame.h"

#include <span>

#include "gc/heap/heap.h"
#include "interp/vm/frame/frame_builtins.h"
#include "interp/vm/frame/frame_jump.h"
#include "interp/vm/frame/frame_locals.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/object/audit.h"
#include "runtime/object/deletion.h"
#include "runtime/object/names.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::TypeId;

Frame* new_frame_object(Thread& t) {
  auto* f = static_cast<Frame*>(gc::allocate(t, sizeof(Frame), static_cast<u32>(TypeId::kFrame), true));
  if (!f) {
    rt::raise_memory_error(t);
    return nullptr;
  }
  f->base.store(nullptr, gc::relaxed);
  f->thread_id = 0;
  f->lasti = -1;
  f->trace_lines.store(true, gc::relaxed);
  f->trace_opcodes.store(false, gc::relaxed);
  f->cleared.store(false, gc::relaxed);
  f->event_line.store(0, gc::relaxed);
  f->traced_line.store(0, gc::relaxed);
  for (Slot* s : {&f->function, &f->code, &f->back, &f->extra_locals, &f->given_locals, &f->replaced, &f->trace})
    s->set(Value());
  f->saved.store(nullptr, gc::relaxed);
  return f;
}

void bind_frame_object(Thread& t, Frame* f, Value* r) {
  Function* function = function_of(r);
  gc::incref(t, function);
  f->function.set(Value(function));
  gc::incref(t, function->code);
  f->code.set(Value(function->code));
  f->base.store(r, gc::relaxed);
  gc::incref(t, f);
  r[kFrameObject] = Value(f);  // one reference for the frame itself
}

Ref frame_object(Thread& t, Value* r) {
  if (r[kFrameObject]) return Ref::share(t, r[kFrameObject]);
  Frame* f = new_frame_object(t);
  if (!f) return Ref();
  f->thread_id = on_stack(t, r, 1) ? t.id : 0;
  bind_frame_object(t, f, r);
  return Ref::steal(Value(f));
}

const u64* frame_pc(Thread& t, Value* r) {
  if (r == t.frame) return t.pc;
  // Entry frames keep the pc of the frame that C++ was called from in the place of a return pc.
  for (Value* x = t.frame; x; x = caller_of(x)) {
    if (caller_of(x) == r) return return_pc(x);
  }
  return link_flags(link_of(r)) & kGeneratorFrame ? generator_of(r)->pc : nullptr;
}

Value* visible_frame(Thread& t, int depth) {
  Value* r = t.frame;
  while (r && depth-- > 0) r = caller_of(r);
  return r;
}

rt::Dict* frame_globals(const Value* r) { return function_of(r)->globals; }

static Value* live_base(const Frame* f) { return f->base.load(gc::acquire); }
static Function* function_of_frame(const Frame* f) { return f->function.get().as<Function>(); }

// The locals in the object of a frame that has ended.
static std::span<Slot> saved_locals(const Frame* f) {
  Slot* saved = f->saved.load(gc::acquire);
  return {saved, saved ? f->saved_count : 0};
}

// Moves the locals from the registers into the frame's object. Without memory they stay in the registers.
static void save_locals(Thread& t, Frame* f, Value* r) {
  u32 count = code_of(r)->locals;
  auto* saved = static_cast<Slot*>(gc::raw_calloc((count + 1) * sizeof(Slot)));
  if (!saved) return;
  for (u32 i = 0; i < count; ++i) {
    Value v = r[i];
    Ref local = v.is_uncounted() ? Ref::share(t, v) : Ref::steal(v);
    if (v.is_pointer()) r[i] = Value();
    rt::store_field(t, f, saved[i], std::move(local));
  }
  f->saved_count = count;
  f->saved.store(saved, gc::release);
}

// If nobody but the frame itself refers to the object, the locals are not moved.
void frame_ends(Thread& t, Value* r) {
  Value object = std::exchange(r[kFrameObject], Value());
  auto* f = object.as<Frame>();
  Code* code = code_of(r);
  if (!gc::uniquely_held(t, f)) {
    Value error = std::exchange(t.error, Value());
    const u64* pc = frame_pc(t, r);
    f->lasti = pc ? static_cast<i32>(pc - code->words) - 1 : -1;  // none: a generator that never began
    save_locals(t, f, r);
    rt::store_field(t, f, f->replaced, Ref());
    constexpr u32 kOfGenerators = comp::kGenerator | comp::kCoroutine | comp::kAsyncGenerator;
    bool is_detached = is_suspended(r) || code->flags & kOfGenerators;  // whoever resumes it is no caller
    Value* below = is_detached ? nullptr : caller_of(r);
    Ref back = below && !f->back.get() ? frame_object(t, below) : Ref();
    if (back) rt::store_field(t, f, f->back, std::move(back));
    if (t.error) rt::clear_error(t);
    t.error = error;
  }
  f->base.store(nullptr, gc::release);
  gc::decref(t, f);
}

// ---- locals

// The place of a frame's locals: registers of this thread, a copy of another thread's registers, or the object of a
// frame that has ended. All empty: the frame could not save its locals, or an error is pending.
struct Locals {
  Value* registers = nullptr;
  Ref copy;
  Slot* saved = nullptr;
};

static Locals find_locals(Thread& t, Frame* f) {
  Locals where;
  if (Value* r = live_base(f)) {
    if (!runs_elsewhere(t, f)) {
      where.registers = r;
      return where;
    }
    where.copy = foreign_locals(t, f);
    if (where.copy || t.error) return where;
  }
  where.saved = f->saved.load(gc::acquire);
  return where;
}

// The contents of local i, which may be a cell; empty: unbound.
static Ref local_place(Thread& t, const Frame* f, const Locals& where, u64 i) {
  if (where.registers) return Ref::share(t, where.registers[i]);
  if (where.copy) return Ref::share(t, (*rt::as_tuple(where.copy))[i]);
  return where.saved ? rt::load_field(t, f, where.saved[i]) : Ref();
}

// True if `place`, the contents of local i, is the cell in which the variable lives. A cell may be the value of a
// variable, too.
static bool is_cell_of_local(const Code* code, u64 i, Value place) {
  if (!place || !rt::is_exact(place, TypeId::kCell)) return false;
  Value name = (*rt::as_tuple(code->local_names.get()))[i];
  auto* cells = rt::as_tuple(code->cell_names.get());
  for (u64 c = 0; c < cells->length; ++c)
    if (rt::is_same((*cells)[c], name)) return true;
  return false;
}

// Value of local i (cells are read through); empty: unbound.
static Ref local_value(Thread& t, const Code* code, const Frame* f, const Locals& where, u32 i) {
  Ref v = local_place(t, f, where, i);
  if (is_cell_of_local(code, i, v)) return rt::load_field(t, v.object(), v.as<rt::Cell>()->value);
  return v;
}

static bool is_namespace(const Code* code) { return code->flags & comp::kNamespace; }

static bool has_variables(const Code* code) { return !is_namespace(code) && (code->flags & comp::kOptimized); }

// The namespace of a class body or a module.
static Ref namespace_of_frame(Thread& t, Frame* f) {
  Function* function = function_of_frame(f);
  if (!is_namespace(code_of_frame(f))) return Ref::share(t, Value(function->globals));
  Locals where = find_locals(t, f);
  if (t.error) return Ref();
  Ref space = local_value(t, code_of_frame(f), f, where, 0);
  return space ? std::move(space) : rt::make_dict(t);
}

// The cells of the enclosing functions' variables; empty for a frame that has been cleared.
static Ref closure_of_frame(Thread& t, Frame* f) {
  Function* function = function_of_frame(f);
  return !f->cleared.load(gc::relaxed) ? rt::load_field(t, function, function->closure) : Ref();
}

static bool is_implicit_cell(Value name) {
  return rt::is_same(name, rt::name(rt::N::__class__)) || rt::is_same(name, rt::name(rt::N::__classdict__)) ||
         rt::str_equal_ascii(name, "__conditional_annotations__");
}

// True for a variable of a function, or of a comprehension in a module or class: in their first register is the
// namespace.
static bool is_shown(const Code* code, u32 i) {
  return has_variables(code) || (i != 0 && !is_implicit_cell((*rt::as_tuple(code->local_names.get()))[i]));
}

// True if the code of a module or class executes a comprehension: outside of one, its variables are unbound.
static bool is_in_comprehension(Thread& t, Frame* f) {
  const Code* code = code_of_frame(f);
  u64 count = rt::as_tuple(code->local_names.get())->length;
  if (count < 2 || !live_base(f)) return false;
  Locals where = find_locals(t, f);
  for (u32 i = 1; i < count && i < code->locals; ++i) {
    if (is_shown(code, i) && local_value(t, code, f, where, i)) return true;
  }
  return false;
}

Ref frame_locals_dict_py(Thread& t, Frame* f) {
  Code* code = code_of_frame(f);
  Locals where = find_locals(t, f);
  Ref dict = t.error ? Ref() : rt::make_dict(t);
  if (!dict) return dict;
  // lint: borrow: the dict is new, and the names are strs, so that no __eq__ runs
  auto* names = rt::as_tuple(code->local_names.get());
  for (u32 i = 0; i < names->length && i < code->locals; ++i) {
    Ref v = is_shown(code, i) ? local_value(t, code, f, where, i) : Ref();
    if (v && !rt::dict_set_str(t, rt::as_dict(dict), (*names)[i], std::move(v))) return Ref();
  }
  // lint: borrow: the dict is new, and the names are strs, so that no __eq__ runs
  auto* free_names = rt::as_tuple(code->free_names.get());
  Ref closure = closure_of_frame(t, f);
  for (u64 i = 0; closure && i < free_names->length; ++i) {
    Value cell = (*rt::as_tuple(closure))[i];
    Ref v = rt::load_field(t, cell.object(), cell.as<rt::Cell>()->value);
    if (v && !rt::dict_set_str(t, rt::as_dict(dict), (*free_names)[i], std::move(v))) return Ref();
  }
  Ref extra = rt::load_field(t, f, f->extra_locals);
  if (extra && !rt::dict_update_py(t, rt::as_dict(dict), extra)) return Ref();
  return dict;
}

// The variables of the comprehensions that code of a module or class is executing. Empty without an error: the code is
// in no comprehension.
static Ref comprehension_locals(Thread& t, Value* r) {
  // lint: borrow: the dict is new, and the names are strs, so that no __eq__ runs
  auto* names = rt::as_tuple(code_of(r)->local_names.get());
  Locals where{.registers = r, .copy = Ref()};
  Ref dict;
  for (u32 i = 1; i < names->length; ++i) {  // after the namespace
    Ref v = is_shown(code_of(r), i) ? local_value(t, code_of(r), nullptr, where, i) : Ref();
    if (!v) continue;
    if (!dict) dict = rt::make_dict(t);
    if (!dict || !rt::dict_set_str(t, rt::as_dict(dict), (*names)[i], std::move(v))) return Ref();
  }
  return dict;
}

Ref frame_locals_py(Thread& t, Value* r) {
  Code* code = code_of(r);
  if (!(code->flags & comp::kOptimized)) {
    Ref inner = comprehension_locals(t, r);
    if (inner || t.error) return inner;
  }
  if (is_namespace(code)) return Ref::share(t, r[0]);
  if (!(code->flags & comp::kOptimized)) return Ref::share(t, Value(function_of(r)->globals));
  Ref frame = frame_object(t, r);
  return frame ? frame_locals_dict_py(t, frame.as<Frame>()) : Ref();
}

static i64 index_of_name(Value names, Value name, u64 count) {
  auto* tuple = rt::as_tuple(names);
  for (u64 i = 0; i < tuple->length && i < count; ++i) {
    if (rt::str_equal((*tuple)[i], name)) return static_cast<i64>(i);
  }
  return -1;
}

// The cell of a free variable; empty: none has this name.
static Ref free_cell(Thread& t, Frame* f, Value name) {
  i64 i = index_of_name(code_of_frame(f)->free_names.get(), name, ~u64{0});
  Ref closure = i >= 0 ? closure_of_frame(t, f) : Ref();
  return closure ? Ref::share(t, (*rt::as_tuple(closure))[static_cast<u64>(i)]) : Ref();
}

Ref frame_variable(Thread& t, Frame* f, Value name) {
  const Code* code = code_of_frame(f);
  i64 i = index_of_name(code->local_names.get(), name, code->locals);
  if (i >= 0) {
    Locals where = find_locals(t, f);
    return t.error ? Ref() : local_value(t, code, f, where, static_cast<u32>(i));
  }
  Ref cell = free_cell(t, f, name);
  return cell ? rt::load_field(t, cell.object(), cell.as<rt::Cell>()->value) : Ref();
}

// Keeps a value that f_locals has replaced in a register until the frame ends, since callees, or C++ code that the
// frame's instruction has called, may have the value on loan. An uncounted value is kept as well: the loan or the
// collector kept it alive only because it was in that register.
static void keep_replaced(Thread& t, Frame* f, Ref old) {
  if (!old.get().is_pointer()) return;
  Ref kept = rt::load_field(t, f, f->replaced);
  if (!kept) {
    kept = rt::make_list(t);
    if (kept) rt::store_field(t, f, f->replaced, Ref::share(t, kept));
  }
  if (kept && rt::list_append(t, rt::as_list(kept), old.get())) return;
  rt::clear_error(t);
  (void)old.release();  // no memory for the list: the value is never freed
}

Ref swap_register(Thread& t, Value* r, u64 i, Ref value) {
  Value old = std::exchange(r[i], value.release());
  return old.is_uncounted() ? Ref::share(t, old) : Ref::steal(old);
}

static bool set_register(Thread& t, Frame* f, Value* r, u64 i, Value value) {
  Ref fresh = Ref::share(t, value), old;
  if (!runs_elsewhere(t, f)) old = swap_register(t, r, i, std::move(fresh));
  else if (!foreign_set_register(t, f, i, std::move(fresh), &old)) return false;
  keep_replaced(t, f, std::move(old));
  return true;
}

static bool set_local(Thread& t, Frame* f, u64 i, Value value) {
  Locals where = find_locals(t, f);
  if (t.error) return false;
  Ref old = local_place(t, f, where, i);
  if (is_cell_of_local(code_of_frame(f), i, old)) {
    return rt::store_field(t, old.object(), old.as<rt::Cell>()->value, Ref::share(t, value)), true;
  }
  if (Value* r = live_base(f)) return set_register(t, f, r, i, value);
  if (where.saved) rt::store_field(t, f, where.saved[i], Ref::share(t, value));
  return true;
}

int set_frame_variable(Thread& t, Frame* f, Value name, Value value) {
  const Code* code = code_of_frame(f);
  i64 i = index_of_name(code->local_names.get(), name, code->locals);
  if (i >= 0) return set_local(t, f, static_cast<u64>(i), value) ? 1 : -1;
  Ref cell = free_cell(t, f, name);
  if (!cell) return t.error ? -1 : 0;
  rt::store_field(t, cell.object(), cell.as<rt::Cell>()->value, Ref::share(t, value));
  return 1;
}

Ref frame_extra_locals(Thread& t, Frame* f, bool make) {
  Ref extra = rt::load_field(t, f, f->extra_locals);
  if (extra || !make) return extra;
  extra = rt::make_dict(t);
  if (extra) rt::store_field(t, f, f->extra_locals, Ref::share(t, extra));
  return extra;
}

// ---- attributes

static Frame* fr(Value v) { return v.as<Frame>(); }

// Word offset of the frame's current instruction. For a frame that is being entered (in a 'call' event): -1.
static i64 current_word(Thread& t, Frame* f) {
  Value* r = live_base(f);
  if (!r) return f->lasti;
  if (runs_elsewhere(t, f)) return foreign_word(t, f);
  const u64* pc = frame_pc(t, r);
  return pc ? pc - code_of_frame(f)->words - 1 : 0;
}

// The line of a position. Implicit code shows the line of the last line event, if there was one.
static i32 shown_line(const Frame* f, comp::Position p) {
  i32 traced = f->traced_line.load(gc::relaxed);
  return traced && !p.starts_line() ? traced : p.line;
}

// The line of the line event that a tool's callback is told of; 0: there is none of this frame.
static i32 told_line(Thread& t, const Frame* f) {
  ThreadData* data = find_thread_data(t);
  const Value* r = f->base.load(gc::acquire);
  return data && r && data->instrument.told_frame == r ? data->instrument.told_line : 0;
}

static Ref frame_get_lineno(Thread& t, Value self) {
  if (i32 line = fr(self)->event_line.load(gc::relaxed)) return rt::make_int(t, line);
  if (i32 line = told_line(t, fr(self))) return rt::make_int(t, line);
  const Code* code = code_of_frame(fr(self));
  i64 word = current_word(t, fr(self));
  if (word < 0) return rt::make_int(t, comp::entry_line(code));
  comp::Position position = comp::position_of(code, static_cast<u32>(word));
  i32 line = shown_line(fr(self), position);
  bool has_line = line || position.starts_line();  // the line of a module without statements is 0
  return has_line ? rt::make_int(t, line) : rt::none();
}
// A trace function finds f_lineno in co_lines(). So if that is not the line of the instruction, another offset stands
// for it.
static Ref frame_get_lasti(Thread& t, Value self) {
  const Code* code = code_of_frame(fr(self));
  i64 word = current_word(t, fr(self));
  i32 line = fr(self)->event_line.load(gc::relaxed);
  if (!fr(self)->traced_line.load(gc::relaxed) || word < 0) return rt::make_int(t, comp::shown_offset(word));
  comp::Position p = comp::position_of(code, static_cast<u32>(word));
  if (!line) line = shown_line(fr(self), p);
  i64 offset = line == p.line ? -1 : comp::offset_of_line(code, static_cast<u32>(word), line);
  return rt::make_int(t, offset < 0 ? comp::shown_offset(word) : offset);
}
static Ref frame_get_code_py(Thread& t, Value self) {
  if (rt::g_has_audit_hooks.load(gc::relaxed)) {
    Ref name = rt::intern(t, std::string_view("f_code"));
    if (!name || !rt::audit_py(t, "object.__getattr__", self, name.get())) return Ref();
  }
  return Ref::share(t, Value(code_of_frame(fr(self))));
}
static Ref frame_get_globals(Thread& t, Value self) {
  return Ref::share(t, Value(function_of_frame(fr(self))->globals));
}
static Ref frame_get_builtins(Thread& t, Value self) {
  return Ref::share(t, shown_builtins(function_of_frame(fr(self))->builtins));
}
static Ref frame_get_locals(Thread& t, Value self) {
  Frame* f = fr(self);
  bool by_name = has_variables(code_of_frame(f)) || is_in_comprehension(t, f);
  if (t.error) return Ref();
  return by_name ? make_frame_locals_proxy(t, f) : namespace_of_frame(t, f);
}
Ref given_frame_locals_py(Thread& t, Frame* f) {
  if (!has_variables(code_of_frame(f))) return namespace_of_frame(t, f);
  Ref now = frame_locals_dict_py(t, f), given = now ? rt::load_field(t, f, f->given_locals) : Ref();
  if (given) return rt::dict_update_py(t, rt::as_dict(given), now) ? std::move(given) : Ref();
  if (now) rt::store_field(t, f, f->given_locals, Ref::share(t, now));
  return now;
}
static Ref frame_get_back(Thread& t, Value self) {
  Frame* f = fr(self);
  Value* r = live_base(f);
  if (r && runs_elsewhere(t, f)) {
    Ref back = foreign_back(t, f);
    if (back || t.error) return back;
  } else if (r) {
    Value* below = is_suspended(r) ? nullptr : caller_of(r);
    return below ? frame_object(t, below) : rt::none();
  }
  Ref v = rt::load_field(t, f, f->back);
  return v ? std::move(v) : rt::none();
}
static Ref frame_get_trace(Thread& t, Value self) {
  Ref v = rt::load_field(t, fr(self), fr(self)->trace);
  return v ? std::move(v) : rt::none();
}
static bool frame_set_trace(Thread& t, Value self, Value v) {
  rt::store_field(t, fr(self), fr(self)->trace, v && !rt::is_same(v, rt::kNone) ? Ref::share(t, v) : Ref());
  return true;
}
static Ref frame_get_trace_lines(Thread&, Value self) { return rt::bool_ref(fr(self)->trace_lines.load(gc::relaxed)); }
static bool frame_set_trace_lines(Thread& t, Value self, Value v) {
  if (!v) return rt::raise_type_error(t, "can't delete numeric/char attribute");
  if (!rt::is_same(v, rt::boolean(v == rt::kTrue))) return rt::raise_type_error(t, "attribute value type must be bool");
  fr(self)->trace_lines.store(v == rt::kTrue, gc::relaxed);
  return true;
}
static Ref frame_get_trace_opcodes(Thread&, Value self) {
  return rt::bool_ref(fr(self)->trace_opcodes.load(gc::relaxed));
}
static bool frame_set_trace_opcodes(Thread& t, Value self, Value v) {
  if (!v) return rt::raise_undeletable(t, self, "f_trace_opcodes");
  if (!rt::is_same(v, rt::boolean(v == rt::kTrue))) return rt::raise_type_error(t, "attribute value type must be bool");
  fr(self)->trace_opcodes.store(v == rt::kTrue, gc::relaxed);
  if (v == rt::kTrue) want_opcode_events(t);
  return true;
}

// Empty: it is no generator's frame, or the generator is coming to its end.
static Ref generator_of_frame(Thread& t, const Frame* f) {
  Value* r = f->thread_id == 0 ? live_base(f) : nullptr;
  if (r && runs_elsewhere(t, f)) return foreign_generator(t, f);
  return r ? Ref::share(t, Value(generator_of(r))) : Ref();
}
static Ref frame_get_generator(Thread& t, Value self) {
  Ref generator = generator_of_frame(t, fr(self));
  return generator ? std::move(generator) : rt::none();
}

// frame.clear() for the frame of a generator. A generator that has not begun is closed. A suspended generator could not
// go on after it, so that is an error.
static Ref clear_generator_py(Thread& t, Generator* generator) {
  switch (generator->state.load(gc::acquire)) {
    case GeneratorState::kCreated:
      warn_if_never_awaited_py(t, generator);
      return generator_close_py(t, generator) ? rt::none() : Ref();
    case GeneratorState::kSuspended: return rt::raise(t, rt::kRuntimeErrorType, "cannot clear a suspended frame");
    default: return rt::raise(t, rt::kRuntimeErrorType, "cannot clear an executing frame");
  }
}

static Ref frame_clear(Thread& t, Value self) {
  Frame* f = fr(self);
  if (Ref generator = generator_of_frame(t, f)) return clear_generator_py(t, generator.as<Generator>());
  if (live_base(f)) return rt::raise(t, rt::kRuntimeErrorType, "cannot clear an executing frame");
  f->cleared.store(true, gc::relaxed);
  for (Slot& local : saved_locals(f)) rt::store_field(t, f, local, Ref());
  rt::store_field(t, f, f->extra_locals, Ref());
  rt::store_field(t, f, f->given_locals, Ref());
  rt::store_field(t, f, f->replaced, Ref());
  return rt::none();
}

static Ref frame_repr(Thread& t, Value self) {
  Code* code = code_of_frame(fr(self));
  Ref line = frame_get_lineno(t, self);
  return rt::format_message(t, "<frame at %p, file %R, line %S, code %S>", static_cast<void*>(self.object()),
                            code->filename.get(), line.get(), code->name.get());
}

constexpr rt::MethodDef kFrameMethods[] = {
    {"clear", frame_clear, "(self, /)", "Clear all references held by the frame."}, {}};
constexpr rt::GetSetDef kFrameGetSet[] = {{"f_lineno", frame_get_lineno, frame_set_lineno_py},
                                          {"f_lasti", frame_get_lasti},
                                          {"f_code", frame_get_code_py},
                                          {"f_globals", frame_get_globals},
                                          {"f_builtins", frame_get_builtins},
                                          {"f_locals", frame_get_locals},
                                          {"f_back", frame_get_back},
                                          {"f_generator", frame_get_generator},
                                          {"f_trace", frame_get_trace, frame_set_trace},
                                          {"f_trace_lines", frame_get_trace_lines, frame_set_trace_lines},
                                          {"f_trace_opcodes", frame_get_trace_opcodes, frame_set_trace_opcodes},
                                          {}};

static void frame_trace(Object* o, gc::Visitor& visitor) {
  auto* f = static_cast<Frame*>(o);
  for (Slot* s : {&f->function, &f->code, &f->back, &f->extra_locals, &f->given_locals, &f->replaced, &f->trace})
    rt::trace_slot(visitor, *s);
  for (Slot& local : saved_locals(f)) rt::trace_slot(visitor, local);
}
static void frame_clear_references(gc::Thread& gt, Object* o) {
  auto& t = static_cast<Thread&>(gt);
  auto* f = static_cast<Frame*>(o);
  for (Slot& local : saved_locals(f)) rt::clear_slot(t, local);
  for (Slot* s : {&f->extra_locals, &f->given_locals, &f->replaced, &f->trace}) rt::clear_slot(t, *s);
}
static void frame_dispose(gc::Thread& gt, Object* o) {
  auto& t = static_cast<Thread&>(gt);
  auto* f = static_cast<Frame*>(o);
  for (Slot& local : saved_locals(f)) rt::clear_slot(t, local);  // first, and in their order, as in CPython
  gc::raw_free(f->saved.load(gc::relaxed));
  for (Slot* s : {&f->back, &f->extra_locals, &f->given_locals, &f->replaced, &f->trace, &f->code, &f->function}) {
    if (s->get()) rt::clear_slot(t, *s);
  }
}

}  // namespace vm

namespace rt {

extern const TypeSpec kFrameSpec;
const TypeSpec kFrameSpec = {
    .id = TypeId::kFrame,
    .name = "frame",
    .size = sizeof(vm::Frame),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {.trace = vm::frame_trace, .clear = vm::frame_clear_references, .dispose = vm::frame_dispose},
    .slots = {.repr = vm::frame_repr},
    .methods = vm::kFrameMethods,
    .getset = vm::kFrameGetSet,
};

}  // namespace rt
