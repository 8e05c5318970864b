"""Mail with many addresses and parts, parsed under the policy of today."""

import email
import email.policy

ADDRESSES = ", ".join(f"u{i}@example.org" for i in range(30))
PARTS = "".join(f"--B\nContent-Type: text/plain\n\nbody {i}\n" for i in range(40))
MESSAGE = f"From: a <a@b.c>\nTo: {ADDRESSES}\nSubject: =?utf-8?q?caf=C3=A9?=\nContent-Type: multipart/mixed; boundary=B\n\n{PARTS}--B--\n"

total = 0
for _ in range(20):
    message = email.message_from_string(MESSAGE, policy=email.policy.default)
    total += len(message["to"].addresses) + sum(len(part.get_payload()) for part in message.iter_parts())
print(total, message["subject"])
