// Declarations that the files of module `_elementtree` share: elements, the builder of trees, and the parser.
//
// An Element keeps its children in a list that no script sees. It is made with the first child and stays for ever, so
// whoever holds the element may use the list without a count, and the list's own lock guards the children. All items of
// the list are Elements. Functions that give a Ref or bool leave an error pending if it is empty or false.
#pragma once

#include "runtime/library/io/io_parts.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/types/containers/list.h"

namespace rt::etree {

struct Element : Object {
  Slot tag, text, tail;  // any object, never empty
  Slot attributes;       // a dict, or empty: there are none yet
  Slot children;         // list, or empty: there never was one; set once
};
extern Type* g_element_type;
inline Element* as_element(Value v) { return v.as<Element>(); }
inline bool is_element(Value v) { return is_instance(v, g_element_type); }
inline bool is_exact_element(Value v) { return v.is_pointer() && type_of(v.object()) == g_element_type; }

// Borrowed from the element; null: it has never had a child.
inline List* children_of(const Element* e) {
  Value children = e->children.get_shared();
  return children ? as_list(children) : nullptr;
}
inline u64 child_count(const Element* e) {
  List* children = children_of(e);
  return children ? children->length.load(gc::acquire) : 0;
}
// Empty without error: the index is out of range.
inline Ref child_at(Thread& t, const Element* e, i64 index) {
  List* children = children_of(e);
  return children ? list_get(t, children, index) : Ref();
}

// ---- etree_element.cpp
// A new element. `attributes`: a dict that nobody else uses, or empty.
Ref make_element(Thread& t, Value tag, Ref attributes);
// The list of children, which is made if there is none. Borrowed from the element; null: MemoryError.
List* grow_children(Thread& t, Element* e);
bool append_child(Thread& t, Element* e, Value child);
// The dict of attributes, which is made if there is none.
Ref attributes_of(Thread& t, Element* e);
// A new dict of the attributes given to Element() or SubElement() behind the tag: args[first], and keywords. The result
// is empty without error if there are none.
Ref attributes_argument_py(Thread& t, const char* function, const CallArgs& args, u32 first);
// TypeError: expected an Element.
Error raise_not_element(Thread& t, Value v);
// The same for an argument, as "append() argument 1".
Error raise_bad_argument(Thread& t, const char* argument, Value v);
bool add_element_type(Thread& t, Value module);

// ---- methods of Element
Ref element_append(Thread& t, Value self, Value child);  // etree_children.cpp
Ref element_clear(Thread& t, Value self);
Ref element_extend(Thread& t, Value self, Value elements);
Ref element_insert(Thread& t, Value self, Value index, Value child);
Ref element_remove(Thread& t, Value self, Value child);
i64 element_len(Thread& t, Value self);
Ref element_getitem(Thread& t, Value self, Value key);
bool element_setitem(Thread& t, Value self, Value key, Value value);
// Replaces all children by the items of a list. TypeError: one of them is no element.
bool set_children_py(Thread& t, Element* e, List* list);
Ref element_copy(Thread& t, Value self);  // etree_copy.cpp
Ref element_deepcopy(Thread& t, Value self, Value memo);
Ref element_getstate(Thread& t, Value self);
Ref element_setstate(Thread& t, Value self, Value state);
Ref element_find(Thread& t, Value self, Value path, Value namespaces);  // etree_search.cpp
Ref element_findall(Thread& t, Value self, Value path, Value namespaces);
Ref element_findtext(Thread& t, Value self, Value path, Value fallback, Value namespaces);
Ref element_iterfind(Thread& t, Value self, Value path, Value namespaces);
Ref element_iter(Thread& t, Value self, Value tag);
Ref element_itertext(Thread& t, Value self);

// ---- etree_iterator.cpp
// Iterates over the element and all below it. `tag`: only elements with such a tag; empty: all.
Ref make_element_iterator(Thread& t, Value root, Value tag);
// Iterates over all texts within the element.
Ref make_text_iterator(Thread& t, Value root);
bool add_iterator_type(Thread& t, Value module);

// ---- etree_builder.cpp

enum class Event : u32 { kStart, kEnd, kStartNs, kEndNs, kComment, kPi, kCount };
extern const char* const kEventNames[];

// All fields are guarded by the lock, which is held while factories and other methods run; the holding thread may enter
// again.
struct TreeBuilder : Object {
  io::FileLock lock;
  Slot root, current, last;  // any object that a factory made, or empty
  Slot last_for_tail;        // the same: the element behind which text goes; empty: text goes into `last`
  Slot open;                 // list of the elements around `current`
  Slot data;                 // text that waits for its element: empty, an object, or a list of objects
  Slot element_factory, comment_factory, pi_factory;  // callables, or empty
  Slot append_event;                                  // callable, or empty: nobody wants events
  Slot events[static_cast<u32>(Event::kCount)];       // names of the events that are wanted; else empty
  bool insert_comments, insert_pis;
};
extern Type* g_builder_type;
inline TreeBuilder* as_builder(Value v) { return v.as<TreeBuilder>(); }
// Exact instances are called directly by the parser.
inline bool is_exact_builder(Value v) { return v.is_pointer() && type_of(v.object()) == g_builder_type; }

// The methods. `attributes`: a dict for the new element alone, or empty. The results are as those of the methods.
Ref builder_start_py(Thread& t, Value self, Value tag, Ref attributes);
Ref builder_data_py(Thread& t, Value self, Value data);
Ref builder_end_py(Thread& t, Value self);
Ref builder_comment_py(Thread& t, Value self, Value text);
Ref builder_pi_py(Thread& t, Value self, Value target, Value text);
// The root, or None.
Ref builder_root(Thread& t, Value self);
// Reports an event if it is wanted.
bool builder_event_py(Thread& t, Value self, Event event, Value what);
Ref make_builder(Thread& t);
bool add_builder_type(Thread& t, Value module);
// _set_factories(): exchanges the factories of comments and processing instructions that new builders use.
Ref set_factories(Thread& t, Value comment, Value pi);

// ---- etree_parser.cpp
bool add_parser_type(Thread& t, Value module);

extern Type* g_parse_error;  // ParseError; made with the module

}  // namespace rt::etree
