"""Writes data/pride_and_prejudice.json: a novel as 2,074 tokens in their order.

    apt-get download r-cran-janeaustenr=1.0.0-1
    pip install -r tools/reference/requirements_text.txt
    python tools/reference/pride_and_prejudice.py r-cran-janeaustenr_1.0.0-1_all.deb

Best in a virtual environment of its own. Any copy of that Debian package will do:
its digest is checked. It has the plain text of Project Gutenberg, line by line;
here a paragraph is a line.

The encoder is byte-pair encoding of the package tokenizers, on GPT-2's words. A
pair that is merged later on may leave a token that never occurs. So encoders of
more and more merges are trained until, of the tokens of one, as many as asked for
occur in the text: one merge changes their number by at most one, so that none is
passed over. Tokens are numbered by how often they occur, the commonest is 0; of
equally common ones the first in the order of their characters comes first.

`tokens` are the bytes of little-endian uint16, in base64; `vocabulary` the
characters of each token. Those of all tokens, one after the other, are the text,
of which `sha256` is the digest.
"""

import base64
import hashlib
import io
import json
import platform
import subprocess
import sys
import tarfile
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import rdata
import tokenizers
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from whole_file import save

OUTPUT = Path(__file__).parents[2] / "data" / "pride_and_prejudice.json"
DIGEST = "df6bddf211906d1ff404f8ff662c21b34e6660e7f54a311084e749050c019c95"
FOLDER = "./usr/lib/R/site-library/janeaustenr/data/"
LIVE = 2074


def lines_of(package, name):
    """The lines of a text: R keeps an index, and each object by itself, deflated."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != DIGEST:
        sys.exit(f"{package} is not r-cran-janeaustenr_1.0.0-1_all.deb")
    command = ["dpkg-deb", "--fsys-tarfile", package]
    files = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(files)) as tar:
        index, objects = (
            tar.extractfile(f"{FOLDER}Rdata.{kind}").read() for kind in ("rdx", "rdb")
        )
    offset, length = read(index)["variables"][name]
    # The first four bytes are the size of what was deflated.
    return [str(line) for line in read(zlib.decompress(objects[offset + 4 : offset + length]))]


def read(data):
    return rdata.conversion.convert(rdata.parser.parse_data(data))


def paragraphs(lines):
    blocks = "\n".join(line.strip() for line in lines).strip().split("\n\n")
    return "\n".join(" ".join(block.split()) for block in blocks if block.strip()) + "\n"


def encoded(text, size):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(vocab_size=size, show_progress=False)
    tokenizer.train_from_iterator([text], trainer)
    encoding = tokenizer.encode(text)
    return [text[start:end] for start, end in encoding.offsets]


def main():
    text = paragraphs(lines_of(Path(sys.argv[1]), "prideprejudice"))
    assert text.isascii()
    for size in range(LIVE, 2 * LIVE):
        tokens = encoded(text, size)
        counts = Counter(tokens)
        if len(counts) == LIVE:
            break
    else:
        sys.exit(f"No encoder has {LIVE} tokens that occur")
    assert "".join(tokens) == text
    vocabulary = sorted(counts, key=lambda token: (-counts[token], token))
    ids = {token: id for id, token in enumerate(vocabulary)}
    numbers = np.array([ids[token] for token in tokens], dtype="<u2")
    document = {
        "source": "Jane Austen, Pride and Prejudice (1813), http://www.gutenberg.org/ebooks/1342",
        "license": "public domain",
        "package": {"name": "r-cran-janeaustenr", "version": "1.0.0-1", "sha256": DIGEST},
        "versions": {
            "python": platform.python_version(),
            "tokenizers": tokenizers.__version__,
            "rdata": rdata.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/pride_and_prejudice.py r-cran-janeaustenr_1.0.0-1_all.deb",
        "vocabularyOfEncoder": size,
        "characters": len(text),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "vocabulary": vocabulary,
        "tokens": base64.b64encode(numbers.tobytes()).decode(),
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
