# PYTHONHASHSEED fixes the hashes of text and bytes, to the values that CPython's SipHash-1-3 gives; -R and -E make them random again.
import os
import subprocess
import sys

CODE = "print(hash('abc'), hash(b'abc'), hash(memoryview(b'abc')), hash('h\\xe9'), hash('a\\u1234b'), hash('\\U0001f600'), hash('x' * 100), hash(''))"


def output(seed, *options, code=CODE):
    done = subprocess.run([sys.executable, *options, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True)
    return done.stdout.strip() or done.stderr.splitlines()[0]


print(output("0"))
print(output("42"))
print(output(" 4294967295"))
print(output("0", "-R") != output("0", "-R"), output("5", "-E") != output("5", "-E"), output("random") != output("random"))
for seed in "0", "5", "random":
    print(seed, output(seed, code="import sys; print(sys.flags.hash_randomization)"))
print(sys.hash_info.algorithm, sys.hash_info.hash_bits, sys.hash_info.seed_bits, sys.hash_info.cutoff)

for seed in "x", "-1", "4294967296", "1x", "99999999999999999999":
    print(output(seed))

# expect: -4594863902769663758 -4594863902769663758 -4594863902769663758 5785546998624587330 -6376977994614968743 -3536540696076613844 1359644457043326220 0
# expect: 3869580338025362921 3869580338025362921 3869580338025362921 3595417813867130984 5620785919308980390 6601963133753205906 -1345814288082900963 0
# expect: -6122489556238538401 -6122489556238538401 -6122489556238538401 6871587144963733076 104246625878339392 -5273353973323107289 2424569201148640282 0
# expect: True True True
# expect: 0 0
# expect: 5 1
# expect: random 1
# expect: siphash13 64 128 0
# expect: Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]
# expect: Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]
# expect: Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]
# expect: Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]
# expect: Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]
