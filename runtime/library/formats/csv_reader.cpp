// _csv.reader: lines in, records out. The state machine is a local variable of one __next__: a record never ends within
// a line, so no state is kept between two calls.
//
// An iterator of lines may call the reader that asks it for a line. CPython's reader keeps its state between the calls,
// and refuses what such an iterator returns; so does this one. Several threads may read from one reader.
#include <algorithm>

#include "runtime/library/formats/csv.h"
#include "runtime/text/builder.h"
#include "runtime/types/numbers/float.h"

namespace rt::csv {

namespace {

Type* g_reader_type;

struct Reader : Object {
  Slot lines;  // iterator
  Slot dialect;
  gc::Atomic<i64> line_num;  // lines read so far; relaxed
  gc::Atomic<u64> advances;  // finished calls of __next__, and below them the id of the thread of the last one; relaxed
};

void note_advance(const Thread& t, Reader* reader) {
  u64 calls = (reader->advances.load(gc::relaxed) >> 32) + 1;
  reader->advances.store(calls << 32 | t.id, gc::relaxed);
}

// True if this thread has called __next__ since `before` was read.
bool has_advanced(const Thread& t, const Reader* reader, u64 before) {
  u64 now = reader->advances.load(gc::relaxed);
  return now != before && static_cast<u32>(now) == t.id;
}

enum class State {
  kStartRecord,
  kStartField,
  kEscaped,
  kInField,
  kInQuoted,
  kEscapedInQuoted,
  kQuoteInQuoted,
  kEatNewline,
  kAfterEscapedNewline
};
constexpr u32 kEndOfLine = ~1u;  // stands for the end of the iterator's text

bool is_newline(u32 c) { return c == '\n' || c == '\r'; }
bool is_end(u32 c) { return is_newline(c) || c == kEndOfLine; }

constexpr u64 kCharsBetweenPolls = 1 << 16;

class Machine {
 public:
  Machine(Thread& t, const Dialect* d) : t_(t), d_(*d), fields_(make_list(t)) {}
  explicit operator bool() const { return bool(fields_); }
  // The caller holds the line.
  bool take_line_py(Value line) {
    for (u64 i = 0, n = as_str(line)->length; i < n;) {
      for (u64 end = std::min(n, i + kCharsBetweenPolls); i < end; ++i) {
        if (!take(as_str(line)->at(i))) return false;
      }
      if (!poll_py(t_)) return false;
    }
    return take(kEndOfLine);
  }
  bool between_records() const { return state_ == State::kStartRecord; }
  bool in_record() const { return field_.length() > 0 || state_ == State::kInQuoted; }
  bool finish_early() { return !d_.strict ? save() : bool(raise_csv(t_, "unexpected end of data")); }
  Ref fields() { return std::move(fields_); }

 private:
  bool take(u32 c);
  bool start_field(u32 c);
  bool in_field(u32 c);
  bool in_quoted(u32 c);
  bool after_quote(u32 c);
  bool is_quote(u32 c) const { return c == d_.quote && d_.quoting != kNever; }

  bool go(State next) {
    state_ = next;
    return true;
  }
  bool add(u32 c, State next) {
    i64 limit = g_field_limit.load(gc::relaxed);
    if (static_cast<i64>(field_.length()) >= limit)
      return raise_csv(t_, "field larger than field limit (%lld)", static_cast<long long>(limit));
    field_.append(c);
    return go(next);
  }
  bool end_field(u32 c) {
    if (!save()) return false;
    return go(c == kEndOfLine ? State::kStartRecord : State::kEatNewline);
  }
  bool save();

  Thread& t_;
  const Dialect& d_;
  Ref fields_;
  text::UcsBuilder field_;
  State state_ = State::kStartRecord;
  bool unquoted_ = true;
};

// lint: name: float() of a str is native
bool Machine::save() {
  Ref value;
  bool numeric = d_.quoting == kNonNumeric || d_.quoting == kStrings;
  if (unquoted_ && field_.length() == 0 && (d_.quoting == kNotNull || d_.quoting == kStrings)) {
    value = none();
  } else {
    if (!field_.ok()) return raise_memory_error(t_);
    value = make_str(t_, field_.view());
    if (value && unquoted_ && numeric && field_.length() > 0) value = call_py(t_, kFloatType, value);
  }
  field_.clear();
  return value && list_append(t_, as_list(fields_), std::move(value));
}

bool Machine::start_field(u32 c) {
  unquoted_ = true;
  if (is_end(c)) return end_field(c);
  if (is_quote(c)) {
    unquoted_ = false;
    return go(State::kInQuoted);
  }
  if (c == d_.escape) return go(State::kEscaped);
  if (c == ' ' && d_.skip_initial_space) return go(State::kStartField);
  if (c == d_.delimiter) return save() && go(State::kStartField);
  return add(c, State::kInField);
}

bool Machine::in_field(u32 c) {
  if (is_end(c)) return end_field(c);
  if (c == d_.escape) return go(State::kEscaped);
  if (c == d_.delimiter) return save() && go(State::kStartField);
  // as in CPython: after an escaped newline the state stays the same, so the end of the text ends no line
  return add(c, state_);
}

bool Machine::in_quoted(u32 c) {
  if (c == kEndOfLine) return true;
  if (c == d_.escape) return go(State::kEscapedInQuoted);
  if (is_quote(c)) return go(d_.double_quote ? State::kQuoteInQuoted : State::kInField);
  return add(c, State::kInQuoted);
}

// The character behind a quote in a quoted field: another quote makes a doubled one, else the field has ended.
bool Machine::after_quote(u32 c) {
  if (is_quote(c)) return add(c, State::kInQuoted);
  if (c == d_.delimiter) return save() && go(State::kStartField);
  if (is_end(c)) return end_field(c);
  if (!d_.strict) return add(c, State::kInField);
  Ref delimiter = make_char(t_, d_.delimiter), quote = make_char(t_, d_.quote);
  return delimiter && quote && raise_csv(t_, "'%S' expected after '%S'", delimiter.get(), quote.get());
}

bool Machine::take(u32 c) {
  switch (state_) {
    case State::kStartRecord:
      if (c == kEndOfLine) return true;
      if (is_newline(c)) return go(State::kEatNewline);
      return start_field(c);
    case State::kStartField: return start_field(c);
    case State::kEscaped:
      if (is_newline(c)) return add(c, State::kAfterEscapedNewline);
      return add(c == kEndOfLine ? '\n' : c, State::kInField);
    case State::kAfterEscapedNewline: return c == kEndOfLine || in_field(c);
    case State::kInField: return in_field(c);
    case State::kInQuoted: return in_quoted(c);
    case State::kEscapedInQuoted: return add(c == kEndOfLine ? '\n' : c, State::kInQuoted);
    case State::kQuoteInQuoted: return after_quote(c);
    case State::kEatNewline: break;
  }
  if (is_newline(c)) return true;
  if (c == kEndOfLine) return go(State::kStartRecord);
  return raise_csv(t_, "new-line character seen in unquoted field - do you need to open the file with newline=''?");
}

Ref read_record_py(Thread& t, Reader* reader) {
  Value lines = reader->lines.get();  // never changes, like the dialect
  Machine machine(t, as_dialect(reader->dialect.get()));
  if (!machine) return Ref();
  do {
    u64 before = reader->advances.load(gc::relaxed);
    Ref line = next_py(t, lines);
    if (!line) return Ref();
    if (has_advanced(t, reader, before)) return raise_csv(t, "iterator has already advanced the reader");
    if (line == kStop) {
      if (!machine.in_record()) return Ref::immediate(kStop);
      return machine.finish_early() ? machine.fields() : Ref();
    }
    if (!is_str(line)) {
      return raise_csv(t, "iterator should return strings, not %T (the file should be opened in text mode)",
                       line.get());
    }
    reader->line_num.fetch_add(1, gc::relaxed);
    if (!machine.take_line_py(line)) return Ref();
  } while (!machine.between_records());
  return machine.fields();
}

Ref next(Thread& t, Value self) {
  Ref record = read_record_py(t, self.as<Reader>());
  note_advance(t, self.as<Reader>());
  return record;
}

Ref iter(Thread& t, Value self) { return Ref::share(t, self); }
Ref get_line_num(Thread& t, Value self) { return make_int(t, self.as<Reader>()->line_num.load(gc::relaxed)); }

constexpr MemberDef kReaderMembers[] = {{"dialect", MemberKind::kSlot, offsetof(Reader, dialect)}, {}};
constexpr GetSetDef kReaderGetSet[] = {{"line_num", get_line_num}, {}};
constexpr Slots kReaderSlots = [] {
  Slots s{};
  s.iter = iter;
  s.next = next;
  return s;
}();
constexpr TypeSpec kReaderSpec = {
    .name = "_csv.reader",
    .size = sizeof(Reader),
    .flags = kTypeTraced | kTypeDisallowNew,
    .doc = "CSV reader\n\nReader objects are responsible for reading and parsing tabular data in CSV format.",
    .lifetime = SlotsOf<Reader, &Reader::lines, &Reader::dialect>::kLifetime,
    .slots = kReaderSlots,
    .getset = kReaderGetSet,
    .members = kReaderMembers};

}  // namespace

Ref make_reader_py(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "expected at least 1 argument, got 0");
  Ref lines = iter_py(t, args[0]);
  Ref dialect = lines ? dialect_from_args_py(t, CallArgs{args.values + 1, args.positional - 1, args.names}) : Ref();
  Ref reader = dialect ? allocate_instance(t, g_reader_type) : Ref();
  if (!reader) return Ref();
  init_field(reader.as<Reader>()->lines, std::move(lines));
  init_field(reader.as<Reader>()->dialect, std::move(dialect));
  return reader;
}

// The module knows the type as Reader, because `reader`, the type's own name, is the function.
bool add_reader_type(Thread& t, Value module) {
  if (!g_reader_type) g_reader_type = make_native_type(t, kReaderSpec);
  return module_add(t, module, "Reader", Ref::share(t, g_reader_type));
}

}  // namespace rt::csv
