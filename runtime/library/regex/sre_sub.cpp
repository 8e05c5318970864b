// Operations over all matches in a text: findall, split, sub; and the templates of replacements.
//
// A result is joined from slices of the subject and from replacements, without a list of the pieces. Only replacements
// that are long themselves are listed: so that a result that does not fit into memory is refused before it is made.
#include <cstring>

#include "runtime/library/parts/module_parts.h"
#include "runtime/library/regex/sre.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/value_buffer.h"
#include "runtime/text/search.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::sre {

// Joins parts of the subject and replacements to one str or bytes.
class Joiner {
 public:
  Joiner(Thread& t, const Subject& subject) : t_(t), subject_(subject), long_pieces_(t) {}

  void add_slice(i64 start, i64 end) {
    ++pieces_;
    append_slice(subject_.text(), start, end);
  }
  // Makes room for so many characters or bytes, which the next pieces have together.
  void reserve(size_t more) {
    if (subject_.is_text()) text_.reserve(more);
    else bytes_.reserve(more);
  }
  bool add_py(Value piece) {
    i64 index = pieces_++;
    bool fits = subject_.is_text() ? is_str(piece) : bool(type_of(piece)->slots.get_buffer);
    if (!fits && !wrong_) {
      wrong_ = Ref::share(t_, piece);
      wrong_index_ = index;
    }
    if (wrong_) return true;
    if (subject_.is_text()) {
      if (as_str(piece)->length >= kLongPiece) return list_piece(piece, text_.length());
      text_.append(str_view(piece));
      return true;
    }
    if (is_bytes(piece) && piece.as<Bytes>()->length >= kLongPiece) return list_piece(piece, bytes_.size());
    ByteView view(t_, piece);
    if (view) bytes_.append(view.data(), view.size());
    return bool(view);
  }
  Ref finish() {
    if (wrong_) {
      const char* wanted = subject_.is_text() ? "str instance" : "a bytes-like object";
      return raise_type_error(t_, "sequence item %lld: expected %s, %T found", static_cast<long long>(wrong_index_),
                              wanted, wrong_.get());
    }
    if (subject_.is_text()) return long_pieces_.size() == 0 ? finish_str(t_, text_) : finish_long_text();
    if (!bytes_.ok()) return raise_memory_error(t_);
    return long_pieces_.size() == 0 ? make_bytes(t_, bytes_.text()) : finish_long_bytes();
  }

 private:
  static constexpr size_t kLongPiece = 1 << 16;

  // Notes a piece that follows `at` characters or bytes of the others.
  bool list_piece(Value piece, size_t at) {
    return long_pieces_.push(Ref::immediate(Value::small_int(static_cast<i64>(at)))) &&
           long_pieces_.push(Ref::share(t_, piece));
  }
  // Calls f(piece, at, before) for each piece that is listed; `before`: the `at` of the piece before it.
  template <class F>
  void each_long_piece(F f) const {
    size_t before = 0;
    for (u64 i = 0; i < long_pieces_.size(); i += 2) {
      auto at = static_cast<size_t>(long_pieces_.data()[i].small());
      f(long_pieces_.data()[i + 1], at, before);
      before = at;
    }
  }

  Ref finish_long_text() {
    size_t length = text_.length(), rest = 0;
    text::StrView others = text_.view();
    char32_t mask = text::char_mask(others);
    bool fits = text_.ok();
    each_long_piece([&](Value piece, size_t, size_t) {
      mask |= text::char_mask(str_view(piece));
      fits = fits && !__builtin_add_overflow(length, as_str(piece)->length, &length);
    });
    text::UcsBuilder out;
    out.extend(0, mask);
    out.reserve(length);
    if (!fits || !out.ok()) return raise_memory_error(t_);
    each_long_piece([&](Value piece, size_t at, size_t before) {
      out.append(others, before, at - before);
      out.append(str_view(piece));
      rest = at;
    });
    out.append(others.from(rest));
    return finish_str(t_, out);
  }
  Ref finish_long_bytes() {
    size_t size = bytes_.size(), rest = 0;
    bool fits = true;
    each_long_piece([&](Value piece, size_t, size_t) {
      fits = fits && !__builtin_add_overflow(size, piece.as<Bytes>()->length, &size);
    });
    Ref result = fits ? make_bytes_uninitialised(t_, size) : Ref(raise_memory_error(t_));
    if (!result) return result;
    u8* out = result.as<Bytes>()->data();
    auto append = [&out](const u8* from, size_t count) {
      if (count != 0) std::memcpy(out, from, count);
      out += count;
    };
    each_long_piece([&](Value piece, size_t at, size_t before) {
      append(bytes_.data() + before, at - before);
      append(piece.as<Bytes>()->data(), piece.as<Bytes>()->length);
      rest = at;
    });
    append(bytes_.data() + rest, bytes_.size() - rest);
    return result;
  }

  void append_slice(const Text& text, i64 start, i64 end) {
    auto from = static_cast<size_t>(start), count = static_cast<size_t>(end - start);
    if (subject_.is_text()) text_.append(str_view(subject_.string()).sub(from, count));
    else bytes_.append(static_cast<const u8*>(text.data) + from, count);
  }

  Thread& t_;
  const Subject& subject_;
  text::UcsBuilder text_;
  text::ByteBuilder bytes_;
  ValueBuffer long_pieces_;  // where each one comes, and the piece
  i64 pieces_ = 0;           // for error messages
  // The first piece that is of a wrong type. CPython joins the pieces at the end, so the remaining callables are still
  // called before the TypeError is raised.
  Ref wrong_;
  i64 wrong_index_ = 0;
};

// ---- templates

namespace {

// Are the parts literal, group, literal, ..., with groups that the pattern has?
bool template_is_valid(const Pattern* pattern, const Value* parts, u64 n) {
  if (n % 2 == 0) return false;
  for (u64 i = 1; i < n; i += 2) {
    i64 group;
    if (!is_int(parts[i]) || !int_fits_i64(parts[i], &group) || group < 0 || group > pattern->groups) return false;
  }
  return true;
}

Ref finish_template(Thread& t, Value pattern, Ref parts) {
  Tuple* tuple = as_tuple(parts);
  if (!template_is_valid(pattern_of(pattern), items_of(tuple), tuple->length))
    return raise_type_error(t, "invalid template");
  Ref self = allocate_instance(t, g_template);
  if (self) init_field(self.as<Template>()->parts, std::move(parts));
  return self;
}

// Converts the form of older libraries: ([(index, group), ...], [literal or None, ...]), where `index` is the place of
// a None.
Ref template_of_groups_py(Thread& t, Value pattern, Value parsed, Value replacement) {
  Ref pair = to_tuple_py(t, parsed);
  if (!pair) return pair;
  if (as_tuple(pair)->length != 2) return raise_type_error(t, "invalid template");
  Ref groups = to_tuple_py(t, (*as_tuple(pair))[0]);
  Ref literals = groups ? to_tuple_py(t, (*as_tuple(pair))[1]) : Ref();
  Ref empty = !literals ? Ref() : is_str(replacement) ? Ref::share(t, empty_str()) : make_bytes(t, {});
  if (!empty) return Ref();
  ValueBuffer parts(t);
  u64 next_group = 0;
  for (u64 i = 0; i < as_tuple(literals)->length; ++i) {
    Value part = (*as_tuple(literals))[i];
    Ref group;
    if (part == kNone) {
      if (next_group >= as_tuple(groups)->length) return raise_type_error(t, "invalid template");
      group = getitem_py(t, (*as_tuple(groups))[next_group++], Value::small_int(1));
      if (!group) return group;
    }
    bool literal_is_due = parts.size() % 2 == 0;
    if (literal_is_due && group && !parts.push(Ref::share(t, empty))) return Ref();
    if (!parts.push(group ? std::move(group) : Ref::share(t, part))) return Ref();
  }
  if (parts.size() % 2 == 0 && !parts.push(std::move(empty))) return Ref();
  Ref all = make_tuple(t, parts.data(), parts.size());
  return all ? finish_template(t, pattern, std::move(all)) : Ref();
}

// Makes room for the groups of an expansion: one template can name a long group many times. span(group, &start, &end)
// tells where a group lies; `start` is negative if it is missing.
template <class Span>
void reserve_groups(Joiner& out, const Tuple* parts, Span span) {
  if (parts->length <= 3) return;
  size_t total = 0;
  for (u64 i = 1; i < parts->length; i += 2) {
    i64 group, start, end;
    int_fits_i64((*parts)[i], &group);
    span(group, &start, &end);
    if (start >= 0 && end > start && __builtin_add_overflow(total, static_cast<size_t>(end - start), &total))
      total = text::kNotFound;  // more than any memory
  }
  out.reserve(total);
}

bool add_expansion_py(Joiner& out, const Tuple* parts, const Matcher& m) {
  auto span = [&m](i64 group, i64* start, i64* end) {
    *start = group ? m.mark(static_cast<u32>(2 * group - 2)) : m.start();
    *end = group ? m.mark(static_cast<u32>(2 * group - 1)) : m.end();
  };
  reserve_groups(out, parts, span);
  for (u64 i = 0; i < parts->length; ++i) {
    Value part = (*parts)[i];
    if (i % 2 == 0) {
      if (!out.add_py(part)) return false;
      continue;
    }
    i64 group, start, end;
    int_fits_i64(part, &group);
    span(group, &start, &end);
    if (start >= 0 && end >= start) out.add_slice(start, end);
  }
  return true;
}

}  // namespace

Ref make_template(Thread& t, Value pattern, Value parts) {
  if (type_of(pattern) != g_pattern)
    return raise_type_error(t, "template() argument 'pattern' must be re.Pattern, not %A", pattern);
  if (!is_list(parts)) return raise_type_error(t, "template() argument 'template' must be list, not %A", parts);
  Ref tuple = list_to_tuple(t, parts);
  return tuple ? finish_template(t, pattern, std::move(tuple)) : Ref();
}

Ref library_py(Thread& t) { return import_module_py(t, "re"); }

Ref compile_template_py(Thread& t, Value pattern, Value replacement) {
  Ref re = library_py(t);
  if (!re) return re;
  Ref key = Ref::share(t, replacement);
  if (!is_str(replacement) && !is_bytes(replacement) && type_of(replacement)->slots.get_buffer) {
    ByteView view(t, replacement);  // the library's cache needs a hashable key, which a bytearray is not
    if (!view) return Ref();
    key = make_bytes(t, view.view());
    if (!key) return key;
  }
  if (dialect().minor < 12) {
    // Libraries before 3.12 have no _compile_template. _subx() is called first, although its result is not used:
    // warnings of the parser name a line a fixed number of frames above it, which must be the caller's. After that the
    // parser's result is cached, and _compile_repl() gives it without another warning.
    Ref entry = getattr_py(t, re, "_subx");
    Ref ignored = entry ? call_py(t, entry, pattern, key) : Ref();
    Ref parser = ignored ? getattr_py(t, re, "_compile_repl") : Ref();
    Ref parsed = parser ? call_py(t, parser, key, pattern) : Ref();
    return parsed ? template_of_groups_py(t, pattern, parsed, key) : Ref();
  }
  Ref parser = getattr_py(t, re, "_compile_template");
  Ref parsed = parser ? call_py(t, parser, pattern, key) : Ref();
  if (parsed && type_of(parsed) != g_template) {
    return raise(t, kRuntimeErrorType, "the result of compiling a replacement string is %T, not SRE_Template",
                 parsed.get());
  }
  return parsed;
}

Ref expand_template_py(Thread& t, Value parsed, const Match* match) {
  Subject subject(t, match->string.get());
  if (!subject.ok()) return Ref();
  Joiner out(t, subject);
  // lint: borrow: the parts of a template never change
  const Tuple* parts = as_tuple(parsed.as<Template>()->parts.get());
  reserve_groups(out, parts, [&](i64 group, i64* start, i64* end) {
    *start = group < match->groups ? clamped(match->marks[2 * group], subject.length()) : -1;
    *end = group < match->groups ? clamped(match->marks[2 * group + 1], subject.length()) : -1;
  });
  for (u64 i = 0; i < parts->length; ++i) {
    if (i % 2 == 0) {
      if (!out.add_py((*parts)[i])) return Ref();
      continue;
    }
    i64 group;
    int_fits_i64((*parts)[i], &group);
    if (group >= match->groups) return raise_index_error(t, "no such group");
    i64 start = match->marks[2 * group], end = match->marks[2 * group + 1];
    if (start >= 0) out.add_slice(clamped(start, subject.length()), clamped(end, subject.length()));
  }
  return out.finish();
}

const TypeSpec kTemplateSpec = {
    .name = "_sre.SRE_Template",
    .size = sizeof(Template),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = SlotsOf<Template, &Template::parts>::kLifetime,
};

// ---- findall, split

namespace {

Ref group_slice(const Subject& subject, const Matcher& m, u32 group, bool none_if_missing) {
  i64 start = m.mark(2 * group), end = m.mark(2 * group + 1);
  if (start >= 0 && end >= start) return subject.slice(start, end);
  return none_if_missing ? none() : subject.slice(0, 0);
}

// One item of the result of findall: the match, its group, or a tuple of its groups.
Ref found_item(Thread& t, const Subject& subject, const Matcher& m, u32 groups) {
  if (groups == 0) return subject.slice(m.start(), m.end());
  if (groups == 1) return group_slice(subject, m, 0, false);
  ValueBuffer items(t);
  for (u32 i = 0; i < groups; ++i) {
    Ref item = group_slice(subject, m, i, false);
    if (!item || !items.push(std::move(item))) return Ref();
  }
  return make_tuple(t, items.data(), items.size());
}

}  // namespace

Ref pattern_findall(Thread& t, Value self, Value string, Value pos, Value endpos) {
  const Pattern* pattern = pattern_of(self);
  i64 start, end;
  if (!bounds_py(t, pos, endpos, &start, &end)) return Ref();
  Subject subject(t, string);
  if (!subject.ok() || !check_kind(t, pattern, subject)) return Ref();
  Matcher m(t, *pattern->program, subject.text(), clamped(start, subject.length()), clamped(end, subject.length()));
  Ref result = m.ok() ? make_list(t) : Ref();
  while (result) {
    int found = m.search_py();
    if (found < 0) return Ref();
    if (!found) break;
    Ref item = found_item(t, subject, m, pattern->program->groups);
    if (!item || !list_append(t, as_list(result), std::move(item))) return Ref();
    m.advance();
  }
  return result;
}

Ref pattern_split(Thread& t, Value self, Value string, Value maxsplit) {
  const Pattern* pattern = pattern_of(self);
  i64 limit;
  if (!size_py(t, maxsplit, &limit)) return Ref();
  Subject subject(t, string);
  if (!subject.ok() || !check_kind(t, pattern, subject)) return Ref();
  Matcher m(t, *pattern->program, subject.text(), 0, subject.length());
  Ref result = m.ok() ? make_list(t) : Ref();
  if (!result) return result;
  i64 last = 0;
  auto append = [&](Ref item) { return item && list_append(t, as_list(result), std::move(item)); };
  for (i64 n = 0; limit == 0 || n < limit; ++n) {
    int found = m.search_py();
    if (found < 0) return Ref();
    if (!found) break;
    if (!append(subject.slice(last, m.start()))) return Ref();
    for (u32 i = 0; i < pattern->program->groups; ++i) {
      if (!append(group_slice(subject, m, i, true))) return Ref();
    }
    last = m.end();
    m.advance();
  }
  return append(subject.slice(last, subject.length())) ? std::move(result) : Ref();
}

// ---- sub

namespace {

// The replacement of each match: a literal, a template, or a callable that returns it.
struct Replacement {
  enum Kind { kLiteral, kTemplate, kCallable } kind;
  Ref value;
};

bool has_backslash(Thread& t, Value v, bool* result) {
  *result = true;
  if (is_str(v)) {
    *result = text::find_char(str_view(v), '\\') != text::kNotFound;
  } else if (type_of(v)->slots.get_buffer) {
    ByteView view(t, v);
    if (!view) return false;
    *result = text::find_char(view.text(), '\\') != text::kNotFound;
  }
  return true;
}

bool read_replacement_py(Thread& t, Value pattern, Value given, Replacement* out) {
  if (is_callable(given)) {
    *out = {Replacement::kCallable, Ref::share(t, given)};
    return true;
  }
  bool backslash;
  if (!has_backslash(t, given, &backslash)) return false;
  if (!backslash) {
    *out = {Replacement::kLiteral, Ref::share(t, given)};
    return true;
  }
  Ref parsed = compile_template_py(t, pattern, given);
  if (!parsed) return false;
  *out = {Replacement::kTemplate, std::move(parsed)};
  Tuple* parts = as_tuple(out->value.as<Template>()->parts.get());
  if (parts->length == 1) *out = {Replacement::kLiteral, Ref::share(t, (*parts)[0])};
  return true;
}

bool add_replacement_py(Thread& t, Value pattern, const Subject& subject, const Matcher& m,
                        const Replacement& replacement, Joiner& out) {
  if (replacement.kind == Replacement::kLiteral) return out.add_py(replacement.value);
  if (replacement.kind == Replacement::kTemplate) {
    return add_expansion_py(out, as_tuple(replacement.value.as<Template>()->parts.get()), m);
  }
  Ref match = make_match(t, pattern, subject, m, 0, subject.length());
  Ref piece = match ? call_py(t, replacement.value, match) : Ref();
  return piece && (piece.get() == kNone || out.add_py(piece));
}

// Replaces at most *count matches (0: all); *count becomes the number of replacements.
Ref substitute_py(Thread& t, Value self, Value given, Value string, i64* count) {
  const Pattern* pattern = pattern_of(self);
  Replacement replacement;
  if (!read_replacement_py(t, self, given, &replacement)) return Ref();
  Subject subject(t, string);
  if (!subject.ok() || !check_kind(t, pattern, subject)) return Ref();
  Matcher m(t, *pattern->program, subject.text(), 0, subject.length());
  if (!m.ok()) return Ref();
  Joiner out(t, subject);
  i64 n = 0, done = 0;
  for (; *count == 0 || n < *count; ++n) {
    int found = m.search_py();
    if (found < 0) return Ref();
    if (!found) break;
    if (done < m.start()) out.add_slice(done, m.start());
    if (!add_replacement_py(t, self, subject, m, replacement, out)) return Ref();
    done = m.end();
    m.advance();
  }
  *count = n;
  if (n == 0) return subject.slice(0, subject.length());
  if (done < subject.length()) out.add_slice(done, subject.length());
  return out.finish();
}

}  // namespace

Ref pattern_sub(Thread& t, Value self, Value replacement, Value string, Value count) {
  i64 n;
  if (!size_py(t, count, &n)) return Ref();
  return substitute_py(t, self, replacement, string, &n);
}

Ref pattern_subn(Thread& t, Value self, Value replacement, Value string, Value count) {
  i64 n;
  if (!size_py(t, count, &n)) return Ref();
  Ref result = substitute_py(t, self, replacement, string, &n);
  return result ? make_tuple(t, result, Value::small_int(n)) : Ref();
}

}  // namespace rt::sre
