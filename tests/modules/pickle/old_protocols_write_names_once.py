# Protocols without bytes name the codec of each bytes object; the name is written once, as that of any object that comes again.
import datetime
import pickle

for protocol in range(3):
    print(pickle.dumps([b"ab", b"cd", b""], protocol))
    print(len(pickle.dumps([datetime.date(2000, 1, 2), datetime.datetime(2001, 1, 2)], protocol)))

# expect: b'(lp0\nc_codecs\nencode\np1\n(Vab\np2\nVlatin1\np3\ntp4\nRp5\nag1\n(Vcd\np6\ng3\ntp7\nRp8\nac__builtin__\nbytes\np9\n(tRp10\na.'
# expect: 179
# expect: b']q\x00(c_codecs\nencode\nq\x01(X\x02\x00\x00\x00abq\x02X\x06\x00\x00\x00latin1q\x03tq\x04Rq\x05h\x01(X\x02\x00\x00\x00cdq\x06h\x03tq\x07Rq\x08c__builtin__\nbytes\nq\t)Rq\ne.'
# expect: 137
# expect: b'\x80\x02]q\x00(c_codecs\nencode\nq\x01X\x02\x00\x00\x00abq\x02X\x06\x00\x00\x00latin1q\x03\x86q\x04Rq\x05h\x01X\x02\x00\x00\x00cdq\x06h\x03\x86q\x07Rq\x08c__builtin__\nbytes\nq\t)Rq\ne.'
# expect: 135
