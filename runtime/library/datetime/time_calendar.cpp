// The calendar part of `time`: struct_time and the C library's conversions.
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>

#include "runtime/library/datetime/time.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/environment.h"
#include "runtime/text/builder.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::clock {

namespace {

constexpr StructSequenceField kFields[] = {{"tm_year", "year, for example, 1993"},
                                           {"tm_mon", "month, from 1"},
                                           {"tm_mday", "day of the month, from 1"},
                                           {"tm_hour", "hours, range [0, 23]"},
                                           {"tm_min", "minutes, range [0, 59]"},
                                           {"tm_sec", "seconds, range [0, 61])"},
                                           {"tm_wday", "day of the week, from 0 for Monday"},
                                           {"tm_yday", "day of the year, from 1"},
                                           {"tm_isdst", "1 in summer time, 0 in winter time, -1 if not known"},
                                           {"tm_zone", "abbreviation of timezone name"},
                                           {"tm_gmtoff", "offset from UTC in seconds"},
                                           {nullptr, nullptr}};
constexpr u32 kVisible = 9, kAll = 11;

Type* g_struct_time = nullptr;  // made with the module, immortal

// ---- between tm and struct_time

Ref from_tm(Thread& t, const tm& b) {
  int numbers[kVisible] = {0,        b.tm_mon + 1,        b.tm_mday,     b.tm_hour, b.tm_min,
                           b.tm_sec, (b.tm_wday + 6) % 7, b.tm_yday + 1, b.tm_isdst};
  Ref items[kAll];
  items[0] = make_int(t, i64{b.tm_year} + 1900);
  for (u32 i = 1; i < kVisible; ++i) items[i] = make_int(t, numbers[i]);
  items[9] = decode_fs(t, b.tm_zone ? b.tm_zone : "");
  items[10] = make_int(t, b.tm_gmtoff);
  return items[9] ? make_struct_sequence_instance(t, g_struct_time, items, kAll) : Ref();
}

bool read_numbers_py(Thread& t, Value tuple, const char* function, i32* numbers) {
  if (as_tuple(tuple)->length < kVisible || (as_tuple(tuple)->length != kVisible && type_of(tuple) != g_struct_time)) {
    return raise_type_error(t, "%s(): illegal time tuple argument", function);
  }
  for (u32 i = 0; i < kVisible; ++i) {
    if (!to_i32_by_format_py(t, (*as_tuple(tuple))[i], &numbers[i])) return false;
  }
  return true;
}

// Reads zone and offset, which only struct_time has. `zone` owns the name's text, to which *out points.
bool read_zone_py(Thread& t, Value tuple, tm* out, std::string* zone) {
  if (type_of(tuple) != g_struct_time) return true;
  Ref text = getattr_py(t, tuple, "tm_zone"), offset = text ? getattr_py(t, tuple, "tm_gmtoff") : Ref();
  if (!offset) return false;
  if (is_str(text)) {
    Utf8 utf8(t, text, true);
    if (!utf8.ok()) return false;
    *zone = utf8.view();
    out->tm_zone = zone->c_str();
  }
  i64 seconds;
  if (offset.get() == kNone) return true;
  if (!to_i64_py(t, offset, &seconds)) return false;
  out->tm_gmtoff = seconds;
  return true;
}

bool to_tm_py(Thread& t, Value tuple, const char* function, tm* out, std::string* zone) {
  *out = tm{};
  if (!is_tuple(tuple)) return raise_type_error(t, "Tuple or struct_time argument required");
  i32 n[kVisible];
  if (!read_numbers_py(t, tuple, function, n)) return false;
  if (n[0] < INT_MIN + 1900) return raise_overflow_error(t, "year out of range");
  out->tm_year = n[0] - 1900;
  out->tm_mon = n[1] - 1;
  out->tm_mday = n[2];
  out->tm_hour = n[3];
  out->tm_min = n[4];
  out->tm_sec = n[5];
  out->tm_wday = (n[6] + 1) % 7;
  out->tm_yday = n[7] - 1;
  out->tm_isdst = n[8];
  return read_zone_py(t, tuple, out, zone);
}

// Refuses values that the C library cannot handle. Zeros in place of month, day and day of the year mean the first.
// False: ValueError is pending.
bool check_tm(Thread& t, tm* b) {
  if (b->tm_mon == -1) b->tm_mon = 0;
  else if (b->tm_mon < 0 || b->tm_mon > 11) return raise_value_error(t, "month out of range");
  if (b->tm_mday == 0) b->tm_mday = 1;
  else if (b->tm_mday < 0 || b->tm_mday > 31) return raise_value_error(t, "day of month out of range");
  if (b->tm_hour < 0 || b->tm_hour > 23) return raise_value_error(t, "hour out of range");
  if (b->tm_min < 0 || b->tm_min > 59) return raise_value_error(t, "minute out of range");
  if (b->tm_sec < 0 || b->tm_sec > 61) return raise_value_error(t, "seconds out of range");
  if (b->tm_wday < 0) return raise_value_error(t, "day of week out of range");
  if (b->tm_yday == -1) b->tm_yday = 0;
  else if (b->tm_yday < 0 || b->tm_yday > 365) return raise_value_error(t, "day of year out of range");
  return true;
}

// ---- seconds

bool double_to_time(Thread& t, double seconds, time_t* out) {
  if (std::isnan(seconds)) return raise_value_error(t, "Invalid value NaN (not a number)");
  double whole = std::floor(seconds);
  if (!(whole >= -0x1p63 && whole < 0x1p63))
    return raise_overflow_error(t, "timestamp out of range for platform time_t");
  *out = static_cast<time_t>(whole);
  return true;
}

bool to_time_py(Thread& t, Value seconds, time_t* out) {
  if (seconds == kNone) {
    *out = std::time(nullptr);
    return true;
  }
  if (is_float(seconds)) return double_to_time(t, float_value(seconds), out);
  bool is_ratio = is_exact_number(t, seconds);
  if (!is_ratio && counts_as_float(seconds)) {
    double d;
    return to_double_py(t, seconds, &d) && double_to_time(t, d, out);
  }
  i64 whole;
  Ref exact = is_ratio ? scaled_number_py(t, seconds, 1, Rounding::kFloor) : Ref::share(t, seconds);
  if (!exact) return false;
  if (index_i64_py(t, exact, &whole, kOverflowErrorType)) {
    *out = whole;
    return true;
  }
  if (!error_is(t, kOverflowErrorType)) return false;
  clear_error(t);
  return raise_overflow_error(t, "timestamp out of range for platform time_t");
}

bool break_down_py(Thread& t, Value seconds, tm* (*convert)(const time_t*, tm*), tm* out) {
  time_t when;
  if (!to_time_py(t, seconds, &when)) return false;
  errno = 0;
  return convert(&when, out) || raise_os_error(t, errno ? errno : EINVAL);
}

// Reads a time tuple; None means the present local time.
bool tm_or_now_py(Thread& t, Value tuple, const char* function, tm* out, std::string* zone) {
  if (tuple == kNone) return break_down_py(t, kNone, os::local_time, out);
  return to_tm_py(t, tuple, function, out, zone) && check_tm(t, out);
}

Ref asctime_text(Thread& t, const tm& b) {
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  std::snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %lld", kDays[b.tm_wday % 7], kMonths[b.tm_mon], b.tm_mday,
                b.tm_hour, b.tm_min, b.tm_sec, static_cast<long long>(b.tm_year) + 1900);
  return make_str_ascii(t, text);
}

// A time without a zone's name gets one from the C library's `tzname`, which other conversions change; %s calls
// mktime().
size_t format_time(char* to, size_t room, std::string_view format, const tm& b) {
  bool has_name = b.tm_zone && *b.tm_zone;
  if (has_name && format.find('s') == format.npos) return ::strftime(to, room, format.data(), &b);
  os::EnvironmentGuard guard;
  return ::strftime(to, room, format.data(), &b);
}

// Appends a part of a format that has no zero byte. The C library returns 0 both for an empty text and for one that
// does not fit, so a mark in front makes the text nonempty. False: no memory.
bool append_formatted(text::ByteBuilder& out, std::string_view format, const tm& b) {
  constexpr size_t kMostRoom = size_t{1} << 32;
  text::ByteBuilder marked(format.size() + 2);
  marked.append('+');
  marked.append(format);
  marked.append('\0');
  if (!marked.ok()) return false;
  size_t before = out.size();
  for (size_t room = 1024 + format.size() * 4; room <= kMostRoom; room *= 2) {
    char* to = reinterpret_cast<char*>(out.extend(room));
    if (!to) return false;
    size_t n = format_time(to, room, marked.text(), b);
    out.truncate(before + n);
    if (n == 0) continue;
    out.erase(before, 1);
    return true;
  }
  return false;
}

struct Zone {
  long west;  // seconds
  std::string name;
};
Zone zone_at(time_t when) {
  tm b;
  os::local_time(&when, &b);
  return {-b.tm_gmtoff, b.tm_zone ? b.tm_zone : "   "};
}

}  // namespace

Ref gmtime(Thread& t, Value seconds) {
  tm b;
  if (!break_down_py(t, seconds, gmtime_r, &b)) return Ref();
  b.tm_zone = "UTC";
  return from_tm(t, b);
}

Ref localtime(Thread& t, Value seconds) {
  tm b;
  return break_down_py(t, seconds, os::local_time, &b) ? from_tm(t, b) : Ref();
}

Ref mktime(Thread& t, Value tuple) {
  tm b;
  std::string zone;
  if (!to_tm_py(t, tuple, "mktime", &b, &zone)) return Ref();
  b.tm_wday = -1;  // stays -1 only if the conversion fails
  time_t when;
  {
    os::EnvironmentGuard guard;  // mktime() reads TZ
    when = ::mktime(&b);
  }
  if (when == -1 && b.tm_wday == -1) return raise_overflow_error(t, "mktime argument out of range");
  return make_float(t, static_cast<double>(when));
}

Ref asctime(Thread& t, Value tuple) {
  tm b;
  std::string zone;
  return tm_or_now_py(t, tuple, "asctime", &b, &zone) ? asctime_text(t, b) : Ref();
}

Ref ctime(Thread& t, Value seconds) {
  tm b;
  return break_down_py(t, seconds, os::local_time, &b) ? asctime_text(t, b) : Ref();
}

static bool is_plain_ascii(char32_t c) { return c != 0 && c < 0x80; }
static bool append_formatted_run(Thread& t, StrBuilder& out, const text::StrView& run, const tm& b) {
  text::ByteBuilder format, formatted;
  for (size_t i = 0; i < run.length; ++i) format.append(static_cast<u8>(run.at(i)));
  if (!format.ok() || !append_formatted(formatted, format.text(), b)) return raise_memory_error(t);
  Ref text = decode_fs(t, formatted.text());
  if (text) out.append(text.get());
  return bool(text);
}

Ref strftime(Thread& t, Value format, Value tuple) {
  if (!is_str(format)) return raise_type_error(t, "strftime() argument 1 must be str, not %A", format);
  tm b;
  std::string zone;
  if (!tm_or_now_py(t, tuple, "strftime", &b, &zone)) return Ref();
  if (b.tm_isdst < -1) b.tm_isdst = -1;
  if (b.tm_isdst > 1) b.tm_isdst = 1;
  // The C library gets runs of ASCII alone. It does not know surrogates, nor must a zero byte end the format.
  StrBuilder out(t);
  text::StrView rest = str_view(format);
  while (rest.length) {
    size_t plain = 0, run = 0;
    while (plain < rest.length && !is_plain_ascii(rest.at(plain))) ++plain;
    out.append(rest.sub(0, plain));
    rest = rest.from(plain);
    while (run < rest.length && is_plain_ascii(rest.at(run))) ++run;
    if (run && !append_formatted_run(t, out, rest.sub(0, run), b)) return Ref();
    rest = rest.from(run);
  }
  return out.finish();
}

static void read_zone() {
  os::EnvironmentGuard guard;
  ::tzset();
}

bool set_timezone_names(Thread& t, Value module) {
  constexpr time_t kYear = (365 * 24 + 6) * 3600;
  time_t january = std::time(nullptr) / kYear * kYear;
  Zone winter = zone_at(january), summer = zone_at(january + kYear / 2);
  bool daylight = winter.west != summer.west;
  if (winter.west < summer.west) std::swap(winter, summer);  // in the southern hemisphere January is in summer
  Ref names[] = {decode_fs(t, winter.name), decode_fs(t, summer.name)};
  Ref tuple = names[0] && names[1] ? make_tuple(t, names[0], names[1]) : Ref();
  return tuple && module_add(t, module, "timezone", make_int(t, winter.west)) &&
         module_add(t, module, "altzone", make_int(t, summer.west)) &&
         module_add(t, module, "daylight", make_int(t, daylight)) && module_add(t, module, "tzname", std::move(tuple));
}

Ref tzset(Thread& t) {
  Ref module = import_module_py(t, "time");
  if (!module) return Ref();
  read_zone();
  return set_timezone_names(t, module) ? none() : Ref();
}

bool init_calendar(Thread& t, Value module) {
  read_zone();
  if (!g_struct_time) {
    g_struct_time = make_struct_sequence(
        t, "time.struct_time", "A moment by the calendar, as gmtime() and localtime() give it.", kFields, kVisible);
    gc::make_immortal(g_struct_time);
  }
  return module_add(t, module, "struct_time", Ref::share(t, g_struct_time)) &&
         module_add(t, module, "_STRUCT_TM_ITEMS", make_int(t, kAll)) && set_timezone_names(t, module);
}

}  // namespace rt::clock
