// Declarations that the files of module `_io` share: the structs behind its classes, their lock, and the calls from one
// layer to the next.
//
//   TextFile -> Buffered -> RawFile -> descriptor
//
// A layer calls the next one directly if that is exactly the native class, else through its Python methods. Functions
// with a Ref or bool leave an error pending if it is empty or false, unless they say otherwise.
#pragma once

#include "gc/sync/parking.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/shared_descriptor.h"
#include "runtime/text/utf8.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::io {

inline constexpr i64 kChunkSize = 8192;
// Bytes that a buffered file holds if nothing else is said.
inline i64 default_buffer_size() { return library_minor() >= 15 ? 128 << 10 : 8 << 10; }

// ---- the lock of a file object

// The lock of a Buffered, BytesFile, StringFile or TextFile. It is held while an operation runs, including Python code
// of other layers, so it is no mutex: a thread that waits for it detaches, and signal handlers run. Word: 0 free, 1
// held, 2 held with waiters. While the object is private, plain stores suffice.
class FileLock {
 public:
  enum Entry { kError, kEntered, kAlreadyMine };
  // kError: a signal handler raised during the wait. kAlreadyMine: the calling thread holds the lock; it was not
  // entered again.
  Entry enter_py(Thread& t, Object* self);
  void leave(Object* self);
  bool held_by(const Thread& t) const { return word_.load(gc::relaxed) && owner_.load(gc::relaxed) == t.id; }

 private:
  bool wait_py(Thread& t);

  gc::Atomic<u32> word_;
  gc::Atomic<u32> owner_;       // thread id; written by the holder
  gc::Atomic<u32> generation_;  // os::g_fork_count when taken; written by the holder
};

// ---- objects

// A bool that changes only under the object's lock. Without the lock its value is only a hint.
class Flag {
 public:
  operator bool() const { return value_.load(gc::relaxed); }
  bool operator=(bool value) {
    value_.store(value, gc::relaxed);
    return value;
  }
  bool operator=(const Flag& other) { return *this = bool(other); }

 private:
  gc::Atomic<bool> value_;
};

struct IoBase : Object {};

struct RawFile : IoBase {  // FileIO
  os::SharedDescriptor descriptor;
  gc::Atomic<i32> seekable;  // 1, 0, -1 not known yet
  Flag created, readable, writable, appending, truncates, close_fd, finalizing;
  i64 block_size;        // as the file system recommends; 0: unknown
  bool may_be_terminal;  // the descriptor was that of a character device, or of something unknown, at first
};

// BufferedReader, BufferedWriter and BufferedRandom. All fields are guarded by the lock, also when they are read.
//
// The buffer mirrors a stretch of the raw file. `pos` is the logical position in the buffer, `raw_pos` the raw file's.
// Bytes up to read_end have been read; bytes from write_pos to write_end wait to be written. -1 in an end: there are no
// such bytes.
struct Buffered : IoBase {
  FileLock lock;
  Slot raw;    // empty once detached
  u8* buffer;  // null before __init__ and once closed
  Flag has_buffer;
  i64 size;
  i64 pos, read_end, raw_pos, write_pos, write_end;
  i64 abs_pos;    // of the raw file; -1: not known
  i64 in_flight;  // bytes from write_pos on in a raw write that has not returned
  Flag ok, detached, finalizing, readable, writable;
  bool native_raw;  // raw is exactly a FileIO
};

struct BytesFile : IoBase {  // BytesIO
  FileLock lock;
  u8* data;
  i64 size, capacity, pos;
  gc::Atomic<i32> exports;
  Flag closed;
};

struct BytesFileBuffer : Object {  // what getbuffer() hands to memoryview
  Slot source;
};

enum Newline : u8 { kSeenCr = 1, kSeenLf = 2, kSeenCrLf = 4 };

// Universal newlines over decoded text.
struct NewlineState {
  Flag translate;       // all kinds become \n
  Flag pending_cr;      // a \r at the end of the last chunk waits for what follows
  gc::Atomic<u8> seen;  // Newline bits
  void start(bool translating) {
    translate = translating;
    pending_cr = false;
    seen.store(0, gc::relaxed);
  }
  void see(u8 kinds) { seen.store(static_cast<u8>(seen.load(gc::relaxed) | kinds), gc::relaxed); }
};
// Translates the newlines of decoded text. A trailing \r is held back unless `final`, because a \n may follow.
Ref translate_newlines(Thread& t, NewlineState& state, Ref text, bool final);
// The `newlines` attribute.
Ref seen_newlines(Thread& t, const NewlineState& state);

struct StringFile : IoBase {  // StringIO
  FileLock lock;
  char32_t* data;
  i64 size, capacity, pos;
  Flag initialised, closed;
  Flag universal, write_translate;
  NewlineState newline;
  char newline_text[3];  // the text that \n becomes when written, and at which readline ends; "" in universal mode
  Flag newline_none;     // newline=None
};

struct NewlineDecoder : Object {  // IncrementalNewlineDecoder
  Slot decoder;                   // or None
  Slot errors;
  NewlineState state;
};

struct TextFile : IoBase {  // TextIOWrapper
  FileLock lock;            // the holding thread may come in again (HeldLock with `nested`)
  Slot buffer;              // empty once detached
  Slot encoding, errors;    // str
  Slot encoder, decoder;    // of codecs that are not native
  Slot newline;             // str or None, as given
  Flag ok, detached, finalizing;
  NativeCodec codec;        // kUtf8, kAscii, kLatin1; kNone: encoder and decoder
  char error_name[32];      // `errors`, for native codecs
  Flag readable, writable;  // what the buffer said
  Flag line_buffering, write_through, seekable, telling, has_read1, native_buffer;
  bool read_universal;           // newlines of any kind end a line
  char read_nl[3], write_nl[3];  // line end when not universal; what \n is written as ("" : as it is)
  NewlineState newlines;
  gc::Atomic<i64> chunk_size;
  // ---- reading
  Slot decoded;  // str or empty: decoded text of which a part has not been read
  i64 decoded_used;
  u8 partial[4];  // native codecs: the start of a character at the end of the last chunk
  u8 partial_size;
  Slot snapshot;        // the bytes that `decoded` was made from; empty: tell() needs none
  i64 snapshot_flags;   // the decoder's state before those bytes
  bool snapshot_exact;  // the bytes are valid, so characters can be mapped to bytes
  bool snapshot_final;  // the bytes were decoded as the end of the file
  // ---- writing
  u8* pending;  // owned: encoded bytes that the buffer has not got yet
  i64 pending_size, pending_capacity;
};

// ---- classes; made once by the module's init, immortal
struct Classes {
  Type *io_base, *raw_base, *buffered_base, *text_base;
  Type *file, *reader, *writer, *random, *rw_pair, *bytes, *bytes_buffer, *string, *text, *newline_decoder;
  Type* unsupported;
};
extern Classes g_classes;
void make_base_classes(Thread& t);
void make_raw_classes(Thread& t);
void make_buffered_classes(Thread& t);
void make_memory_classes(Thread& t);
void make_text_classes(Thread& t);

// ---- names that only this module uses
#define TINYPY_IO_NAMES(X)                                                                                                      \
  X(read1) X(readinto) X(readinto1) X(readall) X(readlines) X(writelines) X(peek) X(seek) X(tell) X(truncate) X(seekable)       \
  X(isatty) X(detach) X(raw) X(buffer) X(decode) X(encode) X(getstate) X(setstate) X(reset) X(newlines) X(_dealloc_warn)        \
  X(__IOBase_closed) X(_finalizing) X(_checkClosed) X(_checkSeekable) X(incrementaldecoder) X(incrementalencoder)               \
  X(_is_text_encoding) X(lookup) X(extend)
enum class IoName : u32 {
#define X(n) n,
  TINYPY_IO_NAMES(X)
#undef X
      kCount
};
extern Value g_io_names[static_cast<u32>(IoName::kCount)];
inline Value name(IoName n) { return g_io_names[static_cast<u32>(n)]; }
using rt::name;

// ---- asking and complaining
Error raise_unsupported(Thread& t, const char* message);
// TypeError for an argument of readinto() that is no writable buffer, in place of the error that the buffer gave.
Error raise_not_writable(Thread& t, const char* function, Value argument);
// BlockingIOError(EAGAIN, "write could not complete without blocking", written).
Error raise_blocking(Thread& t, i64 written);
// self.closed: 1 or 0; -1: an error is pending.
int is_closed_py(Thread& t, Value self);
bool check_closed_py(Thread& t, Value self, const char* message = "I/O operation on closed file.");
// self.<method>() must be true; else UnsupportedOperation(message).
bool check_able_py(Thread& t, Value self, Value method, const char* message);
// Reads an argument such as size=-1 or None, which means `fallback`.
bool size_argument_py(Thread& t, Value v, i64* out, i64 fallback = -1);
// A file offset: any int that fits 64 bits.
bool offset_argument_py(Thread& t, Value v, i64* out);
// Joins the errors of two steps of closing. `first` is the error of the earlier step, or empty; the later step's error
// is pending unless `second_ok`. Leaves the error to be raised pending. False: a step failed.
bool chain_errors(Thread& t, Ref first, bool second_ok);
Ref call_method0_py(Thread& t, Value object, Value method);
// A repr such as "<_io.X name='n'>"; the name may be missing.
Ref repr_with_name_py(Thread& t, Value self, const char* extra, Value extra_value);
// The finalizer of a file: calls close() if the file is open. Runs Python code; an error of close() is dropped, and a
// pending error is kept.
void finalize_file(gc::Thread& thread, Object* object);
// Shortens a bytes object that no other code has seen.
Ref shorten_bytes(Thread& t, Ref bytes, u64 length);
inline bool is_exactly(Value v, const Type* type) { return v.is_pointer() && type_of(v.object()) == type; }
Ref cannot_pickle(Thread& t, Value self);
// __reduce__ of a stream: a subclass may have a __getstate__ (since 3.15); else TypeError is pending.
Ref reduce_stream(Thread& t, Value self);

// ---- FileIO, called directly by the layers above. -1: error; -2: would block.
inline constexpr i64 kWouldBlock = -2;
i64 raw_read_into_py(Thread& t, RawFile* file, void* data, u64 size);
i64 raw_write_py(Thread& t, RawFile* file, const void* data, u64 size);
i64 raw_seek_py(Thread& t, RawFile* file, i64 offset, int whence);
Ref raw_read_all_py(Thread& t, RawFile* file);  // bytes or None
Ref make_raw_file_py(Thread& t, Value file, const char* mode, bool close_fd, Value opener);

// ---- Buffered, called directly by text files
// An exact BufferedReader, BufferedWriter or BufferedRandom.
bool is_native_buffered(Value v);
Ref buffered_read1_py(Thread& t, Value self, i64 size);
bool buffered_write_py(Thread& t, Value self, const u8* data, i64 size, i64* written);
bool buffered_flush_py(Thread& t, Value self);

// ---- text
// Issues EncodingWarning about the caller `stack_level` frames up, if the program asked for it. False: a filter made it
// an error.
bool warn_no_encoding_py(Thread& t, int stack_level);
Ref make_text_file_py(Thread& t, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering,
                      bool write_through);

// Holds a file's lock while it lives. Converts to false if an error is pending.
class HeldLock {
 public:
  // `nested`: the thread may hold the lock already. Else that raises RuntimeError: a signal handler uses the file whose
  // operation it interrupted.
  HeldLock(Thread& t, Value self, FileLock& lock, bool nested) : self_(self.object()), lock_(lock) {
    FileLock::Entry entry = lock.enter_py(t, self_);
    entered_ = entry == FileLock::kEntered;
    ok_ = entered_ || (entry == FileLock::kAlreadyMine && nested);
    if (entry == FileLock::kAlreadyMine && !nested) raise_reentrant(t, self);
  }
  ~HeldLock() { leave(); }
  HeldLock(const HeldLock&) = delete;
  HeldLock& operator=(const HeldLock&) = delete;
  explicit operator bool() const { return ok_; }
  void leave() {
    if (entered_) lock_.leave(self_);
    entered_ = false;
  }

 private:
  static void raise_reentrant(Thread& t, Value self);
  Object* self_;
  FileLock& lock_;
  bool entered_, ok_;
};

}  // namespace rt::io
