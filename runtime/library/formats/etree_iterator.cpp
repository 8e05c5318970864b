// _elementtree._element_iterator: what iter() and itertext() of an element return. It goes down the tree with a stack
// of the elements that it is in, and sees changes of the tree that are made meanwhile.
#include "runtime/library/formats/etree_parts.h"
#include "runtime/object/native_modules.h"

namespace rt::etree {

namespace {

Type* g_iterator_type;

struct Level {
  Slot element;
  i64 next;  // index of the child that comes next
};

// The lock guards all fields but the first two, which never change. It is held while tags are compared; the comparing
// thread may enter again.
struct ElementIterator : Object {
  Slot tag;    // that elements must have; empty: any
  bool texts;  // the items are texts, not elements
  io::FileLock lock;
  Slot root;  // empty once the iterator has begun
  Level* levels;
  u32 depth, capacity;
};
ElementIterator* as_iterator(Value v) { return v.as<ElementIterator>(); }

bool enter(Thread& t, ElementIterator* it, Value element) {
  if (it->depth == it->capacity) {
    u32 capacity = it->capacity ? it->capacity * 2 : 8;
    auto* levels = static_cast<Level*>(gc::raw_realloc(it->levels, capacity * sizeof(Level)));
    if (!levels) return raise_memory_error(t);
    it->levels = levels;
    it->capacity = capacity;
  }
  before_store(t, it, element);
  Level* level = new (&it->levels[it->depth]) Level;
  level->element.set(Ref::share(t, element).release());
  level->next = 0;
  ++it->depth;
  return true;
}

// One step through the tree. The result is the element that is entered, or left if *left. Empty: the end, or an error
// is pending.
Ref step(Thread& t, ElementIterator* it, bool* left) {
  *left = false;
  if (it->depth == 0) {
    Ref root = Ref::steal(it->root.get());
    it->root.set(Value());
    return root && enter(t, it, root) ? std::move(root) : Ref();
  }
  Level& level = it->levels[it->depth - 1];
  Ref child = child_at(t, as_element(level.element.get()), level.next);
  if (child) {
    ++level.next;
    return enter(t, it, child) ? std::move(child) : Ref();
  }
  *left = true;
  --it->depth;
  return Ref::steal(level.element.get());
}

// Since 3.15 what a comment has within it is no text.
bool hides_text(Value tag) { return library_minor() >= 15 && tag != kNone && !is_str(tag); }

// The text that belongs to a step: the tail of an element that is left. What follows the root is not within it.
Ref text_of_step(Thread& t, ElementIterator* it, Element* e, bool left) {
  if (left && it->depth == 0) return none();
  if (left) return load_field(t, e, e->tail);
  Ref tag = load_field(t, e, e->tag);
  if (!hides_text(tag)) return load_field(t, e, e->text);
  it->levels[it->depth - 1].next = INT64_MAX;  // its children are passed over
  return none();
}

// The item of a step; kStop: it has none. Empty: an error is pending.
Ref item_of_step_py(Thread& t, ElementIterator* it, Ref element, bool left) {
  Element* e = as_element(element);
  Ref item = it->texts ? text_of_step(t, it, e, left) : Ref();
  int wanted = !left;
  if (it->texts) {
    if (item.get() == kNone) wanted = 0;
    else wanted = is_exact_str(item) ? as_str(item)->length != 0 : truth_py(t, item);
  } else if (wanted && it->tag.get()) {
    Ref tag = load_field(t, e, e->tag);
    wanted = equal_py(t, tag, it->tag.get());
  }
  if (wanted < 0) return Ref();
  if (!wanted) return Ref::immediate(kStop);
  return it->texts ? std::move(item) : std::move(element);
}

Ref next(Thread& t, Value self) {
  ElementIterator* it = as_iterator(self);
  io::HeldLock held(t, self, it->lock, true);
  if (!held) return Ref();
  for (;;) {
    bool left;
    Ref element = step(t, it, &left);
    if (!element) return error_pending(t) ? Ref() : Ref::immediate(kStop);
    Ref item = item_of_step_py(t, it, std::move(element), left);
    if (!item || item.get() != kStop) return item;
    if (!poll_py(t)) return Ref();
  }
}

void trace(Object* object, gc::Visitor& visitor) {
  auto* it = static_cast<ElementIterator*>(object);
  trace_slot(visitor, it->tag);
  trace_slot(visitor, it->root);
  for (u32 i = 0; i < it->depth; ++i) trace_slot(visitor, it->levels[i].element);
}
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* it = static_cast<ElementIterator*>(object);
  clear_slot(t, it->tag);
  clear_slot(t, it->root);
  while (it->depth != 0) clear_slot(t, it->levels[--it->depth].element);
  gc::raw_free(it->levels);
  it->levels = nullptr;
}

constexpr TypeSpec kSpec = {.name = "_elementtree._element_iterator",
                            .size = sizeof(ElementIterator),
                            .flags = kTypeTraced | kTypeDisallowNew,
                            .lifetime = {trace, nullptr, nullptr, dispose},
                            .slots = [] {
                              Slots s{};
                              s.iter = self_iter;
                              s.next = next;
                              return s;
                            }()};

Ref make_iterator(Thread& t, Value root, Value tag, bool texts) {
  Ref object = allocate_instance(t, g_iterator_type);
  if (!object) return Ref();
  ElementIterator* it = as_iterator(object);
  init_field(it->root, Ref::share(t, root));
  if (tag) init_field(it->tag, Ref::share(t, tag));
  it->texts = texts;
  return object;
}

}  // namespace

Ref make_element_iterator(Thread& t, Value root, Value tag) { return make_iterator(t, root, tag, false); }
Ref make_text_iterator(Thread& t, Value root) { return make_iterator(t, root, Value(), true); }

bool add_iterator_type(Thread& t, Value module) {
  if (!g_iterator_type) g_iterator_type = make_native_type(t, kSpec);
  return bool(module);
}

}  // namespace rt::etree
