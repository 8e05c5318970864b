// Module termios: the attributes of terminals.
#include <asm/ioctls.h>
#include <linux/tty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <climits>
#include <cstring>

#include "runtime/library/os/posix.h"
#include "runtime/library/parts/module_parts.h"

namespace rt {

namespace {

Type* g_error = nullptr;  // made with the module, immortal

// Raises termios.error for a failed call. If a signal handler has raised, that error stays pending.
Ref raise_termios_error(Thread& t, const os::Result& r) {
  if (r.error == os::kRaised) return Ref();
  char buffer[256];
  Ref number = make_int(t, r.error), text = make_str(t, std::string_view(::strerror_r(r.error, buffer, sizeof buffer)));
  Ref error = number && text ? call_py(t, g_error, number, text) : Ref();
  return error ? Ref(raise_error(t, error)) : Ref();
}
Ref done(Thread& t, const os::Result& r) { return r.ok() ? none() : raise_termios_error(t, r); }

// ---- attributes: [iflag, oflag, cflag, lflag, ispeed, ospeed, [characters]]

constexpr u64 kParts = 7;

// Is the control character shown as an int? VMIN and VTIME are, if the terminal does not assemble lines (no ICANON).
bool is_number(const termios& mode, u64 i) { return !(mode.c_lflag & ICANON) && (i == VMIN || i == VTIME); }

Ref character_list(Thread& t, const termios& mode) {
  Ref list = make_list(t);
  for (u64 i = 0; list && i < NCCS; ++i) {
    char c = static_cast<char>(mode.c_cc[i]);
    Ref item = is_number(mode, i) ? make_int(t, mode.c_cc[i]) : make_bytes(t, std::string_view(&c, 1));
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

Ref termios_tcgetattr(Thread& t, Value fd) {
  int file;
  termios mode;
  if (!file_descriptor_py(t, fd, &file)) return Ref();
  os::Result r = os::call_once(t, [&] { return ::tcgetattr(file, &mode); });
  if (!r.ok()) return raise_termios_error(t, r);
  Ref list = make_list(t);
  for (u64 flag : {u64{mode.c_iflag}, u64{mode.c_oflag}, u64{mode.c_cflag}, u64{mode.c_lflag},
                   u64{::cfgetispeed(&mode)}, u64{::cfgetospeed(&mode)}}) {
    if (!list || !list_append(t, as_list(list), make_uint(t, flag))) return Ref();
  }
  return list && list_append(t, as_list(list), character_list(t, mode)) ? std::move(list) : Ref();
}

bool read_character_py(Thread& t, Value v, cc_t* out) {
  if (is_bytes(v) && v.as<Bytes>()->view().size() == 1) return *out = v.as<Bytes>()->data()[0], true;
  i64 n;
  if (!is_int(v)) return raise_type_error(t, "tcsetattr: elements of attributes must be characters or integers");
  if (!to_i64_py(t, v, &n)) return false;
  *out = static_cast<cc_t>(n);
  return true;
}

bool read_characters_py(Thread& t, Value v, termios* mode) {
  Ref items = is_list(v) ? to_list_py(t, v) : Ref();
  if (!items && error_pending(t)) return false;
  if (!items || as_list(items)->size() != NCCS)
    return raise_type_error(t, "tcsetattr: attributes[6] must be %d element list", NCCS);
  for (u64 i = 0; i < NCCS; ++i) {
    if (!read_character_py(t, (*as_list(items))[i], &mode->c_cc[i])) return false;
  }
  return true;
}

// Reads the list into `mode`, which holds the terminal's present attributes: fields that the list does not have keep
// their values.
bool read_mode_py(Thread& t, Value attributes, termios* mode) {
  Ref items = is_list(attributes) ? to_list_py(t, attributes) : Ref();
  if (!items && error_pending(t)) return false;
  if (!items || as_list(items)->size() != kParts)
    return raise_type_error(t, "tcsetattr, arg 3: must be 7 element list");
  i64 numbers[kParts - 1];
  for (u64 i = 0; i < kParts - 1; ++i) {
    if (!index_i64_py(t, (*as_list(items))[i], &numbers[i], kOverflowErrorType)) return false;
  }
  mode->c_iflag = static_cast<tcflag_t>(numbers[0]);
  mode->c_oflag = static_cast<tcflag_t>(numbers[1]);
  mode->c_cflag = static_cast<tcflag_t>(numbers[2]);
  mode->c_lflag = static_cast<tcflag_t>(numbers[3]);
  if (!read_characters_py(t, (*as_list(items))[kParts - 1], mode)) return false;
  bool ok = ::cfsetispeed(mode, static_cast<speed_t>(numbers[4])) == 0 &&
            ::cfsetospeed(mode, static_cast<speed_t>(numbers[5])) == 0;
  return ok || bool(raise_termios_error(t, {-1, errno}));
}

Ref termios_tcsetattr(Thread& t, Value fd, Value when, Value attributes) {
  int file, moment;
  termios mode;
  if (!file_descriptor_py(t, fd, &file) || !to_i32_py(t, when, &moment)) return Ref();
  if (!is_list(attributes)) return raise_type_error(t, "tcsetattr, arg 3: must be 7 element list");
  os::Result r = os::call_once(t, [&] { return ::tcgetattr(file, &mode); });
  if (!r.ok()) return raise_termios_error(t, r);
  if (!read_mode_py(t, attributes, &mode)) return Ref();
  return done(t, os::call_py(t, [&] { return ::tcsetattr(file, moment, &mode); }));
}

// ---- the line

template <int (*kCall)(int, int)>
Ref with_number(Thread& t, Value fd, Value number) {
  int file, n;
  if (!file_descriptor_py(t, fd, &file) || !to_i32_py(t, number, &n)) return Ref();
  return done(t, os::call_py(t, [=] { return kCall(file, n); }));
}
Ref termios_tcdrain(Thread& t, Value fd) {
  int file;
  return file_descriptor_py(t, fd, &file) ? done(t, os::call_py(t, [=] { return ::tcdrain(file); })) : Ref();
}

// ---- the window

Ref termios_tcgetwinsize(Thread& t, Value fd) {
  int file;
  winsize size;
  if (!file_descriptor_py(t, fd, &file)) return Ref();
  os::Result r = os::call_fast([&] { return ::ioctl(file, TIOCGWINSZ, &size); });
  if (!r.ok()) return raise_termios_error(t, r);
  Ref rows = make_int(t, size.ws_row), columns = make_int(t, size.ws_col);
  return make_tuple(t, rows, columns);
}

Ref termios_tcsetwinsize(Thread& t, Value fd, Value wanted) {
  int file;
  if (!file_descriptor_py(t, fd, &file)) return Ref();
  bool is_pair = type_of(wanted)->slots.getitem && type_of(wanted)->slots.len && len_py(t, wanted) == 2;
  if (error_pending(t)) return Ref();
  if (!is_pair) return raise_type_error(t, "tcsetwinsize, arg 2: must be a two-item sequence");
  i64 numbers[2];
  for (i64 i = 0; i < 2; ++i) {
    Ref item = getitem_py(t, wanted, Value::small_int(i));
    if (!item || !index_i64_py(t, item, &numbers[i], kOverflowErrorType)) return Ref();
    if (numbers[i] < 0 || numbers[i] > USHRT_MAX) return raise(t, kOverflowErrorType, "winsize value(s) out of range.");
  }
  winsize size;
  // the sizes in pixels stay as they are
  os::Result r = os::call_fast([&] { return ::ioctl(file, TIOCGWINSZ, &size); });
  if (!r.ok()) return raise_termios_error(t, r);
  size.ws_row = static_cast<unsigned short>(numbers[0]);
  size.ws_col = static_cast<unsigned short>(numbers[1]);
  return done(t, os::call_fast([&] { return ::ioctl(file, TIOCSWINSZ, &size); }));
}

constexpr MethodDef kFunctions[] = {
    {"tcgetattr", termios_tcgetattr, "(fd, /)",
     "What a terminal does: [iflag, oflag, cflag, lflag, ispeed, ospeed, [characters]]."},
    {"tcsetattr", termios_tcsetattr, "(fd, when, attributes, /)",
     "Change what a terminal does: at once, after writing, or after dropping what was typed, too."},
    {"tcsendbreak", with_number<::tcsendbreak>, "(fd, duration, /)", "Send a break."},
    {"tcdrain", termios_tcdrain, "(fd, /)", "Wait until all has been written."},
    {"tcflush", with_number<::tcflush>, "(fd, queue, /)",
     "Drop what has been typed and not read, what has been written and not sent, or both."},
    {"tcflow", with_number<::tcflow>, "(fd, action, /)", "Suspend or resume input or output."},
    {"tcgetwinsize", termios_tcgetwinsize, "(fd, /)", "Lines and columns of a terminal's window."},
    {"tcsetwinsize", termios_tcsetwinsize, "(fd, winsize, /)", "Set lines and columns of a terminal's window."},
    {},
};

#define TINYPY_TERMIOS_CONSTANTS(X) \
  X(B0) X(B1000000) X(B110) X(B115200) X(B1152000) X(B1200) X(B134) X(B150) X(B1500000) X(B1800) X(B19200) X(B200) X(B2000000) \
  X(B230400) X(B2400) X(B2500000) X(B300) X(B3000000) X(B3500000) X(B38400) X(B4000000) X(B460800) X(B4800) X(B50) X(B500000) \
  X(B57600) X(B576000) X(B600) X(B75) X(B921600) X(B9600) X(BRKINT) X(BS0) X(BS1) X(BSDLY) X(CBAUD) X(CBAUDEX) X(CDSUSP) X(CEOF) \
  X(CEOL) X(CEOT) X(CERASE) X(CFLUSH) X(CIBAUD) X(CINTR) X(CKILL) X(CLNEXT) X(CLOCAL) X(CQUIT) X(CR0) X(CR1) X(CR2) X(CR3) X(CRDLY) \
  X(CREAD) X(CRPRNT) X(CRTSCTS) X(CS5) X(CS6) X(CS7) X(CS8) X(CSIZE) X(CSTART) X(CSTOP) X(CSTOPB) X(CSUSP) X(CWERASE) X(ECHO) \
  X(ECHOCTL) X(ECHOE) X(ECHOK) X(ECHOKE) X(ECHONL) X(ECHOPRT) X(EXTA) X(EXTB) X(EXTPROC) X(FF0) X(FF1) X(FFDLY) X(FIOASYNC) \
  X(FIOCLEX) X(FIONBIO) X(FIONCLEX) X(FIONREAD) X(FLUSHO) X(HUPCL) X(ICANON) X(ICRNL) X(IEXTEN) X(IGNBRK) X(IGNCR) X(IGNPAR) \
  X(IMAXBEL) X(INLCR) X(INPCK) X(IOCSIZE_MASK) X(IOCSIZE_SHIFT) X(ISIG) X(ISTRIP) X(IUCLC) X(IUTF8) X(IXANY) X(IXOFF) X(IXON) \
  X(NCC) X(NCCS) X(NL0) X(NL1) X(NLDLY) X(NOFLSH) X(N_MOUSE) X(N_PPP) X(N_SLIP) X(N_STRIP) X(N_TTY) X(OCRNL) X(OFDEL) X(OFILL) \
  X(OLCUC) X(ONLCR) X(ONLRET) X(ONOCR) X(OPOST) X(PARENB) X(PARMRK) X(PARODD) X(PENDIN) X(TAB0) X(TAB1) X(TAB2) X(TAB3) X(TABDLY) \
  X(TCFLSH) X(TCGETA) X(TCGETS) X(TCIFLUSH) X(TCIOFF) X(TCIOFLUSH) X(TCION) X(TCOFLUSH) X(TCOOFF) X(TCOON) X(TCSADRAIN) \
  X(TCSAFLUSH) X(TCSANOW) X(TCSBRK) X(TCSBRKP) X(TCSETA) X(TCSETAF) X(TCSETAW) X(TCSETS) X(TCSETSF) X(TCSETSW) X(TCXONC) \
  X(TIOCCONS) X(TIOCEXCL) X(TIOCGETD) X(TIOCGICOUNT) X(TIOCGLCKTRMIOS) X(TIOCGPGRP) X(TIOCGSERIAL) X(TIOCGSOFTCAR) X(TIOCGWINSZ) \
  X(TIOCINQ) X(TIOCLINUX) X(TIOCMBIC) X(TIOCMBIS) X(TIOCMGET) X(TIOCMIWAIT) X(TIOCMSET) X(TIOCM_CAR) X(TIOCM_CD) X(TIOCM_CTS) \
  X(TIOCM_DSR) X(TIOCM_DTR) X(TIOCM_LE) X(TIOCM_RI) X(TIOCM_RNG) X(TIOCM_RTS) X(TIOCM_SR) X(TIOCM_ST) X(TIOCNOTTY) X(TIOCNXCL) \
  X(TIOCOUTQ) X(TIOCPKT) X(TIOCPKT_DATA) X(TIOCPKT_DOSTOP) X(TIOCPKT_FLUSHREAD) X(TIOCPKT_FLUSHWRITE) X(TIOCPKT_NOSTOP) \
  X(TIOCPKT_START) X(TIOCPKT_STOP) X(TIOCSCTTY) X(TIOCSERCONFIG) X(TIOCSERGETLSR) X(TIOCSERGETMULTI) X(TIOCSERGSTRUCT) \
  X(TIOCSERGWILD) X(TIOCSERSETMULTI) X(TIOCSERSWILD) X(TIOCSER_TEMT) X(TIOCSETD) X(TIOCSLCKTRMIOS) X(TIOCSPGRP) X(TIOCSSERIAL) \
  X(TIOCSSOFTCAR) X(TIOCSTI) X(TIOCSWINSZ) X(TOSTOP) X(VDISCARD) X(VEOF) X(VEOL) X(VEOL2) X(VERASE) X(VINTR) X(VKILL) X(VLNEXT) \
  X(VMIN) X(VQUIT) X(VREPRINT) X(VSTART) X(VSTOP) X(VSUSP) X(VSWTC) X(VT0) X(VT1) X(VTDLY) X(VTIME) X(VWERASE) X(XCASE) X(XTABS) \
  X(_POSIX_VDISABLE)

constexpr posix::Constant kConstants[] = {
#define X(name) {#name, static_cast<i64>(name)},
    TINYPY_TERMIOS_CONSTANTS(X)
#undef X
        {"VSWTCH", VSWTC},
    {nullptr, 0}};

constexpr TypeSpec kErrorSpec = {.name = "termios.error", .base = TypeId::kException, .flags = kTypeSubclassable};

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_error, kErrorSpec) && posix::add_constants(t, module, kConstants);
}

}  // namespace

extern const ModuleDef kTermiosModule = {
    .name = "termios", .doc = "How a terminal treats what is typed and written.", .methods = kFunctions, .init = init};

}  // namespace rt
