// Reading ISO 8601 texts, as fromisoformat() does.
//
//   date: YYYY-MM-DD  YYYYMMDD  YYYY-Www[-D]  YYYYWww[D]
//   time: HH[[:]MM[[:]SS[(.|,)f+]]][Z|(+|-)HH[[:]MM[[:]SS[.f+]]]]
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/ascii.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

namespace {

class Cursor {
 public:
  explicit Cursor(const text::StrView& text) : text_(text) {}
  size_t left() const { return text_.length - at_; }
  char32_t peek() const { return left() ? text_.at(at_) : U'\0'; }
  bool take(char32_t c) {
    if (!left() || peek() != c) return false;
    ++at_;
    return true;
  }
  bool number(u32 digits, i32* out) {
    i32 n = 0;
    for (u32 i = 0; i < digits; ++i, ++at_) {
      if (!text::is_ascii_digit(peek())) return false;
      n = n * 10 + static_cast<i32>(peek() - '0');
    }
    *out = n;
    return true;
  }

 private:
  text::StrView text_;
  size_t at_ = 0;
};

bool parse_week_date(Cursor& in, i32 year, bool dashes, Day* out) {
  IsoDay iso{year, 0, 1};
  if (!in.number(2, &iso.week)) return false;
  if (in.left() && ((dashes && !in.take('-')) || !in.number(1, &iso.weekday))) return false;
  return in.left() == 0 && from_iso_day(iso, out) == IsoProblem::kNone;
}

// Reads the digits behind the point; those beyond the sixth are dropped. As in CPython anything may stand between six
// digits and a zone.
bool parse_fraction(Cursor& in, bool zone_follows, i32* microsecond) {
  if (!in.left()) return false;
  i32 digit, scale = 100000;
  for (*microsecond = 0; in.left(); scale /= 10) {
    if (!in.number(1, &digit)) return zone_follows && scale == 0;
    *microsecond += digit * scale;
  }
  return true;
}

// Reads a time or an offset. As in CPython one character, for instance a space, may stand between a time and its zone.
bool parse_clock(const text::StrView& text, bool zone_follows, TimeOfDay* out) {
  Cursor in(text);
  i32* parts[] = {&out->hour, &out->minute, &out->second};
  bool colons = true;
  for (size_t i = 0; i < std::size(parts); ++i) {
    if (!in.number(2, parts[i])) return false;
    if (!in.left()) return true;
    if (i == 0) colons = in.peek() == ':';
    bool may_have_fraction = i == 2 || library_minor() < 15;
    if (may_have_fraction && (in.take('.') || in.take(','))) return parse_fraction(in, zone_follows, &out->microsecond);
    bool ends_by_point = in.peek() == '.' || in.peek() == ',';
    if (zone_follows && in.left() == 1 && in.peek() < 0x80 && !ends_by_point) return true;
    if (i + 1 == std::size(parts)) return !colons && parse_fraction(in, zone_follows, &out->microsecond);
    if (colons && !in.take(':')) return false;
  }
  return false;
}

// Reads the zone behind its sign.
Parsed parse_zone(Thread& t, const text::StrView& text, i32 sign, Ref* zone) {
  TimeOfDay offset;
  if (!parse_clock(text, false, &offset)) return Parsed::kInvalid;
  if (library_minor() >= 15 && !check_time(t, offset)) return Parsed::kError;
  Ref delta = make_delta(t, 0, i64{sign} * seconds_of_day(offset), i64{sign} * offset.microsecond);
  if (delta) *zone = make_timezone(t, delta, Value());
  return delta && *zone ? Parsed::kOk : Parsed::kError;
}

}  // namespace

Parsed parse_date(const text::StrView& text, Day* out) {
  Cursor in(text);
  if ((text.length != 7 && text.length != 8 && text.length != 10) || !in.number(4, &out->year)) return Parsed::kInvalid;
  bool dashes = in.take('-');
  if (in.take('W')) return parse_week_date(in, out->year, dashes, out) ? Parsed::kOk : Parsed::kInvalid;
  bool good = in.number(2, &out->month) && (!dashes || in.take('-')) && in.number(2, &out->day) && in.left() == 0;
  return good ? Parsed::kOk : Parsed::kInvalid;
}

// Turns 24:00 into 00:00 of the next day.
static Parsed end_of_day(Thread& t, TimeOfDay* time, bool* next_day) {
  *next_day = time->hour == 24 && library_minor() >= 14;
  if (!*next_day) return Parsed::kOk;
  if (time->minute || time->second || time->microsecond) {
    raise_value_error(t, "minute, second, and microsecond must be 0 when hour is 24");
    return Parsed::kError;
  }
  time->hour = 0;
  return Parsed::kOk;
}

Parsed parse_time(Thread& t, const text::StrView& text, TimeOfDay* out, Ref* zone, bool* next_day) {
  size_t end = 0;
  auto ends = [](char32_t c) { return c == '+' || c == '-' || c == 'Z'; };
  while (end < text.length && !ends(text.at(end))) ++end;
  if (!parse_clock(text.sub(0, end), end < text.length, out)) return Parsed::kInvalid;
  if (end == text.length) return end_of_day(t, out, next_day);
  char32_t mark = text.at(end);
  if (mark != 'Z') {
    Parsed parsed = parse_zone(t, text.from(end + 1), mark == '-' ? -1 : 1, zone);
    return parsed == Parsed::kOk ? end_of_day(t, out, next_day) : parsed;
  }
  if (end + 1 != text.length) return Parsed::kInvalid;
  *zone = Ref::share(t, g_utc);
  return end_of_day(t, out, next_day);
}

// Finds the end of the date. Any character may separate date and time, even a digit or a dash, so only the date's form
// tells. If a week's day and the separator look alike, a dash belongs to the date if a digit follows.
size_t find_separator(const text::StrView& text) {
  constexpr size_t kWeek = 7, kBasic = 8, kExtended = 10;
  size_t n = text.length;
  if (n == kWeek) return kWeek;
  if (text.at(4) == '-') {
    if (text.at(5) != 'W') return kExtended;
    if (n > 8 && text.at(8) == '-') {
      if (n == 9) return SIZE_MAX;
      return n > 10 && text::is_ascii_digit(text.at(10)) ? kBasic : kExtended;
    }
    return kBasic;
  }
  if (text.at(4) != 'W') return kBasic;
  size_t digits_end = 7;
  while (digits_end < n && text::is_ascii_digit(text.at(digits_end))) ++digits_end;
  if (digits_end < 9) return digits_end;
  return digits_end % 2 ? kBasic : kWeek;  // an odd number of digits includes the day: the time's parts have two each
}

Error raise_no_iso_text(Thread& t, Value v) {
  if (library_minor() < 15) return raise_type_error(t, "fromisoformat: argument must be str");
  return raise_type_error(t, "fromisoformat() argument must be str, not %A", v);
}

Error raise_invalid_format(Thread& t, Value text) { return raise_value_error(t, "Invalid isoformat string: %R", text); }

}  // namespace rt::datetimes
