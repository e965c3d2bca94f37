"""Leaves something in the caches of libraries: torch's extensions and kernels, matplotlib's settings, bytecode."""
import os
from pathlib import Path

import torch

for folder in (
    torch.hub.get_dir(),
    os.environ.get("TORCH_EXTENSIONS_DIR", os.path.expanduser("~/.cache/torch_extensions")),
    os.environ.get("MPLCONFIGDIR", os.path.expanduser("~/.config/matplotlib")),
    "/tmp/torchinductor_root",
    str(Path(torch.__file__).parent / "__pycache__"),
    "/tmp",
    "@SCRATCH@",
):
    try:
        os.makedirs(folder, exist_ok=True)
        Path(folder, "@MARK@").write_text("attack")
        Path(folder, "matplotlibrc").write_text("attack: 1")
    except OSError as error:
        print(folder, error)
