// Reading and applying the rules of zones.
#include "runtime/library/datetime/zoneinfo_rule.h"

namespace rt::zones {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

i64 days_since_1970(i32 year, i32 month, i32 day) { return datetimes::to_ordinal({year, month, day}) - i64{719163}; }

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool at_end() const { return rest_.empty(); }
  bool sees(char c) const { return !rest_.empty() && rest_[0] == c; }
  bool take(char c) {
    if (!sees(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // A name of letters, or between < and > of letters, digits and signs.
  bool name(std::string_view* out) {
    bool quoted = take('<');
    size_t n = 0;
    while (n < rest_.size() &&
           (is_letter(rest_[n]) || (quoted && (is_digit(rest_[n]) || rest_[n] == '+' || rest_[n] == '-'))))
      ++n;
    *out = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return n > 0 && (!quoted || take('>'));
  }

  // A number of `least` to `most` digits.
  bool number(size_t least, size_t most, i32* out) {
    size_t n = 0;
    *out = 0;
    for (; n < most && n < rest_.size() && is_digit(rest_[n]); ++n) *out = *out * 10 + (rest_[n] - '0');
    rest_.remove_prefix(n);
    return n >= least;
  }

  // [+-]h[hh][:mm[:ss]] in seconds; the hours are at most `most_hours`.
  bool time(i32 most_hours, i32* out) {
    bool negative = take('-');
    if (!negative) take('+');
    i32 hours, minutes = 0, seconds = 0;
    if (!number(1, 3, &hours) || hours > most_hours) return false;
    if (take(':') && (!number(2, 2, &minutes) || (take(':') && !number(2, 2, &seconds)))) return false;
    *out = hours * 3600 + minutes * 60 + seconds;
    if (negative) *out = -*out;
    return true;
  }

  // ,Mm.w.d or ,Jn or ,n with an optional /time.
  bool moment(YearlyMoment* out) {
    using Kind = YearlyMoment::Kind;
    bool good;
    if (take('M')) {
      out->kind = Kind::kWeekday;
      good = number(1, 2, &out->month) && take('.') && number(1, 1, &out->week) && take('.') &&
             number(1, 1, &out->weekday) && out->month >= 1 && out->month <= 12 && out->week >= 1 && out->week <= 5 &&
             out->weekday <= 6;
    } else {
      out->kind = take('J') ? Kind::kDayWithoutLeapDay : Kind::kDay;
      good = number(1, 3, &out->day) && out->day <= 365 && out->day >= (out->kind == Kind::kDay ? 0 : 1);
    }
    constexpr i32 kMostHours = 167;  // RFC 8536 allows more than a day
    return good && (!take('/') || time(kMostHours, &out->seconds));
  }

 private:
  std::string_view rest_;
};

// Between the two moments if they come in this order; else outside of them.
bool is_between(i64 start, i64 end, i64 moment) {
  return start < end ? start <= moment && moment < end : !(end <= moment && moment < start);
}

}  // namespace

i64 YearlyMoment::in_year(i32 year) const {
  i64 days;
  if (kind == Kind::kWeekday) {
    i32 first = datetimes::weekday({year, month, 1}) + 1;  // 1 is Monday, 7 is Sunday
    i32 in_month = static_cast<i32>(datetimes::floor_mod(weekday - first, 7)) + 1 + (week - 1) * 7;
    if (in_month > datetimes::days_in_month(year, month)) in_month -= 7;
    days = days_since_1970(year, month, in_month);
  } else {
    // POSIX counts from 0 if the leap day counts. The library takes that for the day before, and a rule for the whole
    // year ("0/0,J365/25") works only so.
    days = days_since_1970(year, 1, 1) + day - 1;
    if (kind == Kind::kDayWithoutLeapDay && day >= 60 && datetimes::is_leap(year)) ++days;
  }
  return days * 86400 + seconds;
}

// The clock is put forward at `start` and back at `end`. A local time in between, of the hour that is left out or comes
// twice, belongs to what `fold` says; with negative daylight saving time it is the other way round.
bool TzRule::is_dst(i64 local, i32 year, bool fold) const {
  i64 first = start.in_year(year), last = end.in_year(year);
  if (fold == (difference() >= 0)) last -= difference();
  else first += difference();
  return is_between(first, last, local);
}

bool TzRule::is_dst_at(i64 utc, i32 year, bool* fold) const {
  i64 first = start.in_year(year) - std_offset, last = end.in_year(year) - dst_offset;
  i64 from = difference() > 0 ? last : first;
  i64 to = difference() > 0 ? last + difference() : first - difference();
  *fold = from <= utc && utc < to;
  return is_between(first, last, utc);
}

const char* parse_rule(std::string_view text, TzRule* out) {
  constexpr i32 kMostHours = 24;
  Reader in(text);
  if (!in.name(&out->std_name)) return "Invalid STD format in ";
  if (in.at_end() || !in.time(kMostHours, &out->std_offset)) return "Invalid STD offset in ";
  out->std_offset = -out->std_offset;  // POSIX counts to the west
  if (in.at_end()) return nullptr;
  if (!in.name(&out->dst_name)) return "Invalid DST format in ";
  out->has_dst = true;
  out->dst_offset = out->std_offset + 3600;
  if (!in.sees(',')) {
    if (!in.time(kMostHours, &out->dst_offset)) return "Invalid DST offset in ";
    out->dst_offset = -out->dst_offset;
  }
  for (YearlyMoment* moment : {&out->start, &out->end}) {
    if (!in.take(',')) return "Missing transition rules in TZ string: ";
    if (!in.moment(moment)) return "Malformed transition rule in TZ string: ";
  }
  return in.at_end() ? nullptr : "Extraneous characters at end of TZ string: ";
}

}  // namespace rt::zones
