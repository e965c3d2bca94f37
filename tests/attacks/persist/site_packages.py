"""Leaves a module, a .pth file and a sitecustomize that every later start of Python runs."""
import os
import site
import sys
import sysconfig

PLACES = [sysconfig.get_path("purelib"), site.getusersitepackages(), *sys.path, "@SCRATCH@", "."]
for folder in PLACES:
    for name, text in (
        ("@MARK@.pth", "import builtins; builtins.attack = True\n"),
        ("@MARK@.py", "attack = True\n"),
        ("sitecustomize_@MARK@.py", "import builtins; builtins.attack = True\n"),
    ):
        try:
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        except OSError as error:
            print(folder, error)
