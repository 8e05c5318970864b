// The functions of unicodedata that divide text into grapheme clusters: iter_graphemes() and its two types.
#include "runtime/library/codecs/unicodedata.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/text/graphemes.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::unicode_database {

namespace {

Type* g_iterator_type;  // both are made with the module, and stay
Type* g_segment_type;

struct Iterator : Object {
  Slot text;
  gc::Atomic<i64> at;  // relaxed: threads that share the iterator may see a cluster twice
  i64 end;
};
struct Segment : Object {
  Slot text;
  i64 start, end;
};

Ref make_segment(Thread& t, Value text, i64 start, i64 end) {
  Ref result = allocate_instance(t, g_segment_type);
  if (!result) return Ref();
  Segment* segment = result.as<Segment>();
  init_field(segment->text, Ref::share(t, text));
  segment->start = start;
  segment->end = end;
  return result;
}

Ref iterator_next(Thread& t, Value self) {
  Iterator* it = self.as<Iterator>();
  Value text = it->text.get();
  i64 at = it->at.load(gc::relaxed);
  if (at >= it->end) return Ref::immediate(kStop);
  size_t stop = text::grapheme_end(str_view(text), static_cast<size_t>(at), static_cast<size_t>(it->end));
  it->at.store(static_cast<i64>(stop), gc::relaxed);
  return make_segment(t, text, at, static_cast<i64>(stop));
}

Ref segment_str(Thread& t, Value self) {
  const Segment* s = self.as<Segment>();
  return make_str(t,
                  str_view(s->text.get()).sub(static_cast<size_t>(s->start), static_cast<size_t>(s->end - s->start)));
}
Ref segment_repr(Thread& t, Value self) {
  const Segment* s = self.as<Segment>();
  return format_message(t, "<Segment %lld:%lld>", static_cast<long long>(s->start), static_cast<long long>(s->end));
}

constexpr MemberDef kSegmentMembers[] = {
    {"start", MemberKind::kI64, offsetof(Segment, start), true, "where the cluster begins in the text"},
    {"end", MemberKind::kI64, offsetof(Segment, end), true, "where it ends"},
    {}};
constexpr TypeSpec kSegmentSpec = {.name = "unicodedata.Segment",
                                   .size = sizeof(Segment),
                                   .flags = kTypeTraced | kTypeDisallowNew,
                                   .doc = "A grapheme cluster of a text; str() gives its characters.",
                                   .lifetime = SlotsOf<Segment, &Segment::text>::kLifetime,
                                   .slots = {.repr = segment_repr, .str = segment_str},
                                   .members = kSegmentMembers};
constexpr TypeSpec kIteratorSpec = {.name = "unicodedata.GraphemeBreakIterator",
                                    .size = sizeof(Iterator),
                                    .flags = kTypeTraced | kTypeDisallowNew,
                                    .lifetime = SlotsOf<Iterator, &Iterator::text>::kLifetime,
                                    .slots = {.iter = self_iter, .next = iterator_next}};

// An index as in a slice: it may count from the end, and is cut to the text.
bool slice_bound_py(Thread& t, Value v, i64 length, i64* out) {
  if (!index_i64_py(t, v, out, nullptr)) return false;
  if (*out < 0) *out = std::max<i64>(0, *out + length);
  if (*out > length) *out = length;
  return true;
}

}  // namespace

Ref iter_graphemes(Thread& t, Value text, Value start, Value end) {
  if (!is_str(text)) return raise_type_error(t, "iter_graphemes() argument 1 must be str, not %A", text);
  i64 length = static_cast<i64>(as_str(text)->length), first = 0, last = length;
  if (!slice_bound_py(t, start, length, &first) || (end && !slice_bound_py(t, end, length, &last))) return Ref();
  Ref result = allocate_instance(t, g_iterator_type);
  if (!result) return Ref();
  Iterator* it = result.as<Iterator>();
  init_field(it->text, Ref::share(t, text));
  it->at.store(first, gc::relaxed);
  it->end = last;
  return result;
}

bool add_grapheme_types(Thread& t, Value module) {
  return add_native_type(t, module, g_segment_type, kSegmentSpec) &&
         add_native_type(t, module, g_iterator_type, kIteratorSpec);
}

}  // namespace rt::unicode_database
