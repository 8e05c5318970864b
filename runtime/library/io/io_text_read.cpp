// Reading of text files: a chunk of bytes is decoded as a whole and handed out in pieces.
#include "runtime/library/io/io_text.h"
#include "runtime/text/search.h"
#include "runtime/types/text/str_builder.h"

namespace rt::io {

void forget_decoded(Thread& t, TextFile* f) {
  store_field(t, f, f->decoded, Ref());
  f->decoded_used = 0;
}
void forget_snapshot(Thread& t, TextFile* f) { store_field(t, f, f->snapshot, Ref()); }
void set_decoded(Thread& t, TextFile* f, Ref text) {
  store_field(t, f, f->decoded, std::move(text));
  f->decoded_used = 0;
}

bool reset_decoder_py(Thread& t, TextFile* f) {
  f->partial_size = 0;
  f->newlines.pending_cr = false;
  if (is_native(f)) return true;
  Ref decoder = load_field(t, f, f->decoder);
  return !decoder || call_method_py(t, decoder, name(IoName::reset));
}

namespace {

// `input` with the bytes of an unfinished character in front; `input` itself if there are none.
Ref with_partial(Thread& t, TextFile* f, Value input) {
  if (f->partial_size == 0) return Ref::share(t, input);
  std::string_view rest = input.as<Bytes>()->view();
  Ref whole = make_bytes_uninitialised(t, f->partial_size + rest.size());
  if (!whole) return Ref();
  std::memcpy(whole.as<Bytes>()->data(), f->partial, f->partial_size);
  std::memcpy(whole.as<Bytes>()->data() + f->partial_size, rest.data(), rest.size());
  f->partial_size = 0;
  return whole;
}

// Decodes UTF-8 if it is valid, without a decoder or error handler. Empty, without error: it is not valid.
Ref decode_valid_utf8(Thread& t, std::string_view bytes, bool final, i64* consumed) {
  auto* data = reinterpret_cast<const u8*>(bytes.data());
  text::Utf8Scan scan = text::utf8_scan(data, bytes.size());
  if (!scan.valid() && (final || !scan.incomplete)) return Ref();
  *consumed = static_cast<i64>(scan.valid_bytes);
  Ref str = make_str_uninitialised(t, scan.length, scan.kind(), scan.ascii());
  if (str && scan.length) text::utf8_widen(data, scan.valid_bytes, scan.kind(), as_str(str)->data());
  return str;
}

Ref decode_input_py(Thread& t, TextFile* f, Value input, bool final) {
  std::string_view bytes = input.as<Bytes>()->view();
  i64 consumed = static_cast<i64>(bytes.size());
  Ref text;
  f->snapshot_exact = true;
  if (f->codec == NativeCodec::kUtf8 && !bytes.empty()) text = decode_valid_utf8(t, bytes, final, &consumed);
  if (!text) {
    if (error_pending(t)) return Ref();
    f->snapshot_exact = f->codec == NativeCodec::kLatin1 ||
                        (f->codec == NativeCodec::kAscii && text::is_ascii(bytes.data(), bytes.size()));
    text = decode_partial_py(t, f->codec, bytes, f->error_name, input, final, &consumed);
    if (!text) return Ref();
  }
  std::string_view rest = bytes.substr(static_cast<size_t>(consumed));
  f->partial_size = static_cast<u8>(rest.size() < sizeof f->partial ? rest.size() : sizeof f->partial);
  std::memcpy(f->partial, rest.data(), f->partial_size);
  return text;
}

Ref decode_foreign_py(Thread& t, TextFile* f, Value input, bool final) {
  Ref decoder = load_field(t, f, f->decoder);
  Ref text = call_method_py(t, decoder, name(IoName::decode), input, boolean(final));
  if (text && !is_str(text)) return raise_type_error(t, "decoder should return a string result, not '%T'", text.get());
  return text;
}

}  // namespace

Ref text_decode_py(Thread& t, TextFile* f, Value input, bool final) {
  Ref text;
  if (is_native(f)) {
    Ref whole = with_partial(t, f, input);
    text = whole ? decode_input_py(t, f, whole, final) : Ref();
  } else {
    f->snapshot_exact = false;
    text = decode_foreign_py(t, f, input, final);
  }
  if (!f->read_universal) return text;
  return translate_newlines(t, f->newlines, std::move(text), final);
}

namespace {

// Keeps the data for tell(): the decoder's state before the chunk, and the bytes from there on.
bool take_snapshot_py(Thread& t, TextFile* f, Value chunk, Ref* out) {
  f->snapshot_flags = f->newlines.pending_cr;
  if (is_native(f)) {
    u8 partial_size = f->partial_size;
    *out = with_partial(t, f, chunk);
    f->partial_size = partial_size;
    return bool(*out);
  }
  Ref decoder = load_field(t, f, f->decoder);
  Ref state = decoder ? call_method_py(t, decoder, name(IoName::getstate)) : Ref();
  if (!state) return false;
  if (!is_tuple(state) || as_tuple(state)->length != 2) return raise_type_error(t, "illegal decoder state");
  Value head = (*as_tuple(state))[0];
  i64 flags;
  if (!is_bytes(head)) {
    return raise_type_error(t, "illegal decoder state: the first item should be a bytes object, not '%T'", head);
  }
  if (!index_i64_py(t, (*as_tuple(state))[1], &flags, kOverflowErrorType)) return false;
  f->snapshot_flags |= flags << 1;
  text::ByteBuilder both;
  both.append(head.as<Bytes>()->view());
  both.append(chunk.as<Bytes>()->view());
  *out = both.ok() ? make_bytes(t, both.text()) : Ref(raise_memory_error(t));
  return bool(*out);
}

Ref chunk_from_buffer_py(Thread& t, TextFile* f, i64 size) {
  Ref buffer = buffer_of(t, f);
  if (!buffer) return Ref();
  if (f->native_buffer && !is_exactly(buffer, g_classes.writer)) return buffered_read1_py(t, buffer, size);
  Value method = f->has_read1 ? name(IoName::read1) : name(N::read);
  Ref chunk = call_method_py(t, buffer, method, Value::small_int(size));
  if (!chunk || is_bytes(chunk)) return chunk;
  BufferView view(t, chunk);
  if (!view) {
    if (!error_is(t, kTypeErrorType)) return Ref();
    clear_error(t);
    return raise_type_error(t, "underlying %s() should have returned a bytes-like object, not '%T'",
                            f->has_read1 ? "read1" : "read", chunk.get());
  }
  return make_bytes_of_shared(t, {reinterpret_cast<const char*>(view.data()), view.size()});
}

}  // namespace

int read_chunk_py(Thread& t, TextFile* f, i64 size_hint) {
  // read(sys.maxsize) is common, and the buffer below would allocate what it is asked for.
  constexpr i64 kMostAtOnce = i64{1} << 24;
  i64 size = std::max(std::min(size_hint, kMostAtOnce), f->chunk_size.load(gc::relaxed));
  Ref chunk = chunk_from_buffer_py(t, f, size);
  if (!chunk) return -1;
  bool end = chunk.as<Bytes>()->length == 0;
  Ref snapshot;
  if (f->telling && !take_snapshot_py(t, f, chunk, &snapshot)) return -1;
  Ref text = text_decode_py(t, f, chunk, end);
  if (!text) return -1;
  if (as_str(text)->length > 0) end = false;
  set_decoded(t, f, std::move(text));
  f->snapshot_final = chunk.as<Bytes>()->length == 0;
  if (f->telling) store_field(t, f, f->snapshot, std::move(snapshot));
  return !end;
}

namespace {

bool check_readable(Thread& t, TextFile* f) { return f->readable || raise_unsupported(t, "not readable"); }

// Takes the rest of the decoded chunk, at most n characters (all if negative).
Ref take_decoded(Thread& t, TextFile* f, i64 n) {
  Ref text = load_field(t, f, f->decoded);
  if (!text) return Ref::share(t, empty_str());
  i64 left = static_cast<i64>(as_str(text)->length) - f->decoded_used;
  if (n < 0 || n > left) n = left;
  i64 from = f->decoded_used;
  f->decoded_used += n;
  if (from == 0 && n == left) return text;
  return str_substring(t, text, from, from + n);
}

Ref read_all_py(Thread& t, TextFile* f) {
  Ref buffer = buffer_of(t, f);
  Ref bytes = buffer ? call_method_py(t, buffer, name(N::read)) : Ref();
  if (!bytes) return Ref();
  if (!is_bytes(bytes)) {
    if (bytes.get() == kNone) {
      raise_os_error(t, EAGAIN);
      return Ref();
    }
    BufferView view(t, bytes);
    if (!view) return Ref();
    bytes = make_bytes_of_shared(t, {reinterpret_cast<const char*>(view.data()), view.size()});
  }
  Ref rest = bytes ? text_decode_py(t, f, bytes, true) : Ref();
  if (!rest) return Ref();
  Ref head = take_decoded(t, f, -1);
  if (!head) return Ref();
  forget_decoded(t, f);
  forget_snapshot(t, f);
  return as_str(head)->length == 0 ? std::move(rest) : str_concat(t, head, rest);
}

Ref read_n_py(Thread& t, TextFile* f, i64 n) {
  Ref first = take_decoded(t, f, n);
  if (!first) return Ref();
  i64 left = n - static_cast<i64>(as_str(first)->length);
  if (left == 0) return first;
  StrBuilder out(t);
  out.append(first);
  while (left > 0) {
    int got = read_chunk_py(t, f, left);
    if (got < 0) return Ref();
    if (got == 0) break;
    Ref piece = take_decoded(t, f, left);
    if (!piece) return Ref();
    out.append(piece);
    left -= static_cast<i64>(as_str(piece)->length);
  }
  return out.finish();
}

// ---- lines

// The end of the line that begins at `from`, behind its newline; -1: the line is not complete.
i64 find_line_end(const TextFile* f, const text::StrView& text, i64 from) {
  auto start = static_cast<size_t>(from);
  if (!f->read_universal) {
    bool two = f->read_nl[1] != 0;
    size_t at =
        two ? text::find(text, text::ascii_view(f->read_nl), start) : text::find_char(text, f->read_nl[0], start);
    return at == text::kNotFound ? -1 : static_cast<i64>(at) + (two ? 2 : 1);
  }
  size_t lf = text::find_char(text, '\n', start);
  if (f->newlines.translate) return lf == text::kNotFound ? -1 : static_cast<i64>(lf) + 1;
  size_t limit = lf == text::kNotFound ? text.length : lf;
  size_t cr = text::find_char(text.sub(0, limit), '\r', start);
  if (cr == text::kNotFound) return lf == text::kNotFound ? -1 : static_cast<i64>(lf) + 1;
  return static_cast<i64>(cr) + (cr + 1 == lf ? 2 : 1);
}

// Collects a line that spans chunks or has a limit.
class LineReader {
 public:
  LineReader(Thread& t, TextFile* f, i64 limit) : t_(t), f_(f), limit_(limit), out_(t) {}

  Ref run_py() {
    for (;;) {
      Ref text = load_field(t_, f_, f_->decoded);
      if (!text || f_->decoded_used >= static_cast<i64>(as_str(text)->length)) {
        int got = read_chunk_py(t_, f_, 0);
        if (got < 0) return Ref();
        if (got == 0) {
          forget_decoded(t_, f_);
          forget_snapshot(t_, f_);
          break;
        }
        continue;
      }
      if (take(text)) break;
    }
    return out_.finish();
  }

 private:
  // Appends text up to the line's end. True: the line is complete.
  bool take(Value text) {
    text::StrView view = str_view(text);
    i64 from = f_->decoded_used;
    bool split_crlf = ends_with_cr_ && view.at(static_cast<size_t>(from)) == '\n';
    i64 end = split_crlf ? from + 1 : find_line_end(f_, view, from);
    bool complete = end >= 0;
    if (!complete) end = static_cast<i64>(view.length);
    i64 taken = static_cast<i64>(out_.length());
    if (limit_ >= 0 && end - from >= limit_ - taken) {
      end = from + limit_ - taken;
      complete = true;
    }
    out_.append(view.sub(static_cast<size_t>(from), static_cast<size_t>(end - from)));
    f_->decoded_used = end;
    ends_with_cr_ = !complete && f_->read_nl[1] && view.at(static_cast<size_t>(end) - 1) == '\r';
    return complete;
  }

  Thread& t_;
  TextFile* f_;
  i64 limit_;
  StrBuilder out_;
  bool ends_with_cr_ = false;  // \r\n ends lines, and the last chunk ended between the two
};

Ref read_line_py(Thread& t, TextFile* f, i64 limit) {
  if (f->pending_size && !text_write_out_py(t, f)) return Ref();
  if (!check_readable(t, f)) return Ref();
  // The common case: the decoded chunk has the whole line.
  Ref text = limit < 0 ? load_field(t, f, f->decoded) : Ref();
  if (text) {
    i64 from = f->decoded_used;
    i64 end = from < static_cast<i64>(as_str(text)->length) ? find_line_end(f, str_view(text), from) : -1;
    if (end >= 0) {
      f->decoded_used = end;
      return str_substring(t, text, from, end);
    }
  }
  if (limit == 0) return Ref::share(t, empty_str());
  return LineReader(t, f, limit).run_py();
}

}  // namespace

// ---- methods

Ref text_read(Thread& t, Value self, Value size) {
  i64 n;
  if (!check_text_ready(t, self) || !size_argument_py(t, size, &n)) return Ref();
  TextFile* f = as_text(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !check_text_open_py(t, self)) return Ref();
  if (!check_readable(t, f) || !text_write_out_py(t, f)) return Ref();
  return n < 0 ? read_all_py(t, f) : read_n_py(t, f, n);
}

Ref text_readline(Thread& t, Value self, Value size) {
  i64 limit = -1;
  if (!check_text_ready(t, self)) return Ref();
  if (size && size != kNone && !index_i64_py(t, size, &limit, kOverflowErrorType)) return Ref();
  TextFile* f = as_text(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !check_text_open_py(t, self)) return Ref();
  return read_line_py(t, f, limit);
}

Ref text_next(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  TextFile* f = as_text(self);
  f->telling = false;
  Ref line;
  if (is_exactly(self, g_classes.text)) {
    HeldLock lock(t, self, f->lock, true);
    if (!lock || !check_text_open_py(t, self)) return Ref();
    line = read_line_py(t, f, -1);
  } else {
    line = call_method_py(t, self, name(N::readline));
    if (line && !is_str(line)) {
      return raise(t, kOSErrorType, "readline() should have returned a str object, not '%T'", line.get());
    }
  }
  if (!line) return Ref();
  if (as_str(line)->length > 0) return line;
  // At the end of the iteration tell() works again.
  f->telling = f->seekable;
  forget_snapshot(t, f);
  return Ref::immediate(kStop);
}

}  // namespace rt::io
