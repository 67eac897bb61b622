"""Trains the encoder of the theme model: `python -m training.themes_encoder --work FOLDER`.

Six trainings of ten to fifteen minutes on two processor cores: one for each fold of countries, which scores the
recommendations of those that it left out (`part-N.onnx`, `part-N.npy`), and one on all (`whole.onnx`), which ships.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from audiatur.reading.themes.encoder import LONGEST, load
from training.attribution import load_tokenizer, minilm
from training.encoder import ThemeScorer, with_minilm
from training.graph import themes_graph, write
from training.theme_rows import FOLDS, GOLD, NAMES, Rows, country_folds, read_rows

BATCH = 32
EPOCHS = 3
RATE, HEAD_RATE = 3e-4, 3e-3
SEED = 1
WHOLE = "whole"


def batches(lengths: Sequence[int], *, chosen: np.ndarray, chance: random.Random) -> Iterator[list[int]]:
    """Chosen rows over and over, texts of like length together, each epoch in another order."""
    while True:
        order = sorted(chosen.tolist(), key=lambda row: lengths[row] + chance.random() * 6)
        groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(groups)
        yield from groups


def padded(pieces: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Piece numbers and mask of some texts, filled up to the longest."""
    width = max(map(len, pieces))
    ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in pieces])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in pieces])
    return ids, mask


def optimizer_of(model: ThemeScorer) -> torch.optim.Optimizer:
    """AdamW; the head learns faster, the words' own vectors not at all."""
    head = list(model.themes.parameters())
    body = [value for name, value in model.named_parameters() if not name.startswith(("themes", "words"))]
    groups = [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def train(pieces: Sequence[Sequence[int]], truth: np.ndarray, *, chosen: np.ndarray) -> ThemeScorer:
    """A scorer trained on the chosen rows: binary cross-entropy summed over themes, warm-up, linear decay."""
    torch.manual_seed(SEED)
    model = with_minilm(ThemeScorer(truth.shape[1]), str(minilm() / "model.safetensors"))
    optimizer = optimizer_of(model)
    steps = EPOCHS * math.ceil(len(chosen) / BATCH)
    warm = int(0.06 * steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    model.train()
    began, mean = time.monotonic(), 0.0
    groups = batches([len(row) for row in pieces], chosen=chosen, chance=random.Random(SEED))
    for step, group in enumerate(islice(groups, steps), 1):
        ids, mask = padded([pieces[row] for row in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(ids, mask)
        wanted = torch.from_numpy(truth[group].astype(np.float32))
        loss = functional.binary_cross_entropy_with_logits(scores.float(), wanted, reduction="sum") / len(group)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = loss.item() if step == 1 else 0.98 * mean + 0.02 * loss.item()
        if step % 100 == 0:
            spent = (time.monotonic() - began) / step
            print(f"step {step}/{steps} loss {mean:.3f} {spent:.2f} s/step", flush=True)
    return model


def keep(model: ThemeScorer, *, name: str, work: Path) -> Path:
    """Write a trained scorer's graph, for use, into the work folder."""
    small = work / f"{name}.onnx"
    write(themes_graph(model.state_dict()), plain=work / "plain.onnx", small=small)
    return small


def score(model: Path, *, rows: Rows, held: np.ndarray) -> np.ndarray:
    """The scores of the rows left out, by the very file and code that would be used."""
    encoder = load(model, vocabulary=minilm() / "tokenizer.json")
    return np.array([encoder.scores(rows.texts[row]) for row in held], dtype=np.float32)


def main() -> None:
    """Train the parts asked for, all by default."""
    names = [*map(str, range(FOLDS)), WHOLE]
    parser = argparse.ArgumentParser(description="train the encoder of the theme model")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is trained")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--parts", nargs="+", choices=names, default=names)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(given.threads)
    rows = read_rows(given.gold)
    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(LONGEST)
    pieces = [encoding.ids for encoding in tokenizer.encode_batch(rows.texts)]
    folds = country_folds(rows.countries)
    for part in given.parts:
        held = np.flatnonzero(folds == int(part)) if part != WHOLE else np.array([], dtype=int)
        chosen = np.setdiff1d(np.arange(len(rows.texts)), held)
        model = train(pieces, rows.truth, chosen=chosen).eval()
        name = part if part == WHOLE else f"part-{part}"
        file = keep(model, name=name, work=given.work)
        if part != WHOLE:
            np.save(given.work / f"{name}.npy", score(file, rows=rows, held=held))
        print(f"{file}: {len(NAMES)} themes, {len(chosen):,} recommendations", flush=True)


if __name__ == "__main__":
    main()
