// StringIO: a text file in memory. The text is kept as UCS-4, so that positions are indices.
#include "runtime/library/io/io_memory.h"
#include "runtime/text/search.h"
#include "runtime/types/text/str_builder.h"

namespace rt::io {

namespace {

StringFile* as_file(Value v) { return v.as<StringFile>(); }

bool check_open(Thread& t, StringFile* f) {
  if (!f->initialised) return raise_value_error(t, "I/O operation on uninitialized object");
  return !f->closed || raise_value_error(t, "I/O operation on closed file");
}

text::StrView view_of(const StringFile* f, i64 from, i64 n) {
  return {f->data + (n ? from : 0), static_cast<size_t>(n), 4, false};
}

Ref take(Thread& t, StringFile* f, i64 n) {
  if (n == 0) return Ref::share(t, empty_str());
  Ref text = make_str(t, view_of(f, f->pos, n));
  if (text) f->pos += n;
  return text;
}

i64 line_length(const StringFile* f, i64 limit) {
  i64 n = f->pos < f->size ? f->size - f->pos : 0;
  if (n == 0) return 0;
  const char32_t* s = f->data + f->pos;
  i64 end = -1;
  for (i64 i = 0; i < n && end < 0; ++i) {
    if (f->universal && !f->newline.translate) {
      if (s[i] == '\n') end = i + 1;
      else if (s[i] == '\r') end = i + 1 < n && s[i + 1] == '\n' ? i + 2 : i + 1;
    } else if (f->newline_text[0] == 0 || f->newline_none) {
      if (s[i] == '\n') end = i + 1;
    } else if (s[i] == static_cast<u8>(f->newline_text[0])) {
      if (f->newline_text[1] == 0) end = i + 1;
      else if (i + 1 < n && s[i + 1] == static_cast<u8>(f->newline_text[1])) end = i + 2;
    }
  }
  if (end < 0) end = n;
  return limit >= 0 && end > limit ? limit : end;
}

using Methods = MemoryMethods<StringFile, check_open, take, line_length>;

bool put(Thread& t, StringFile* f, Value text) {
  text::StrView view = str_view(text);
  i64 n = static_cast<i64>(view.length);
  if (n == 0) return true;
  if (!Methods::reserve(t, f, n, 1, "new position too large")) return false;
  Methods::fill_gap(f);
  text::copy_units(view, f->data + f->pos, 4);
  Methods::wrote(f, n);
  return true;
}

// Writes text at the position; newlines are translated here, not on reading.
bool write_text(Thread& t, StringFile* f, Value text) {
  if (!f->universal && !f->write_translate) return put(t, f, text);
  Ref translated = Ref::share(t, text);
  if (f->universal) {
    translated = translate_newlines(t, f->newline, std::move(translated), true);
    if (!translated) return false;
  }
  if (f->write_translate && text::find_char(str_view(translated), '\n') != text::kNotFound) {
    text::UcsBuilder out;
    text::replace(str_view(translated), text::ascii_view("\n"), text::ascii_view(f->newline_text), text::kNotFound,
                  out);
    translated = finish_str(t, out);
    if (!translated) return false;
  }
  return put(t, f, translated);
}

// ---- methods

Ref next(Thread& t, Value self) {
  if (!is_exactly(self, g_classes.string)) {
    Ref line = call_method_py(t, self, name(N::readline));
    if (line && !is_str(line)) {
      return raise(t, kOSErrorType, "readline() should have returned a str object, not '%T'", line.get());
    }
    return line && as_str(line)->length == 0 ? Ref::immediate(kStop) : std::move(line);
  }
  return Methods::next(t, self);
}

Ref write(Thread& t, Value self, Value text) {
  if (!is_str(text)) return raise_type_error(t, "string argument expected, got '%T'", text);
  Methods::Held f(t, self);
  if (!f) return Ref();
  if (!write_text(t, f.get(), text)) return Ref();
  return make_int(t, static_cast<i64>(as_str(text)->length));
}

Ref seek(Thread& t, Value self, Value offset, Value whence) {
  i64 to;
  int how;
  if (!offset_argument_py(t, offset, &to) || !to_i32_py(t, whence, &how)) return Ref();
  Methods::Held f(t, self);
  if (!f) return Ref();
  if (how < 0 || how > 2) return raise_value_error(t, "Invalid whence (%d, should be 0, 1 or 2)", how);
  if (how == 0 && to < 0) return raise_value_error(t, "Negative seek position %lld", static_cast<long long>(to));
  if (how != 0 && to != 0) return raise(t, kOSErrorType, "Can't do nonzero cur-relative seeks");
  f->pos = how == 0 ? to : how == 1 ? f->pos : f->size;
  return make_int(t, f->pos);
}

Ref truncate(Thread& t, Value self, Value size) {
  i64 to = 0;
  bool here = !size || size == kNone;
  if (!size_argument_py(t, size, &to)) return Ref();
  Methods::Held f(t, self);
  if (!f) return Ref();
  if (here) to = f->pos;
  if (to < 0) return raise_value_error(t, "Negative size value %lld", static_cast<long long>(to));
  if (to < f->size) f->size = to;
  return make_int(t, to);
}

Ref contents(Thread& t, StringFile* f) {
  return f->size ? make_str(t, view_of(f, 0, f->size)) : Ref::share(t, empty_str());
}

Ref getvalue(Thread& t, Value self) {
  Methods::Held f(t, self);
  return f ? contents(t, f.get()) : Ref();
}

Ref close(Thread& t, Value self) {
  StringFile* f = as_file(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock) return Ref();
  Methods::empty(f);
  return none();
}

Ref get_closed(Thread& t, Value self) {
  if (!as_file(self)->initialised) return raise_value_error(t, "I/O operation on uninitialized object");
  return bool_ref(as_file(self)->closed);
}
Ref get_line_buffering(Thread& t, Value self) { return check_open(t, as_file(self)) ? bool_ref(false) : Ref(); }
Ref get_newlines(Thread& t, Value self) {
  Methods::Held f(t, self);
  if (!f) return Ref();
  return f->universal ? seen_newlines(t, f->newline) : none();
}

// ---- construction and pickling

bool set_newline(Thread& t, StringFile* f, Value newline, bool left_out) {
  bool none = newline == kNone;
  if (!left_out && !none && !is_str(newline))
    return raise_type_error(t, "newline must be str or None, not %T", newline);
  std::string_view text = left_out ? "\n" : none ? "" : as_str(newline)->ascii ? as_str(newline)->ascii_view() : "?";
  if (!text.empty() && text != "\n" && text != "\r" && text != "\r\n")
    return raise_value_error(t, "illegal newline value: %R", newline);
  std::memset(f->newline_text, 0, sizeof f->newline_text);
  std::memcpy(f->newline_text, text.data(), text.size());
  f->newline_none = none;
  f->universal = text.empty();
  f->newline.start(none);
  f->write_translate = !text.empty() && text != "\n";
  return true;
}

Ref create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(initial_value='', newline='\\n')");
  Value bound[2];
  if (!bind_arguments(t, "StringIO", kSignature, args, bound)) return false;
  bool has_text = bound[0] && bound[0] != kNone;
  StringFile* f = as_file(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !set_newline(t, f, bound[1], !bound[1])) return false;
  if (has_text && !is_str(bound[0])) return raise_type_error(t, "initial_value must be str or None, not %T", bound[0]);
  f->size = f->pos = 0;
  f->closed = false;
  f->initialised = true;
  if (has_text && !write_text(t, f, bound[0])) return false;
  f->pos = 0;
  return true;
}

Ref getstate(Thread& t, Value self) {
  Ref value, newline, position;
  {
    Methods::Held f(t, self);
    if (f) value = contents(t, f.get());
    if (!value) return Ref();
    newline = f->newline_none ? none() : make_str_ascii(t, f->newline_text);
    position = make_int(t, f->pos);
  }
  Ref dict = state_dict_py(t, self);
  if (!dict) return Ref();
  Value items[] = {value, newline, position, dict};
  return make_tuple(t, items, 4);
}
Ref setstate(Thread& t, Value self, Value state) {
  if (as_file(self)->closed) return raise_value_error(t, "I/O operation on closed file");
  if (!is_tuple(state) || as_tuple(state)->length < 4) {
    return raise_type_error(t, "%T.__setstate__ argument should be 4-tuple, got %T", self, state);
  }
  const Tuple& items = *as_tuple(state);
  i64 pos;
  if (!state_position_py(t, items[2], &pos)) return Ref();
  {
    StringFile* f = as_file(self);
    HeldLock lock(t, self, f->lock, true);
    Value newline[] = {empty_str(), items[1]};
    if (!lock || !init(t, self, CallArgs{newline, 2, Value()})) return Ref();
    if (!is_str(items[0])) return raise_type_error(t, "initial_value must be str or None, not %T", items[0]);
    // The value's newlines have been translated already.
    if (!put(t, f, items[0])) return Ref();
    f->pos = pos;
  }
  return set_state_dict_py(t, self, items[3]) ? none() : Ref();
}

void trace(Object* object, gc::Visitor& visitor) { trace_attributes(object, visitor); }
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  gc::raw_free(static_cast<StringFile*>(object)->data);
}

constexpr MethodDef kMethods[] = {
    {"read", Methods::read, "(self, size=-1, /)"},
    {"readline", Methods::readline, "(self, size=-1, /)"},
    {"write", write, "(self, s, /)"},
    {"seek", seek, "(self, pos, whence=0, /)"},
    {"tell", Methods::tell, "(self, /)"},
    {"truncate", truncate, "(self, pos=None, /)"},
    {"getvalue", getvalue, "(self, /)", "All text of the stream."},
    {"readable", Methods::yes, "(self, /)"},
    {"writable", Methods::yes, "(self, /)"},
    {"seekable", Methods::yes, "(self, /)"},
    {"close", close, "(self, /)"},
    {"__getstate__", getstate, "(self, /)"},
    {"__setstate__", setstate, "(self, state, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {
    {"closed", get_closed}, {"line_buffering", get_line_buffering}, {"newlines", get_newlines}, {}};

const TypeSpec kStringSpec = {
    .name = "_io.StringIO",
    .size = sizeof(StringFile),
    .flags = kTypeSubclassable,
    .doc = "StringIO(initial_value='', newline='\\n')\n--\n\nA text stream whose contents are kept in memory.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots = {.next = next, .create = create, .init = init},
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace

void make_string_class(Thread& t) { g_classes.string = make_native_type(t, kStringSpec, g_classes.text_base); }

}  // namespace rt::io
