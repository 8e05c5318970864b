// The end of the program, in the order of shut_down_py(): threads are waited for, exit functions run, __main__ is
// released, the remaining objects get their finalizers, and the streams are flushed. Memory is not freed.
#include "interp/main/shutdown.h"

#include "gc/base/studio.h"
#include "gc/cycle/collector.h"
#include "gc/threads/attach.h"
#include "interp/library/sys/sys.h"
#include "interp/main/studio/refstats.h"
#include "runtime/library/io/io.h"
#include "runtime/library/threads/atexit.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/live_objects.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/classes/weakref.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::Value;

// Releases the objects of __main__ while everything else still works. The names of the module must stay readable for
// the finalizers. So the namespace is not emptied: the module is taken out of sys.modules, and the collector frees it
// with everything that refers to its namespace. Only if something outside keeps the module, its namespace is emptied.
static void release_main_module_py(Thread& t) {
  Ref key = rt::make_str_ascii(t, "__main__");
  Ref module = key ? rt::dict_pop_py(t, rt::sys_modules(), key) : Ref();
  Ref watcher = module && rt::has_layout(module, rt::TypeId::kModule) ? rt::make_weakref(t, module) : Ref();
  module = Ref();
  gc::collect(t, 2);
  Ref kept = watcher ? rt::weakref_referent(t, watcher) : Ref();
  if (kept && rt::has_layout(kept, rt::TypeId::kModule)) {
    rt::dict_clear(t, kept.as<rt::Module>()->dict);
    kept = Ref();
    gc::collect(t, 2);
  }
  rt::clear_error(t);
}

// ---- the objects that are left

namespace {

class Streams {
 public:
  explicit Streams(Thread& t) : t_(t) {
    for (const char* name : {"stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__"})
      add_standard_py(rt::sys_get(t, name));
  }

  // True for the standard streams and the streams below them. They are never finalized, since everything else may
  // still write to them.
  bool is_standard(Value object) const {
    for (const Ref& stream : standard_)
      if (rt::is_same(stream, object)) return true;
    return false;
  }

 private:
  Ref attribute_py(Value object, const char* name) {
    Ref key = rt::intern(t_, name);
    Ref value = key ? rt::getattr_py(t_, object, key) : Ref();
    rt::clear_error(t_);
    return value;
  }

  // Adds a stream and the streams below it (buffer, raw).
  void add_standard_py(Ref stream) {
    rt::clear_error(t_);
    for (const char* below : {"buffer", "raw", ""}) {
      if (!stream || stream.get() == rt::kNone) return;
      standard_.push_back(Ref::share(t_, stream));
      if (*below) stream = attribute_py(stream, below);
    }
  }

  Thread& t_;
  std::vector<Ref> standard_;
};

bool has_finalizer(gc::Object* object, void* = nullptr) {
  return gc::lifetime_of(object).finalize && !object->has_flag(gc::kFinalized);
}

bool is_alone(Thread& t) {
  gc::u32 threads = 0;
  gc::StopTheWorld pause(t, "shut-down");
  gc::for_each_thread([](gc::Thread&, void* count) { ++*static_cast<gc::u32*>(count); }, &threads);
  return threads == 1;
}

bool finalize_py(Thread& t, gc::Object* object) {
  if (!has_finalizer(object)) return false;  // an earlier finalizer has finalized this object
  object->set_flag(gc::kFinalized);
  gc::lifetime_of(object).finalize(t, object);
  return true;
}

// Flushes a stream that another thread may be using, so that no buffered data is lost.
void flush_py(Thread& t, Value stream) {
  Ref flush = rt::intern(t, "flush");
  if (flush) (void)rt::call_method_py(t, stream, flush);
  rt::clear_error(t);
}

// Finalizes the objects in the order of a collection: `__del__()` first, then each stream before the stream that it
// writes to. True if a finalizer has run.
bool finalize_in_order_py(Thread& t, const Streams& streams, rt::HeldObjects& objects) {
  bool any = false;
  for (gc::u32 rank = 0; rank < rt::kFinalizerRanks; ++rank) {
    for (gc::Object* object : objects) {
      if (rt::finalizer_rank(*gc::shape_of(object)) == rank && !streams.is_standard(object))
        any |= finalize_py(t, object);
    }
  }
  return any;
}

void flush_in_order_py(Thread& t, const Streams& streams, rt::HeldObjects& objects) {
  for (rt::StreamRank rank : {rt::kTextStream, rt::kBufferedStream}) {
    for (gc::Object* object : objects) {
      if (rt::stream_rank(rt::type_of(object)) == rank && !streams.is_standard(object)) flush_py(t, object);
    }
  }
}

// Runs the finalizers of the objects that modules, classes and caches still hold, while all of them can be used:
// temporary files are deleted, buffers are written. If daemon threads still run, they may be using these objects: then
// streams are flushed, and no finalizer runs.
void finalize_everything_py(Thread& t) {
  bool alone = is_alone(t);
  Streams streams(t);  // lint: error: it clears its own
  for (bool again = true; again;) {
    rt::HeldObjects objects;
    rt::find_live_objects(t, has_finalizer, nullptr, objects);
    if (alone)
      again = finalize_in_order_py(t, streams, objects) && objects.lost();  // some at a time where memory has run out
    else again = false, flush_in_order_py(t, streams, objects);
  }
}

}  // namespace

// Exit functions may start threads, and threads may register exit functions. Up to 3.14 the library waits only once.
static void end_threads_py(Thread& t) {
  do {
    rt::wait_for_threads_py(t);
    rt::run_exit_functions_py(t);
  } while (rt::library_minor() >= 15 && (rt::has_thread_to_wait_for(t) || rt::has_exit_functions()));
}

bool shut_down_py(Thread& t) {
  end_threads_py(t);
  if constexpr (gc::kStudio) refstats_program_ends(t);
  rt::mark_finalizing(t);
  release_main_module_py(t);
  finalize_everything_py(t);
  return flush_standard_streams_py(t);
}

}  // namespace vm
