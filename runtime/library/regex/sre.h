// Declarations that the files of module _sre share: the objects, their texts, and the operations. Functions that give a
// Ref or bool leave an error pending if it is empty or false.
#pragma once

#include "runtime/library/regex/sre_matcher.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"

namespace rt {

extern const ModuleDef kUnderSreModule;

}  // namespace rt

namespace rt::sre {

// ---- the objects; all but the scanner are immutable once made

struct Pattern : Object {
  Slot pattern;     // str, bytes or None
  Slot groupindex;  // dict: name -> number
  Slot indexgroup;  // tuple: number -> name or None
  i64 flags;
  i64 groups;
  Program* program;
  gc::Atomic<i64> hash;  // 0: not computed yet. Every thread computes the same
  enum Kind : u8 { kAnyText, kStr, kBytes } kind;
};
struct Match : Object {
  Slot string;
  Slot pattern;
  i64 pos, endpos;
  i64 lastindex;  // -1: none
  i64 groups;     // group 0 included
  i64 marks[];    // start and end of each group; -1: did not take part
};
// The object behind Pattern.scanner() and finditer().
struct Scanner : Object {
  Slot pattern;  // never changes
  Slot string;
  Slot source;  // the string, or a memoryview of it that keeps its size fixed
  i64 pos, endpos;
  i64 from;  // start of the next search; -1: exhausted. Under the object lock, like must_advance
  bool must_advance;
};
// A parsed replacement: literal, group, literal, group, ..., literal.
struct Template : Object {
  Slot parts;  // tuple
};
extern Type* g_pattern;
extern Type* g_match;
extern Type* g_scanner;
extern Type* g_find_iterator;
extern Type* g_template;
extern const TypeSpec kPatternSpec, kMatchSpec, kScannerSpec, kFindIteratorSpec, kTemplateSpec;

inline const Pattern* pattern_of(Value v) { return v.as<Pattern>(); }

// ---- texts

// The characters of a str or of an object with a buffer. The Subject borrows the string and holds its buffer, so the
// characters stay in place while the Subject lives.
class Subject {
 public:
  Subject(Thread& t, Value string);
  ~Subject() {
    if (has_buffer_) release_buffer(t_, &buffer_);
  }
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;
  bool ok() const { return ok_; }  // false: an error is pending
  bool is_text() const { return is_text_; }
  const Text& text() const { return text_; }
  i64 length() const { return static_cast<i64>(text_.length); }
  Value string() const { return string_; }
  // A part as str or bytes; the string itself if the part is the whole of an exact str or bytes.
  Ref slice(i64 start, i64 end) const;

 private:
  Thread& t_;
  Value string_;
  Text text_;
  Buffer buffer_;
  bool ok_ = true, is_text_ = false, has_buffer_ = false;
};
// TypeError if the pattern is for the other kind of text (str or bytes).
bool check_kind(Thread& t, const Pattern* pattern, const Subject& subject);
// An int argument of machine size. False: an error is pending.
bool size_py(Thread& t, Value v, i64* out);
// Converts pos and endpos of a call (endpos may be empty). False: an error is pending.
bool bounds_py(Thread& t, Value pos, Value endpos, i64* start, i64* end);
inline i64 clamped(i64 at, i64 length) { return at < 0 ? 0 : at > length ? length : at; }

// ---- operations

// The functions without _py that a method table names (pattern_findall and so on) may run Python code, too.
Ref compile_py(Thread& t, const Value* a);
Ref make_match(Thread& t, Value pattern, const Subject& subject, const Matcher& m, i64 pos, i64 endpos);
Ref make_scanner_py(Thread& t, Value pattern, Value string, Value pos, Value endpos);
Ref make_find_iterator_py(Thread& t, Value pattern, Value string, Value pos, Value endpos);

Ref pattern_findall(Thread& t, Value self, Value string, Value pos, Value endpos);
Ref pattern_split(Thread& t, Value self, Value string, Value maxsplit);
Ref pattern_sub(Thread& t, Value self, Value replacement, Value string, Value count);
Ref pattern_subn(Thread& t, Value self, Value replacement, Value string, Value count);

// _sre.template(pattern, [literal, group, literal, ...]).
Ref make_template(Thread& t, Value pattern, Value parts);
// The module `re`.
Ref library_py(Thread& t);
// Parses a replacement text by the library's parser. Gives a Template. Empty: an error is pending.
Ref compile_template_py(Thread& t, Value pattern, Value replacement);
Ref expand_template_py(Thread& t, Value parsed, const Match* match);

}  // namespace rt::sre
