// datetime.tzinfo, the base of all zones, and datetime.timezone, the zones with a fixed offset.
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/names.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

Type *g_tzinfo_type, *g_timezone_type;
Value g_utc;

namespace {

bool is_timezone(Value v) { return v.is_pointer() && type_of(v.object()) == g_timezone_type; }
// The slots of a timezone never change.
const Delta* offset_of(Value zone) { return as_delta(zone.as<Zone>()->offset.get()); }

// Is the offset strictly between -24 and 24 hours?
bool is_offset(const Delta* d) { return d->days == 0 || (d->days == -1 && (d->seconds | d->microseconds) != 0); }

}  // namespace

bool check_zone(Thread& t, Value zone) {
  if (zone == kNone || is_tzinfo(zone)) return true;
  return raise_type_error(t, "tzinfo argument must be None or of a tzinfo subclass, not type '%s'", type_name(zone));
}

Ref zone_offset_py(Thread& t, Value zone, const char* method, Value argument) {
  if (zone == kNone) return none();
  if (is_timezone(zone)) return method[0] == 'd' ? none() : Ref::share(t, zone.as<Zone>()->offset.get());
  Ref f = getattr_py(t, zone, method);
  Ref offset = f ? call_py(t, f, argument) : Ref();
  if (!offset || offset.get() == kNone) return offset;
  if (!is_delta(offset))
    return raise_type_error(t, "tzinfo.%s() must return None or timedelta, not '%s'", method, type_name(offset.get()));
  if (!is_offset(as_delta(offset))) {
    return raise_value_error(
        t, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).");
  }
  return offset;
}

Ref zone_name_py(Thread& t, Value zone, Value argument) {
  if (zone == kNone) return none();
  Ref f = getattr_py(t, zone, "tzname");
  Ref name = f ? call_py(t, f, argument) : Ref();
  if (!name || name.get() == kNone || is_str(name)) return name;
  return raise_type_error(t, "tzinfo.tzname() must return None or a string, not '%s'", type_name(name.get()));
}

namespace {

// ---- tzinfo

Ref tzinfo_create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }
bool tzinfo_init(Thread&, Value, const CallArgs&) { return true; }

Ref raise_not_implemented(Thread& t, const char* method) {
  return raise(t, kNotImplementedErrorType, "a tzinfo subclass must implement %s()", method);
}
Ref tzinfo_utcoffset(Thread& t, Value, Value) { return raise_not_implemented(t, "utcoffset"); }
Ref tzinfo_dst(Thread& t, Value, Value) { return raise_not_implemented(t, "dst"); }
Ref tzinfo_tzname(Thread& t, Value, Value) { return raise_not_implemented(t, "tzname"); }

bool check_fromutc_argument(Thread& t, Value self, Value datetime) {
  if (!is_datetime(datetime)) return raise_type_error(t, "fromutc: argument must be a datetime");
  if (!is_same(zone_or_none(as_datetime(datetime)->clock), self))
    return raise_value_error(t, "fromutc: dt.tzinfo is not self");
  return true;
}

// Python's default algorithm of fromutc(): the standard offset gives a time for which the zone can tell whether summer
// time is in force. PEP 495 describes its limits.
Ref tzinfo_fromutc_py(Thread& t, Value self, Value datetime) {
  if (!check_fromutc_argument(t, self, datetime)) return Ref();
  Ref offset = zone_offset_py(t, self, "utcoffset", datetime);
  if (!offset) return Ref();
  if (offset.get() == kNone) return raise_value_error(t, "fromutc: non-None utcoffset() result required");
  Ref dst = zone_offset_py(t, self, "dst", datetime);
  if (!dst) return Ref();
  if (dst.get() == kNone) return raise_value_error(t, "fromutc: non-None dst() result required");
  Ref standard = add_deltas(t, as_delta(offset), as_delta(dst), -1);
  Ref result = standard ? shift_datetime_py(t, datetime, as_delta(standard), 1) : Ref();
  if (!result) return Ref();
  dst = zone_offset_py(t, self, "dst", result);
  if (!dst) return Ref();
  if (dst.get() == kNone) return raise_value_error(t, "fromutc: tz.dst() gave inconsistent results; cannot convert");
  if (is_zero(as_delta(dst)) || !is_datetime(result)) return result;
  return shift_datetime_py(t, result, as_delta(dst), 1);
}

Ref tzinfo_reduce_py(Thread& t, Value self) {
  Ref key = make_str_ascii(t, "__getinitargs__");
  Ref f = key ? getattr_optional_py(t, self, key) : Ref();
  if (!f && error_pending(t)) return Ref();
  Ref args = f ? call_py(t, f) : Ref::share(t, empty_tuple());
  Ref state = args ? call_method_py(t, self, name(N::__getstate__)) : Ref();
  return state ? make_tuple(t, type_of(self), args, state) : Ref();
}

constexpr MethodDef kTzinfoMethods[] = {
    {"tzname", tzinfo_tzname, "(self, dt, /)", "datetime -> string name of time zone."},
    {"utcoffset", tzinfo_utcoffset, "(self, dt, /)",
     "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"},
    {"dst", tzinfo_dst, "(self, dt, /)", "datetime -> DST offset as timedelta positive east of UTC."},
    {"fromutc", tzinfo_fromutc_py, "(self, dt, /)", "datetime in UTC -> datetime in local time."},
    {"__reduce__", tzinfo_reduce_py, "(self, /)", "-> (cls, state)"},
    {},
};
constexpr TypeSpec kTzinfoSpec = {
    .name = "datetime.tzinfo",
    .size = sizeof(Object),
    .flags = kTypeSubclassable,
    .doc = "Abstract base class for time zone info objects.",
    .slots =
        [] {
          Slots s{};
          s.create = tzinfo_create;
          s.init = tzinfo_init;
          return s;
        }(),
    .methods = kTzinfoMethods,
};

// ---- timezone

Ref new_zone(Thread& t, Value offset, Value name) {
  Ref zone = allocate_instance(t, g_timezone_type);
  if (!zone) return Ref();
  init_field(zone.as<Zone>()->offset, Ref::share(t, offset));
  if (name) init_field(zone.as<Zone>()->name, Ref::share(t, name));
  return zone;
}

Ref timezone_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(offset, name=unnamed)");
  Value bound[2];
  if (!bind_arguments(t, "timezone", kSignature, args, bound)) return Ref();
  if (!is_delta(bound[0]))
    return raise_type_error(t, "timezone() argument 1 must be datetime.timedelta, not %A", bound[0]);
  if (bound[1] && !is_str(bound[1])) return raise_type_error(t, "timezone() argument 2 must be str, not %A", bound[1]);
  return make_timezone(t, bound[0], bound[1]);
}

bool check_argument(Thread& t, const char* method, Value v) {
  if (v == kNone || is_datetime(v)) return true;
  return raise_type_error(t, "%s(dt) argument must be a datetime instance or None, not %s", method, type_name(v));
}
Ref text_of_zone(Thread& t, Value self) {
  Value name = self.as<Zone>()->name.get();
  return name                   ? Ref::share(t, name)
         : is_same(self, g_utc) ? make_str_ascii(t, "UTC")
                                : timezone_name(t, offset_of(self));
}

Ref timezone_utcoffset(Thread& t, Value self, Value datetime) {
  return check_argument(t, "utcoffset", datetime) ? Ref::share(t, self.as<Zone>()->offset.get()) : Ref();
}
Ref timezone_tzname(Thread& t, Value self, Value datetime) {
  return check_argument(t, "tzname", datetime) ? text_of_zone(t, self) : Ref();
}
Ref timezone_dst(Thread& t, Value, Value datetime) { return check_argument(t, "dst", datetime) ? none() : Ref(); }
Ref timezone_fromutc_py(Thread& t, Value self, Value datetime) {
  return check_fromutc_argument(t, self, datetime) ? shift_datetime_py(t, datetime, offset_of(self), 1) : Ref();
}
Ref timezone_getinitargs(Thread& t, Value self) {
  Value name = self.as<Zone>()->name.get(), offset = self.as<Zone>()->offset.get();
  return name ? make_tuple(t, offset, name) : make_tuple(t, offset);
}

Ref timezone_repr_py(Thread& t, Value self) {
  if (is_same(self, g_utc)) return make_str_ascii(t, "datetime.timezone.utc");
  Value name = self.as<Zone>()->name.get(), offset = self.as<Zone>()->offset.get();
  if (!name) return format_message(t, "%s(%R)", type_name(self), offset);
  return format_message(t, "%s(%R, %R)", type_name(self), offset, name);
}
bool timezone_hash(Thread&, Value self, i64* out) {
  *out = delta_hash(as_delta(self.as<Zone>()->offset.get()));
  return true;
}
Ref timezone_compare(Thread&, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_timezone(a) || !is_timezone(b))
    return Ref::immediate(kNotImplemented);
  return bool_ref((compare_deltas(offset_of(a), offset_of(b)) == 0) == (op == CompareOp::kEq));
}

constexpr MethodDef kTimezoneMethods[] = {
    {"tzname", timezone_tzname, "(self, dt, /)",
     "If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'."},
    {"utcoffset", timezone_utcoffset, "(self, dt, /)", "Return fixed offset."},
    {"dst", timezone_dst, "(self, dt, /)", "Return None."},
    {"fromutc", timezone_fromutc_py, "(self, dt, /)", "datetime in UTC -> datetime in local time."},
    {"__getinitargs__", timezone_getinitargs, "(self, /)", "pickle support"},
    {},
};
constexpr TypeSpec kTimezoneSpec = {
    .name = "datetime.timezone",
    .size = sizeof(Zone),
    .flags = kTypeTraced,
    .doc = "Fixed offset from UTC implementation of tzinfo.",
    .lifetime = SlotsOf<Zone, &Zone::offset, &Zone::name>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = timezone_create;
          s.repr = timezone_repr_py;
          s.str = text_of_zone;
          s.hash = timezone_hash;
          s.compare = timezone_compare;
          return s;
        }(),
    .methods = kTimezoneMethods,
};

// Makes timezone.utc, which is immortal.
bool make_utc(Thread& t) {
  Ref zero = make_delta(t, 0);
  Ref utc = zero ? new_zone(t, zero, Value()) : Ref();
  if (!utc) return false;
  gc::make_immortal(zero.object());
  gc::make_immortal(utc.object());
  g_utc = utc.get();
  return set_constant(t, g_timezone_type, "utc", std::move(utc));
}

bool set_extreme_zone(Thread& t, const char* name, i64 seconds) {
  Ref offset = make_delta(t, 0, seconds);
  return offset && set_constant(t, g_timezone_type, name, new_zone(t, offset, Value()));
}

}  // namespace

Ref make_timezone(Thread& t, Value offset, Value name) {
  if (!name && is_zero(as_delta(offset))) return Ref::share(t, g_utc);
  if (!is_offset(as_delta(offset))) {
    return raise_value_error(
        t, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %R.", offset);
  }
  return new_zone(t, offset, name);
}

bool add_zones(Thread& t, Value module) {
  bool fresh = !g_timezone_type;
  constexpr i64 kExtreme = (23 * 60 + 59) * 60;
  if (!add_native_type(t, module, g_tzinfo_type, kTzinfoSpec) ||
      !add_native_type(t, module, g_timezone_type, kTimezoneSpec, g_tzinfo_type)) {
    return false;
  }
  if (fresh && (!make_utc(t) || !set_extreme_zone(t, "min", -kExtreme) || !set_extreme_zone(t, "max", kExtreme)))
    return false;
  return module_add(t, module, "UTC", Ref::share(t, g_utc));
}

}  // namespace rt::datetimes
