// Writing of text files: text is encoded at once into a block, which goes to the buffer when it is full or a line ends.
#include "runtime/library/io/io_text.h"
#include "runtime/text/search.h"
#include "runtime/types/text/str_builder.h"

namespace rt::io {

namespace {

// Writes all bytes to the buffer, in as many calls as the buffer needs.
bool give_to_buffer_py(Thread& t, TextFile* f, const u8* data, i64 size) {
  Ref buffer = buffer_of(t, f);
  if (!buffer) return false;
  if (f->native_buffer) {
    i64 written = 0;
    return buffered_write_py(t, buffer, data, size, &written);
  }
  Ref bytes = make_bytes(t, {reinterpret_cast<const char*>(data), static_cast<size_t>(size)});
  return bytes && call_method_py(t, buffer, name(N::write), bytes);
}

// Makes room for `size` more pending bytes. False: MemoryError.
bool reserve_pending(Thread& t, TextFile* f, i64 size) {
  i64 needed = f->pending_size + size;
  if (needed <= f->pending_capacity) return true;
  i64 capacity = std::max(needed, f->chunk_size.load(gc::relaxed));
  void* block = gc::raw_realloc(f->pending, static_cast<size_t>(capacity));
  if (!block) return raise_memory_error(t);
  f->pending = static_cast<u8*>(block);
  f->pending_capacity = capacity;
  return true;
}

}  // namespace

bool text_write_out_py(Thread& t, TextFile* f) {
  if (f->pending_size == 0) return true;
  // The block is taken out before the call: the buffer may run code that writes to this file again.
  u8* data = std::exchange(f->pending, nullptr);
  i64 size = std::exchange(f->pending_size, 0);
  i64 capacity = std::exchange(f->pending_capacity, 0);
  bool ok = give_to_buffer_py(t, f, data, size);
  if (f->pending) {
    gc::raw_free(data);
  } else {
    f->pending = data;
    f->pending_capacity = capacity;
  }
  return ok;
}

namespace {

bool add_pending_py(Thread& t, TextFile* f, const u8* data, i64 size) {
  // Writing may run Python code that writes to this file: what it has left pending goes out first, too.
  while (f->pending_size && f->pending_size + size > f->chunk_size.load(gc::relaxed)) {
    if (!text_write_out_py(t, f)) return false;
  }
  if (size >= f->chunk_size.load(gc::relaxed)) return give_to_buffer_py(t, f, data, size);
  if (size == 0) return true;
  if (!reserve_pending(t, f, size)) return false;
  std::memcpy(f->pending + f->pending_size, data, static_cast<size_t>(size));
  f->pending_size += size;
  return true;
}

Ref with_newlines(Thread& t, Value text, const char* newline) {
  text::UcsBuilder out;
  text::replace(str_view(text), text::ascii_view("\n"), text::ascii_view(newline), text::kNotFound, out);
  return finish_str(t, out);
}

// Encodes text into the block. ASCII text is copied: it is its own encoding in all native codecs.
bool encode_py(Thread& t, TextFile* f, Value text) {
  Str* str = as_str(text);
  if (is_native(f)) {
    if (str->ascii) return add_pending_py(t, f, str->data(), static_cast<i64>(str->length));
    Ref bytes = encode_native_py(t, f->codec, text, f->error_name);
    return bytes && add_pending_py(t, f, bytes.as<Bytes>()->data(), static_cast<i64>(bytes.as<Bytes>()->length));
  }
  Ref encoder = load_field(t, f, f->encoder);
  Ref bytes = call_method_py(t, encoder, name(IoName::encode), text);
  if (!bytes) return false;
  if (!is_bytes(bytes)) return raise_type_error(t, "encoder should return a bytes object, not '%T'", bytes.get());
  return add_pending_py(t, f, bytes.as<Bytes>()->data(), static_cast<i64>(bytes.as<Bytes>()->length));
}

bool has_char(Value text, char c) {
  return text::find_char(str_view(text), static_cast<char32_t>(c)) != text::kNotFound;
}

bool write_locked_py(Thread& t, Value self, Value text) {
  TextFile* f = as_text(self);
  if (!f->writable) return raise_unsupported(t, "not writable");
  bool changes_newlines = f->write_nl[0] != 0;
  bool has_newline = (changes_newlines || f->line_buffering) && has_char(text, '\n');
  bool ends_line = f->line_buffering && (has_newline || has_char(text, '\r'));
  Ref changed;
  if (has_newline && changes_newlines) {
    changed = with_newlines(t, text, f->write_nl);
    if (!changed) return false;
    text = changed;
  }
  if (!encode_py(t, f, text)) return false;
  if ((f->write_through || ends_line) && !text_write_out_py(t, f)) return false;
  if (ends_line) {
    Ref buffer = buffer_of(t, f);
    if (!buffer || !(f->native_buffer ? buffered_flush_py(t, buffer) : bool(call_method_py(t, buffer, name(N::flush)))))
      return false;
  }
  // The text that has been read ahead no longer follows the file's position. A file without a position, such as a pair
  // of pipes, has no snapshot, and keeps the text.
  if (f->snapshot.get()) {
    forget_decoded(t, f);
    forget_snapshot(t, f);
    return reset_decoder_py(t, f);
  }
  return true;
}

}  // namespace

Ref text_write(Thread& t, Value self, Value text) {
  if (!check_text_ready(t, self)) return Ref();
  if (!is_str(text)) return raise_type_error(t, "write() argument must be str, not %A", text);
  TextFile* f = as_text(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !check_text_open_py(t, self)) return Ref();
  if (!write_locked_py(t, self, text)) return Ref();
  return make_int(t, static_cast<i64>(as_str(text)->length));
}

bool text_flush_py(Thread& t, Value self) {
  TextFile* f = as_text(self);
  if (!text_write_out_py(t, f)) return false;
  Ref buffer = buffer_of(t, f);
  return buffer && call_method_py(t, buffer, name(N::flush));
}

bool reset_encoder_py(Thread& t, TextFile* f, bool at_start) {
  Ref encoder = load_field(t, f, f->encoder);
  if (!encoder) return true;
  if (at_start) return bool(call_method_py(t, encoder, name(IoName::reset)));
  return bool(call_method_py(t, encoder, name(IoName::setstate), Value::small_int(0)));
}

}  // namespace rt::io
