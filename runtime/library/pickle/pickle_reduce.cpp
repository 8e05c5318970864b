// Writing objects of other types than the built-in ones: by reference, or as their __reduce__ says.
#include "runtime/library/pickle/pickle_save.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

Ref library_object_py(Thread& t, const char* module, const char* attribute) {
  Ref m = import_module_py(t, module);
  return m ? getattr_py(t, m, attribute) : Ref();
}

Ref module_named_py(Thread& t, Value name) {
  if (is_exact(name, TypeId::kStr)) return import_module_py(t, name);
  CText text(t, name);
  return text.ok() ? import_module_py(t, text.c_str()) : Ref();
}

Error set_context(Thread& t, Value cause) {
  Ref error = take_error(t);
  set_exception_context(t, error, cause);
  restore_error(t, std::move(error));
  return {};
}

Ref follow_name_py(Thread& t, Value module, Value dotted, Ref* parent) {
  Ref found = Ref::share(t, module);
  text::StrView whole = str_view(dotted);
  for (size_t from = 0; found && from <= whole.length;) {
    size_t dot = from;
    while (dot < whole.length && whole.at(dot) != '.') ++dot;
    Ref part = make_str(t, whole.sub(from, dot - from));
    if (!part) return Ref();
    if (library_minor() < 14 && str_equal_ascii(part, "<locals>"))
      return raise(t, kAttributeErrorType, "Can't get local attribute %R on %R", dotted, found.get());
    Ref next = library_minor() >= 14 ? getattr_py(t, found, part) : getattr_optional_py(t, found, part);
    if (!next) {
      if (!error_pending(t)) raise(t, kAttributeErrorType, "Can't get attribute %R on %R", dotted, module);
      return Ref();
    }
    if (parent) *parent = std::move(found);
    found = std::move(next);
    from = dot + 1;
  }
  return found;
}

namespace {

bool has_local_part(Value dotted) {
  static constexpr std::string_view kLocals = "<locals>";
  text::StrView whole = str_view(dotted);
  for (size_t i = 0; i + kLocals.size() <= whole.length; ++i) {
    size_t j = 0;
    while (j < kLocals.size() && whole.at(i + j) == static_cast<u32>(kLocals[j])) ++j;
    if (j == kLocals.size()) return true;
  }
  return false;
}

// The name of the object's module: its __module__, or else a module in which `dotted` leads to the object.
Ref module_of_py(Thread& t, Value v, Value dotted) {
  Ref module = getattr_optional_py(t, v, name(N::__module__));
  if (module && module.get() != kNone) return module;
  if (error_pending(t)) return Ref();
  Ref search = library_object_py(t, "pickle", "whichmodule");
  return search ? call_py(t, search, v, dotted) : Ref();
}

Ref last_part(Thread& t, Value dotted) {
  text::StrView whole = str_view(dotted);
  size_t from = whole.length;
  while (from > 0 && whole.at(from - 1) != '.') --from;
  return from ? make_str(t, whole.sub(from, whole.length - from)) : Ref::share(t, dotted);
}

bool callable_is_named_py(Thread& t, Value callable, const char* wanted) {
  Ref its_name = getattr_optional_py(t, callable, name(N::__name__));
  if (!its_name) clear_error(t);
  return its_name && is_str(its_name) && str_equal_ascii(its_name, wanted);
}

}  // namespace

// ---- what an object reduces to

namespace {

// 3.14 has other words for many errors.
bool has_new_wordings() { return library_minor() >= 14; }
const char* part_word() { return has_new_wordings() ? "item" : "element"; }

// Raises "WANTED, not TYPE", or the older message without a type.
bool raise_reduced(Thread& t, Value given, const char* wanted) {
  return has_new_wordings() ? raise_pickling(t, "%s, not %T", wanted, given) : raise_pickling(t, "%s", wanted);
}

}  // namespace

// The reduce value of `v`. NotImplemented: the object is written by its name. Empty: an error is pending.
Ref Saver::reduced_py(Value v) {
  Ref type = Ref::share(t_, type_of(v)), reduce;  // held: the hooks that are called may give v another class
  if (options_.dispatch_table) {
    reduce = getitem_py(t_, options_.dispatch_table, type);
    if (!reduce) {
      if (!error_is(t_, kKeyErrorType)) return Ref();
      clear_error(t_);
    }
  } else {
    Ref table = library_object_py(t_, "copyreg", "dispatch_table");
    if (!table) return Ref();
    reduce = is_dict(table) ? dict_get_py(t_, as_dict(table), type) : Ref();
    if (error_pending(t_)) return Ref();
  }
  if (reduce) return call_py(t_, reduce, v);
  if (is_type(v)) return Ref::immediate(kNotImplemented);
  reduce = getattr_optional_py(t_, v, name(N::__reduce_ex__));
  if (reduce) return call_py(t_, reduce, Value::small_int(protocol_));
  if (error_pending(t_)) return Ref();
  reduce = getattr_optional_py(t_, v, name(N::__reduce__));
  if (reduce) return call_py(t_, reduce);
  if (error_pending(t_)) return Ref();
  return raise_pickling(t_, "can't pickle '%T' object: %R", v, v);
}

bool Saver::save_type_py(Value v) {
  Type* type = v.as<Type>();
  if (type == kNoneTypeType) return save_call_py(v, kTypeType, kNone);
  if (type == kEllipsisTypeType) return save_call_py(v, kTypeType, kEllipsis);
  if (type == kNotImplementedTypeType) return save_call_py(v, kTypeType, kNotImplemented);
  return save_global_py(v, Value());
}

bool Saver::save_other_py(Value v) {
  Ref reduced = Ref::immediate(kNotImplemented);
  if (options_.reducer_override) {
    reduced = call_py(t_, options_.reducer_override, v);
    if (!reduced) return false;
  }
  if (reduced.get() == kNotImplemented) {
    if (type_of(v) == kTypeType) return save_type_py(v);
    if (is_exact(v, TypeId::kFunction)) return save_global_py(v, Value());
    if (is_pickle_buffer(v)) return save_buffer_py(v);
    reduced = reduced_py(v);
    if (!reduced) return false;
    if (reduced.get() == kNotImplemented) return save_global_py(v, Value());
  }
  if (is_str(reduced)) return save_global_py(v, reduced);
  return save_as_reduced_py(v, reduced) || note_part_py(t_, v, "object");
}

bool Saver::save_as_reduced_py(Value v, Value reduced) {
  if (is_tuple(reduced)) return save_reduced_py(v, reduced);
  return raise_reduced(t_, reduced, "__reduce__ must return a string or tuple");
}

bool Saver::save_reduced_py(Value v, Value reduced) {
  const Tuple& parts = *as_tuple(reduced);
  if (parts.length < 2 || parts.length > 6)
    return raise_pickling(t_, "tuple returned by __reduce__ must contain 2 through 6 elements");
  auto part = [&](u64 i) { return i < parts.length && parts[i] != kNone ? parts[i] : Value(); };
  if (!is_callable(parts[0]))
    return raise_reduced(t_, parts[0], "first item of the tuple returned by __reduce__ must be callable");
  if (!is_tuple(parts[1]))
    return raise_reduced(t_, parts[1], "second item of the tuple returned by __reduce__ must be a tuple");
  Value state = part(2), list_items = part(3), dict_items = part(4), setter = part(5);
  if (list_items && !type_of(list_items)->slots.next) {
    return raise_pickling(t_, "fourth %s of the tuple returned by __reduce__ must be an iterator, not %T", part_word(),
                          list_items);
  }
  if (dict_items && !type_of(dict_items)->slots.next) {
    return raise_pickling(t_, "fifth %s of the tuple returned by __reduce__ must be an iterator, not %T", part_word(),
                          dict_items);
  }
  if (setter && !is_callable(setter)) {
    return raise_pickling(t_, "sixth %s of the tuple returned by __reduce__ must be %s, not %T", part_word(),
                          has_new_wordings() ? "callable" : "a function", setter);
  }
  if (!save_construction_py(v, parts[0], parts[1])) return false;
  i64 number = memo_.find(v);
  if (number >= 0) return get_instead(number);
  if (!memoize(v)) return false;
  if (list_items && !save_items_py(v, list_items, false)) return false;
  if (dict_items && !save_items_py(v, dict_items, true)) return false;
  return !state || save_state_py(v, state, setter);
}

bool Saver::save_construction_py(Value v, Value callable, Value args) {
  if (protocol_ >= 2 && callable_is_named_py(t_, callable, "__newobj__")) return save_newobj_py(v, args);
  if (protocol_ >= 2 && callable_is_named_py(t_, callable, "__newobj_ex__")) return save_newobj_ex_py(v, args);
  if (!save_part_py(callable, v, "reconstructor") || !save_part_py(args, v, "reconstructor arguments")) return false;
  out_.op(Op::kReduce);
  return true;
}

bool Saver::save_newobj_py(Value v, Value args) {
  const Tuple& all = *as_tuple(args);
  if (all.length < 1) {
    return raise_pickling(
        t_, has_new_wordings() ? "__newobj__ expected at least 1 argument, got 0" : "__newobj__ arglist is empty");
  }
  Value cls = all[0];
  Ref maker = getattr_optional_py(t_, cls, name(N::__new__));
  if (!maker) {
    return !error_pending(t_) && raise_pickling(t_, has_new_wordings() ? "first argument to __newobj__() has no __new__"
                                                                       : "args[0] from __newobj__ args has no __new__");
  }
  Ref its_class = getattr_py(t_, v, name(N::__class__));
  if (!its_class) return false;
  if (!is_same(its_class, cls)) {
    if (!has_new_wordings()) return raise_pickling(t_, "args[0] from __newobj__ args has the wrong class");
    return raise_pickling(t_, "first argument to __newobj__() must be %R, not %R", its_class.get(), cls);
  }
  Ref rest = tuple_slice(t_, args, 1, INT64_MAX);
  if (!rest || !save_part_py(cls, v, "class") || !save_part_py(rest, v, "__new__ arguments")) return false;
  out_.op(Op::kNewObj);
  return true;
}

bool Saver::save_newobj_ex_py(Value v, Value args) {
  const Tuple& all = *as_tuple(args);
  const char* place = has_new_wordings() ? "argument to __newobj_ex__()" : "item from NEWOBJ_EX argument tuple";
  if (all.length != 3) {
    return raise_pickling(t_,
                          has_new_wordings() ? "__newobj_ex__ expected 3 arguments, got %lld"
                                             : "length of the NEWOBJ_EX argument tuple must be exactly 3, not %lld",
                          static_cast<long long>(all.length));
  }
  Value cls = all[0], positional = all[1], keywords = all[2];
  if (has_new_wordings()) {
    Ref maker = getattr_optional_py(t_, cls, name(N::__new__));
    if (!maker) return !error_pending(t_) && raise_pickling(t_, "first argument to __newobj_ex__() has no __new__");
  }
  if (!is_tuple(positional)) return raise_pickling(t_, "second %s must be a tuple, not %T", place, positional);
  if (!is_dict(keywords)) return raise_pickling(t_, "third %s must be a dict, not %T", place, keywords);
  if (protocol_ >= 4) {
    if (!save_part_py(cls, v, "class") || !save_part_py(positional, v, "__new__ arguments") ||
        !save_part_py(keywords, v, "__new__ arguments")) {
      return false;
    }
    out_.op(Op::kNewObjEx);
    return true;
  }
  // Protocols before 4 have no NEWOBJ_EX: write partial(cls.__new__, cls, *args, **kwargs)().
  Ref partial = library_object_py(t_, "functools", "partial"),
      maker = partial ? getattr_py(t_, cls, name(N::__new__)) : Ref();
  Ref front = maker ? make_tuple(t_, maker, cls) : Ref();
  Ref bound = front ? binary_op_py(t_, BinaryOp::kAdd, front, positional) : Ref();
  Ref call = bound ? call_with_tuple_py(t_, partial, bound, keywords) : Ref();
  if (!call || !save_part_py(call, v, "reconstructor") || !save_py(empty_tuple())) return false;
  out_.op(Op::kReduce);
  return true;
}

bool Saver::save_state_py(Value v, Value state, Value setter) {
  if (!setter) {
    if (!save_part_py(state, v, "state")) return false;
    out_.op(Op::kBuild);
    return true;
  }
  // Write setter(v, state), and a POP for its result.
  if (!save_part_py(setter, v, "state setter") || !save_py(v) || !save_part_py(state, v, "state")) return false;
  out_.op(Op::kTuple2);
  out_.op(Op::kReduce);
  out_.op(Op::kPop);
  return true;
}

// ---- by name

namespace {

// A dotted name whose private parts (`__x` in a class `C`) are spelled as the compiler spells them: `_C__x`.
Ref mangled_name(Thread& t, Value dotted) {
  text::StrView whole = str_view(dotted), before;
  text::UcsBuilder out;
  auto is = [](const text::StrView& s, size_t i) { return s.at(i) == '_'; };
  for (size_t from = 0; from <= whole.length;) {
    size_t dot = from;
    while (dot < whole.length && whole.at(dot) != '.') ++dot;
    text::StrView part = whole.sub(from, dot - from);
    size_t n = part.length;
    bool is_private = from != 0 && n > 2 && is(part, 0) && is(part, 1) && !(is(part, n - 1) && is(part, n - 2));
    size_t strokes = 0;
    while (strokes < before.length && is(before, strokes)) ++strokes;
    if (from != 0) out.append('.');
    if (is_private && strokes < before.length) {
      out.append('_');
      out.append(before.from(strokes));
    }
    out.append(part);
    before = part;
    from = dot + 1;
  }
  return finish_text(t, out);
}

}  // namespace

bool Saver::save_global_py(Value v, Value given) {
  Ref dotted = given ? Ref::share(t_, given) : getattr_optional_py(t_, v, name(N::__qualname__));
  if (!dotted && !error_pending(t_)) dotted = getattr_py(t_, v, name(N::__name__));
  if (!dotted) return false;
  if (!is_str(dotted)) return raise_type_error(t_, "object name must be a string, not %T", dotted.get());
  if (library_minor() >= 15) dotted = mangled_name(t_, dotted);
  if (!dotted) return false;
  if (has_local_part(dotted)) {
    return has_new_wordings() ? raise_pickling(t_, "Can't pickle local object %R", v)
                              : raise(t_, kAttributeErrorType, "Can't get local object %R", dotted.get());
  }
  Ref module_name = module_of_py(t_, v, dotted);
  if (!module_name) return false;
  if (!is_str(module_name)) return raise_type_error(t_, "module name must be a string, not %T", module_name.get());
  Ref module = module_named_py(t_, module_name);
  if (!module) {
    bool expected = error_is(t_, kImportErrorType) ||
                    (has_new_wordings() && (error_is(t_, kValueErrorType) || error_is(t_, kKeyErrorType)));
    if (!expected) return false;
    Ref cause = take_error(t_);
    if (!has_new_wordings())
      return raise_pickling(t_, "Can't pickle %R: import of module %R failed", v, module_name.get());
    raise_pickling(t_, "Can't pickle %R: %S", v, cause.get());
    return set_context(t_, cause);
  }
  Ref parent;
  Ref found = follow_name_py(t_, module, dotted, &parent);
  if (!found) {
    if (!error_is(t_, kAttributeErrorType)) return false;
    Ref cause = take_error(t_);
    if (!has_new_wordings()) {
      return raise_pickling(t_, "Can't pickle %R: attribute lookup %S on %S failed", v, dotted.get(),
                            module_name.get());
    }
    raise_pickling(t_, "Can't pickle %R: it's not found as %S.%S", v, module_name.get(), dotted.get());
    return set_context(t_, cause);
  }
  if (!is_same(found, v)) {
    return raise_pickling(t_, "Can't pickle %R: it's not the same object as %S.%S", v, module_name.get(), dotted.get());
  }
  return save_global_reference_py(v, module_name, dotted, parent, module);
}

bool Saver::save_extension_code(i64 code) {
  if (code <= 0 || code > INT32_MAX)
    return raise_pickling(t_, "extension code %lld is out of range", static_cast<long long>(code));
  int bytes = code <= 0xff ? 1 : code <= 0xffff ? 2 : 4;
  out_.op(bytes == 1 ? Op::kExt1 : bytes == 2 ? Op::kExt2 : Op::kExt4);
  out_.put_little(static_cast<u64>(code), bytes);
  return true;
}

bool Saver::save_global_reference_py(Value v, Value module_name, Value dotted, Value parent, Value module) {
  if (protocol_ >= 2) {
    Ref registry = library_object_py(t_, "copyreg", "_extension_registry");
    Ref key = registry && is_dict(registry) && as_dict(registry)->size() ? make_tuple(t_, module_name, dotted) : Ref();
    Ref code = key ? dict_get_py(t_, as_dict(registry), key) : Ref();
    if (error_pending(t_)) return false;
    if (code) {
      i64 n;
      return index_i64_py(t_, code, &n, nullptr) && save_extension_code(n);
    }
  }
  bool in_module = is_same(parent, module);
  Ref last = in_module || protocol_ < 4 ? last_part(t_, dotted) : Ref();
  if (error_pending(t_)) return false;
  if (protocol_ >= 4) {
    if (!save_py(module_name) || !save_py(in_module ? last.get() : dotted)) return false;
    out_.op(Op::kStackGlobal);
    return memoize(v);
  }
  if (in_module) return put_global_text_py(module_name, last) && memoize(v);
  if (has_new_wordings()) return put_dotted_py(module_name, dotted) && memoize(v);
  // Protocols before 4 know no dotted names: write getattr(parent, last).
  Ref getattr = library_object_py(t_, "builtins", "getattr"), args = getattr ? make_tuple(t_, parent, last) : Ref();
  Ref reduced = args ? make_tuple(t_, getattr, args) : Ref();
  return reduced && save_reduced_py(v, reduced);
}

namespace {

// Replaces a module and name by their names in Python 2, for protocols that Python 2 reads. False: an error is pending.
bool old_names_py(Thread& t, Ref* module_name, Ref* dotted) {
  Ref names = library_object_py(t, "_compat_pickle", "REVERSE_NAME_MAPPING");
  Ref modules = names ? library_object_py(t, "_compat_pickle", "REVERSE_IMPORT_MAPPING") : Ref();
  Ref key = modules ? make_tuple(t, *module_name, *dotted) : Ref();
  if (!key || !is_dict(names) || !is_dict(modules)) return false;
  Ref both = dict_get_py(t, as_dict(names), key);
  if (both && is_tuple(both) && as_tuple(both)->length == 2) {
    *module_name = Ref::share(t, (*as_tuple(both))[0]);
    *dotted = Ref::share(t, (*as_tuple(both))[1]);
    return true;
  }
  Ref renamed = error_pending(t) ? Ref() : dict_get_py(t, as_dict(modules), *module_name);
  if (renamed) *module_name = std::move(renamed);
  return !error_pending(t);
}

// Can the protocol write this name?
bool check_encodable_py(Thread& t, Value name, const char* what, int protocol) {
  if (as_str(name)->ascii) return true;
  Ref encode = getattr_py(t, name, "encode");
  Ref encoding = encode ? make_str_ascii(t, protocol < 3 ? "ascii" : "utf-8") : Ref();
  Ref bytes = encoding ? call_py(t, encode, encoding) : Ref();
  if (bytes || !error_is(t, kUnicodeEncodeErrorType)) return bool(bytes);
  Ref cause = take_error(t);
  raise_pickling(t, "can't pickle %s identifier %R using pickle protocol %d", what, name, protocol);
  return set_context(t, cause);
}

}  // namespace

// A dotted name for protocols before 4: getattr(getattr(first, second), ...). Only the whole gets into the memo.
bool Saver::put_dotted_py(Value module_name, Value dotted) {
  text::StrView rest = str_view(dotted);
  Ref getattr = library_object_py(t_, "builtins", "getattr");
  if (!getattr) return false;
  for (size_t i = 0; i < rest.length; ++i) {
    if (rest.at(i) != '.') continue;
    if (!save_py(getattr)) return false;
    if (protocol_ < 2) out_.op(Op::kMark);
  }
  for (bool first = true;; first = false) {
    size_t dot = 0;
    while (dot < rest.length && rest.at(dot) != '.') ++dot;
    Ref part = make_str(t_, rest.sub(0, dot));
    if (!part || !(first ? put_global_text_py(module_name, part) : save_py(part))) return false;
    if (!first) {
      out_.op(protocol_ < 2 ? Op::kTuple : Op::kTuple2);
      out_.op(Op::kReduce);
    }
    if (dot == rest.length) return true;
    rest = rest.from(dot + 1);
  }
}

bool Saver::put_global_text_py(Value module_name, Value dotted) {
  Ref module = Ref::share(t_, module_name), its_name = Ref::share(t_, dotted);
  if (options_.fix_imports && protocol_ < 3 && !old_names_py(t_, &module, &its_name)) return false;
  if (has_new_wordings()) {
    if (!check_encodable_py(t_, module, "module", protocol_) || !check_encodable_py(t_, its_name, "global", protocol_))
      return false;
  } else if (protocol_ < 3 && (!as_str(module)->ascii || !as_str(its_name)->ascii)) {
    return raise_pickling(t_, "can't pickle global identifier '%S.%S' using pickle protocol %d", module.get(),
                          its_name.get(), protocol_);
  }
  Utf8 module_text(t_, module), name_text(t_, its_name);
  if (!module_text.ok() || !name_text.ok()) return false;
  put_line(Op::kGlobal, module_text.view());
  out_.put_text(name_text.view());
  out_.put_byte('\n');
  return true;
}

}  // namespace rt::pickle
