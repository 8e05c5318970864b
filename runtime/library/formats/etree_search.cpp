// _elementtree.Element: find() and its relatives. A path that is only a tag is compared with the children here; the
// library's xml.etree.ElementPath does all others.
#include "runtime/library/formats/etree_parts.h"
#include "runtime/object/native_modules.h"

namespace rt::etree {

namespace {

bool is_path_character(u32 c) { return c == '/' || c == '*' || c == '[' || c == '@' || c == '.'; }

// True unless the path can only be the tag of a child. What stands in braces is the name of a namespace.
bool needs_element_path(Value path) {
  if (!is_str(path)) return true;
  Str* text = as_str(path);
  bool outside = true;
  for (u64 i = 0; i < text->length; ++i) {
    u32 c = text->at(i);
    if (c == '{') {
      // {*}tag and {}tag are patterns.
      u32 next = i + 1 < text->length ? text->at(i + 1) : 0;
      if (next == '}' || (next == '*' && i + 2 < text->length && text->at(i + 2) == '}')) return true;
      outside = false;
    } else if (c == '}') {
      outside = true;
    } else if (outside && is_path_character(c)) {
      return true;
    }
  }
  return false;
}

// ElementPath.<function>(self, path, namespaces), or with `fallback` between them.
Ref element_path_py(Thread& t, const char* function, Value self, Value path, Value namespaces,
                    Value fallback = Value()) {
  Ref module = import_module_py(t, "xml.etree.ElementPath");
  Ref callee = module ? getattr_py(t, module, function) : Ref();
  if (!callee) return Ref();
  Value arguments[] = {self, path, fallback ? fallback : namespaces, namespaces};
  return call_py(t, callee, CallArgs{arguments, fallback ? 4u : 3u, Value()});
}

// 1 if the element has this tag; 0; -1: an error is pending.
int has_tag_py(Thread& t, const Element* e, Value tag) {
  Ref own = load_field(t, e, e->tag);
  return equal_py(t, own, tag);
}

// The first child with this tag from *index on, which becomes the child's index. Empty without error: there is none.
Ref next_child_py(Thread& t, const Element* e, Value tag, i64* index) {
  for (;; ++*index) {
    Ref child = child_at(t, e, *index);
    if (!child) return Ref();
    int found = has_tag_py(t, as_element(child), tag);
    if (found < 0) return Ref();
    if (found) return child;
  }
}

}  // namespace

Ref element_find(Thread& t, Value self, Value path, Value namespaces) {
  if (needs_element_path(path) || namespaces != kNone) return element_path_py(t, "find", self, path, namespaces);
  i64 index = 0;
  Ref child = next_child_py(t, as_element(self), path, &index);
  return child || error_pending(t) ? std::move(child) : none();
}

Ref element_findtext(Thread& t, Value self, Value path, Value fallback, Value namespaces) {
  if (needs_element_path(path) || namespaces != kNone)
    return element_path_py(t, "findtext", self, path, namespaces, fallback);
  i64 index = 0;
  Ref child = next_child_py(t, as_element(self), path, &index);
  if (!child) return error_pending(t) ? Ref() : Ref::share(t, fallback);
  Ref text = load_field(t, child.object(), as_element(child)->text);
  return text.get() == kNone ? Ref::share(t, empty_str()) : std::move(text);
}

Ref element_findall(Thread& t, Value self, Value path, Value namespaces) {
  if (needs_element_path(path) || namespaces != kNone) return element_path_py(t, "findall", self, path, namespaces);
  Ref found = make_list(t);
  for (i64 index = 0; found; ++index) {
    Ref child = next_child_py(t, as_element(self), path, &index);
    if (!child) break;
    if (!list_append(t, as_list(found), std::move(child))) return Ref();
  }
  return error_pending(t) ? Ref() : std::move(found);
}

Ref element_iterfind(Thread& t, Value self, Value path, Value namespaces) {
  return element_path_py(t, "iterfind", self, path, namespaces);
}

Ref element_iter(Thread& t, Value self, Value tag) {
  bool all = tag == kNone || (is_str(tag) && str_equal_ascii(tag, "*"));
  return make_element_iterator(t, self, all ? Value() : tag);
}

Ref element_itertext(Thread& t, Value self) { return make_text_iterator(t, self); }

}  // namespace rt::etree
