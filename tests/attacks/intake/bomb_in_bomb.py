"""Archives in archives, ten deep and ten wide: whoever opens what he finds inside would never end."""
import io
import zipfile
from pathlib import Path

TOLD = {"bombs": "not handed in"}


def hand_in(folder: Path) -> None:
    content = bytes(1 << 20)
    for depth in range(10):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{depth}_{number}.zip" if depth else f"{number}.py", content)
        content = packed.getvalue()
    (folder / "bombs.zip").write_bytes(content)
