// itertools.tee: several iterators over one source. They read it through a chain of blocks; a block is freed when the
// last reader has passed it.
#include "runtime/library/functional/itertools.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::itertools {

namespace {

constexpr i64 kBlockItems = 57;

Type* g_block = nullptr;
Type* g_tee = nullptr;

struct TeeBlock : Object {
  Slot source;              // iterator; never changes
  Slot next;                // the next block; made when a reader needs it
  gc::Atomic<i64> known;    // number of items read; stored (release) after the item is in its slot
  gc::Atomic<u32> reading;  // a thread is reading the source; no other may
  Slot items[kBlockItems];  // each is written once
};
struct Tee : Object {
  Slot block;
  gc::Atomic<i64> index;
};

void block_trace(Object* object, gc::Visitor& visitor) {
  auto* block = static_cast<TeeBlock*>(object);
  trace_slot(visitor, block->source);
  trace_slot(visitor, block->next);
  for (Slot& item : block->items) trace_slot(visitor, item);
}
void block_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* block = static_cast<TeeBlock*>(object);
  clear_slot(t, block->source);
  for (Slot& item : block->items) clear_slot(t, item);
  clear_slot(t, block->next);
}

Ref make_block(Thread& t, Value source) {
  Ref block = allocate_instance(t, g_block);
  if (block) init_field(block.as<TeeBlock>()->source, Ref::share(t, source));
  return block;
}

Ref read_block_py(Thread& t, TeeBlock* block, i64 index) {
  if (block->reading.exchange(1, gc::acquire)) return raise(t, kRuntimeErrorType, "cannot re-enter the tee iterator");
  Ref item;
  i64 known = block->known.load(gc::relaxed);
  if (index < known) {  // another thread has read the item meanwhile
    item = load_field(t, block, block->items[index]);
  } else {
    // Items are stored in order, whatever the index: threads that share a tee object may combine one block's index with
    // the next block.
    item = next_py(t, block->source.get());
    if (item && !is_stop(item)) {
      store_field(t, block, block->items[known], Ref::share(t, item));
      block->known.store(known + 1, gc::release);  // pairs with the load in block_item_py
    }
  }
  block->reading.store(0, gc::release);
  return item;
}

Ref block_item_py(Thread& t, TeeBlock* block, i64 index) {
  if (index < block->known.load(gc::acquire)) return load_field(t, block, block->items[index]);
  return read_block_py(t, block, index);
}

// The block behind `block`. The first thread that needs it makes it.
Ref following_block(Thread& t, TeeBlock* block) {
  Ref next = load_field(t, block, block->next);
  if (next) return next;
  Ref made = make_block(t, block->source.get());
  if (!made) return Ref();
  before_store(t, block, made);
  {
    gc::ObjectLock lock(block);
    if (!block->next.get()) {
      block->next.set_shared(Ref::share(t, made).release());
      return made;
    }
  }
  return load_field(t, block, block->next);
}

Ref tee_next(Thread& t, Value self) {
  auto* tee = self.as<Tee>();
  Ref block = load_field(t, tee, tee->block);
  i64 index = get(tee->index);
  if (index >= kBlockItems) {
    block = following_block(t, block.as<TeeBlock>());
    if (!block) return Ref();
    store_field(t, tee, tee->block, Ref::share(t, block));
    index = 0;
  }
  Ref item = block_item_py(t, block.as<TeeBlock>(), index);
  if (item && !is_stop(item)) put(tee->index, index + 1);
  return item;
}

Ref make_tee(Thread& t, Type* type, Ref block, i64 index) {
  Ref self = block ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Tee>()->block, std::move(block));
  put(self.as<Tee>()->index, index);
  return self;
}

Ref tee_copy(Thread& t, Value self) {
  auto* tee = self.as<Tee>();
  return make_tee(t, g_tee, load_field(t, tee, tee->block), get(tee->index));
}

Ref tee_over_py(Thread& t, Type* type, Value iterable) {
  Ref iterator = iter_py(t, iterable);
  if (!iterator) return Ref();
  if (type_of(iterator) == g_tee) return tee_copy(t, iterator);
  return make_tee(t, type, make_block(t, iterator), 0);
}

Ref tee_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(iterable, /)");
  Value iterable;
  return bind_arguments(t, "_tee", kSignature, args, &iterable) ? tee_over_py(t, type, iterable) : Ref();
}

Ref tee_reduce(Thread& t, Value self) {
  auto* tee = self.as<Tee>();
  Ref nothing = make_tuple(t, empty_tuple());
  Ref state = nothing ? make_tuple(t, load_field(t, tee, tee->block), Value::small_int(get(tee->index))) : Ref();
  return state ? make_tuple(t, type_of(self), nothing, state) : Ref();
}

Ref tee_setstate(Thread& t, Value self, Value state) {
  if (!is_tuple(state)) return raise_type_error(t, "state is not a tuple");
  Tuple* parts = as_tuple(state);
  i64 index;
  if (parts->length != 2 || type_of((*parts)[0]) != g_block) {
    return raise_type_error(t, "argument 1 must be itertools._tee_dataobject, not %A",
                            parts->length ? (*parts)[0] : state);
  }
  if (!size_argument_py(t, (*parts)[1], &index)) return Ref();
  if (index < 0 || index > kBlockItems) return raise_value_error(t, "Index out of range");
  auto* tee = self.as<Tee>();
  store_field(t, tee, tee->block, Ref::share(t, (*parts)[0]));
  put(tee->index, index);
  return none();
}

// ---- blocks as Python sees them: for pickles only

Ref block_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(it, values, next, /)");
  Value bound[3];
  if (!bind_arguments(t, "_tee_dataobject", kSignature, args, bound)) return Ref();
  if (!is_list(bound[1])) return raise_type_error(t, "_tee_dataobject() argument 2 must be list, not %A", bound[1]);
  Ref self = make_block(t, bound[0]);
  if (!self) return Ref();
  auto* block = self.as<TeeBlock>();
  i64 n = 0;
  for (;; ++n) {
    Ref item = list_get(t, as_list(bound[1]), n);
    if (!item) break;
    if (n == kBlockItems) return raise_value_error(t, "Invalid arguments");
    init_field(block->items[n], std::move(item));
  }
  block->known.store(n, gc::relaxed);
  if (n < kBlockItems && bound[2] != kNone) return raise_value_error(t, "_tee_dataobject should not have a next link");
  if (bound[2] != kNone && type_of(bound[2]) != g_block)
    return raise_value_error(t, "_tee_dataobject should not have a next link");
  if (bound[2] != kNone) init_field(block->next, Ref::share(t, bound[2]));
  return self;
}

Ref block_reduce(Thread& t, Value self) {
  auto* block = self.as<TeeBlock>();
  i64 n = block->known.load(gc::acquire);
  Ref values = make_list(t, static_cast<u64>(n));
  for (i64 i = 0; values && i < n; ++i) {
    if (!list_append(t, as_list(values), load_field(t, block, block->items[i]))) return Ref();
  }
  if (!values) return Ref();
  Ref next = load_field(t, block, block->next);
  Ref args = make_tuple(t, block->source.get(), values, or_none(next));
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

// ---- tee()

// An iterator with __copy__ is copied and needs no blocks.
Ref tee(Thread& t, Value iterable, Value count) {
  i64 n;
  if (!size_argument_py(t, count, &n)) return Ref();
  if (n < 0) return raise_value_error(t, "n must be >= 0");
  if (n == 0) return Ref::share(t, empty_tuple());
  if (static_cast<u64>(n) >= kNeverFits) return raise_memory_error(t);
  Ref first = iter_py(t, iterable);
  if (!first) return Ref();
  Ref key = intern(t, "__copy__");
  if (!key) return Ref();
  bool is_new = !lookup_special(first, key);
  if (is_new) first = tee_over_py(t, g_tee, first);
  if (!first) return Ref();
  ValueBuffer all(t);
  // An iterator that the caller has made stays the caller's own since Python 3.14: all results are copies of it.
  bool takes_itself = is_new || library_minor() < 14;
  if (takes_itself && !all.push(Ref::share(t, first))) return Ref();
  for (i64 i = takes_itself; i < n; ++i) {
    Ref copy = call_method_py(t, first, key);
    if (!copy || !all.push(std::move(copy))) return Ref();
  }
  return make_tuple(t, all.data(), all.size());
}

constexpr MethodDef kTee = {"tee", tee, "(iterable, n=2, /)", "Return n independent iterators over the iterable."};

constexpr MethodDef kTeeMethods[] = {
    {"__reduce__", tee_reduce, "(self, /)", kReduceDoc},
    {"__setstate__", tee_setstate, "(self, state, /)", kSetstateDoc},
    {"__copy__", tee_copy, "(self, /)", "Return an independent iterator at the same position."},
    {}};
constexpr TypeSpec kTeeSpec = {
    .name = "itertools._tee",
    .size = sizeof(Tee),
    .flags = kTypeTraced | kTypeHasWeakrefs,
    .doc = "_tee(iterable, /)\n--\n\nIterator that remembers what it has read for its copies.",
    .lifetime = SlotsOf<Tee, &Tee::block>::kLifetime,
    .slots = iterator_slots(tee_create, tee_next),
    .methods = kTeeMethods,
};

constexpr MethodDef kBlockMethods[] = {{"__reduce__", block_reduce, "(self, /)", kReduceDoc}, {}};
constexpr TypeSpec kBlockSpec = {
    .name = "itertools._tee_dataobject",
    .size = sizeof(TeeBlock),
    .flags = kTypeTraced,
    .doc = "Items that tee iterators share.",
    .lifetime = {block_trace, nullptr, nullptr, block_dispose},
    .slots =
        [] {
          Slots s{};
          s.create = block_create;
          return s;
        }(),
    .methods = kBlockMethods,
};

}  // namespace

bool add_tee(Thread& t, Value module) {
  Ref module_name = intern(t, "itertools");
  return module_name && module_add(t, module, "tee", make_builtin(t, &kTee, Value(), module_name)) &&
         add_iterator_type(t, module, g_tee, kTeeSpec) && add_iterator_type(t, module, g_block, kBlockSpec);
}

}  // namespace rt::itertools
