// Positions in text files. tell() gives an int that only seek() understands ("cookie"): the byte position at which to
// start reading, and the steps from there to the character.
//
//   position | decoder flags << 64 | bytes to feed << 128 | characters to skip << 192 | end of file << 256
//
// In valid text of the native codecs the byte position alone is enough.
#include "runtime/library/io/io_text.h"

#include <unistd.h>

namespace rt::io {

namespace {

struct Cookie {
  i64 position = 0;
  i64 flags = 0;  // the decoder's state; bit 0: a \r waits for the next character
  i64 feed = 0;
  i64 skip = 0;
  bool at_end = false;
};

Ref pack(Thread& t, const Cookie& c) {
  Ref result = make_int(t, c.position);
  const i64 parts[] = {c.flags, c.feed, c.skip, c.at_end};
  for (i64 i = 0; i < 4 && result; ++i) {
    if (parts[i] == 0) continue;
    Ref part = make_int(t, parts[i]);
    Ref moved = part ? int_binary(t, BinaryOp::kLshift, part, Value::small_int(64 * (i + 1))) : Ref();
    result = moved ? int_binary(t, BinaryOp::kOr, result, moved) : Ref();
  }
  return result;
}

bool unpack(Thread& t, Value number, Cookie* out) {
  i64 parts[5] = {};
  Ref rest = Ref::share(t, number);
  Ref mask = make_uint(t, ~u64{0});
  for (i64& part : parts) {
    Ref low = mask && rest ? int_binary(t, BinaryOp::kAnd, rest, mask) : Ref();
    u64 word;
    if (!low || !to_u64_py(t, low, &word)) return false;
    part = static_cast<i64>(word);
    rest = int_binary(t, BinaryOp::kRshift, rest, Value::small_int(64));
  }
  if (!rest) return false;
  *out = {parts[0], parts[1], parts[2], parts[3], parts[4] != 0};
  return true;
}

// ---- tell

// The number of bytes of valid input that decode to its first `used` characters.
i64 bytes_of_characters(const TextFile* f, std::string_view input, i64 used) {
  size_t at = 0;
  bool translate = f->read_universal && f->newlines.translate;
  auto is_lf = [&] { return at < input.size() && input[at] == '\n'; };
  if (used > 0 && f->read_universal && (f->snapshot_flags & 1)) {
    --used;
    if (translate && is_lf()) ++at;
  }
  for (; used > 0 && at < input.size(); --used) {
    char c = input[at++];
    if (f->codec == NativeCodec::kUtf8) {
      while (at < input.size() && (static_cast<u8>(input[at]) & 0xC0) == 0x80) ++at;
    }
    if (c == '\r' && translate && is_lf()) ++at;
  }
  return static_cast<i64>(at);
}

i64 buffer_position_py(Thread& t, Value buffer) {
  Ref position = call_method_py(t, buffer, name(IoName::tell));
  i64 n = -1;
  if (!position || !index_i64_py(t, position, &n, kOverflowErrorType)) return -1;
  return n;
}

Ref tell_py(Thread& t, Value self) {
  TextFile* f = as_text(self);
  if (!f->seekable) return raise_unsupported(t, "underlying stream is not seekable");
  if (!f->telling) return raise(t, kOSErrorType, "telling position disabled by next() call");
  if (!text_write_out_py(t, f) || !call_method_py(t, self, name(N::flush))) return Ref();
  Ref buffer = buffer_of(t, f);
  if (!buffer) return Ref();
  Cookie cookie;
  cookie.position = buffer_position_py(t, buffer);
  if (error_pending(t)) return Ref();
  Ref snapshot = load_field(t, f, f->snapshot);
  if (!snapshot) return pack(t, cookie);
  std::string_view input = snapshot.as<Bytes>()->view();
  cookie.position -= static_cast<i64>(input.size());
  if (f->decoded_used == 0) {
    cookie.flags = f->snapshot_flags;
  } else if (f->snapshot_exact) {
    cookie.position += bytes_of_characters(f, input, f->decoded_used);
  } else {
    cookie.flags = f->snapshot_flags;
    cookie.feed = static_cast<i64>(input.size());
    cookie.skip = f->decoded_used;
    cookie.at_end = f->snapshot_final;
  }
  return pack(t, cookie);
}

// ---- seek

bool set_decoder_state_py(Thread& t, TextFile* f, const Cookie& cookie) {
  f->partial_size = 0;
  f->newlines.pending_cr = cookie.flags & 1;
  if (is_native(f)) return true;
  Ref decoder = load_field(t, f, f->decoder);
  if (!decoder) return true;
  if (cookie.position == 0 && cookie.flags == 0) return bool(call_method_py(t, decoder, name(IoName::reset)));
  Ref nothing = make_bytes(t, {}), flags = make_int(t, cookie.flags >> 1);
  Ref state = nothing && flags ? make_tuple(t, nothing, flags) : Ref();
  return state && call_method_py(t, decoder, name(IoName::setstate), state);
}

bool skip_characters_py(Thread& t, TextFile* f, Value buffer, const Cookie& cookie) {
  Ref input = call_method_py(t, buffer, name(N::read), Value::small_int(cookie.feed));
  if (!input) return false;
  if (!is_bytes(input))
    return raise_type_error(t, "underlying read() should have returned a bytes object, not '%T'", input.get());
  Ref text = text_decode_py(t, f, input, cookie.at_end);
  if (!text) return false;
  if (static_cast<i64>(as_str(text)->length) < cookie.skip) {
    return raise(t, kOSErrorType, "can't restore logical file position");
  }
  set_decoded(t, f, std::move(text));
  f->decoded_used = cookie.skip;
  f->snapshot_flags = cookie.flags;
  f->snapshot_final = cookie.at_end;
  store_field(t, f, f->snapshot, std::move(input));
  return true;
}

Ref seek_to_end_py(Thread& t, Value self, Value buffer) {
  TextFile* f = as_text(self);
  if (!call_method_py(t, self, name(N::flush))) return Ref();
  forget_decoded(t, f);
  forget_snapshot(t, f);
  if (!reset_decoder_py(t, f)) return Ref();
  Ref end = call_method_py(t, buffer, name(IoName::seek), Value::small_int(0), Value::small_int(SEEK_END));
  if (!end || !reset_encoder_py(t, f, end.get() == Value::small_int(0))) return Ref();
  return end;
}

Ref seek_cookie_py(Thread& t, Value self, Value buffer, Value number) {
  TextFile* f = as_text(self);
  int negative = compare_bool_py(t, number, Value::small_int(0), CompareOp::kLt);
  if (negative < 0) return Ref();
  if (negative) return raise_value_error(t, "negative seek position %R", number);
  Cookie cookie;
  if (!call_method_py(t, self, name(N::flush)) || !unpack(t, number, &cookie)) return Ref();
  Ref position = make_int(t, cookie.position);
  if (!position || !call_method_py(t, buffer, name(IoName::seek), position)) return Ref();
  forget_decoded(t, f);
  forget_snapshot(t, f);
  if (!set_decoder_state_py(t, f, cookie)) return Ref();
  if (cookie.skip) {
    if (!skip_characters_py(t, f, buffer, cookie)) return Ref();
  } else if (f->telling) {
    f->snapshot_flags = cookie.flags;
    store_field(t, f, f->snapshot, make_bytes(t, {}));
  }
  if (!reset_encoder_py(t, f, cookie.position == 0 && cookie.flags == 0)) return Ref();
  return Ref::share(t, number);
}

Ref seek_py(Thread& t, Value self, Value target, int whence) {
  TextFile* f = as_text(self);
  if (!f->seekable) return raise_unsupported(t, "underlying stream is not seekable");
  Ref buffer = buffer_of(t, f);
  if (!buffer) return Ref();
  bool zero = is_int(target) && target.stripped() == Value::small_int(0);
  if (whence == SEEK_CUR) {
    if (!zero) return raise_unsupported(t, "can't do nonzero cur-relative seeks");
    // The position stays: only the text that has been read ahead is dropped.
    Ref here = call_method_py(t, self, name(IoName::tell));
    return here ? seek_cookie_py(t, self, buffer, here) : Ref();
  }
  if (whence == SEEK_END) {
    if (!zero) return raise_unsupported(t, "can't do nonzero end-relative seeks");
    return seek_to_end_py(t, self, buffer);
  }
  if (whence != SEEK_SET)
    return raise_value_error(t, "invalid whence (%d, should be %d, %d or %d)", whence, SEEK_SET, SEEK_CUR, SEEK_END);
  Ref number = index_py(t, target);
  return number ? seek_cookie_py(t, self, buffer, number) : Ref();
}

}  // namespace

Ref text_tell(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  HeldLock lock(t, self, as_text(self)->lock, true);
  return lock && check_text_open_py(t, self) ? tell_py(t, self) : Ref();
}

Ref text_seek(Thread& t, Value self, Value cookie, Value whence) {
  int how;
  if (!check_text_ready(t, self) || !to_i32_py(t, whence, &how)) return Ref();
  HeldLock lock(t, self, as_text(self)->lock, true);
  return lock && check_text_open_py(t, self) ? seek_py(t, self, cookie, how) : Ref();
}

Ref text_truncate(Thread& t, Value self, Value size) {
  if (!check_text_ready(t, self)) return Ref();
  TextFile* f = as_text(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !call_method_py(t, self, name(N::flush))) return Ref();
  Ref buffer = buffer_of(t, f);
  return buffer ? call_method_py(t, buffer, name(IoName::truncate), size) : Ref();
}

}  // namespace rt::io
