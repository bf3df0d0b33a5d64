"""PyTorch: its three forms of Adam, the softmax's gradient, and training."""

import sys
from pathlib import Path

from serve import repeat, required, serve

torch = required("torch", "bench/peers/requirements.txt")
required("numpy", "bench/peers/requirements.txt")
from inputs import (
    WIDTH_OF_PRODUCT,
    factors,
    rows_of_product,
    sample_of_matrix,
    sample_of_parameters,
    settings_of_training,
    targets,
    wave,
)


def prepare(task):
    torch.set_num_threads(task["threads"])
    if task["work"] == "adam":
        return adam(task["implementation"].removeprefix("torch "), *task["size"])
    if task["work"] == "product":
        return products(*factors(*task["size"]))
    if task["work"] == "multiply-add-peak":
        return product(rows_of_product(task["size"]))
    if task["work"] == "training":
        return training(settings_of_training(*task["size"]))
    return softmax_gradient(*task["size"])


def adam(form, count):
    weights = torch.zeros(count, requires_grad=True)
    weights.grad = torch.from_numpy(wave(count, 1))
    optimizer = torch.optim.Adam(
        [weights], lr=1e-3, foreach=form == "foreach", fused=form == "fused"
    )
    return repeat(optimizer.step), lambda: sample_of_parameters(weights.detach())


def softmax_gradient(positions, vocabulary, width):
    hidden = torch.from_numpy(wave(positions * width, 2)).reshape(positions, width)
    weights = torch.from_numpy(wave(vocabulary * width, 0.2)).reshape(vocabulary, width)
    at = torch.arange(positions)
    target = torch.from_numpy(targets(positions, vocabulary))
    scores = torch.empty(positions, vocabulary)
    gradient = torch.empty(vocabulary, width)

    def step():
        torch.mm(hidden, weights.T, out=scores)
        torch.softmax(scores, 1, out=scores)
        scores[at, target] -= 1
        torch.mm(scores.T, hidden, out=gradient)
        gradient.div_(positions)

    return repeat(step), lambda: sample_of_matrix(gradient)


def products(left, right):
    left, right = torch.from_numpy(left), torch.from_numpy(right)
    into = torch.empty(len(left), len(right), dtype=torch.float64)
    return repeat(lambda: torch.mm(left, right.T, out=into)), lambda: sample_of_matrix(into)


def product(rows):
    left = torch.ones(rows, WIDTH_OF_PRODUCT)
    right = torch.ones(WIDTH_OF_PRODUCT, WIDTH_OF_PRODUCT)
    into = torch.empty_like(left)
    return repeat(lambda: torch.mm(left, right, out=into)), lambda: []


def training(changed):
    """The training of tools/reference/, without what it measures."""
    sys.path.append(str(Path(__file__).parents[2] / "tools" / "reference"))
    from training import ADAMW, MEASURED, Training, batch_of, shared

    settings = MEASURED | changed
    live = settings["vocabulary"] - settings["deadTokens"]
    run = Training(shared(settings, 0).float(), settings, ADAMW, 0, "f32")
    first = []

    def step():
        run.step_count += 1
        inputs, targets = batch_of(settings, 0, run.step_count)
        loss = run.backward(inputs, targets)
        if not first:
            dead = run.rows().grad[live:].double().norm(dim=1)
            first.extend([loss.item(), dead.mean().item()])
        run.optimizer.step()

    return repeat(step), lambda: first


serve({"torch": torch.__version__}, prepare)
