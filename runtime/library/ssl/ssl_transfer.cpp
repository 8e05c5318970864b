// What moves data over a connection: handshake, reading, writing, shutdown.
//
// A call of OpenSSL never waits. If it would have to, it says for what, and the thread waits for the socket without the
// connection's lock, then calls again. The locks `reading` and `writing` are held the whole time: OpenSSL wants an
// unfinished write to be repeated with the same data, and what a second reader took from a record would be missed by
// the first one, which waits for the socket.
#include <climits>

#include "runtime/library/ssl/ssl_connection.h"
#include "runtime/types/bytes/lent_bytes.h"
#include "runtime/types/classes/weakref.h"

namespace rt::tls {

namespace {

// ---- one operation

enum class Waits : bool { kForRead, kForWrite };

// What TimeoutError says when an operation has waited too long.
constexpr char kReadTimedOut[] = "The read operation timed out", kWriteTimedOut[] = "The write operation timed out",
               kHandshakeTimedOut[] = TLS_PLACE ": The handshake operation timed out";

class Transfer {
 public:
  // False: an error is pending.
  Transfer(Thread& t, Value self) : t_(t), c_(as_connection(self)) {
    if (Ref weak = load_field(t, c_, c_->socket)) {
      Ref socket = weakref_referent(t, weak);
      if (socket.get() == kNone) raise_text(t, "Underlying socket connection gone", kErrorNoSocket);
      else socket_ = std::move(socket);
      ok_ = bool(socket_);
    } else {
      ok_ = true;
    }
    if (!socket_) return;
    timeout_ = socket()->timeout_ns.load(gc::relaxed);
    deadline_ = timeout_ > 0 ? deadline_after(timeout_) : -1;
  }
  explicit operator bool() const { return ok_; }
  Connection* connection() const { return c_; }
  Value socket_object() const { return socket_; }  // empty: the connection uses memory

  // Calls `call(ssl)` once, detached, under the connection's lock. False: an error is pending.
  template <class F>
  bool attempt_py(F&& call, Outcome* out) {
    Held<Connection> held(t_, c_);
    if (!held) return false;
    if (c_->busy) return raise_text(t_, "the connection is in the middle of the call that runs this callback");
    c_->busy = true;
    c_->link.descriptor = socket_ ? &socket()->descriptor : nullptr;
    c_->link.error = 0;
    *out = detached(t_, [&] {
      ERR_clear_error();
      Outcome o;
      o.result = call(c_->ssl);
      o.error = SSL_get_error(c_->ssl, o.result);
      o.code = ERR_peek_last_error();
      o.system_error = c_->link.error;
      o.verification = SSL_get_verify_result(c_->ssl);
      ERR_clear_error();
      return o;
    });
    c_->link.descriptor = nullptr;
    c_->busy = false;
    keep_callback_errors();
    return true;
  }

  // Repeats the call until OpenSSL need not wait, or may not wait. False: an error is pending. `timed_out`: for
  // TimeoutError; null: it depends on what is waited for. `usual`: what the operation waits for, unless the peer does
  // something special.
  template <class F>
  bool repeat_py(F&& call, const char* timed_out, Waits usual, Outcome* out) {
    for (;;) {
      if (!attempt_py(call, out) || !poll_py(t_)) return false;
      if (!wants_wait(*out) || !may_wait()) return true;
      Waits waits = out->error == SSL_ERROR_WANT_READ ? Waits::kForRead : Waits::kForWrite;
      const char* text = timed_out ? timed_out : waits == Waits::kForRead ? kReadTimedOut : kWriteTimedOut;
      if (!wait_py(waits, waits != usual || !SSL_is_init_finished(c_->ssl), text)) return false;
    }
  }

  // False: the socket has a timeout, but is closed; an error is pending.
  bool check_open() {
    if (timeout_ <= 0 || socket()->descriptor.number() >= 0) return true;
    return raise_plain(t_, "Underlying socket has been closed.");
  }
  bool may_wait() const { return socket_ && timeout_ != 0; }
  static bool wants_wait(const Outcome& o) { return o.error == SSL_ERROR_WANT_READ || o.error == SSL_ERROR_WANT_WRITE; }

  // Raises the operation's own error if it has `failed`, with what a callback has raised meanwhile as its context; else
  // what the callback has raised. True: neither has happened.
  bool finish(bool failed, const Outcome& o) {
    if (!callback_error_ && key_log_error_ != 0) callback_error_ = make_key_log_error();
    if (failed) raise_outcome(t_, c_, o);
    if (!callback_error_) return !error_pending(t_);
    if (Ref own = take_error(t_)) {
      set_exception_context(t_, own, callback_error_);
      callback_error_ = std::move(own);
    }
    restore_error(t_, std::move(callback_error_));
    return false;
  }

 private:
  sockets::Socket* socket() const { return sockets::as_socket(socket_); }

  // Takes over what callbacks have left in the connection. Its lock is held.
  void keep_callback_errors() {
    if (c_->key_log_error != 0) key_log_error_ = std::exchange(c_->key_log_error, 0);
    Ref error = load_field(t_, c_, c_->callback_error);
    if (!error) return;
    store_field(t_, c_, c_->callback_error, Ref());
    callback_error_ = std::move(error);
  }

  // OSError for the key log. Empty: another error is pending.
  Ref make_key_log_error() {
    Ref context = load_field(t_, c_, c_->context);
    Ref name = load_field(t_, context.object(), as_context(context)->keylog_filename);
    raise_os_error(t_, key_log_error_, name);
    return take_error(t_);
  }

  // Waits for the socket. `briefly`: another thread may do what is waited for, so this one looks again after a while.
  bool wait_py(Waits waits, bool briefly, const char* timed_out) {
    constexpr i64 kSliceMs = 50;
    short events = waits == Waits::kForRead ? POLLIN : POLLOUT;
    os::Result r = os::call_py(t_, [&] {
      i64 left = deadline_ < 0 ? -1 : std::max<i64>(deadline_ - gc::now_ns(), 0);
      i64 ms = left < 0 ? -1 : std::min<i64>((left + 999999) / 1000000, INT_MAX);
      if (briefly && (ms < 0 || ms > kSliceMs)) ms = kSliceMs;
      return socket()->descriptor.call([&](int fd) {
        pollfd entry{fd, events, 0};
        return ::poll(&entry, 1, static_cast<int>(ms));
      });
    });
    if (r.error == EBADF) return timeout_ < 0 || check_open();  // the next call fails with EBADF, too
    if (!r.ok()) return raise_result(t_, r);
    if (r.value > 0 || deadline_ < 0 || gc::now_ns() < deadline_) return true;
    Ref text = make_str_ascii(t_, timed_out);
    return text && raise_value(t_, kTimeoutErrorType, text);
  }

  Thread& t_;
  Connection* c_;
  Ref socket_, callback_error_;
  int key_log_error_ = 0;
  i64 timeout_ = -1, deadline_ = -1;
  bool ok_ = false;
};

}  // namespace

// ---- handshake

Ref connection::do_handshake(Thread& t, Value self) {
  Transfer transfer(t, self);
  Outcome o;
  if (!transfer ||
      !transfer.repeat_py([](SSL* ssl) { return SSL_do_handshake(ssl); }, kHandshakeTimedOut, Waits::kForRead, &o))
    return Ref();
  return transfer.finish(o.result < 1, o) ? none() : Ref();
}

// ---- reading

namespace {

// The peer has said that no more data will come, and has not gone away by mistake.
bool is_end(SSL* ssl, int result) {
  return result <= 0 && SSL_get_error(ssl, result) == SSL_ERROR_ZERO_RETURN &&
         SSL_get_shutdown(ssl) == SSL_RECEIVED_SHUTDOWN;
}

// Reads up to `size` bytes. False: an error is pending.
bool read_py(Thread& t, Value self, u8* data, size_t size, size_t* count) {
  Transfer transfer(t, self);
  if (!transfer) return false;
  Connection* c = transfer.connection();
  HeldLock turn(t, self, c->reading, true);
  if (!turn) return false;
  bool ended = false;
  Outcome o;
  auto call = [&](SSL* ssl) {
    *count = 0;
    int result = SSL_read_ex(ssl, data, size, count);
    ended = is_end(ssl, result);
    return result;
  };
  if (!transfer.repeat_py(call, kReadTimedOut, Waits::kForRead, &o)) return false;
  if (ended) *count = 0;
  return transfer.finish(o.result <= 0 && !ended, o);
}

Ref read_bytes_py(Thread& t, Value self, int size) {
  if (size < 0) return raise_value_error(t, "size should not be negative");
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(size));
  if (!bytes || size == 0) return bytes;
  auto* b = bytes.as<Bytes>();
  size_t count;
  if (!read_py(t, self, b->data(), b->length, &count)) return Ref();
  return count == b->length ? std::move(bytes) : make_bytes(t, b->view().substr(0, count));
}

Ref read_into_py(Thread& t, Value self, int size, Value buffer) {
  BufferView view(t, buffer, BufferUse::kWritable);
  if (!view) {
    if (!error_is(t, kBufferErrorType) && !error_is(t, kTypeErrorType)) return Ref();
    return raise_type_error(t, "read() argument 2 must be read-write bytes-like object, not %A", buffer);
  }
  size_t wanted = size > 0 && static_cast<size_t>(size) < view.size() ? static_cast<size_t>(size) : view.size();
  if (wanted > INT_MAX) return raise_overflow_error(t, "maximum length can't fit in a C 'int'");
  size_t count = 0;
  if (wanted > 0 && !read_py(t, self, static_cast<u8*>(view.b.data), wanted, &count)) return Ref();
  return make_int(t, static_cast<i64>(count));
}

}  // namespace

Ref connection::read(Thread& t, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "_SSLSocket.read() takes no keyword arguments");
  if (args.positional < 2 || args.positional > 3)
    return raise_type_error(t, "_ssl._SSLSocket.read requires 1 to 2 arguments");
  // A size beyond an int is cut, as of the largest file: no peer sends so much at once.
  i64 size;
  if (!index_i64_py(t, args[1], &size, kOverflowErrorType)) return Ref();
  int n = static_cast<int>(std::clamp<i64>(size, INT_MIN, INT_MAX));
  return args.positional == 2 ? read_bytes_py(t, args[0], n) : read_into_py(t, args[0], n, args[2]);
}

// ---- writing

Ref connection::write(Thread& t, Value self, Value data) {
  LentBytes view(t, data);
  if (!view) return Ref();
  Transfer transfer(t, self);
  if (!transfer || !transfer.check_open()) return Ref();
  HeldLock turn(t, self, transfer.connection()->writing, true);
  if (!turn) return Ref();
  size_t count = 0;
  Outcome o;
  auto call = [&](SSL* ssl) { return SSL_write_ex(ssl, view.data(), view.size(), &count); };
  if (!transfer.repeat_py(call, kWriteTimedOut, Waits::kForWrite, &o)) return Ref();
  return transfer.finish(o.result <= 0, o) ? make_int(t, static_cast<i64>(count)) : Ref();
}

// ---- shutdown

// The first call says that no more data will come, the second one waits for the peer to say so. If that fails for want
// of data, it has been enough.
Ref connection::shutdown(Thread& t, Value self) {
  Transfer transfer(t, self);
  if (!transfer) return Ref();
  Connection* c = transfer.connection();
  int zeros = 0;
  Outcome o;
  auto call = [&](SSL* ssl) {
    if (c->saw_zero) SSL_set_read_ahead(ssl, 0);  // what follows belongs to the plain socket
    int result = SSL_shutdown(ssl);
    if (result == 0 && ++zeros < 2) {
      c->saw_zero = true;
      SSL_set_read_ahead(ssl, 0);
      result = SSL_shutdown(ssl);
      zeros += result == 0;
    }
    return result;
  };
  if (!transfer.repeat_py(call, nullptr, Waits::kForRead, &o)) return Ref();
  if (!transfer.finish(o.result < 0, o)) return Ref();
  return transfer.socket_object() ? Ref::share(t, transfer.socket_object()) : none();
}

}  // namespace rt::tls
