// Module _string: the template syntax of str.format, for string.Formatter.
#include "runtime/object/native.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/format_string.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Ref part(Thread& t, Value str, const text::Range& range) {
  return str_substring(t, str, static_cast<i64>(range.begin), static_cast<i64>(range.end));
}

// The tuple (literal, field name, spec, conversion); the last three are None if there is no field.
Ref markup_tuple(Thread& t, Value str, const Markup& m) {
  Ref literal = m.literal.length() ? part(t, str, m.literal) : Ref::share(t, empty_str());
  if (!literal) return Ref();
  if (!m.has_field) {
    Value items[] = {literal, kNone, kNone, kNone};
    return make_tuple(t, items, 4);
  }
  Ref name = part(t, str, m.field_name), spec = part(t, str, m.spec);
  Ref conversion = m.conversion ? make_char(t, m.conversion) : none();
  if (!name || !spec || !conversion) return Ref();
  Value items[] = {literal, name, spec, conversion};
  return make_tuple(t, items, 4);
}

// An iterator over a parsed template. Templates are short, so all is parsed at once. An error must come after the items
// in front of it, so the list ends with the exception.
struct ParsedTemplate : Object {
  Slot items;             // list of tuples
  Slot error;             // exception that is raised after the items, or empty
  gc::Atomic<i64> index;  // index of the next item
};

Ref parsed_next(Thread& t, Value self) {
  auto* parsed = self.as<ParsedTemplate>();
  i64 index = parsed->index.load(gc::relaxed);
  Ref item = list_get(t, as_list(parsed->items.get()), index);
  if (item) {
    parsed->index.store(index + 1, gc::relaxed);
    return item;
  }
  if (error_pending(t)) return Ref();
  Ref error = load_field(t, parsed, parsed->error);
  if (!error) return Ref::immediate(kStop);
  return raise_error(t, error);
}

void parsed_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<ParsedTemplate*>(object)->items);
  trace_slot(visitor, static_cast<ParsedTemplate*>(object)->error);
}
void parsed_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<ParsedTemplate*>(object)->items);
  clear_slot(static_cast<Thread&>(thread), static_cast<ParsedTemplate*>(object)->error);
}

constexpr Slots parsed_slots() {
  Slots s;
  s.iter = self_iter;
  s.next = parsed_next;
  return s;
}

constexpr TypeSpec kParsedSpec = {
    .name = "formatteriterator",
    .size = sizeof(ParsedTemplate),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {.trace = parsed_trace, .dispose = parsed_dispose},
    .slots = parsed_slots(),
};
Type* g_parsed_type;  // made by the first import, before anything can use it

// All items of the template; *error: the exception of a syntax error.
Ref parse_all(Thread& t, Value str, Ref* error) {
  Ref items = make_list(t);
  MarkupCursor cursor(str_view(str), {0, as_str(str)->length});
  Markup markup;
  while (items) {
    Step step = cursor.next(t, markup);
    if (step == Step::kEnd) return items;
    if (step == Step::kError) {
      *error = take_error(t);
      return items;
    }
    Ref item = markup_tuple(t, str, markup);
    if (!item || !list_append(t, as_list(items), std::move(item))) return Ref();
  }
  return items;
}

Ref formatter_parser(Thread& t, Value string) {
  if (!is_str(string)) return raise_type_error(t, "expected str, got %T", string);
  Ref error;
  Ref items = parse_all(t, string, &error);
  Ref iterator = items ? allocate_instance(t, g_parsed_type) : Ref();
  if (!iterator) return Ref();
  init_field(iterator.as<ParsedTemplate>()->items, std::move(items));
  init_field(iterator.as<ParsedTemplate>()->error, std::move(error));
  return iterator;
}

Ref name_or_number(Thread& t, Value str, const text::Range& range, i64 index) {
  return index >= 0 ? make_int(t, index) : part(t, str, range);
}

// The pair (first part, iterator over (is attribute, name)).
Ref formatter_field_name_split(Thread& t, Value string) {
  if (!is_str(string)) return raise_type_error(t, "expected str, got %T", string);
  FieldNameCursor cursor(t, str_view(string), {0, as_str(string)->length});
  if (!cursor.ok()) return Ref();
  Ref steps = make_list(t);
  NameStep step;
  while (steps) {
    Step found = cursor.next(t, step);
    if (found == Step::kError) return Ref();
    if (found == Step::kEnd) break;
    Ref name = name_or_number(t, string, step.name, step.index);
    Ref item = name ? make_tuple(t, boolean(step.is_attribute), name) : Ref();
    if (!item || !list_append(t, as_list(steps), std::move(item))) return Ref();
  }
  Ref rest = steps ? iter_py(t, steps) : Ref();
  Ref first = name_or_number(t, string, cursor.first(), cursor.first_index());
  return rest && first ? make_tuple(t, first, rest) : Ref();
}

bool init(Thread& t, Value) {
  if (!g_parsed_type) g_parsed_type = make_native_type(t, kParsedSpec);
  return true;
}

constexpr MethodDef kFunctions[] = {
    {"formatter_parser", formatter_parser, "(string, /)",
     "An iterator over the pieces of a format string: (text, field name, format spec, conversion)."},
    {"formatter_field_name_split", formatter_field_name_split, "(string, /)",
     "A field name in pieces: the first name, and an iterator over (is attribute, name or index)."},
    {},
};

}  // namespace

extern const ModuleDef kUnderStringModule = {
    .name = "_string", .doc = "string helper module", .methods = kFunctions, .init = init};

}  // namespace rt
