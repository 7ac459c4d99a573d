"""A BERT run in numpy: hidden 384, 12 heads, mean pooling, from weights named as in safetensors.

The layout is that of Devlin et al. 2019 (arXiv:1810.04805).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
WIDTH = 384
HEADS = 12
_EPSILON = np.float32(1e-12)


class Encoder:
    """Turns texts given as rows of a vocabulary into vectors of 384 numbers, of length 1."""

    def __init__(self, weights: Mapping[str, Floats], layers: int) -> None:
        """Takes the weights, and how many layers they are of."""
        self._weights, self._layers = weights, layers

    def vectors(self, rows: Sequence[Sequence[int]], batch: int = 64) -> Floats:
        """The vectors of texts given as rows, (texts, 384), in their order."""
        order = sorted(range(len(rows)), key=lambda each: len(rows[each]))
        found = np.empty((len(rows), WIDTH), dtype=np.float32)
        for start in range(0, len(order), batch):
            some = order[start : start + batch]
            found[some] = self._batch([rows[each] for each in some])
        return found

    def _batch(self, rows: list[Sequence[int]]) -> Floats:
        longest = max(len(each) for each in rows)
        ids = np.zeros((len(rows), longest), dtype=np.int64)
        mask = np.zeros((len(rows), longest), dtype=np.float32)
        for line, each in enumerate(rows):
            ids[line, : len(each)] = each
            mask[line, : len(each)] = 1
        states = self._embedded(ids)
        for layer in range(self._layers):
            states = self._layer(states, mask, f"encoder.layer.{layer}")
        pooled = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return unit(pooled)

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        get = self._weights.__getitem__
        states = get("embeddings.word_embeddings.weight")[ids]
        states = states + get("embeddings.position_embeddings.weight")[: ids.shape[1]]
        states = states + get("embeddings.token_type_embeddings.weight")[0]
        return self._normal(states, "embeddings.LayerNorm")

    def _layer(self, states: Floats, mask: Floats, name: str) -> Floats:
        texts, length, width = states.shape
        split = (texts, length, HEADS, width // HEADS)
        query, key, value = (
            self._dense(states, f"{name}.attention.self.{part}")
            .reshape(split)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        weights = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // HEADS))
        weights = weights + (1 - mask[:, None, None, :]) * np.float32(-1e9)
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(texts, length, width)
        mixed = self._dense(mixed, f"{name}.attention.output.dense")
        states = self._normal(states + mixed, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._dense(states, f"{name}.intermediate.dense"))
        inner = self._dense(inner, f"{name}.output.dense")
        return self._normal(states + inner, f"{name}.output.LayerNorm")

    def _dense(self, states: Floats, name: str) -> Floats:
        flat = states.reshape(-1, states.shape[-1])
        found = flat @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found.reshape(*states.shape[:-1], -1)

    def _normal(self, states: Floats, name: str) -> Floats:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _EPSILON)
        result: Floats = (
            centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        )
        return result


def unit(vectors: Floats) -> Floats:
    """Rows of length 1; a row of zeros stays."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Floats = (vectors / np.where(length > 0, length, 1)).astype(np.float32)
    return result


def _gelu(value: Floats) -> Floats:
    """The unit x Φ(x), with the error function of Abramowitz and Stegun 7.1.26 (1.5e-7 off)."""
    x = np.abs(value) * np.float32(1 / np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * x)
    terms = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    total = np.zeros_like(t)
    for term in terms:
        total = (total + np.float32(term)) * t
    error = np.copysign(1 - total * np.exp(-x * x), value)
    result: Floats = value * (1 + error) * np.float32(0.5)
    return result
