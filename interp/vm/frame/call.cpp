// Slow paths of calls: preparing a frame, unpacking bound methods and f(*args, **kwargs), finding methods, and leaving
// frames. Binding arguments to parameters is in bind.cpp, the handlers of calls are in ops/call.cpp.
#include "interp/vm/frame/call.h"

#include <memory>

#include "interp/vm/cache/loaded.h"
#include "interp/vm/handler.h"
#include "interp/vm/import/lazy_import.h"
#include "runtime/object/extension_def.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/classmethod.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/list.h"

namespace vm {

void release_registers(Thread& t, Value* r, u32 count) {
  for (u32 i = 0; i < count; ++i) consume(&t, r[i]);
}

// Temporaries are released first, the last one before the others: they may have locals on loan, so the locals must
// still be there. Each release may run Python code and the collector.
void empty_frame(Thread& t, Value* r, u32 count) {
  u32 locals = function_of(r)->locals;
  for (u32 i = count; i-- > locals;) consume(&t, r[i]);
  do {
    if (r[kFrameObject]) frame_ends(t, r);
    release_registers(t, r, locals);
  } while (r[kFrameObject]);
}

void leave_callee(Thread& t, Value* r) {
  Value callee = std::exchange(r[kCallee], Value());
  t.pc = return_pc(r);
  t.frame = caller_of(r);
  t.depth -= 1;
  drop(&t, callee);
}

void raise_init_result(Thread& t, Value result) {
  rt::raise_type_error(t, "__init__() should return None, not '%T'", result);
  drop(&t, result);
}

// The checks before arguments are bound: the code must be awake, since the size of the frame comes from it, and there
// must be room for the frame. False: an error is pending.
static bool ready_to_enter(Thread& t, const Value* window, Function* f) {
  if (f->simple_args.load(gc::acquire) == kAsleep && !wake_function(t, f)) return false;
  if (t.depth >= t.recursion_limit.load(gc::relaxed) || !on_stack(t, window, f->frame_size)) {
    rt::raise_recursion_error(t, "");
    return false;
  }
  return true;
}

// Moves callee and arguments of a window to the top of the stack (r belongs to a generator).
static Value* move_window(Thread& t, Value* w, u32 arguments) {
  Value* window = frame_top(t) + kHeader;
  if (!on_stack(t, window, arguments + kSlack)) return nullptr;
  window[kCallee] = std::exchange(w[1], Value());
  for (u32 i = 0; i < arguments; ++i) window[i] = std::exchange(w[kHeader + i], Value());
  return window;
}

Value* prepare_frame_py(Thread& t, Value* r, u64 window_index, u32 arguments, Value names) {
  Value* w = r + window_index;
  Value* window = w + kHeader;
  if (!on_stack(t, window, 0)) {
    window = move_window(t, w, arguments);
    if (!window) {
      rt::raise_recursion_error(t, "");
      release_registers(t, w + kHeader, arguments);
      consume(&t, w[1]);
      return nullptr;
    }
  }
  Function* f = function_of(window);
  window[kFrameObject] = Value();
  u32 keywords = names ? static_cast<u32>(rt::as_tuple(names)->length) : 0;
  if (!ready_to_enter(t, window, f)) {
    release_registers(t, window, arguments);
    consume(&t, window[kCallee]);
    return nullptr;
  }
  if (!bind_arguments_py(t, f, window, CallArgs{window, arguments - keywords, names.stripped()}, true)) {
    consume(&t, window[kCallee]);
    return nullptr;
  }
  t.depth += 1;
  return window;
}

// Not inlined: the frame of a call that needs no copy stays small.
[[gnu::noinline]] static Value call_with_self_py(Thread& t, rt::Builtin* native, const Value* args, u64 count) {
  Value small[8];
  std::unique_ptr<Value[]> large;
  Value* all = small;
  if (count + 1 > 8) {
    large.reset(new Value[count + 1]);
    all = large.get();
  }
  all[0] = native->self.get();
  for (u64 i = 0; i < count; ++i) all[i + 1] = args[i];
  const rt::MethodDef& def = *native->def;
  if (def.signature.fixed && count + 1 == def.signature.count) return rt::invoke(t, def, all).release();
  return rt::call_method_def(t, def, CallArgs{all, static_cast<u32>(count) + 1, Value()}).release();
}

Value call_bound_native_py(Thread& t, rt::Builtin* native, const Value* args, u64 count) {
  const rt::MethodDef& def = *native->def;
  if (def.form != rt::MethodDef::kExtension) return call_with_self_py(t, native, args, count);
  return static_cast<const rt::ExtensionDef&>(def).plain(t, def, native->self.get(), args, count).release();
}

void unpack_method(Thread& t, Value* w, u64 arguments) {
  Value bound = w[1];
  auto* method = bound.as<rt::Method>();
  copy_words_up(w + kHeader + 1, w + kHeader, arguments);
  w[1] = hold(&t, method->function.get());  // neither ever changes
  w[kHeader] = hold(&t, method->self.get());
  drop(&t, bound);
}

rt::AttrRecord* plain_init(Thread& t, rt::Type* type) {
  if (type->layout != rt::TypeId::kObject && type->slots.create != rt::kBaseExceptionType->slots.create) return nullptr;
  rt::AttrRecord* record = rt::find_attribute(t, type->root_shape, rt::name(rt::N::__init__));
  return record->kind == rt::AttrKind::kMethod ? record : nullptr;
}

// Takes up the result that FIND_METHOD has left in the window.
static FoundMethod take_found_method(Value* w) {
  if (!w[1].is_pointer()) return {Found::kCallable, nullptr};
  w[kHeader] = std::exchange(w[2], Value());
  return {Found::kMethod, nullptr};
}

// The function of the record, fit for a register and owned. Empty without an error: the record is dead.
static Value method_of_record(Thread& t, const rt::AttrRecord* record) {
  Value method = record->value.get_shared();
  if (method && keep_loaded(&t, method)) return method;
  Ref held;
  return rt::hold_recorded(t, record, record->value, &held) ? held.release() : Value();
}

// The function of a class method that the record has found on an instance, owned. Empty: it is something else.
static Ref class_method_function(Thread& t, const rt::AttrRecord* record) {
  Ref raw;
  if (!rt::hold_recorded(t, record, record->raw, &raw) || !raw || rt::type_of(raw) != rt::kClassMethodType)
    return Ref();
  Ref callable = rt::load_field(t, raw.object(), raw.as<rt::WrappedCallable>()->callable);
  return callable && is_function(callable) ? std::move(callable) : Ref();
}

// Finds the method by the record without asking a descriptor to bind it. *callee: a callable that takes no self.
// kError without a pending error: the general look-up must do it.
static FoundMethod find_by_record_py(Thread& t, Value* w, const rt::Shape* shape, rt::AttrRecord* record, Value name,
                                     Ref* callee) {
  using rt::AttrKind;
  Value object = w[kHeader].stripped();
  switch (record->kind) {
    case AttrKind::kMethod: {
      Value method = method_of_record(t, record);
      if (!method) break;
      w[1] = method;
      // What a class has as its method may be any function, which checks its self if it is called by the general path.
      bool cached = shape->layout != rt::TypeId::kType || is_function(method);
      return {Found::kMethod, cached ? record : nullptr};
    }
    case AttrKind::kClassValue:
      if (rt::hold_recorded(t, record, record->value, callee)) return {Found::kCallable, record};
      break;
    case AttrKind::kSlot:
    case AttrKind::kMember:
      *callee = rt::load_field(t, object.object(), rt::inline_slot(object.object(), record->offset));
      return {Found::kCallable, record};
    case AttrKind::kDescriptor:
      if (Ref function = class_method_function(t, record)) {
        Value instance = std::exchange(w[kHeader], Ref::share(t, Value(rt::type_of(object))).release());
        w[1] = function.release();
        drop(&t, instance);
        return {Found::kMethod, nullptr};
      }
      break;
    case AttrKind::kDictMode: {
      if (record->fallback != AttrKind::kMethod) break;
      // Held before the dict is searched: the __eq__ of a key may delete the method from its class.
      Value method = method_of_record(t, record);
      if (!method) break;
      *callee = rt::instance_get(t, object.object(), name);
      if (*callee || t.error) {
        drop(&t, method);
        break;
      }
      w[1] = method;
      return {Found::kMethod, nullptr};
    }
    case AttrKind::kModule:
      *callee = rt::dict_get_str(t, object.as<rt::Module>()->dict, name);
      if (is_lazy_import(*callee)) *callee = Ref();
      break;
    default: break;
  }
  return {Found::kError, nullptr};
}

FoundMethod find_method_py(Thread& t, Value* w, Value name) {
  FoundMethod found = find_method_for_cache_py(t, w, name);
  if (found.what != Found::kCallable) return found;
  consume(&t, w[kHeader]);
  return {Found::kCallable, nullptr};
}

FoundMethod find_method_for_cache_py(Thread& t, Value* w, Value name) {
  Value object = w[kHeader];
  if (object == rt::kStop) return take_found_method(w);
  rt::Shape* shape = rt::shape_by_id(shape_id_of(object));
  Ref callee;
  FoundMethod found{Found::kError, nullptr};
  auto get = rt::type_of(shape)->slots.getattr;
  if (get == rt::generic_getattr_py || get == rt::type_getattr_py || get == rt::kModuleType->slots.getattr) {
    found = find_by_record_py(t, w, shape, rt::find_attribute(t, shape, name), name, &callee);
    if (found.what == Found::kMethod || t.error) return found;
  }
  if (!callee) {
    found.record = nullptr;
    callee = rt::getattr_py(t, object, name);
  }
  if (!callee) return {Found::kError, nullptr};
  w[2] = callee.release();
  return {Found::kCallable, found.record};
}

// ---- f(*a, **k)

bool check_expandable_py(Thread& t, Value callee, Value sequence) {
  const rt::Slots& slots = rt::type_of(sequence)->slots;
  if (slots.iter || slots.getitem) return true;
  if (rt::library_minor() >= 15) return rt::raise_type_error(t, "Value after * must be an iterable, not %T", sequence);
  Ref text = callee_text_py(t, callee);
  return text && rt::raise_type_error(t, "%S argument after * must be an iterable, not %T", text.get(), sequence);
}

namespace {

// Arguments collected from a sequence and a dict. The containers are held for as long as the values are borrowed.
struct Expanded {
  static constexpr u64 kInline = 16;
  Ref sequence, mapping, names;
  Value inline_values[kInline];
  std::unique_ptr<Value[]> many_values;
  Value* values = inline_values;
  u32 positional = 0;
  static constexpr u64 kFew = 6;
  Ref few_kept[kFew];  // keyword values
  std::unique_ptr<Ref[]> many_kept;
};

bool expand(Thread& t, Value callee, Ref sequence, Value mapping, Expanded* out) {
  if (!check_expandable_py(t, callee, sequence)) return false;
  out->sequence = rt::is_exact_tuple(sequence) ? std::move(sequence) : rt::tuple_from_py(t, sequence);
  if (!out->sequence) return false;
  auto* tuple = rt::as_tuple(out->sequence);
  out->positional = static_cast<u32>(tuple->length);
  u64 keywords = mapping ? rt::as_dict(mapping)->size() : 0;
  if (tuple->length + keywords > Expanded::kInline) {
    out->many_values.reset(new Value[tuple->length + keywords]);
    out->values = out->many_values.get();
  }
  for (u64 i = 0; i < tuple->length; ++i) out->values[i] = (*tuple)[i];
  if (!keywords) return true;
  Ref few_names[Expanded::kFew];
  std::unique_ptr<Ref[]> many_names;
  Ref *names = few_names, *kept = out->few_kept;
  if (keywords > Expanded::kFew) {
    many_names.reset(new Ref[keywords]);
    out->many_kept.reset(new Ref[keywords]);
    names = many_names.get();
    kept = out->many_kept.get();
  }
  u64 position = 0, n = 0;
  while (n < keywords && rt::dict_next(t, rt::as_dict(mapping), &position, &names[n], &kept[n])) {
    if (!rt::has_layout(names[n], rt::TypeId::kStr)) {
      rt::raise_type_error(t, "keywords must be strings");
      return false;
    }
    out->values[tuple->length + n] = kept[n].get();
    ++n;
  }
  out->names = rt::make_tuple_stealing(t, names, n);
  return bool(out->names);
}

}  // namespace

bool put_object_first_py(Thread& t, Value* object, Value callee) {
  Ref items = take(&t, object[1], true);
  if (!rt::is_exact_tuple(items)) {
    if (!check_expandable_py(t, callee, items)) return false;
    items = rt::to_tuple_py(t, items);
  }
  Ref all = items ? rt::make_tuple_uninitialised(t, rt::as_tuple(items)->length + 1) : Ref();
  if (!all) return false;
  rt::init_field(rt::as_tuple(all)->items[0], take(&t, *object, true));
  for (u64 i = 0; i < rt::as_tuple(items)->length; ++i)
    rt::init_field(rt::as_tuple(all)->items[i + 1], Ref::share(t, (*rt::as_tuple(items))[i]));
  *object = all.release();
  return true;
}

ExpandedCall call_expanded_py(Thread& t, Value* r, u64 window_index, bool has_keywords) {
  Value* w = r + window_index;
  Ref sequence = take(&t, w[kHeader], true);
  Ref mapping = has_keywords ? take(&t, w[kHeader + 1], true) : Ref();
  Expanded all;
  if (!expand(t, w[1], std::move(sequence), mapping, &all)) return {};
  CallArgs args{all.values, all.positional, all.names};
  if (!is_function(w[1])) return {nullptr, rt::call_py(t, w[1], args).release()};
  Value* window = on_stack(t, w, 0) ? w + kHeader : frame_top(t) + kHeader;
  auto* f = w[1].as<Function>();
  if (!ready_to_enter(t, window, f)) return {};
  window[kFrameObject] = Value();
  if (!bind_arguments_py(t, f, window, args, false)) return {};
  window[kCallee] = std::exchange(w[1], Value());
  t.depth += 1;
  return {window, Value()};
}

// ---- entry from C++

Ref run_frame_py(Thread& t, Value* window) {
  Value* frame = t.frame;
  const u64* pc = t.pc;
  Function* f = function_of(window);
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc) | 1);  // where the frame below stands; see frame_pc
  window[kLink] = Value(make_link(frame, 0, kEntryFrame));
  u64 first = load_word(f->entry);
  gc::NestedInstructions nested;
  gc::begin_instruction(f->entry + 1);
  Value result(g_dispatch.at[first & 0xffff](first, f->entry + 1, window, &t, f->constants, 0));
  t.frame = frame;
  t.pc = pc;
  if (!result) return Ref();
  return result.is_uncounted() ? Ref::share(t, result) : Ref::steal(result);
}

// Arguments that need no binding: as many as there are parameters, and all of them plain. False: nothing has been
// written.
static bool copy_plain_arguments(Thread& t, const Function* f, Value* window, const CallArgs& args) {
  if (args.names || f->simple_args.load(gc::acquire) != args.positional) return false;
  for (u32 i = 0; i < args.positional; ++i) window[i] = hold(&t, args.values[i]);
  for (u32 i = args.positional; i < f->locals; ++i) window[i] = Value();
  return true;
}

// A frame of the function `callee` with its arguments bound, ready to run. Null: error.
TINYPY_INLINE static Value* enter_py(Thread& t, Value callee, const CallArgs& args) {
  auto* f = callee.as<Function>();
  Value* window = frame_top(t) + kHeader;
  if (!ready_to_enter(t, window, f)) return nullptr;
  window[kFrameObject] = Value();
  window[kCallee] = hold(&t, callee);
  if (!copy_plain_arguments(t, f, window, args) && !bind_arguments_py(t, f, window, args, false)) {
    consume(&t, window[kCallee]);
    return nullptr;
  }
  t.depth += 1;
  return window;
}

Ref call_function_py(Thread& t, Value callee, const CallArgs& args) {
  rt::assert_may_run_python(t);
  rt::NativeDepth depth(t, " while calling a Python object");
  Value* window = depth ? enter_py(t, callee, args) : nullptr;
  return window ? run_frame_py(t, window) : Ref();
}

Ref run_body_py(Thread& t, Value function, Value locals) {
  rt::NativeDepth depth(t, " while calling a Python object");
  Value* window = depth ? enter_py(t, function, CallArgs{}) : nullptr;
  if (!window) return Ref();
  if (code_of(window)->flags & comp::kNamespace) swap_register(t, window, 0, Ref::share(t, locals));
  return run_frame_py(t, window);
}

Ref run_code_py(Thread& t, Code* code, Value globals, Value locals, Value closure) {
  if (!closure && rt::as_tuple(code->free_names.get())->length)
    return rt::raise_type_error(t, "code object requires a closure");
  Ref function = comp::wake(t, code) ? make_function(t, code, rt::as_dict(globals)) : Ref();
  if (!function) return Ref();
  auto* f = function.as<Function>();
  rt::store_field(t, f, f->qualname, Ref::share(t, code->name.get()));  // as messages about arguments name it
  if (closure) rt::init_field(f->closure, Ref::share(t, closure));
  return run_body_py(t, function, locals);
}

}  // namespace vm
