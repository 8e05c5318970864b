// The type str: construction, slots, the table of its methods.
#include <cstring>

#include "runtime/object/long_loops.h"
#include "runtime/object/names.h"
#include "runtime/object/slice_items.h"
#include "runtime/text/escape.h"
#include "runtime/text/search.h"
#include "runtime/types/all.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_iterator.h"
#include "runtime/types/text/str_methods.h"

namespace rt {

namespace {

// ---- construction

// An instance of a subclass with the text of `source`.
Ref make_instance(Thread& t, Type* type, Value source) {
  Str* from = as_str(source);
  Ref instance = allocate_instance(t, type, (from->length + 1) * from->kind);
  if (!instance) return Ref();
  Str* s = as_str(instance);
  s->length = from->length;
  s->kind = from->kind;
  s->ascii = from->ascii;
  s->text = text_word(type);
  s->hash.store(from->hash.load(gc::relaxed), gc::relaxed);
  std::memcpy(s->data(), from->data(), (from->length + 1) * from->kind);
  return instance;
}

// str(bytes, encoding, errors).
Ref decode_argument_py(Thread& t, Value object, Value encoding, Value errors) {
  CodecArgument encoding_name(t, "str", "encoding", encoding);
  if (!encoding_name.ok()) return Ref();
  CodecArgument handler(t, "str", "errors", errors);
  if (!handler.ok()) return Ref();
  if (!object) return Ref::share(t, empty_str());
  if (is_str(object)) return raise_type_error(t, "decoding str is not supported");
  if (type_of(object)->slots.get_buffer) {
    Ref text = decode_bytes_py(t, object, encoding_name.c_str(), handler.c_str());
    if (text || !error_is(t, kBufferErrorType)) return text;
    clear_error(t);  // the error was that the buffer is not contiguous
  }
  return raise_type_error(t, "decoding to str: need a bytes-like object, %T found", object);
}

Ref text_from_args_py(Thread& t, const CallArgs& args) {
  if (!args.names && args.positional == 1) return str_py(t, args[0]);
  static constexpr Signature kSignature = parse_signature("(object='', encoding='utf-8', errors='strict')");
  Value bound[3];
  if (!args.names && args.positional > 3)
    return raise_type_error(t, "str expected at most 3 arguments, got %d", static_cast<int>(args.positional));
  if (!bind_arguments(t, "str", kSignature, args, bound)) return Ref();
  if (bound[1] || bound[2]) return decode_argument_py(t, bound[0], bound[1], bound[2]);
  return bound[0] ? str_py(t, bound[0]) : Ref::share(t, empty_str());
}

Ref str_create(Thread& t, Type* type, const CallArgs& args) {
  Ref text = text_from_args_py(t, args);
  return !text || type == kStrType ? std::move(text) : make_instance(t, type, text);
}

// ---- slots

Ref str_repr(Thread& t, Value self) {
  text::UcsBuilder out(as_str(self)->length + 2);
  {
    BesideOthers scope(t, as_str(self)->length, {self});
    text::append_repr(str_view(self), out);
  }
  return finish_str(t, out);
}

Ref str_compare_slot(Thread&, Value a, Value b, CompareOp op) {
  if (!is_str(a) || !is_str(b)) return Ref::immediate(kNotImplemented);
  if (op == CompareOp::kEq) return bool_ref(str_equal(a, b));
  if (op == CompareOp::kNe) return bool_ref(!str_equal(a, b));
  int c = str_compare(a, b);
  switch (op) {
    case CompareOp::kLt: return bool_ref(c < 0);
    case CompareOp::kLe: return bool_ref(c <= 0);
    case CompareOp::kGt: return bool_ref(c > 0);
    default: return bool_ref(c >= 0);
  }
}

bool str_hash_slot(Thread&, Value self, i64* out) {
  *out = str_hash(self);
  return true;
}

i64 str_len(Thread&, Value self) { return static_cast<i64>(as_str(self)->length); }

int str_contains(Thread& t, Value self, Value item) {
  if (!is_str(item)) return raise_type_error(t, "'in <string>' requires string as left operand, not %T", item);
  return str::contains(t, self, item);
}

Ref str_item(Thread& t, Str* s, i64 index) {
  if (index < 0) index += static_cast<i64>(s->length);
  if (static_cast<u64>(index) >= s->length) return raise_index_error(t, "string index out of range");
  return make_char(t, s->at(static_cast<u64>(index)));
}

// A slice with a step.
Ref str_stride(Thread& t, const Str* s, const SliceItems& items) {
  if (s->ascii) {
    Ref result = make_str_uninitialised(t, static_cast<u64>(items.count), 1, true);
    if (!result) return Ref();
    const u8* from = s->data();
    u8* to = as_str(result)->data();
    for (i64 i = 0, at = items.start; i < items.count; ++i, at = step_on(at, items.step)) to[i] = from[at];
    return result;
  }
  // The result may need a smaller kind than the whole str.
  text::UcsBuilder out(static_cast<size_t>(items.count));
  for (i64 i = 0, at = items.start; i < items.count; ++i, at = step_on(at, items.step))
    out.append(s->at(static_cast<u64>(at)));
  return finish_str(t, out);
}

Ref str_getitem(Thread& t, Value self, Value key) {
  if (key.is_small_int()) [[likely]]
    return str_item(t, as_str(self), key.small());
  if (is_exact(key, TypeId::kSlice)) {
    SliceIndices indices;
    return slice_indices_py(t, key, &indices) ? str_get_slice(t, self, indices) : Ref();
  }
  if (!is_int(key) && !type_of(key)->slots.index)
    return raise_type_error(t, "string indices must be integers, not '%T'", key);
  i64 index;
  if (!index_i64_py(t, key, &index, kIndexErrorType)) return Ref();
  return str_item(t, as_str(self), index);
}

Ref str_concat_slot(Thread& t, Value a, Value b) {
  if (!is_str(b)) return raise_type_error(t, "can only concatenate str (not \"%T\") to str", b);
  return str_concat(t, a, b);
}

Ref str_repeat(Thread& t, Value a, i64 n) {
  Str* s = as_str(a);
  if (n <= 0 || s->length == 0) return Ref::share(t, empty_str());
  if (n == 1) return exact_str(t, a);
  u64 length;
  if (__builtin_mul_overflow(s->length, static_cast<u64>(n), &length) || length > static_cast<u64>(INT64_MAX)) {
    return raise_overflow_error(t, "repeated string is too long");
  }
  Ref result = make_str_uninitialised(t, length, s->kind, s->ascii);
  if (!result) return result;
  u8* to = as_str(result)->data();
  size_t piece = s->length * s->kind, total = length * s->kind;
  if (piece == 1) {
    std::memset(to, s->data()[0], total);
    return result;
  }
  std::memcpy(to, s->data(), piece);
  for (size_t done = piece; done < total; done *= 2)
    std::memcpy(to + done, to, done < total - done ? done : total - done);
  return result;
}

Ref str_mod(Thread& t, Value a, Value b) {
  if (!is_str(a)) return Ref::immediate(kNotImplemented);
  return str_percent_py(t, a, b);
}

// ---- methods that are one line

Ref str_encode(Thread& t, Value self, Value encoding, Value errors) {
  CodecArgument encoding_name(t, "encode", "encoding", encoding);
  if (!encoding_name.ok()) return Ref();
  CodecArgument handler(t, "encode", "errors", errors);
  if (!handler.ok()) return Ref();
  return str_encode_py(t, self, encoding_name.c_str(), handler.c_str());
}

Ref str_getnewargs(Thread& t, Value self) {
  Ref text = make_str(t, str_view(self));  // a copy, so that copyreg finds a subclass's text and no instance of it
  return text ? make_tuple(t, text) : Ref();
}

Ref str_sizeof(Thread& t, Value self) {
  Str* s = as_str(self);
  return make_int(t, static_cast<i64>(s->text_offset() + (s->length + 1) * s->kind + s->spare));
}

constexpr MethodDef kStrMethods[] = {
    {"encode", str_encode, "(self, /, encoding='utf-8', errors='strict')",
     "The text as bytes, in UTF-8 or another encoding."},
    {"replace", str::replace, "(self, old, new, /, count=-1)",
     "The text with new in place of each old, or of the first count."},
    {"split", str::split, "(self, /, sep=None, maxsplit=-1)",
     "The parts between separators, by default white space; with maxsplit, the first separators count."},
    {"rsplit", str::rsplit, "(self, /, sep=None, maxsplit=-1)",
     "As split, but splits are made from the end of the string."},
    {"join", str_join_py, "(self, iterable, /)", "Concatenate any number of strings, with this one in between."},
    {"capitalize", str::capitalize, "(self, /)", "The text with a capital at the front and small letters behind it."},
    {"casefold", str::casefold, "(self, /)", "The text in a form that ignores case when compared."},
    {"title", str::title, "(self, /)", "The text with a capital at the front of each word."},
    {"center", str::center, "(self, width, fillchar=' ', /)", "The text in the middle of a field of this width."},
    {"count", str::count, "(self, sub, start=None, end=None, /)",
     "How often sub occurs between start and end, overlapping ones counted once."},
    {"expandtabs", str::expandtabs, "(self, /, tabsize=8)",
     "A copy in which spaces up to the next multiple of tabsize replace each tab."},
    {"find", str::find, "(self, sub, start=None, end=None, /)",
     "Return the lowest index in [start:end] where sub is found, or -1."},
    {"partition", str::partition, "(self, sep, /)",
     "(before, sep, after) at the first separator; (text, '', '') without one."},
    {"index", str::index, "(self, sub, start=None, end=None, /)",
     "As find, but raises ValueError when sub is not found."},
    {"ljust", str::ljust, "(self, width, fillchar=' ', /)", "The text at the left of a field of this width."},
    {"lower", str::lower, "(self, /)", "The text in small letters."},
    {"lstrip", str::lstrip, "(self, chars=None, /)",
     "The text without white space, or the given characters, at the beginning."},
    {"rfind", str::rfind, "(self, sub, start=None, end=None, /)",
     "Return the highest index in [start:end] where sub is found, or -1."},
    {"rindex", str::rindex, "(self, sub, start=None, end=None, /)",
     "As rfind, but raises ValueError when sub is not found."},
    {"rjust", str::rjust, "(self, width, fillchar=' ', /)", "The text at the right of a field of this width."},
    {"rstrip", str::rstrip, "(self, chars=None, /)",
     "The text without white space, or the given characters, at the end."},
    {"rpartition", str::rpartition, "(self, sep, /)", "As partition, but searches for the separator from the end."},
    {"splitlines", str::splitlines, "(self, /, keepends=False)",
     "The lines, without their ends unless keepends is true."},
    {"strip", str::strip, "(self, chars=None, /)",
     "The text without white space, or the given characters, at both ends."},
    {"swapcase", str::swapcase, "(self, /)", "The text with capitals made small and small letters made capitals."},
    {"translate", str::translate, "(self, table, /)",
     "The text with characters replaced as the table says, which maps code points to text, code points or None."},
    {"upper", str::upper, "(self, /)", "The text in capitals."},
    {"startswith", str::startswith, "(self, prefix, start=None, end=None, /)",
     "Does the text begin with this prefix, or with one of a tuple?"},
    {"endswith", str::endswith, "(self, suffix, start=None, end=None, /)",
     "Does the text end with this suffix, or with one of a tuple?"},
    {"removeprefix", str::removeprefix, "(self, prefix, /)", "The text without this beginning, if it has it."},
    {"removesuffix", str::removesuffix, "(self, suffix, /)", "The text without this ending, if it has it."},
    {"isascii", str::isascii, "(self, /)", "Are all characters below U+0080? True for no text."},
    {"islower", str::islower, "(self, /)", "Are all cased characters small letters, with one at least?"},
    {"isupper", str::isupper, "(self, /)", "Are all cased characters capitals, with one at least?"},
    {"istitle", str::istitle, "(self, /)", "Does each word begin with a capital and go on in small letters?"},
    {"isspace", str::isspace, "(self, /)", "Is it all white space? False for no text."},
    {"isdecimal", str::isdecimal, "(self, /)", "Are all characters decimal digits? False for no text."},
    {"isdigit", str::isdigit, "(self, /)", "Are all characters digits, superscripts included? False for no text."},
    {"isnumeric", str::isnumeric, "(self, /)",
     "Does each character stand for a number, fractions included? False for no text."},
    {"isalpha", str::isalpha, "(self, /)", "Are all characters letters? False for no text."},
    {"isalnum", str::isalnum, "(self, /)", "Are all characters letters or digits? False for no text."},
    {"isidentifier", str::isidentifier, "(self, /)", "Could this be a name in a program? Keywords could."},
    {"isprintable", str::isprintable, "(self, /)",
     "Return True if all characters in the string are printable, False otherwise."},
    {"zfill", str::zfill, "(self, width, /)",
     "The text, made at least width long by zeros at the left (behind a sign)."},
    {"format", str::format, "(...)(self, /, *args, **kwargs)",
     "The text with its {fields} filled in from the arguments."},
    {"format_map", str::format_map, "(self, mapping, /)", "The text with its {fields} filled in from a mapping."},
    {"__format__", str::dunder_format, "(self, format_spec, /)", "The text in the form that format_spec describes."},
    {"maketrans", str::maketrans, "@staticmethod (x, y=<none>, z=<none>, /)",
     "Return a translation table usable for str.translate()."},
    {"__sizeof__", str_sizeof, "(self, /)", "Bytes that the text takes in memory."},
    {"__getnewargs__", str_getnewargs, "(self, /)", nullptr},
    {},
};

constexpr Slots str_make_slots() {
  Slots s;
  s.repr = str_repr;
  s.str = exact_str;
  s.hash = str_hash_slot;
  s.compare = str_compare_slot;
  s.iter = make_str_iterator;
  s.len = str_len;
  s.getitem = str_getitem;
  s.contains = str_contains;
  s.binary[static_cast<int>(BinaryOp::kMod)] = str_mod;
  s.concat = str_concat_slot;
  s.repeat = str_repeat;
  s.create = str_create;
  return s;
}

}  // namespace

Ref str_get_slice(Thread& t, Value str, const SliceIndices& indices) {
  const Str* s = as_str(str);
  SliceItems items = slice_items(indices, static_cast<i64>(s->length));
  if (items.step == 1) return str_substring(t, str, items.start, items.start + items.count);
  return items.count == 1 ? make_char(t, s->at(static_cast<u64>(items.start))) : str_stride(t, s, items);
}

const TypeSpec kStrSpec = {
    .id = TypeId::kStr,
    .name = "str",
    .size = sizeof(Str),
    .item_size = 1,
    .flags = kTypeSubclassable | kTypeVarSized,
    .doc =
        "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
        "Create a new string object from the given object. If encoding or\n"
        "errors is specified, then the object must expose a data buffer\n"
        "that will be decoded using the given encoding and error handler.",
    .slots = str_make_slots(),
    .methods = kStrMethods,
};

}  // namespace rt
