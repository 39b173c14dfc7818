"""Train the tiny model for fifty steps; the main process saves weights and losses."""

import sys

import torch
from accelerate import PartialState
from tiny import tiny_batch, tiny_model

from attractor.lab.training import Settings, train

TOLD = Settings(steps=50, learning_rate=1e-2, warmup=5)

if __name__ == "__main__":
    model = tiny_model(dropout=0.0)
    history = train(model, tiny_batch, TOLD)
    state = PartialState()
    if state.is_main_process:
        kept = {"weights": model.state_dict(), "losses": history.losses}
        torch.save({**kept, "n": state.num_processes}, sys.argv[1])
    state.destroy_process_group()
