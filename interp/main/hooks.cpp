// The tables of hooks, and the small functions in them that no other file needs.
#include "interp/main/hooks.h"

#include <algorithm>

#include "gc/base/accelerators.h"
#include "gc/cycle/collector.h"
#include "gc/refcount/hooks.h"
#include "interp/compile/code_object.h"
#include "interp/library/modules.h"
#include "interp/report/colors.h"
#include "interp/report/exception_text.h"
#include "interp/report/source_lines.h"
#include "interp/report/uncaught.h"
#include "interp/vm/frame.h"
#include "interp/vm/frame/generator.h"
#include "interp/vm/frame/pending.h"
#include "interp/vm/frame/shadow.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/library/core/refscope.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/io/io.h"
#include "runtime/object/audit_trace.h"
#include "runtime/object/class.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/shape_reclaim.h"
#include "runtime/types/classes/slot_layout.h"
#include "runtime/types/containers/storage_at.h"
#include "runtime/types/text/str.h"

namespace vm {

static Ref current_frame(Thread& t) { return t.frame ? frame_object(t, t.frame) : Ref(); }

static Ref caller_module(Thread& t) {
  return t.frame ? rt::load_field(t, function_of(t.frame), function_of(t.frame)->module) : Ref();
}

static bool caller_info(Thread& t, int level, Ref* globals, Ref* filename, i64* line) {
  Value* r = visible_frame(t, level - 1);
  if (!r) return false;
  *globals = Ref::share(t, Value(frame_globals(r)));
  *filename = Ref::share(t, code_of(r)->filename.get());
  *line = comp::position_of(code_of(r), static_cast<u32>(frame_pc(t, r) - code_of(r)->words) - 1).line;
  return true;
}

static Ref plain_await_iterator_py(Thread& t, Value v) { return await_iterator_py(t, v, 1); }

static Ref source_line_py(Thread& t, Value filename, i64 line) {
  SourceLines lines;
  std::string_view text = lines.line_py(t, filename, Value(), static_cast<i32>(line));
  return rt::make_str(t, text.substr(std::min(text.find_first_not_of(" \t\f"), text.size())));
}

static Ref plain_exception_text_py(Thread& t, Value exception, Value traceback) {
  return exception_text_py(t, exception, traceback, Painter());
}

static void add_running_traceback(Thread& t) {
  if (t.frame) add_traceback(t, t.frame, frame_pc(t, t.frame));
}

static bool warn_here_py(Thread& t, rt::Type* category, Value message) { return rt::warn_py(t, category, message); }

static bool pending_py(gc::Thread& t) { return handle_pending_py(static_cast<Thread&>(t)); }

static void empty_caches(Object* code) { comp::empty_caches(static_cast<Code*>(code)); }

static constexpr rt::InterpreterHooks kInterpreter = {
    .current_frame = current_frame,
    .current_locals_py = current_locals_py,
    .caller_module = caller_module,
    .caller_info = caller_info,
    .await_iterator_py = plain_await_iterator_py,
    .source_line_py = source_line_py,
    .exception_text_py = plain_exception_text_py,
    .add_traceback = add_running_traceback,
    .warn_py = warn_here_py,
    .allocate_stack = allocate_stack,
    .free_stack = free_stack,
    .drop_thread_data_py = drop_thread_data_py,
    .thread_runs_py = thread_runs_py,
    .find_holders = find_holders,
    .trace_running = trace_running_generator,
    .empty_caches = empty_caches,
};

static bool condemn(Object* object, bool condemned) {
  rt::condemn_class(object, condemned);
  return rt::is_type(object);
}

static void world_collected(gc::Thread& t, const gc::CollectionResult& result) {
  rt::reclaim_shapes_if_due(static_cast<Thread&>(t), result.live);
}

// The hooks of weak references and gc.callbacks are runtime's own; those modules install them.
static void install_hooks_of_gc() {
  gc::g_runtime_hooks.trace_thread = trace_thread;
  gc::g_runtime_hooks.condemn = condemn;
  gc::g_runtime_hooks.count_registers = count_registers;
  gc::g_runtime_hooks.finalizer_rank = rt::finalizer_rank;
  gc::g_runtime_hooks.world_collected = world_collected;
  if (gc::enabled(gc::Accelerator::slot_layouts)) gc::g_runtime_hooks.slot_layout = rt::slot_layout;
  gc::g_runtime_hooks.storage_at = rt::storage_at;
  gc::g_counting_hooks.count_borrowed = count_borrowed;
  gc::g_counting_hooks.native_stack_ends = [](const gc::Thread& t) {
    return rt::native_stack_ends(static_cast<const Thread&>(t));
  };
  if constexpr (gc::kShadow) install_shadow();
}

void install_hooks() {
  gc::install_thread_hooks();
  install_hooks_of_gc();
  rt::os::g_os_hooks.handle_pending_py = pending_py;
  rt::g_interpreter = kInterpreter;
  rt::g_exchange_observer_depth = exchange_observer_depth;
}

}  // namespace vm
