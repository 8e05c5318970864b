// Functions of the modules above gc/threads that gc/threads calls. The modules implement them, and the linker joins
// them, so that the includes stay in layers. The header named above or beside a function declares it again, with its
// contract.
#pragma once

#include <cstddef>

#include "gc/threads/thread.h"

namespace gc {

// refcount/merge_queue.h
void drain_merge_queue(Thread& thread);
void settle_queue_of(Thread& thread);
bool close_merge_queue(Thread& thread);
bool abandoned_merges();
void drop_merge_queue_after_fork(Thread& thread);
// refcount/deferred_counts.h
void end_deferred_counts(Thread& thread);
// refcount/held_counts.h
void end_held_counts(Thread& thread);
// refcount/qsbr.h
void quiesce(Thread& thread);
void qsbr_attach(Thread& thread);
void qsbr_detach(Thread& thread);
void qsbr_detached(Thread& thread);
bool orphans_wait();
void qsbr_thread_ended(Thread& thread);
// heap/heap.h
void* raw_alloc(size_t bytes);
void* raw_calloc(size_t bytes);
void raw_free(void* memory);
void raw_free(void* memory, size_t bytes);                // `bytes`: the size that was asked for
void* vital_alloc(size_t bytes);                          // heap/vital.h
void vital_before_fork();                                 // the same
void vital_after_fork();                                  // the same
void* vital_alloc_if_any(size_t bytes);                   // the same
void heap_release_block(Thread& thread, Object* object);  // heap/heap.h
// heap/heap.cpp. A node: a small record of the runtime, at most 1 KiB, that lies in the thread's pages of untraced
// objects. A record that every thread allocates must come from here, because the first use of mimalloc by a thread
// costs a whole heap. Null: no memory. By attached threads; any of them may free.
void* node_alloc(Thread& thread, size_t bytes);
void node_free(Thread& thread, void* node);
// heap/heap.h
bool heap_thread_start(Thread& thread);
void heap_thread_end(Thread& thread);
void count_published(Thread& thread, i64 objects);  // heap/budget.h
void own_debts_begin(Thread& thread);               // the same
// cycle/collector.h
void collect_if_due(Thread& thread);
void collector_after_fork_child(Thread& thread);

}  // namespace gc
