"""The models in torch: a BERT encoder, and upon it the tagger's heads or a head that scores themes."""

from __future__ import annotations

from typing import TypeVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from audiatur.reading.tagger.pieces import KINDS

WIDTH, HEADS, INNER, LAYERS, LABELS, POINTER = 384, 12, 1536, 6, 7, 64
FORBIDDEN = -1e4
ROLES = 3
Kind = TypeVar("Kind", bound="Encoder")


class Layer(nn.Module):
    """One transformer layer of BERT: attention, then a feed-forward part, each with a residual and a norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        rate = self.dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype), dropout_p=0.0)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + functional.dropout(mixed, rate, self.training))
        fed = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(fed, rate, self.training))


class ShortLayer(Layer):
    """The same with attention written out, which is faster on short texts, and dropout after the second part alone."""

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax((q @ k.transpose(-1, -2)).float() * (WIDTH // HEADS) ** -0.5 + bias, -1)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.out(mixed))
        fed = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(fed, self.dropout, self.training))


class Encoder(nn.Module):
    """Word pieces → one vector a piece. The words' own vectors are not trained."""

    def __init__(self, dropout: float, *, layer: type[Layer] = Layer) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(KINDS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout

    def encoded(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1])
        x = self.norm(self.words(ids) + self.places(places)[None] + self.kinds(kinds))
        x = functional.dropout(x, self.dropout, self.training)
        bias = ((1 - mask) * FORBIDDEN)[:, None, None, :].float()
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()


class Tagger(Encoder):
    """Word pieces → label scores, and queries and keys that tell which cue and source belong together."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(dropout)
        self.labels = nn.Linear(WIDTH, LABELS)
        self.pointers = nn.Linear(WIDTH, 2 * ROLES * POINTER)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x = functional.dropout(self.encoded(ids, kinds, mask), self.dropout, self.training)
        return self.labels(x), self.pointers(x)


class ThemeScorer(Encoder):
    """A short text's word pieces → the log-odds of each theme, from the pieces' mean and highest values."""

    def __init__(self, themes: int, *, dropout: float = 0.1) -> None:
        super().__init__(dropout, layer=ShortLayer)
        self.themes = nn.Linear(2 * WIDTH, themes)
        nn.init.normal_(self.themes.weight, std=0.02)
        nn.init.zeros_(self.themes.bias)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x, on = self.encoded(ids, torch.zeros_like(ids), mask), mask[..., None].float()
        mean = (x * on).sum(1) / on.sum(1)
        highest = (x + (1 - on) * FORBIDDEN).max(1).values
        return self.themes(functional.dropout(torch.cat([mean, highest], 1), self.dropout, self.training))


def with_minilm(model: Kind, path: str) -> Kind:
    """The same model, its encoder with the weights of the sentence encoder at `path` (a safetensors file)."""
    weights = load_file(path)
    state = model.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"]
    state["places.weight"] = weights["embeddings.position_embeddings.weight"]
    state["kinds.weight"] = weights["embeddings.token_type_embeddings.weight"][:1].repeat(KINDS, 1)
    state["norm.weight"] = weights["embeddings.LayerNorm.weight"]
    state["norm.bias"] = weights["embeddings.LayerNorm.bias"]
    for n in range(LAYERS):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        for end in ("weight", "bias"):
            state[new + "qkv." + end] = torch.cat(
                [weights[f"{old}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            )
            state[new + "out." + end] = weights[f"{old}attention.output.dense.{end}"]
            state[new + "norm1." + end] = weights[f"{old}attention.output.LayerNorm.{end}"]
            state[new + "up." + end] = weights[f"{old}intermediate.dense.{end}"]
            state[new + "down." + end] = weights[f"{old}output.dense.{end}"]
            state[new + "norm2." + end] = weights[f"{old}output.LayerNorm.{end}"]
    model.load_state_dict(state)
    return model


def allowed_transitions() -> Tensor:
    """1 where a label may not follow another: an inner label after anything but its own begin or inner label."""
    wrong = torch.zeros(LABELS, LABELS)
    for role in range(ROLES):
        begin, inner = 1 + 2 * role, 2 + 2 * role
        wrong[:, inner] = 1
        wrong[begin, inner] = wrong[inner, inner] = 0
    return wrong


def sequence_loss(scores: Tensor, labels: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Negative log-likelihood of the label sequences (linear chain), per piece; the first label is `outside`."""
    length = scores.shape[1]
    on = mask.bool()
    gold = scores.gather(2, labels[..., None])[..., 0]
    steps = transitions[labels[:, :-1], labels[:, 1:]]
    total = (gold * on).sum(1) + (steps * on[:, 1:]).sum(1)
    start = torch.full((LABELS,), FORBIDDEN)
    start[0] = 0.0
    alpha = scores[:, 0] + start
    for t in range(1, length):
        step = torch.logsumexp(alpha[:, :, None] + transitions[None], 1) + scores[:, t]
        alpha = torch.where(on[:, t, None], step, alpha)
    return (torch.logsumexp(alpha, 1) - total).sum() / on.sum()


def pointer_loss(vectors: Tensor, targets: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy of each pointer over the pieces of its window; targets are places, -1 where none is asked."""
    batch, length, _ = vectors.shape
    q, k = vectors.view(batch, length, 2, ROLES, POINTER).permute(2, 0, 3, 1, 4)
    scores = q @ k.transpose(-1, -2) / POINTER**0.5
    scores = scores.masked_fill(~mask.bool()[:, None, None, :], FORBIDDEN)
    return functional.cross_entropy(scores.reshape(-1, length), targets.reshape(-1), ignore_index=-1)
