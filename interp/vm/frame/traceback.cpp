// Traceback entries and their type.
#include "gc/heap/heap.h"
#include "gc/threads/attach.h"
#include "interp/vm/frame.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Traceback;
using rt::TypeId;

static constexpr i32 kLineOfCode = -1;  // the line is computed from the code when it is read

// Puts the entry, whose reference the caller gives up, in front of the others. In a private exception the old first
// entry passes to the new one without being counted.
static void push_entry(Thread& t, rt::BaseException* e, Traceback* tb) {
  if (gc::kFreeThreaded && e->published()) [[unlikely]] {
    rt::init_field(tb->next, rt::load_field(t, e, e->traceback));
    rt::store_field(t, e, e->traceback, Ref::steal(Value(tb)));
    return;
  }
  tb->next.set(e->traceback.get());
  e->traceback.set(Value(tb));
}

void add_traceback(Thread& t, Value* r, const u64* pc) {
  Value error = std::exchange(t.error, Value());
  Value frame = frame_object(t, r).release();
  auto* tb =
      frame ? static_cast<Traceback*>(gc::allocate(t, sizeof(Traceback), static_cast<u32>(TypeId::kTraceback), true))
            : nullptr;
  if (!tb) [[unlikely]] {  // out of memory: the error goes on without this entry
    if (t.error) rt::clear_error(t);
    rt::decref(t, frame);
    t.error = error;
    return;
  }
  Code* code = code_of(r);
  tb->lasti = static_cast<i32>(comp::shown_offset(pc - code->words - 1));
  tb->line = kLineOfCode;
  tb->frame.set(frame);
  gc::incref(t, code);
  tb->code.set(Value(code));
  push_entry(t, rt::as_exception(error), tb);
  t.error = error;
}

static Traceback* tb(Value v) { return v.as<Traceback>(); }

static Ref traceback_next(Thread& t, Value self) {
  Ref v = rt::load_field(t, tb(self), tb(self)->next);
  return v ? std::move(v) : rt::none();
}

// World stopped.
static bool leads_to(Value entry, Value wanted) {
  for (Value x = entry; x; x = tb(x)->next.get()) {
    if (rt::is_same(x, wanted)) return true;
  }
  return false;
}

// Sets tb_next, unless the entries would form a cycle (false). The check and the store are made with the world stopped,
// so that two threads cannot close a cycle together.
static bool link(Thread& t, Value entry, Ref next) {
  Ref old = rt::load_field(t, tb(entry), tb(entry)->next);  // dies when the world runs again
  gc::StopTheWorld pause(t, "tb_next");
  if (next && leads_to(next, entry)) return false;
  rt::store_field(t, tb(entry), tb(entry)->next, std::move(next));
  return true;
}

static bool traceback_set_next(Thread& t, Value self, Value v) {
  if (!v) return rt::raise_type_error(t, "can't delete tb_next attribute");
  bool is_none = rt::is_same(v, rt::kNone);
  if (!is_none && !rt::is_exact(v, TypeId::kTraceback))
    return rt::raise_type_error(t, "expected traceback object, got '%T'", v);
  return link(t, self, is_none ? Ref() : Ref::share(t, v)) || rt::raise_value_error(t, "traceback loop detected");
}
static Ref traceback_frame(Thread& t, Value self) { return rt::load_field(t, tb(self), tb(self)->frame); }
static Ref traceback_lasti(Thread& t, Value self) { return rt::make_int(t, tb(self)->lasti); }
static Ref traceback_lineno(Thread& t, Value self) {
  Traceback* x = tb(self);
  if (x->line != kLineOfCode) return rt::make_int(t, x->line);
  auto* code = comp::as_code(x->code.get());
  i64 word = comp::word_at_offset(x->lasti);
  if (word < 0) return rt::make_int(t, comp::entry_line(code));
  i32 line = comp::position_of(code, static_cast<u32>(word)).line;
  return line ? rt::make_int(t, line) : rt::none();
}

static Ref traceback_create(Thread& t, rt::Type*, const CallArgs& args) {
  static constexpr rt::Signature kSignature = rt::parse_signature("(tb_next, tb_frame, tb_lasti, tb_lineno)");
  Value p[4];
  if (!rt::bind_arguments(t, "traceback", kSignature, args, p)) return Ref();
  auto [next, frame, lasti, line] = p;
  if (!rt::is_exact(frame, TypeId::kFrame))
    return rt::raise_type_error(t, "traceback() argument 'tb_frame' must be frame, not %A", frame);
  i32 numbers[2];
  if (!rt::to_i32_py(t, lasti, &numbers[0]) || !rt::to_i32_py(t, line, &numbers[1])) return Ref();
  bool is_none = rt::is_same(next, rt::kNone);
  if (!is_none && !rt::is_exact(next, TypeId::kTraceback))
    return rt::raise_type_error(t, "expected traceback object or None, got '%T'", next);
  auto* x = static_cast<Traceback*>(gc::allocate(t, sizeof(Traceback), static_cast<u32>(TypeId::kTraceback), true));
  if (!x) return rt::raise_memory_error(t);
  x->lasti = numbers[0];
  x->line = numbers[1];
  rt::init_field(x->next, is_none ? Ref() : Ref::share(t, next));
  rt::init_field(x->frame, Ref::share(t, frame));
  rt::init_field(x->code, Ref::share(t, Value(code_of_frame(frame.as<Frame>()))));
  return Ref::steal(Value(x));
}

static Ref traceback_dir(Thread& t, Value) {
  Ref names = rt::make_list(t);
  for (const char* name : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"}) {
    Ref text = rt::intern(t, std::string_view(name));
    if (!names || !text || !rt::list_append(t, rt::as_list(names), std::move(text))) return Ref();
  }
  return names;
}

constexpr rt::MethodDef kTracebackMethods[] = {{"__dir__", traceback_dir, "(self, /)"}, {}};
constexpr rt::GetSetDef kTracebackGetSet[] = {{"tb_next", traceback_next, traceback_set_next},
                                              {"tb_frame", traceback_frame},
                                              {"tb_lasti", traceback_lasti},
                                              {"tb_lineno", traceback_lineno},
                                              {}};

static void traceback_trace(Object* o, gc::Visitor& visitor) {
  auto* x = static_cast<Traceback*>(o);
  rt::trace_slot(visitor, x->next);
  rt::trace_slot(visitor, x->frame);
  rt::trace_slot(visitor, x->code);
}
static void traceback_dispose(gc::Thread& gt, Object* o) {
  auto& t = static_cast<Thread&>(gt);
  auto* x = static_cast<Traceback*>(o);
  rt::clear_slot(t, x->next);
  rt::clear_slot(t, x->frame);
  rt::clear_slot(t, x->code);
}

}  // namespace vm

namespace rt {

extern const TypeSpec kTracebackSpec;
const TypeSpec kTracebackSpec = {
    .id = TypeId::kTraceback,
    .name = "traceback",
    .size = sizeof(Traceback),
    .flags = kTypeTraced,
    .doc =
        "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nAn entry of a traceback: where a frame was when "
        "an exception passed it.",
    .lifetime = {.trace = vm::traceback_trace, .dispose = vm::traceback_dispose},
    .slots = {.create = vm::traceback_create},
    .methods = vm::kTracebackMethods,
    .getset = vm::kTracebackGetSet,
};

}  // namespace rt
