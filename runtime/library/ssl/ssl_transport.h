// What stands between OpenSSL and the bytes: BIOs that read and write a socket, or a buffer in memory. They touch no
// object, so OpenSSL may call them while the thread is detached, and they never wait: OpenSSL then says "try again",
// and whoever waits holds no lock of the connection meanwhile.
#pragma once

#include <openssl/bio.h>

#include "gc/sync/mutex.h"
#include "runtime/os/shared_descriptor.h"

namespace rt::tls {

using gc::i64;
using gc::u32;
using gc::u64;
using gc::u8;

// The socket under a connection. The fields are guarded by the connection's lock.
struct SocketLink {
  os::SharedDescriptor* descriptor = nullptr;  // borrowed; null: no operation runs
  int error = 0;                               // errno of the last call that failed, unless it would have had to wait
};

// The bytes of a MemoryBIO. The object and the BIOs of connections share one, each with a count. Any thread, attached
// or not.
class MemoryBuffer {
 public:
  // A new one, with one count. Null: no memory.
  static MemoryBuffer* make();
  void share() { references_.fetch_add(1, gc::relaxed); }
  void release();

  // Takes up to `size` bytes: their number.
  size_t read(void* data, size_t size);
  // False: no memory.
  bool write(const void* data, size_t size);
  // There will be no more bytes.
  void end();
  bool has_end() const { return ended_.load(gc::relaxed); }
  size_t size();

 private:
  MemoryBuffer() = default;
  ~MemoryBuffer();
  bool reserve(size_t more);

  gc::Mutex mutex_;  // guards the block
  u8* block_ = nullptr;
  size_t begin_ = 0, end_ = 0, capacity_ = 0;  // the bytes are block_[begin_, end_)
  gc::Atomic<bool> ended_{false};
  gc::Atomic<u32> references_{1};
};

// Makes the two kinds of BIOs known to OpenSSL, once. False: no memory.
bool init_transport();
// A BIO for the socket; `link` must outlive it. Null: no memory.
BIO* make_socket_bio(SocketLink* link);
// A BIO for the buffer, which it shares. Null: no memory.
BIO* make_memory_bio(MemoryBuffer* buffer);

}  // namespace rt::tls
