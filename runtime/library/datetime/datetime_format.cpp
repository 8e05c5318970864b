// The texts of dates and times: ISO 8601, repr, ctime, strftime.
#include <cstdio>

#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::datetimes {

namespace {

constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// A short text of digits and ASCII marks. Numbers that are too wide for their place (only pickled states have them) are
// written in full.
class Line {
 public:
  Line& number(u32 n, u32 width) {
    char digits[10];
    u32 count = 0;
    do digits[count++] = static_cast<char>('0' + n % 10);
    while (n /= 10);
    for (u32 i = count; i < width; ++i) text_[length_++] = '0';
    while (count) text_[length_++] = digits[--count];
    return *this;
  }
  Line& mark(char c) {
    text_[length_++] = c;
    return *this;
  }
  std::string_view view() const { return {text_, length_}; }

 private:
  char text_[128];
  u32 length_ = 0;
};

void put_day(Line& out, const Day& day) {
  out.number(static_cast<u32>(day.year), 4)
      .mark('-')
      .number(static_cast<u32>(day.month), 2)
      .mark('-')
      .number(static_cast<u32>(day.day), 2);
}

enum class Spec { kHours, kMinutes, kSeconds, kMilliseconds, kMicroseconds };

bool read_spec(Thread& t, Value text, const TimeOfDay& time, Spec* out) {
  static constexpr const char* kNames[] = {"hours", "minutes", "seconds", "milliseconds", "microseconds"};
  *out = time.microsecond ? Spec::kMicroseconds : Spec::kSeconds;
  if (!text || str_equal_ascii(text, "auto")) return true;
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (!str_equal_ascii(text, kNames[i])) continue;
    *out = static_cast<Spec>(i);
    return true;
  }
  return raise_value_error(t, "Unknown timespec value");
}

void put_time(Line& out, const TimeOfDay& time, Spec spec) {
  out.number(static_cast<u32>(time.hour), 2);
  if (spec >= Spec::kMinutes) out.mark(':').number(static_cast<u32>(time.minute), 2);
  if (spec >= Spec::kSeconds) out.mark(':').number(static_cast<u32>(time.second), 2);
  if (spec == Spec::kMilliseconds) out.mark('.').number(static_cast<u32>(time.microsecond / 1000), 3);
  if (spec == Spec::kMicroseconds) out.mark('.').number(static_cast<u32>(time.microsecond), 6);
}

// Appends an offset such as "+01:00", with seconds and microseconds if there are any.
void put_offset(Line& out, const Delta* offset, bool colons) {
  bool negative = offset->days < 0;
  i64 us = static_cast<i64>(microseconds_of(offset));
  if (negative) us = -us;
  u32 seconds = static_cast<u32>(us / 1000000), rest = static_cast<u32>(us % 1000000);
  auto colon = [&] {
    if (colons) out.mark(':');
  };
  out.mark(negative ? '-' : '+').number(seconds / 3600, 2);
  colon();
  out.number(seconds / 60 % 60, 2);
  if (seconds % 60 == 0 && rest == 0) return;
  colon();
  out.number(seconds % 60, 2);
  if (rest) out.mark('.').number(rest, 6);
}

}  // namespace

Ref format_date(Thread& t, const Day& day) {
  Line out;
  put_day(out, day);
  return make_str_ascii(t, out.view());
}

Ref iso_time_text(Thread& t, const TimeOfDay& time, Value offset, Value timespec) {
  Spec spec;
  Line out;
  if (!read_spec(t, timespec, time, &spec)) return Ref();
  put_time(out, time, spec);
  if (offset != kNone) put_offset(out, as_delta(offset), true);
  return make_str_ascii(t, out.view());
}

Ref iso_datetime_text(Thread& t, const Day& day, const TimeOfDay& time, u32 separator, Value offset, Value timespec) {
  Spec spec;
  Line date, clock;
  if (!read_spec(t, timespec, time, &spec)) return Ref();
  put_day(date, day);
  Line& rest = separator < 0x80 ? date.mark(static_cast<char>(separator)) : clock;
  put_time(rest, time, spec);
  if (offset != kNone) put_offset(rest, as_delta(offset), true);
  if (separator < 0x80) return make_str_ascii(t, date.view());
  StrBuilder out(t);
  out.append_ascii(date.view());
  out.append(static_cast<char32_t>(separator));
  out.append_ascii(clock.view());
  return out.finish();
}

Ref ctime_text(Thread& t, const Day& day, const TimeOfDay& time) {
  char text[64];
  int n = std::snprintf(text, sizeof text, "%s %s %2d %02d:%02d:%02d %04d", kDays[weekday(day)], kMonths[day.month - 1],
                        day.day, time.hour, time.minute, time.second, day.year);
  return make_str_ascii(t, {text, static_cast<size_t>(n)});
}

Ref repr_text_py(Thread& t, Value self, const i32* numbers, u32 count, const ClockFields* clock) {
  StrBuilder out(t);
  out.append_utf8(type_name(self));
  out.append_ascii("(");
  for (u32 i = 0; i < count; ++i) {
    Line number;
    if (i) out.append_ascii(", ");
    out.append_ascii(number.number(static_cast<u32>(numbers[i]), 1).view());
  }
  bool fold = clock && clock->fold.load(gc::relaxed), fold_first = is_datetime(self);
  if (fold && fold_first) out.append_ascii(", fold=1");
  if (clock && clock->zone.get()) {
    out.append_ascii(", tzinfo=");
    if (!out.append_repr_py(clock->zone.get())) return Ref();
  }
  if (fold && !fold_first) out.append_ascii(", fold=1");
  out.append_ascii(")");
  return out.finish();
}

Ref timezone_name(Thread& t, const Delta* offset) {
  Line out;
  out.mark('U').mark('T').mark('C');
  put_offset(out, offset, true);
  return make_str_ascii(t, out.view());
}

// ---- strftime

namespace {

Ref strftime_py(Thread& t, Value format, Value time_tuple) {
  Ref module = import_module_py(t, "time");
  Ref strftime = module ? getattr_py(t, module, "strftime") : Ref();
  return strftime ? call_py(t, strftime, format, time_tuple) : Ref();
}
Ref strftime_py(Thread& t, const char* format, Value time_tuple) {
  Ref text = make_str_ascii(t, format);
  return text ? strftime_py(t, text, time_tuple) : Ref();
}

// The year in a time tuple, if it is one that the C library writes without zeros; else 1000.
bool early_year_py(Thread& t, Value time_tuple, i64* year) {
  *year = 1000;
  if (library_minor() < 14) return true;
  Ref first = getitem_py(t, time_tuple, Value::small_int(0));
  i64 n;
  if (!first || !to_i64_py(t, first, &n)) return false;
  if (n >= 0 && n < 1000) *year = n;
  return true;
}

// Translates a format of strftime() to the one that the C library gets.
class FormatWriter {
 public:
  FormatWriter(Thread& t, Value time_tuple, i64 year, i32 microsecond, Value zone, Value argument)
      : t_(t),
        out_(t),
        time_tuple_(time_tuple),
        year_(year),
        microsecond_(microsecond),
        zone_(zone),
        argument_(argument) {}

  // False: an error is pending.
  bool write_py(const text::StrView& format) {
    for (size_t i = 0; i < format.length; ++i) {
      char32_t c = format.at(i), next = i + 1 < format.length ? format.at(i + 1) : 0;
      if (c != '%' || i + 1 == format.length) {
        out_.append(c);
        continue;
      }
      ++i;
      if (next == ':' && i + 1 < format.length && format.at(i + 1) == 'z') {
        ++i;
        if (!put_offset_py(true)) return false;
      } else if (next == 'z') {
        if (!put_offset_py(false)) return false;
      } else if (next == 'Z') {
        if (!put_name_py()) return false;
      } else if (next == 'f') {
        out_.append_ascii(Line().number(static_cast<u32>(microsecond_), 6).view());
      } else if (year_ < 1000 && (next == 'Y' || next == 'F' || next == 'C' || next == 'G')) {
        if (!put_early_year_py(static_cast<char>(next))) return false;
      } else {
        out_.append(c);
        out_.append(next);
      }
    }
    return true;
  }
  Ref finish() { return out_.finish(); }

 private:
  // The C library writes years before 1000 without zeros in front; since 3.14 they have them.
  bool put_early_year_py(char directive) {
    Line text;
    i64 year = year_;
    if (directive == 'G') {  // the year of the ISO week: only the library knows it
      Ref written = strftime_py(t_, "%G", time_tuple_);
      Ref number = written ? call_py(t_, kIntType, written) : Ref();
      if (!number || !to_i64_py(t_, number, &year)) return false;
    }
    if (directive == 'C') text.number(static_cast<u32>(year / 100), 2);
    else text.number(static_cast<u32>(year), 4);  // lint: narrow: a year of a date, or the next one
    out_.append_ascii(text.view());
    if (directive == 'F') out_.append_ascii("-%m-%d");
    return true;
  }
  bool put_offset_py(bool colons) {
    Ref offset = zone_offset_py(t_, zone_, "utcoffset", argument_);
    if (!offset || offset.get() == kNone) return bool(offset);
    Line text;
    put_offset(text, as_delta(offset), colons);
    out_.append_ascii(text.view());
    return true;
  }
  bool put_name_py() {
    Ref name = zone_name_py(t_, zone_, argument_);
    if (!name || name.get() == kNone) return bool(name);
    Ref escaped = escape_py(name);
    if (escaped) out_.append(escaped.get());
    return bool(escaped);
  }
  // Doubles percent signs by str.replace(), which a subclass may override.
  Ref escape_py(Value name) {
    Ref replace = getattr_py(t_, name, "replace"), one = make_char(t_, '%'), two = make_str_ascii(t_, "%%");
    Ref escaped = replace && one && two ? call_py(t_, replace, one, two) : Ref();
    if (!escaped || is_str(escaped)) return escaped;
    return raise_type_error(t_, "tzname.replace() did not return a string");
  }

  Thread& t_;
  StrBuilder out_;
  Value time_tuple_;
  i64 year_;  // 1000 or more: the C library's text is right
  i32 microsecond_;
  Value zone_, argument_;
};

}  // namespace

Ref wrap_strftime_py(Thread& t, Value format, Value time_tuple, i32 microsecond, Value zone, Value argument) {
  i64 year;
  if (!early_year_py(t, time_tuple, &year)) return Ref();
  FormatWriter writer(t, time_tuple, year, microsecond, zone, argument);
  if (!writer.write_py(str_view(format))) return Ref();
  Ref plain = writer.finish();
  // Up to 3.13 lone surrogates are refused, in the format and in the zone's name.
  if (!plain || (library_minor() < 14 && !Utf8(t, plain).ok())) return Ref();
  return strftime_py(t, plain, time_tuple);
}

Ref struct_time_py(Thread& t, const Day& day, const TimeOfDay& time, i32 dst) {
  i32 day_of_year = days_before_month(day.year, day.month) + day.day;
  const i32 numbers[] = {day.year,    day.month,    day.day,     time.hour, time.minute,
                         time.second, weekday(day), day_of_year, dst};
  Value items[std::size(numbers)];
  for (size_t i = 0; i < std::size(numbers); ++i) items[i] = Value::small_int(numbers[i]);
  Ref module = import_module_py(t, "time");
  Ref make = module ? getattr_py(t, module, "struct_time") : Ref();
  Ref tuple = make ? make_tuple(t, items, std::size(items)) : Ref();
  return tuple ? call_py(t, make, tuple) : Ref();
}

Ref format_method_py(Thread& t, Value self, Value format) {
  if (!is_str(format)) return raise_type_error(t, "__format__() argument 1 must be str, not %A", format);
  if (as_str(format)->length == 0) return str_py(t, self);
  Ref f = getattr_py(t, self, "strftime");
  return f ? call_py(t, f, format) : Ref();
}

}  // namespace rt::datetimes
