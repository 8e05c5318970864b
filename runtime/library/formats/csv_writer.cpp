// _csv.writer: rows in, lines out.
#include "runtime/library/formats/csv.h"
#include "runtime/text/builder.h"

namespace rt::csv {

namespace {

Type* g_writer_type;

struct Writer : Object {
  Slot write;  // the file's method
  Slot dialect;
};

bool is_number(Value v) {
  Type* type = type_of(v);
  return type->slots.index || type->slots.to_float || type->slots.to_int || is_instance(v, kComplexType);
}

class Line {
 public:
  Line(Thread& t, const Dialect* d) : t_(t), d_(*d), end_(str_view(d->line_terminator.get())) {}
  bool add_py(Value field);
  Ref finish();

 private:
  bool is_special(u32 c) const {
    return c == d_.delimiter || c == d_.escape || c == d_.quote || c == '\n' || c == '\r' || ends_line(c);
  }
  bool ends_line(u32 c) const {
    for (u64 i = 0; i < end_.length; ++i) {
      if (end_.at(i) == c) return true;
    }
    return false;
  }
  bool wants_quotes(Value field) const;
  bool needs_quotes(const text::StrView& text, bool* impossible) const;
  bool append(const text::StrView& text, bool quoted);
  bool append_escaped(const text::StrView& text);
  bool fits_space(const text::StrView& text, bool null, bool* quoted);

  Thread& t_;
  const Dialect& d_;
  text::StrView end_;
  text::UcsBuilder out_;
  u64 count_ = 0;
  bool last_null_ = false;
};

bool Line::wants_quotes(Value field) const {
  switch (d_.quoting) {
    case kAll: return true;
    case kNonNumeric: return !is_number(field);
    case kStrings: return is_str(field);
    case kNotNull: return field != kNone;
    default: return false;
  }
}

// The way in which a character is written: plain, doubled within quotes, or escaped.
enum class Way { kPlain, kDoubled, kEscaped };
Way way_of(const Dialect& d, u32 c) {
  if (d.quoting == kNever) return Way::kEscaped;
  if (c == d.quote) return d.double_quote ? Way::kDoubled : Way::kEscaped;
  return c == d.escape ? Way::kEscaped : Way::kPlain;
}

bool Line::needs_quotes(const text::StrView& text, bool* impossible) const {
  bool needed = false;
  for (u64 i = 0; i < text.length; ++i) {
    u32 c = text.at(i);
    if (!is_special(c)) continue;
    Way way = way_of(d_, c);
    if (way != Way::kEscaped) needed = true;
    else if (d_.escape == kNoChar) *impossible = true;
  }
  return needed;
}

bool Line::append_escaped(const text::StrView& text) {
  for (u64 i = 0; i < text.length; ++i) {
    u32 c = text.at(i);
    if (is_special(c)) {
      Way way = way_of(d_, c);
      if (way == Way::kDoubled) out_.append(d_.quote);
      if (way == Way::kEscaped) out_.append(d_.escape);
    }
    out_.append(c);
  }
  return true;
}

bool Line::append(const text::StrView& text, bool quoted) {
  bool impossible = false;
  if (needs_quotes(text, &impossible)) quoted = true;
  if (impossible) return raise_csv(t_, "need to escape, but no escapechar set");
  if (count_ > 0) out_.append(d_.delimiter);
  if (quoted) out_.append(d_.quote);
  append_escaped(text);
  if (quoted) out_.append(d_.quote);
  ++count_;
  return true;
}

// An empty field before a space delimiter must be quoted: a reader that skips spaces would join it to the next field.
bool Line::fits_space(const text::StrView& text, bool null, bool* quoted) {
  if (text.length > 0 || d_.delimiter != ' ' || !d_.skip_initial_space) return true;
  if (d_.quoting == kNever || (null && (d_.quoting == kStrings || d_.quoting == kNotNull))) {
    return raise_csv(t_, "empty field must be quoted if delimiter is a space and skipinitialspace is true");
  }
  *quoted = true;
  return true;
}

bool Line::add_py(Value field) {
  bool quoted = wants_quotes(field), null = field == kNone;
  Ref text = is_str(field) ? Ref::share(t_, field) : null ? Ref::share(t_, empty_str()) : str_py(t_, field);
  last_null_ = null;
  return text && fits_space(str_view(text), null, &quoted) && append(str_view(text), quoted);
}

Ref Line::finish() {
  if (count_ > 0 && out_.length() == 0) {
    // An empty line would be no record, so a single empty field must be quoted.
    if (d_.quoting == kNever || (last_null_ && (d_.quoting == kStrings || d_.quoting == kNotNull))) {
      return raise_csv(t_, "single empty field record must be quoted");
    }
    out_.append(d_.quote);
    out_.append(d_.quote);
  }
  out_.append(end_);
  return out_.ok() ? make_str(t_, out_.view()) : Ref(raise_memory_error(t_));
}

Ref write_row_py(Thread& t, Value self, Value row) {
  Writer* writer = self.as<Writer>();
  Line line(t, as_dialect(writer->dialect.get()));
  Ref fields = iter_py(t, row);
  if (!fields) {
    if (!error_is(t, kTypeErrorType)) return Ref();
    clear_error(t);
    return raise_csv(t, "iterable expected, not %T", row);
  }
  for (;;) {
    Ref field = next_py(t, fields);
    if (!field) return Ref();
    if (field == kStop) break;
    if (!line.add_py(field) || !poll_py(t)) return Ref();
  }
  Ref text = line.finish();
  return text ? call_py(t, writer->write.get(), text) : Ref();
}

Ref write_rows_py(Thread& t, Value self, Value rows) {
  return for_each_py(t, rows, [self](Thread& t2, Value row) { return bool(write_row_py(t2, self, row)); }) ? none()
                                                                                                           : Ref();
}

constexpr MethodDef kWriterMethods[] = {
    {"writerow", write_row_py, "(self, row, /)", "Construct and write a CSV record from an iterable of fields."},
    {"writerows", write_rows_py, "(self, rows, /)", "Construct and write a series of iterables to a csv file."},
    {},
};
constexpr MemberDef kWriterMembers[] = {{"dialect", MemberKind::kSlot, offsetof(Writer, dialect)}, {}};
constexpr TypeSpec kWriterSpec = {.name = "_csv.writer",
                                  .size = sizeof(Writer),
                                  .flags = kTypeTraced | kTypeDisallowNew,
                                  .doc =
                                      "CSV writer\n\nWriter objects are responsible for generating tabular data\n"
                                      "in CSV format from sequence input.",
                                  .lifetime = SlotsOf<Writer, &Writer::write, &Writer::dialect>::kLifetime,
                                  .methods = kWriterMethods,
                                  .members = kWriterMembers};

}  // namespace

Ref make_writer_py(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "expected at least 1 argument, got 0");
  Ref name = intern(t, "write");
  Ref write = name ? getattr_optional_py(t, args[0], name) : Ref();
  if (!write || !is_callable(write)) {
    return error_pending(t) ? Ref() : Ref(raise_type_error(t, "argument 1 must have a \"write\" method"));
  }
  Ref dialect = dialect_from_args_py(t, CallArgs{args.values + 1, args.positional - 1, args.names});
  Ref writer = dialect ? allocate_instance(t, g_writer_type) : Ref();
  if (!writer) return Ref();
  init_field(writer.as<Writer>()->write, std::move(write));
  init_field(writer.as<Writer>()->dialect, std::move(dialect));
  return writer;
}

bool add_writer_type(Thread& t, Value module) {
  if (!g_writer_type) g_writer_type = make_native_type(t, kWriterSpec);
  return module_add(t, module, "Writer", Ref::share(t, g_writer_type));
}

}  // namespace rt::csv
