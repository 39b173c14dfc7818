"""Two processes train as one does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from tiny import tiny_batch, tiny_model
from two_processes import TOLD

from attractor.lab.training import train

HERE = Path(__file__).parent


def test_two_processes_end_where_one_does(tmp_path: Path) -> None:
    result = tmp_path / "result.pt"
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    program = ["--nproc_per_node", "2", str(HERE / "two_processes.py"), str(result)]
    # Accelerate's own launcher wants MPI where there is no accelerator.
    environment = {**os.environ, "ACCELERATE_USE_CPU": "true", "OMP_NUM_THREADS": "1"}
    done = subprocess.run([*launch, *program], capture_output=True, env=environment)
    assert done.returncode == 0, done.stderr.decode()
    found = torch.load(result, weights_only=True)
    assert found["n"] == 2
    model = tiny_model(dropout=0.0)
    history = train(model, tiny_batch, TOLD)
    assert found["losses"] == pytest.approx(history.losses, abs=1e-5)
    for name, ours in model.state_dict().items():
        assert (ours - found["weights"][name]).abs().max() < 1e-5, name
