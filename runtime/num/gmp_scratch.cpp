// GMP's allocation functions: each block is linked into a list of its thread, so that a call which runs out of memory
// can be abandoned by longjmp and its blocks freed.
#include "runtime/num/gmp_scratch.h"

#include <gmp.h>
#include <mimalloc.h>

#include <csetjmp>
#include <cstring>

#include "gc/base/assert.h"

namespace rt::num {

namespace {

// The header of each block. The blocks of a running call form a ring; a block that is allocated outside of a call is a
// ring of its own.
struct Block {
  Block* previous;
  Block* next;
};
static_assert(sizeof(Block) % 16 == 0, "what follows is aligned as malloc aligns");

// A running call. It lies on the stack: each thread would have to have room for a jmp_buf.
struct Scope {
  std::jmp_buf refused;
  Block ring;
};
thread_local Scope* t_scope = nullptr;

void link(Block* block, Block* before) {
  block->previous = before->previous;
  block->next = before;
  before->previous->next = block;
  before->previous = block;
}
void unlink(Block* block) {
  block->previous->next = block->next;
  block->next->previous = block->previous;
}

void* allocate(std::size_t size) {
  auto* block = static_cast<Block*>(mi_malloc(sizeof(Block) + size));
  if (block == nullptr) {
    if (t_scope) std::longjmp(t_scope->refused, 1);
    gc::fatal("out of memory");
  }
  *block = {block, block};
  if (t_scope) link(block, &t_scope->ring);
  return block + 1;
}

void release(void* memory, std::size_t) {
  Block* block = static_cast<Block*>(memory) - 1;
  unlink(block);
  mi_free(block);
}

// The mpn functions do not reallocate, but mp_set_memory_functions() takes all three functions.
void* reallocate(void* memory, std::size_t old_size, std::size_t size) {
  void* larger = allocate(size);
  std::memcpy(larger, memory, old_size < size ? old_size : size);
  release(memory, old_size);
  return larger;
}

}  // namespace

bool run_with_scratch(void (*call)(void*), void* argument) {
  static const bool installed = (mp_set_memory_functions(allocate, reallocate, release), true);
  (void)installed;
  Scope scope;
  scope.ring = {&scope.ring, &scope.ring};
  t_scope = &scope;
  if (_setjmp(scope.refused) == 0) {
    call(argument);
    t_scope = nullptr;
    return true;
  }
  t_scope = nullptr;
  while (scope.ring.next != &scope.ring) release(scope.ring.next + 1, 0);
  return false;
}

}  // namespace rt::num
