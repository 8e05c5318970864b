// Pattern.scanner() and Pattern.finditer(): one match after another. Threads may share a scanner: each match is given
// to one thread only.
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/regex/sre.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/text/str.h"

namespace rt::sre {

namespace {

struct FindIterator : Object {
  Slot scanner;
};

struct Progress {
  i64 from;
  bool must_advance;
};
Progress progress_of(Scanner* scanner) {
  gc::ObjectLock lock(scanner);
  return {scanner->from, scanner->must_advance};
}
// Moves the scanner from `before` to `after`. False: another thread has moved it, so the match that this thread found
// belongs to that thread.
bool move_on(Scanner* scanner, Progress before, Progress after) {
  gc::ObjectLock lock(scanner);
  if (scanner->from != before.from || scanner->must_advance != before.must_advance) return false;
  scanner->from = after.from;
  scanner->must_advance = after.must_advance;
  return true;
}

// The next match, or None if there is no other.
Ref step_py(Thread& t, Scanner* scanner, bool search) {
  Value pattern = scanner->pattern.get();
  Subject source(t, scanner->source.get());
  if (!source.ok()) return Ref();
  Subject string(t, scanner->string.get());
  if (!string.ok()) return Ref();
  for (;;) {
    Progress before = progress_of(scanner);
    if (before.from < 0) return none();
    Matcher m(t, *pattern_of(pattern)->program, source.text(), before.from, scanner->endpos);
    if (!m.ok()) return Ref();
    m.go_on(before.from, before.must_advance);
    int found = search ? m.search_py() : m.match_py(false);
    if (found < 0) return Ref();
    Ref match = found ? make_match(t, pattern, string, m, scanner->pos, scanner->endpos) : none();
    if (!match) return match;
    Progress after = {-1, false};
    if (found) after = {m.end(), m.end() == m.start()};
    if (move_on(scanner, before, after)) return match;
  }
}

Ref scanner_match(Thread& t, Value self) { return step_py(t, self.as<Scanner>(), false); }
Ref scanner_search(Thread& t, Value self) { return step_py(t, self.as<Scanner>(), true); }

Ref find_next(Thread& t, Value self) {
  Ref match = step_py(t, self.as<FindIterator>()->scanner.get().as<Scanner>(), true);
  return match && match.get() == kNone ? Ref::immediate(kStop) : std::move(match);
}

constexpr MethodDef kScannerMethods[] = {{"match", scanner_match, "(self, /)"},
                                         {"prefixmatch", scanner_match, "(self, /)"},
                                         {"search", scanner_search, "(self, /)"},
                                         {}};
constexpr MemberDef kScannerMembers[] = {{"pattern", MemberKind::kSlot, offsetof(Scanner, pattern)}, {}};

}  // namespace

Ref make_scanner_py(Thread& t, Value pattern, Value string, Value pos, Value endpos) {
  i64 start, end;
  if (!bounds_py(t, pos, endpos, &start, &end)) return Ref();
  Subject subject(t, string);
  if (!subject.ok() || !check_kind(t, pattern_of(pattern), subject)) return Ref();
  Ref source = is_str(string) || is_bytes(string) ? Ref::share(t, string) : make_memoryview_py(t, string);
  Ref self = source ? allocate_instance(t, g_scanner) : Ref();
  if (!self) return self;
  auto* scanner = self.as<Scanner>();
  init_field(scanner->pattern, Ref::share(t, pattern));
  init_field(scanner->string, Ref::share(t, string));
  init_field(scanner->source, std::move(source));
  scanner->pos = clamped(start, subject.length());
  scanner->endpos = clamped(end, subject.length());
  scanner->from = scanner->pos;
  return self;
}

Ref make_find_iterator_py(Thread& t, Value pattern, Value string, Value pos, Value endpos) {
  Ref scanner = make_scanner_py(t, pattern, string, pos, endpos);
  Ref self = scanner ? allocate_instance(t, g_find_iterator) : Ref();
  if (self) init_field(self.as<FindIterator>()->scanner, std::move(scanner));
  return self;
}

const TypeSpec kScannerSpec = {
    .name = "_sre.SRE_Scanner",
    .size = sizeof(Scanner),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = SlotsOf<Scanner, &Scanner::pattern, &Scanner::string, &Scanner::source>::kLifetime,
    .methods = kScannerMethods,
    .members = kScannerMembers,
};
// The type's name is the one that CPython's finditer() shows.
const TypeSpec kFindIteratorSpec = {
    .name = "callable_iterator",
    .size = sizeof(FindIterator),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = SlotsOf<FindIterator, &FindIterator::scanner>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.iter = self_iter;
          s.next = find_next;
          return s;
        }(),
};

}  // namespace rt::sre
