// _elementtree.TreeBuilder: makes a tree of elements from the events of a parser.
//
// Text comes in pieces. They wait in `data` until the next event: then they become the text of the element that was
// opened last, or the tail of the one that was closed last.
#include "runtime/library/formats/etree_parts.h"
#include "runtime/object/native_modules.h"

namespace rt::etree {

Type* g_builder_type;
const char* const kEventNames[] = {"start", "end", "start-ns", "end-ns", "comment", "pi"};

namespace {

Value g_factories;  // list: the factories of comments and processing instructions; made with the module

void trace_roots(gc::Visitor& visitor) { trace_value(visitor, g_factories); }
Ref default_factory(Thread& t, i64 which) { return list_get(t, as_list(g_factories), which); }
constexpr i64 kCommentFactory = 0, kPiFactory = 1;

class Held : public io::HeldLock {
 public:
  Held(Thread& t, Value self) : HeldLock(t, self, as_builder(self)->lock, true) {}
};

// ---- pending text

// Appends text to the text or tail of an element of another class.
bool extend_attribute_py(Thread& t, Value element, const char* attribute, Value text) {
  Ref key = intern(t, attribute);
  Ref previous = key ? getattr_py(t, element, key) : Ref();
  if (!previous) return false;
  Ref whole = previous.get() == kNone ? Ref::share(t, text) : binary_op_py(t, BinaryOp::kAdd, previous, text);
  return whole && setattr_py(t, element, key, whole);
}

bool extend_text_py(Thread& t, Value element, bool tail, Value text) {
  if (!is_exact_element(element)) return extend_attribute_py(t, element, tail ? "tail" : "text", text);
  Element* e = as_element(element);
  Slot& slot = tail ? e->tail : e->text;
  Ref previous = load_field(t, e, slot);
  Ref whole = previous.get() == kNone ? Ref::share(t, text) : binary_op_py(t, BinaryOp::kAdd, previous, text);
  if (!whole) return false;
  store_field(t, e, slot, std::move(whole));
  return true;
}

// Gives the pending text to its element.
bool flush_py(Thread& t, TreeBuilder* b) {
  Ref data = load_field(t, b, b->data);
  if (!data) return true;
  store_field(t, b, b->data, Ref());
  if (is_exact_list(data)) data = str_join_py(t, empty_str(), data);
  if (!data) return false;
  Ref tail_of = load_field(t, b, b->last_for_tail);
  if (tail_of) return extend_text_py(t, tail_of, true, data);
  Ref element = load_field(t, b, b->last);
  return !element || extend_text_py(t, element, false, data);
}

// ---- elements

bool add_child_py(Thread& t, Value parent, Value child) {
  if (is_exact_element(parent)) {
    if (!is_element(child)) return raise_not_element(t, child);
    return append_child(t, as_element(parent), child);
  }
  Ref append = intern(t, "append");
  return append && call_method_py(t, parent, append, child);
}

// Calls the method of the queue that appends events.
bool report_py(Thread& t, TreeBuilder* b, Value name, Value what) {
  Ref append = load_field(t, b, b->append_event);
  Ref pair = append ? make_tuple(t, name, what) : Ref();
  return pair ? bool(call_py(t, append, pair)) : !error_pending(t);
}

// Makes `node` the root, or a child of the present element.
bool place_py(Thread& t, TreeBuilder* b, Value parent, Value node) {
  if (parent) return add_child_py(t, parent, node);
  if (load_field(t, b, b->root)) return raise(t, g_parse_error, "multiple elements on top level");
  store_field(t, b, b->root, Ref::share(t, node));
  return true;
}

bool open_py(Thread& t, TreeBuilder* b, Value node) {
  Ref parent = load_field(t, b, b->current);
  if (!place_py(t, b, parent, node)) return false;
  Ref open = load_field(t, b, b->open);
  if (!open || !list_append(t, as_list(open), parent ? std::move(parent) : none())) return false;
  store_field(t, b, b->current, Ref::share(t, node));
  store_field(t, b, b->last, Ref::share(t, node));
  store_field(t, b, b->last_for_tail, Ref());
  return true;
}

Ref make_node_py(Thread& t, TreeBuilder* b, Value tag, Ref attributes) {
  Ref factory = load_field(t, b, b->element_factory);
  if (!factory) return make_element(t, tag, std::move(attributes));
  if (!attributes) attributes = make_dict(t);
  return attributes ? call_py(t, factory, tag, attributes) : Ref();
}

// What a comment or a processing instruction has become is part of the tree if the program wants that.
bool insert_py(Thread& t, TreeBuilder* b, Value node, bool wanted) {
  if (wanted) {
    Ref parent = load_field(t, b, b->current);
    if (parent && !add_child_py(t, parent, node)) return false;
    store_field(t, b, b->last_for_tail, Ref::share(t, node));
  }
  return true;
}

}  // namespace

bool builder_event_py(Thread& t, Value self, Event event, Value what) {
  TreeBuilder* b = as_builder(self);
  Held held(t, self);
  if (!held) return false;
  Ref name = load_field(t, b, b->events[static_cast<u32>(event)]);
  return !name || report_py(t, b, name, what);
}

Ref builder_start_py(Thread& t, Value self, Value tag, Ref attributes) {
  TreeBuilder* b = as_builder(self);
  Held held(t, self);
  if (!held || !flush_py(t, b)) return Ref();
  Ref node = make_node_py(t, b, tag, std::move(attributes));
  return node && open_py(t, b, node) && builder_event_py(t, self, Event::kStart, node) ? std::move(node) : Ref();
}

Ref builder_data_py(Thread& t, Value self, Value data) {
  TreeBuilder* b = as_builder(self);
  Held held(t, self);
  if (!held) return Ref();
  Ref pending = load_field(t, b, b->data);
  if (!pending) {
    if (load_field(t, b, b->last)) store_field(t, b, b->data, Ref::share(t, data));
    return none();
  }
  if (!is_exact_list(pending)) {
    Value first = pending;
    pending = make_list(t, &first, 1);
    if (!pending) return Ref();
    store_field(t, b, b->data, Ref::share(t, pending));
  }
  return list_append(t, as_list(pending), data) ? none() : Ref();
}

Ref builder_end_py(Thread& t, Value self) {
  TreeBuilder* b = as_builder(self);
  Held held(t, self);
  if (!held || !flush_py(t, b)) return Ref();
  Ref open = load_field(t, b, b->open);
  Ref parent = open ? list_take(t, as_list(open), -1) : Ref();
  if (!parent) return raise_index_error(t, "pop from empty stack");
  Ref node = load_field(t, b, b->current);
  store_field(t, b, b->last, Ref::share(t, node));
  store_field(t, b, b->last_for_tail, Ref::share(t, node));
  store_field(t, b, b->current, parent.get() == kNone ? Ref() : std::move(parent));
  return builder_event_py(t, self, Event::kEnd, node) ? std::move(node) : Ref();
}

Ref builder_comment_py(Thread& t, Value self, Value text) {
  TreeBuilder* b = as_builder(self);
  Held held(t, self);
  if (!held || !flush_py(t, b)) return Ref();
  Ref factory = load_field(t, b, b->comment_factory);
  Ref node = factory ? call_py(t, factory, text) : Ref::share(t, text);
  bool ok =
      node && insert_py(t, b, node, factory && b->insert_comments) && builder_event_py(t, self, Event::kComment, node);
  return ok ? std::move(node) : Ref();
}

Ref builder_pi_py(Thread& t, Value self, Value target, Value text) {
  TreeBuilder* b = as_builder(self);
  Held held(t, self);
  if (!held || !flush_py(t, b)) return Ref();
  Ref factory = load_field(t, b, b->pi_factory);
  Ref node = factory ? call_py(t, factory, target, text) : make_tuple(t, target, text);
  bool ok = node && insert_py(t, b, node, factory && b->insert_pis) && builder_event_py(t, self, Event::kPi, node);
  return ok ? std::move(node) : Ref();
}

Ref builder_root(Thread& t, Value self) {
  Ref root = load_field(t, self.object(), as_builder(self)->root);
  return root ? std::move(root) : none();
}

Ref set_factories(Thread& t, Value comment, Value pi) {
  for (Value factory : {comment, pi}) {
    if (factory != kNone && !is_callable(factory)) {
      return raise_type_error(t, "%s factory must be callable, not %T", is_same(factory, comment) ? "Comment" : "PI",
                              factory);
    }
  }
  Ref old_comment = default_factory(t, kCommentFactory), old_pi = default_factory(t, kPiFactory);
  list_set(t, as_list(g_factories), kCommentFactory, Ref::share(t, comment));
  list_set(t, as_list(g_factories), kPiFactory, Ref::share(t, pi));
  return make_tuple(t, old_comment, old_pi);
}

// ---- the type

namespace {

Ref start(Thread& t, Value self, Value tag, Value attributes) {
  if (!is_dict(attributes)) return raise_type_error(t, "start() argument 2 must be dict, not %A", attributes);
  return builder_start_py(t, self, tag, Ref::share(t, attributes));
}
Ref end(Thread& t, Value self, Value) { return builder_end_py(t, self); }
Ref pi(Thread& t, Value self, Value target, Value text) { return builder_pi_py(t, self, target, text); }

Ref create(Thread& t, Type* type, const CallArgs&) {
  Ref object = allocate_instance(t, type), open = object ? make_list(t) : Ref();
  if (!open) return Ref();
  init_field(as_builder(object)->open, std::move(open));
  return object;
}

// A factory: `given`, or what `fallback` is, or empty if that is None, too.
Ref factory_or(Thread& t, Value given, Ref fallback) {
  if (given != kNone) return Ref::share(t, given);
  return fallback.get() == kNone ? Ref() : std::move(fallback);
}

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, insert_pis=False)");
  Value a[5];
  if (!bind_arguments(t, "TreeBuilder", kSignature, args, a)) return false;
  int comments = truth_py(t, a[3]), pis = comments < 0 ? -1 : truth_py(t, a[4]);
  TreeBuilder* b = as_builder(self);
  Held held(t, self);
  if (pis < 0 || !held) return false;
  store_field(t, b, b->element_factory, factory_or(t, a[0], none()));
  Ref comment = factory_or(t, a[1], default_factory(t, kCommentFactory));
  b->insert_comments = comment && comments;
  store_field(t, b, b->comment_factory, std::move(comment));
  Ref pi_factory = factory_or(t, a[2], default_factory(t, kPiFactory));
  b->insert_pis = pi_factory && pis;
  store_field(t, b, b->pi_factory, std::move(pi_factory));
  return true;
}

constexpr MethodDef kMethods[] = {
    {"data", builder_data_py, "(self, data, /)", "Add text to the present element."},
    {"start", start, "(self, tag, attrs, /)", "Open an element, and return it."},
    {"end", end, "(self, tag, /)", "Close the present element, and return it."},
    {"comment", builder_comment_py, "(self, text, /)", "Make a comment, and return it."},
    {"pi", pi, "(self, target, text=None, /)", "Make a processing instruction, and return it."},
    {"close", builder_root, "(self, /)", "Return the root of the tree."},
    {},
};

// The slots from `root` on lie one after the other.
constexpr u64 kSlots = 10 + static_cast<u64>(Event::kCount);
static_assert(offsetof(TreeBuilder, insert_comments) - offsetof(TreeBuilder, root) == kSlots * sizeof(Slot));

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slots(visitor, &static_cast<TreeBuilder*>(object)->root, kSlots);
}
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  Slot* slots = &static_cast<TreeBuilder*>(object)->root;
  for (u64 i = 0; i < kSlots; ++i) clear_slot(t, slots[i]);
}

constexpr TypeSpec kSpec = {.name = "xml.etree.ElementTree.TreeBuilder",
                            .size = sizeof(TreeBuilder),
                            .flags = kTypeTraced | kTypeSubclassable,
                            .lifetime = {trace, nullptr, nullptr, dispose},
                            .slots =
                                [] {
                                  Slots s{};
                                  s.create = create;
                                  s.init = init;
                                  return s;
                                }(),
                            .methods = kMethods};

}  // namespace

Ref make_builder(Thread& t) { return create(t, g_builder_type, CallArgs{nullptr, 0, Value()}); }

bool add_builder_type(Thread& t, Value module) {
  if (!g_factories) {
    Value none[] = {kNone, kNone};
    Ref factories = make_list(t, none, 2);
    if (!factories) return false;
    g_factories = factories.release();
    gc::add_root_tracer(trace_roots);
  }
  return add_native_type(t, module, g_builder_type, kSpec);
}

}  // namespace rt::etree
