// The table of promises.
#include "interp/vm/studio/library_promises.h"

namespace vm {

namespace {

using enum Promise;

constexpr std::string_view kThreading = "threading.py", kQueue = "queue.py", kFutures = "concurrent/futures/_base.py",
                           kExecutor = "concurrent/futures/thread.py", kPool = "multiprocessing/pool.py",
                           kCollections = "collections/__init__.py", kAbstract = "_collections_abc.py";

constexpr PromiseRow kRows[] = {
    // The program's own lock, or the inner one of the object that the condition is a part of.
    {kThreading, "Condition.*", kCallersAffair},

    {kThreading, "Event.set", kGives, "_flag"},
    {kThreading, "Event.is_set", kTakes, "_flag"},
    {kThreading, "Event.wait", kTakesAtRelease, "_flag"},
    {kThreading, "Event.clear", kOwnAffair},

    // Each release lets one thread in.
    {kThreading, "Semaphore.acquire", kUsesToken, "_value"},
    {kThreading, "Semaphore.release", kMakesTokens, "_value"},
    {kThreading, "BoundedSemaphore.release", kMakesTokens, "_value"},

    // All that arrive come before all that leave, which is what the lock does. The properties take no lock.
    {kThreading, "Barrier.wait", kLocksOrder},
    {kThreading, "Barrier.wait", kGives, "_count"},
    {kThreading, "Barrier._break", kLocksOrder},
    {kThreading, "Barrier._break", kGives, "_state"},
    {kThreading, "Barrier.n_waiting", kTakes, "_count"},
    {kThreading, "Barrier.broken", kTakes, "_state"},

    // Starts and ends of threads have edges of their own. The list of threads orders nothing that a program may rely
    // on: threads that happen to run one after the other would all seem ordered.
    {kThreading, "Thread.start", kOwnAffair},
    {kThreading, "Thread._bootstrap_inner", kOwnAffair},
    {kThreading, "Thread._delete", kOwnAffair},
    {kThreading, "_MainThread.__init__", kOwnAffair},
    {kThreading, "_DummyThread.__init__", kOwnAffair},
    {kThreading, "_DeleteDummyThreadOnDel.__del__", kOwnAffair},
    {kThreading, "enumerate", kOwnAffair},
    {kThreading, "active_count", kOwnAffair},
    {kThreading, "_register_atexit", kOwnAffair},
    {kThreading, "_shutdown", kOwnAffair},

    {kQueue, "Queue.put", kSends, "unfinished_tasks"},
    {kQueue, "Queue.put", kTakes, "is_shutdown"},
    {kQueue, "Queue.get", kReceives, "not_full"},
    {kQueue, "Queue.get", kTakes, "is_shutdown"},
    {kQueue, "Queue.task_done", kGives, "unfinished_tasks"},
    {kQueue, "Queue.join", kTakes, "unfinished_tasks"},
    {kQueue, "Queue.shutdown", kGives, "is_shutdown"},
    {kQueue, "Queue.shutdown", kGives, "unfinished_tasks"},
    {kQueue, "Queue.qsize", kTakesItemsAtRelease},
    {kQueue, "Queue.empty", kTakesItemsAtRelease},
    {kQueue, "Queue.full", kTakesItemsAtRelease},

    {kFutures, "Future.set_result", kGives, "_state"},
    {kFutures, "Future.set_exception", kGives, "_state"},
    {kFutures, "Future.cancel", kGives, "_state"},
    {kFutures, "Future.add_done_callback", kTakes, "_state"},
    {kFutures, "Future.add_done_callback", kGives, "_done_callbacks"},
    {kFutures, "Future._invoke_callbacks", kTakes, "_done_callbacks"},
    {kFutures, "*", kTakes, "_state"},

    // The work is an item of a SimpleQueue, and its result is a Future. Which worker is idle is nobody else's affair.
    {kExecutor, "ThreadPoolExecutor.*", kOwnAffair},
    {kExecutor, "_worker", kOwnAffair},
    {kExecutor, "_python_exit", kOwnAffair},

    // Python code that changes what it is given, without a lock.
    {kCollections, "Counter.*", kActsForCaller},
    {kCollections, "ChainMap.*", kActsForCaller},
    {kCollections, "OrderedDict.*", kActsForCaller},
    {kCollections, "UserDict.*", kActsForCaller},
    {kCollections, "UserList.*", kActsForCaller},
    {kAbstract, "Mutable*", kActsForCaller},
    {kAbstract, "Mapping.*", kActsForCaller},
    {kAbstract, "Sequence.*", kActsForCaller},
    {kAbstract, "Set.*", kActsForCaller},
    {"random.py", "Random.shuffle", kActsForCaller},
    {"heapq.py", "*", kActsForCaller},
    {"bisect.py", "*", kActsForCaller},

    // The results are items of a deque.
    {kPool, "IMapIterator.*", kOwnAffair},
    {kPool, "IMapUnorderedIterator.*", kOwnAffair},
};

bool matches(std::string_view pattern, std::string_view function) {
  if (!pattern.ends_with('*')) return pattern == function;
  return function.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

std::vector<const PromiseRow*> promises_of(std::string_view file, std::string_view function) {
  std::vector<const PromiseRow*> rows;
  for (const PromiseRow& row : kRows) {
    if (row.file != file || !matches(row.function, function)) continue;
    if (!rows.empty() && rows[0]->function != row.function) break;  // a less special row
    rows.push_back(&row);
  }
  return rows;
}

}  // namespace vm
