// BIOs that read and write a socket, or a buffer in memory.
#include "runtime/library/ssl/ssl_transport.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

namespace rt::tls {

// ---- the buffer

MemoryBuffer* MemoryBuffer::make() { return new (std::nothrow) MemoryBuffer; }

MemoryBuffer::~MemoryBuffer() { std::free(block_); }

void MemoryBuffer::release() {
  if (references_.fetch_sub(1, gc::acq_rel) == 1) delete this;
}

size_t MemoryBuffer::read(void* data, size_t size) {
  gc::MutexGuard guard(mutex_);
  size_t n = std::min(size, end_ - begin_);
  if (n != 0) std::memcpy(data, block_ + begin_, n);
  begin_ += n;
  if (begin_ == end_) begin_ = end_ = 0;
  return n;
}

// Makes room behind the bytes: by moving them to the front if half of the block is free there, else by a larger block.
bool MemoryBuffer::reserve(size_t more) {
  if (more <= capacity_ - end_) return true;
  size_t kept = end_ - begin_;
  if (more > SIZE_MAX / 2 - kept) return false;
  if (begin_ >= capacity_ / 2 && more <= capacity_ - kept) {
    std::memmove(block_, block_ + begin_, kept);
  } else {
    size_t capacity = std::max<size_t>(2 * (kept + more), 512);
    auto* block = static_cast<u8*>(std::malloc(capacity));
    if (!block) return false;
    if (kept != 0) std::memcpy(block, block_ + begin_, kept);
    std::free(block_);
    block_ = block;
    capacity_ = capacity;
  }
  begin_ = 0;
  end_ = kept;
  return true;
}

bool MemoryBuffer::write(const void* data, size_t size) {
  gc::MutexGuard guard(mutex_);
  if (!reserve(size)) return false;
  if (size != 0) std::memcpy(block_ + end_, data, size);
  end_ += size;
  return true;
}

void MemoryBuffer::end() { ended_.store(true, gc::relaxed); }

size_t MemoryBuffer::size() {
  gc::MutexGuard guard(mutex_);
  return end_ - begin_;
}

// ---- BIOs

namespace {

BIO_METHOD *g_socket_method, *g_memory_method;

SocketLink* link_of(BIO* bio) { return static_cast<SocketLink*>(BIO_get_data(bio)); }
MemoryBuffer* buffer_of(BIO* bio) { return static_cast<MemoryBuffer*>(BIO_get_data(bio)); }

// The result of a call on the socket, for OpenSSL.
int finish_call(BIO* bio, SocketLink* link, i64 result, void (*retry)(BIO*)) {
  if (result >= 0) return static_cast<int>(result);
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) retry(bio);
  else link->error = errno;
  return -1;
}

void retry_read(BIO* bio) { BIO_set_retry_read(bio); }
void retry_write(BIO* bio) { BIO_set_retry_write(bio); }

int read_socket(BIO* bio, char* data, int size) {
  BIO_clear_retry_flags(bio);
  SocketLink* link = link_of(bio);
  if (!link->descriptor || size <= 0) return -1;
  i64 n = link->descriptor->call([=](int fd) { return ::recv(fd, data, static_cast<size_t>(size), MSG_DONTWAIT); });
  if (n == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  return finish_call(bio, link, n, retry_read);
}

int write_socket(BIO* bio, const char* data, int size) {
  BIO_clear_retry_flags(bio);
  SocketLink* link = link_of(bio);
  if (!link->descriptor) return -1;
  i64 n = link->descriptor->call(
      [=](int fd) { return ::send(fd, data, static_cast<size_t>(size), MSG_DONTWAIT | MSG_NOSIGNAL); });
  return finish_call(bio, link, n, retry_write);
}

long control_socket(BIO* bio, int command, long, void*) {
  switch (command) {
    case BIO_CTRL_FLUSH:
    case BIO_CTRL_DUP: return 1;
    case BIO_CTRL_EOF: return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
    default: return 0;
  }
}

int read_memory(BIO* bio, char* data, int size) {
  BIO_clear_retry_flags(bio);
  if (size <= 0) return 0;
  if (size_t n = buffer_of(bio)->read(data, static_cast<size_t>(size))) return static_cast<int>(n);
  if (buffer_of(bio)->has_end()) return 0;
  BIO_set_retry_read(bio);
  return -1;
}

int write_memory(BIO* bio, const char* data, int size) {
  BIO_clear_retry_flags(bio);
  return size > 0 && !buffer_of(bio)->write(data, static_cast<size_t>(size)) ? -1 : size;
}

long control_memory(BIO* bio, int command, long, void*) {
  switch (command) {
    case BIO_CTRL_FLUSH:
    case BIO_CTRL_DUP: return 1;
    case BIO_CTRL_EOF: return buffer_of(bio)->size() == 0;
    case BIO_CTRL_PENDING: return static_cast<long>(buffer_of(bio)->size());
    default: return 0;
  }
}

int destroy_memory(BIO* bio) {
  if (auto* buffer = buffer_of(bio)) buffer->release();
  BIO_set_data(bio, nullptr);
  return 1;
}

BIO_METHOD* make_method(const char* name, int (*read)(BIO*, char*, int), int (*write)(BIO*, const char*, int),
                        long (*control)(BIO*, int, long, void*), int (*destroy)(BIO*)) {
  BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, name);
  if (!method) return nullptr;
  BIO_meth_set_read(method, read);
  BIO_meth_set_write(method, write);
  BIO_meth_set_ctrl(method, control);
  BIO_meth_set_destroy(method, destroy);
  return method;
}

BIO* make_bio(const BIO_METHOD* method, void* data) {
  BIO* bio = BIO_new(method);
  if (!bio) return nullptr;
  BIO_set_data(bio, data);
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace

bool init_transport() {
  if (!g_socket_method)
    g_socket_method = make_method("socket of Python", read_socket, write_socket, control_socket, nullptr);
  if (!g_memory_method)
    g_memory_method = make_method("MemoryBIO of Python", read_memory, write_memory, control_memory, destroy_memory);
  return g_socket_method && g_memory_method;
}

BIO* make_socket_bio(SocketLink* link) { return make_bio(g_socket_method, link); }

BIO* make_memory_bio(MemoryBuffer* buffer) {
  BIO* bio = make_bio(g_memory_method, buffer);
  if (bio) buffer->share();
  return bio;
}

}  // namespace rt::tls
