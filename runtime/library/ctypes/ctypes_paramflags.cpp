// paramflags: parameters with names and defaults, and parameters by which a C function hands out results.
#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

namespace {

enum Direction : u32 { kIn = 1, kOut = 2, kLocale = 4, kDirections = 7 };

// (flags[, name[, default]])
struct Parameter {
  u32 flags = 0;
  Value name, fallback;  // may be empty; borrowed from the tuple
};

bool read_parameter(Thread& t, Value item, Parameter& parameter) {
  bool ok = is_tuple(item) && as_tuple(item)->length >= 1 && as_tuple(item)->length <= 3;
  i64 flags = 0;
  if (ok) {
    const Tuple& parts = *as_tuple(item);
    ok = is_int(parts[0]) && int_fits_i64(parts[0], &flags);
    if (ok && parts.length > 1 && parts[1] != kNone) {
      ok = is_str(parts[1]);
      parameter.name = parts[1];
    }
    if (parts.length > 2) parameter.fallback = parts[2];
  }
  ok = ok && flags == static_cast<u32>(flags);
  parameter.flags = static_cast<u32>(flags);
  return ok || raise_type_error(t, "paramflags must be a sequence of (int [,string [,value]]) tuples");
}

// An out parameter is a pointer, and its class says to what.
bool check_out_type(Thread& t, Value type, u64 index) {
  Layout* layout = layout_of(type);
  if (is_kind(layout, Kind::kPointer) || is_kind(layout, Kind::kArray)) return true;
  if (is_kind(layout, Kind::kSimple)) {
    Form form = layout->code->form;
    if (form == Form::kPointer || form == Form::kCharPointer || form == Form::kWidePointer) return true;
  }
  return raise_type_error(t, "'out' parameter %d must be a pointer type, not %s", static_cast<int>(index),
                          is_type(type) ? type_name(type.as<Type>()) : type_name(type));
}

// The arguments of a call, taken one by one.
class Given {
 public:
  Given(Thread& t, const CallArgs& args) : t_(t), args_(args) {}
  u32 taken = 0;

  // The next argument by position, else by name, else the default.
  Ref next_py(const Parameter& parameter) {
    if (taken < args_.positional) return Ref::share(t_, args_[taken++]);
    for (u32 k = 0; parameter.name && k < args_.keywords(); ++k) {
      int same = equal_py(t_, (*as_tuple(args_.names))[k], parameter.name);
      if (same < 0) return Ref();
      if (!same) continue;
      ++taken;
      return Ref::share(t_, args_[args_.positional + k]);
    }
    if (parameter.fallback) return Ref::share(t_, parameter.fallback);
    if (parameter.name) return raise_type_error(t_, "required argument '%S' missing", parameter.name);
    return raise_type_error(t_, "not enough arguments");
  }
  bool all_taken() const {
    u32 given = args_.positional + args_.keywords();
    return given <= taken || raise_type_error(t_, "call takes exactly %d arguments (%d given)", static_cast<int>(taken),
                                              static_cast<int>(given));
  }

 private:
  Thread& t_;
  const CallArgs& args_;
};

// A new object for an out parameter without a default: what the pointer points to, or the array.
Ref make_out_py(Thread& t, Value type) {
  Layout* layout = layout_of(type);
  if (!layout) return raise(t, kRuntimeErrorType, "NULL stgdict unexpected");
  if (layout->kind == Kind::kSimple)
    return raise_type_error(t, "%N 'out' parameter must be passed as default value", type.as<Type>());
  Value made = layout->kind == Kind::kArray ? type : layout->item.get();
  if (!made) return raise_type_error(t, "Cannot create instance: has no _type_");
  return call_py(t, made);
}

Ref arrange_one_py(Thread& t, Value type, const Parameter& parameter, u64 bit, Given& given, OutArguments* out) {
  switch (parameter.flags & kDirections) {
    case kIn | kLocale: return parameter.fallback ? Ref::share(t, parameter.fallback) : make_int(t, 0);
    case kIn | kOut:
      out->in_out |= bit;
      ++out->count;
      return given.next_py(parameter);
    case 0:
    case kIn: return given.next_py(parameter);
    case kOut:
      out->out |= bit;
      ++out->count;
      return parameter.fallback ? Ref::share(t, parameter.fallback) : make_out_py(t, type);
    default:
      return raise_value_error(t, "paramflag value %d not supported", static_cast<int>(parameter.flags & kDirections));
  }
}

}  // namespace

bool check_paramflags_py(Thread& t, Value argtypes, Value paramflags) {
  if (!argtypes) return true;
  if (!is_tuple(paramflags)) return raise_type_error(t, "paramflags must be a tuple or None");
  u64 count = as_tuple(paramflags)->length;
  if (count != as_tuple(argtypes)->length || count > 64)
    return raise_value_error(t, "paramflags must have the same length as argtypes");
  for (u64 i = 0; i < count; ++i) {
    Parameter parameter;
    if (!read_parameter(t, (*as_tuple(paramflags))[i], parameter)) return false;
    switch (parameter.flags & kDirections) {
      case 0:
      case kIn:
      case kIn | kLocale:
      case kIn | kOut: break;
      case kOut:
        if (!check_out_type(t, (*as_tuple(argtypes))[i], i + 1)) return false;
        break;
      default:
        return raise_type_error(t, "paramflag value %d not supported", static_cast<int>(parameter.flags & kDirections));
    }
  }
  return true;
}

Ref arrange_arguments_py(Thread& t, Value argtypes, Value paramflags, const CallArgs& args, OutArguments* out) {
  Ref types = to_tuple_py(t, argtypes);
  if (!types || !is_tuple(paramflags)) return Ref();
  u64 count = as_tuple(types)->length;
  if (count == 0) return make_tuple(t, args.values, args.positional);
  if (count != as_tuple(paramflags)->length)
    return raise_value_error(t, "paramflags must have the same length as argtypes");
  Ref arranged = make_tuple_uninitialised(t, count);
  if (!arranged) return Ref();
  Given given(t, args);
  for (u64 i = 0; i < count; ++i) {
    Parameter parameter;
    if (!read_parameter(t, (*as_tuple(paramflags))[i], parameter)) return Ref();
    Ref value = arrange_one_py(t, (*as_tuple(types))[i], parameter, u64{1} << i, given, out);
    if (!value) return Ref();
    init_field(as_tuple(arranged)->items[i], std::move(value));
  }
  return given.all_taken() ? std::move(arranged) : Ref();
}

Ref arrange_results_py(Thread& t, Ref result, Value arguments, const OutArguments& out) {
  if (!out.count) return result;
  Ref results = make_tuple_uninitialised(t, static_cast<u64>(out.count));
  u64 n = 0;
  for (u64 i = 0; results && i < as_tuple(arguments)->length; ++i) {
    u64 bit = u64{1} << i;
    if (!((out.out | out.in_out) & bit)) continue;
    Value argument = (*as_tuple(arguments))[i];
    Ref name = out.out & bit ? intern(t, "__ctypes_from_outparam__") : Ref();
    Ref value = out.in_out & bit ? Ref::share(t, argument) : name ? call_method_py(t, argument, name) : Ref();
    if (!value) return Ref();
    init_field(as_tuple(results)->items[n++], std::move(value));
  }
  return results && out.count == 1 ? Ref::share(t, (*as_tuple(results))[0]) : std::move(results);
}

}  // namespace rt::ctypes
