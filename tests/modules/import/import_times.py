import os, re, subprocess, sys, tempfile
with tempfile.TemporaryDirectory() as folder:
    for name, text in {"outer.py": "import inner, sys\nimport inner", "inner.py": "x = 1", "main.py": "import outer"}.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    done = subprocess.run([sys.executable, "-X", "importtime", "main.py"], cwd=folder, capture_output=True, text=True)
lines = done.stderr.splitlines()
print(lines[0])
for line in lines[-2:]:
    print(re.sub(r" +\d+", " N", line))
outer, inner = (list(map(int, re.findall(r"\d+", line))) for line in (lines[-1], lines[-2]))
print(inner[0] == inner[1], outer[1] >= outer[0] + inner[1] - 2)

# expect: import time: self [us] | cumulative | imported package
# expect: import time: N | N |   inner
# expect: import time: N | N | outer
# expect: True True
