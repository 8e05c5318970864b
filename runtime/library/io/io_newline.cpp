// Universal newlines, and IncrementalNewlineDecoder, which adds them to any decoder.
#include "runtime/library/io/io_parts.h"
#include "runtime/text/search.h"
#include "runtime/types/text/str_builder.h"

namespace rt::io {

namespace {

u8 kinds_of_newline(const text::StrView& view) {
  u8 seen = 0;
  for (size_t i = 0; i < view.length && seen != (kSeenCr | kSeenLf | kSeenCrLf); ++i) {
    char32_t c = view.at(i);
    if (c == '\n') {
      seen |= kSeenLf;
    } else if (c == '\r') {
      bool crlf = i + 1 < view.length && view.at(i + 1) == '\n';
      seen |= crlf ? kSeenCrLf : kSeenCr;
      i += crlf;
    }
  }
  return seen;
}

Ref replace_newlines(Thread& t, const text::StrView& view) {
  StrBuilder out(t, view.length);
  size_t from = 0;
  for (;;) {
    size_t cr = text::find_char(view, '\r', from);
    size_t end = cr == text::kNotFound ? view.length : cr;
    out.append(view.sub(from, end - from));
    if (cr == text::kNotFound) return out.finish();
    out.append(U'\n');
    from = cr + 1;
    if (from < view.length && view.at(from) == '\n') ++from;
  }
}

}  // namespace

Ref translate_newlines(Thread& t, NewlineState& state, Ref text, bool final) {
  if (!text) return Ref();
  u64 length = as_str(text)->length;
  if (state.pending_cr && (final || length > 0)) {
    Ref cr = make_char(t, '\r');
    text = cr ? str_concat(t, cr, text) : Ref();
    if (!text) return Ref();
    ++length;
    state.pending_cr = false;
  }
  // A \r at the end may be half of a \r\n.
  if (!final && length > 0 && as_str(text)->at(length - 1) == '\r') {
    text = str_substring(t, text, 0, static_cast<i64>(length) - 1);
    if (!text) return Ref();
    state.pending_cr = true;
  }
  text::StrView view = str_view(text);
  bool has_cr = text::find_char(view, '\r') != text::kNotFound;
  if (!has_cr) {
    if (!(state.seen.load(gc::relaxed) & kSeenLf) && text::find_char(view, '\n') != text::kNotFound) state.see(kSeenLf);
    return text;
  }
  state.see(kinds_of_newline(view));
  return state.translate ? replace_newlines(t, view) : std::move(text);
}

Ref seen_newlines(Thread& t, const NewlineState& state) {
  u8 seen = state.seen.load(gc::relaxed);
  static constexpr const char* kTexts[] = {"\r", "\n", "\r\n"};
  Ref found[3];
  u32 n = 0;
  for (u32 i = 0; i < 3; ++i) {
    if (!(seen & (1u << i))) continue;
    found[n] = make_str_ascii(t, kTexts[i]);
    if (!found[n++]) return Ref();
  }
  if (n == 0) return none();
  return n == 1 ? std::move(found[0]) : make_tuple_stealing(t, found, n);
}

namespace {

NewlineDecoder* as_decoder(Value v) { return v.as<NewlineDecoder>(); }
Ref inner(Thread& t, Value self) { return load_field(t, self.object(), as_decoder(self)->decoder); }

Ref create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(decoder, translate, errors='strict')");
  Value bound[3];
  if (!bind_arguments(t, "IncrementalNewlineDecoder", kSignature, args, bound)) return false;
  int translate = truth_py(t, bound[1]);
  if (translate < 0) return false;
  NewlineDecoder* d = as_decoder(self);
  store_field(t, d, d->decoder, Ref::share(t, bound[0]));
  store_field(t, d, d->errors, Ref::share(t, bound[2] ? bound[2] : name(N::strict)));
  d->state.start(translate > 0);
  return true;
}

// The inner decoder. Empty: ValueError is pending, since __init__ has not run.
Ref ready(Thread& t, Value self) {
  Ref decoder = inner(t, self);
  if (!decoder) return raise_value_error(t, "IncrementalNewlineDecoder.__init__() not called");
  return decoder;
}

Ref decode(Thread& t, Value self, Value input, Value final) {
  Ref decoder = ready(t, self);
  int last = decoder ? truth_py(t, final) : -1;
  if (last < 0) return Ref();
  Ref text = decoder.get() == kNone ? Ref::share(t, input)
                                    : call_method_py(t, decoder, name(IoName::decode), input, boolean(last));
  if (!text) return Ref();
  if (!is_str(text)) return raise_type_error(t, "decoder should return a string result, not '%T'", text.get());
  return translate_newlines(t, as_decoder(self)->state, std::move(text), last);
}

Ref getstate(Thread& t, Value self) {
  Ref decoder = ready(t, self);
  if (!decoder) return Ref();
  Ref bytes;
  i64 flag = 0;
  if (decoder.get() != kNone) {
    Ref state = call_method_py(t, decoder, name(IoName::getstate));
    if (!state) return Ref();
    if (!is_tuple(state) || as_tuple(state)->length != 2) return raise_type_error(t, "illegal decoder state");
    bytes = Ref::share(t, (*as_tuple(state))[0]);
    if (!index_i64_py(t, (*as_tuple(state))[1], &flag, kOverflowErrorType)) return Ref();
  } else {
    bytes = make_bytes(t, {});
  }
  Ref flags = make_int(t, flag << 1 | as_decoder(self)->state.pending_cr);
  return bytes && flags ? make_tuple(t, bytes, flags) : Ref();
}

Ref setstate(Thread& t, Value self, Value state) {
  Ref decoder = ready(t, self);
  if (!decoder) return Ref();
  if (!is_tuple(state)) return raise_type_error(t, "state argument must be a tuple");
  i64 flag;
  if (as_tuple(state)->length != 2) return raise_type_error(t, "setstate(): illegal state argument");
  if (!index_i64_py(t, (*as_tuple(state))[1], &flag, kOverflowErrorType)) return Ref();
  as_decoder(self)->state.pending_cr = flag & 1;
  if (decoder.get() == kNone) return none();
  Ref rest = make_int(t, flag >> 1);
  Ref inner_state = rest ? make_tuple(t, (*as_tuple(state))[0], rest) : Ref();
  return inner_state ? call_method_py(t, decoder, name(IoName::setstate), inner_state) : Ref();
}

Ref reset(Thread& t, Value self) {
  Ref decoder = ready(t, self);
  if (!decoder) return Ref();
  as_decoder(self)->state.pending_cr = false;
  as_decoder(self)->state.seen.store(0, gc::relaxed);
  return decoder.get() == kNone ? none() : call_method_py(t, decoder, name(IoName::reset));
}

Ref get_newlines(Thread& t, Value self) { return ready(t, self) ? seen_newlines(t, as_decoder(self)->state) : Ref(); }

void trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<NewlineDecoder*>(object)->decoder);
  trace_slot(visitor, static_cast<NewlineDecoder*>(object)->errors);
}
void clear(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<NewlineDecoder*>(object)->decoder);
  clear_slot(static_cast<Thread&>(t), static_cast<NewlineDecoder*>(object)->errors);
}

constexpr MethodDef kMethods[] = {{"decode", decode, "(self, /, input, final=False)"},
                                  {"getstate", getstate, "(self, /)"},
                                  {"setstate", setstate, "(self, state, /)"},
                                  {"reset", reset, "(self, /)"},
                                  {}};
constexpr GetSetDef kGetSet[] = {{"newlines", get_newlines}, {}};

const TypeSpec kDecoderSpec = {
    .name = "_io.IncrementalNewlineDecoder",
    .size = sizeof(NewlineDecoder),
    .flags = kTypeSubclassable | kTypeTraced,
    .doc =
        "IncrementalNewlineDecoder(decoder, translate, errors='strict')\n--\n\nDecoder that turns line ends into "
        "\"\\n\", piece by piece.",
    .lifetime = {trace, clear, nullptr, clear},
    .slots = {.create = create, .init = init},
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace

void make_newline_class(Thread& t) { g_classes.newline_decoder = make_native_type(t, kDecoderSpec); }

}  // namespace rt::io
