"""``check`` in a real kernel: what a notebook shows, and that it is as before afterwards."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient, of the extra notebooks, is not installed")
nbformat = pytest.importorskip("nbformat", reason="nbformat, of the extra notebooks, is not installed")
pytest.importorskip("ipykernel", reason="ipykernel, of the extra notebooks, is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")

ROOT = Path(__file__).parent.parent.parent
CELL = "# ch2.gru_cell\nimport torch\n\ndef gru_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):\n"
RIGHT = CELL + (
    "    a, b = x @ weight_ih.T, h @ weight_hh.T\n"
    "    a = a if bias_ih is None else a + bias_ih\n"
    "    b = b if bias_hh is None else b + bias_hh\n"
    "    (r, z, n), (hr, hz, hn) = a.chunk(3, -1), b.chunk(3, -1)\n"
    "    r, z = torch.sigmoid(r + hr), torch.sigmoid(z + hz)\n"
    "    n = torch.tanh(n + r * hn)\n"
    "    return (1 - z) * n + z * h\n"
)
CHECK = 'check("ch2.gru_cell", lang="en")'
DISTURBING = RIGHT.replace(
    "):\n    a, b",
    "):\n"
    "    import logging, os, random, sys, warnings\n"
    "    import matplotlib.pyplot as plt\n"
    "    import numpy as np\n"
    "    warnings.warn('a warning')\n"
    "    logging.warning('logged')\n"
    "    print('to stderr', file=sys.stderr)\n"
    "    print('to stdout')\n"
    "    plt.plot([1, 2]); plt.show(); plt.figure()\n"
    "    display('shown')\n"
    "    torch.set_num_threads(3); torch.manual_seed(7); np.random.seed(7); random.seed(7)\n"
    "    torch.set_grad_enabled(True)\n"
    "    np.seterr(all='ignore'); os.chdir('/')\n"
    "    torch.set_default_dtype(torch.float64)\n"
    "    a, b",
)


class Kernel:
    """One kernel in a folder with public cases."""

    def __init__(self, folder: Path) -> None:
        self._notebook = nbformat.v4.new_notebook()
        self._client = nbclient.NotebookClient(
            self._notebook, allow_errors=True, timeout=120, resources={"metadata": {"path": str(folder)}}
        )
        self._client.create_kernel_manager()
        environment = {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        self._client.start_new_kernel(env={**os.environ, **environment})
        self._client.start_new_kernel_client()
        self.run("from autograder import check, hint\n%matplotlib inline")

    def run(self, *sources: str) -> list[Any]:
        """Run cells, as they would be one after the other; the outputs of the last."""
        for source in sources:
            cell = nbformat.v4.new_code_cell(source)
            self._notebook.cells.append(cell)
            self._client.execute_cell(cell, len(self._notebook.cells) - 1)
        return list(cell.outputs)

    def shown(self, *sources: str) -> tuple[str, str]:
        """Text and page of the only output of the last cell."""
        outputs = self.run(*sources)
        assert [each.output_type for each in outputs] == ["execute_result"], outputs
        return outputs[0].data["text/plain"], outputs[0].data["text/html"]

    def end(self) -> None:
        """End it."""
        self._client._cleanup_kernel()


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel in the folder of chapter 2; cells of one test are history in the next."""
    folder = tmp_path_factory.mktemp("ch2")
    shutil.copytree(ROOT / "assignments/ch2/cases", folder / "cases")
    kernel = Kernel(folder)
    yield kernel
    kernel.end()


def test_before_anything_ran(kernel: Kernel) -> None:
    """A sentence says which cell to run; no case is told as failed."""
    text, page = kernel.shown(CHECK)
    assert text == ("ch2.gru_cell: gru_cell is in no cell that was run: run the cell with your answer, then this one.")
    assert "✗" not in page


def test_not_started(kernel: Kernel) -> None:
    """One line, in both forms."""
    text, page = kernel.shown(CELL + '    raise NotImplementedError("ch2.gru_cell is not started")', CHECK)
    assert "not started" in text and len(text.splitlines()) == 1
    assert "Not started." in page


def test_a_right_answer(kernel: Kernel) -> None:
    """Points in full; what was defined under %%time counts as well, and a cell that raises after its definition."""
    for cell in (RIGHT, f"%%time\n{RIGHT}", f"{RIGHT}\n1 / 0"):
        text, page = kernel.shown(cell, CHECK)
        assert "100%" in text
        assert "Every public case passes." in page


def test_a_known_mistake(kernel: Kernel) -> None:
    """Its hint, once, and a picture; in Japanese if that is asked for."""
    wrong = RIGHT.replace("torch.tanh", "torch.sigmoid")
    text, page = kernel.shown(wrong, CHECK)
    assert text.count("hint  ") == 1 and "What your results look like" in page and "data:image/png" in page
    assert "結果から考えられること" in kernel.shown('check("ch2.gru_cell", lang="ja")')[1]


def test_the_cell_that_ran_last_counts(kernel: Kernel) -> None:
    """Also where it is an older one that was run again."""
    assert "100%" not in kernel.shown(RIGHT.replace("(1 - z)", "(2 - z)"), CHECK)[0]
    assert "100%" in kernel.shown(RIGHT, CHECK)[0]


def test_an_answer_that_raises(kernel: Kernel) -> None:
    """The cell and the line are told; the cell of the check itself does not raise."""
    text, _ = kernel.shown(CELL + "    raise ValueError('no')", CHECK)
    assert "raised ValueError at line " in text and " of In [" in text and "raise ValueError('no')" in text
    text, _ = kernel.shown("# ch2.gru_cell\ndef gru_cell(:\n    pass", CHECK)
    assert "gru_cell" in text


def test_out_of_is_a_float_that_nbgrader_takes(kernel: Kernel) -> None:
    """The page, then a plain number; for less than all points, too."""
    outputs = kernel.run(RIGHT, f"{CHECK}.out_of(7)")
    assert [each.output_type for each in outputs] == ["display_data", "execute_result"]
    assert outputs[1].data["text/plain"] == "7.0"
    partly = RIGHT.replace("    a, b =", "    x = x.detach()\n    a, b =")
    outputs = kernel.run(partly, f"{CHECK}.out_of(7)")
    assert 0 < float(outputs[1].data["text/plain"]) < 7


STATE = (
    "(torch.get_default_dtype(), torch.get_num_threads(), torch.is_grad_enabled(), torch.initial_seed(),"
    " torch.rand(1).item(), np.random.rand(), random.random(), np.geterr()['over'], os.getcwd(), plt.get_fignums())"
)


def test_the_notebook_is_as_before(kernel: Kernel) -> None:
    """Nothing on stderr, no figure shown or closed, and settings, random numbers and folder as they were."""
    seeded = (
        "import os, random, torch, numpy as np, matplotlib.pyplot as plt\n"
        "torch.manual_seed(1); np.random.seed(1); random.seed(1); torch.set_grad_enabled(False)"
    )
    kernel.run("import logging\nlogging.basicConfig()", DISTURBING, seeded)
    expected = kernel.run(STATE)[0].data["text/plain"]
    kernel.run(seeded)
    outputs = kernel.run(f"mine = plt.figure()\nfound = {CHECK}\nstill = plt.get_fignums()\nplt.close(mine)")
    assert outputs == []
    assert kernel.run("still")[0].data["text/plain"] == "[1]"
    kernel.run(seeded, f"found = {CHECK}")
    assert kernel.run(STATE)[0].data["text/plain"] == expected
    _, page = kernel.shown("torch.set_grad_enabled(True)\nfound")
    assert "Every public case passes." in page
    assert all(said in page for said in ("to stderr", "to stdout", "logged"))


def test_an_interrupt_ends_the_check_and_changes_nothing(kernel: Kernel) -> None:
    """It reaches the notebook, which is as before."""
    outputs = kernel.run("import torch, sys\nbefore = sys.stdout", CELL + "    raise KeyboardInterrupt", CHECK)
    assert [each.ename for each in outputs] == ["KeyboardInterrupt"]
    assert (
        kernel.run("sys.stdout is before, torch.get_default_dtype()")[0].data["text/plain"] == "(True, torch.float32)"
    )


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('check("ch2.nothing")', "ch2.nothing"),
        ('check("lstm")', "lstm"),
        ('check("ch2.gru_cell", lang="fr")', "there is no language 'fr' here; there are: en, ja"),
        ('hint("ch2.gru_cell", lang="fr")', "there is no language 'fr' here; there are: en, ja"),
        ("import os\nos.chdir('/')\n" + CHECK, "keep the notebook in the folder that it came in"),
    ],
)
def test_what_is_not_here_is_told_in_one_line(kernel: Kernel, cell: str, told: str) -> None:
    """Instead of a traceback of ours."""
    (output,) = kernel.run(cell)
    assert output.ename == "NotHere" and told in output.evalue
    assert len(output.traceback) == 1 and "\n" not in output.traceback[0]
