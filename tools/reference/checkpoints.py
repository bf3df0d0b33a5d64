"""Writes data/checkpoints.json: small files of models, made by the formats' own packages.

    pip install -r tools/reference/requirements_checkpoints.txt
    python tools/reference/checkpoints.py

Each record is a file: its bytes in base64, the name, the shape and the numbers of
its token matrix as the same packages read them back, and its tokens if it has some.
The numbers of all formats are exact in binary64. The matrix of 5 x 32 numbers has
zeros of both signs, subnormals of each format, its largest numbers, and two rows
that are the same.
"""

import base64
import io
import json
import platform
import tempfile
from pathlib import Path

import gguf
import ml_dtypes
import numpy as np
import safetensors
import safetensors.numpy
from gguf import GGMLQuantizationType as Kind

from whole_file import save

TOKENS = ["<s>", "Ġb", "\n", "é", "<|x|>"]


def matrix(dtype: type) -> np.ndarray:
    """Numbers of all kinds, as the format stores them."""
    rng = np.random.RandomState(0)
    info = ml_dtypes.finfo(dtype)
    values = rng.standard_normal((5, 32)).astype(np.float32).astype(dtype)
    edges = [0.0, -0.0, float(info.max), -float(info.max)]
    edges += [float(info.smallest_subnormal), -float(info.tiny)]
    values[1, : len(edges)] = np.array(edges, dtype=np.float64).astype(dtype)
    values[4] = values[2]
    return values


def of_safetensors(name: str, dtype: type) -> dict:
    """By safetensors, beside a tensor that is no token matrix."""
    values = matrix(dtype)
    tensors = {"norm.weight": np.ones(3, np.float32), name: values}
    data = safetensors.numpy.save(tensors, metadata={"format": "np"})
    (raw,) = [t["data"] for key, t in safetensors.deserialize(data) if key == name]
    back = np.frombuffer(bytes(raw), dtype).reshape(values.shape)
    return record("model.safetensors", data, name, back.astype(np.float64))


def of_npy(dtype: type) -> dict:
    """By NumPy."""
    buffer = io.BytesIO()
    np.save(buffer, matrix(dtype))
    buffer.seek(0)
    back = np.load(buffer).astype(np.float64)
    return record("array.npy", buffer.getvalue(), "array", back)


def of_gguf(kind: Kind) -> dict:
    """By the package of llama.cpp, which quantizes and reads back."""
    name = "token_embd.weight"
    values = matrix(np.float16).astype(np.float32)
    values[1] /= 7  # of an uneven scale
    raw = gguf.quants.quantize(values, kind)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.gguf"
        writer = gguf.GGUFWriter(path, "llama")
        writer.add_tokenizer_model("gpt2")
        writer.add_token_list(TOKENS)
        writer.add_tensor("output_norm.weight", np.ones(3, np.float32))
        writer.add_tensor(name, raw, raw_dtype=kind)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        data = path.read_bytes()
        (tensor,) = [t for t in gguf.GGUFReader(path).tensors if t.name == name]
        back = gguf.quants.dequantize(tensor.data, kind).astype(np.float64)
    return {**record("model.gguf", data, name, back), "tokens": TOKENS}


def record(file: str, data: bytes, tensor: str, values: np.ndarray) -> dict:
    """A file and what is in it; -0 as text, which JSON keeps."""
    numbers = [repr(float(x)) for x in values.reshape(-1)]
    return {
        "file": file,
        "bytes": base64.b64encode(data).decode(),
        "tensor": tensor,
        "shape": list(values.shape),
        "numbers": " ".join(numbers),
    }


bf16 = ml_dtypes.bfloat16
files = {
    "safetensors f32": of_safetensors("model.embed_tokens.weight", np.float32),
    "safetensors f16": of_safetensors("transformer.wte.weight", np.float16),
    "safetensors bf16": of_safetensors("lm_head.weight", bf16),
    "npy f4": of_npy(np.float32),
    "npy f2": of_npy(np.float16),
    "gguf F32": of_gguf(Kind.F32),
    "gguf F16": of_gguf(Kind.F16),
    "gguf BF16": of_gguf(Kind.BF16),
    "gguf Q8_0": of_gguf(Kind.Q8_0),
}
versions = {
    "python": platform.python_version(),
    "gguf": "0.19.0",
    "ml_dtypes": ml_dtypes.__version__,
    "numpy": np.__version__,
    "safetensors": safetensors.__version__,
}
target = Path(__file__).parents[2] / "data" / "checkpoints.json"
save(target, json.dumps({"versions": versions, "files": files}, indent=2) + "\n")
