"""NumPy: Adam by ufuncs in place, the softmax's gradient by products of matrices."""

from serve import repeat, required, serve

numpy = required("numpy", "bench/peers/requirements.txt")
from inputs import (
    WIDTH_OF_PRODUCT,
    factors,
    rows_of_product,
    sample_of_matrix,
    sample_of_parameters,
    targets,
    wave,
)


def prepare(task):
    if task["work"] == "adam":
        return adam(*task["size"])
    if task["work"] == "product":
        return products(*factors(*task["size"]))
    if task["work"] == "multiply-add-peak":
        return product(rows_of_product(task["size"]))
    return softmax_gradient(*task["size"])


def adam(count):
    gradients = wave(count, 1)
    weights, first, second, update, root = numpy.zeros((5, count), numpy.float32)
    t = 0

    def step():
        nonlocal t
        t += 1
        numpy.multiply(gradients, 0.1, out=update)
        numpy.multiply(first, 0.9, out=first)
        numpy.add(first, update, out=first)
        numpy.multiply(gradients, gradients, out=update)
        numpy.multiply(update, 0.001, out=update)
        numpy.multiply(second, 0.999, out=second)
        numpy.add(second, update, out=second)
        numpy.sqrt(second, out=root)
        numpy.divide(root, (1 - 0.999**t) ** 0.5, out=root)
        numpy.add(root, 1e-8, out=root)
        numpy.divide(first, root, out=update)
        numpy.multiply(update, 0.001 / (1 - 0.9**t), out=update)
        numpy.subtract(weights, update, out=weights)

    return repeat(step), lambda: sample_of_parameters(weights)


def softmax_gradient(positions, vocabulary, width):
    hidden = wave(positions * width, 2).reshape(positions, width)
    weights = wave(vocabulary * width, 0.2).reshape(vocabulary, width)
    at = numpy.arange(positions)
    target = targets(positions, vocabulary)
    scores = numpy.empty((positions, vocabulary), numpy.float32)
    gradient = numpy.empty((vocabulary, width), numpy.float32)

    def step():
        numpy.matmul(hidden, weights.T, out=scores)
        numpy.subtract(scores, scores.max(1, keepdims=True), out=scores)
        numpy.exp(scores, out=scores)
        numpy.divide(scores, scores.sum(1, keepdims=True), out=scores)
        scores[at, target] -= 1
        numpy.matmul(scores.T, hidden, out=gradient)
        numpy.divide(gradient, positions, out=gradient)

    return repeat(step), lambda: sample_of_matrix(gradient)


def products(left, right):
    into = numpy.empty((len(left), len(right)))
    return repeat(lambda: numpy.matmul(left, right.T, out=into)), lambda: sample_of_matrix(into)


def product(rows):
    left = numpy.ones((rows, WIDTH_OF_PRODUCT), numpy.float32)
    right = numpy.ones((WIDTH_OF_PRODUCT, WIDTH_OF_PRODUCT), numpy.float32)
    into = numpy.empty_like(left)
    return repeat(lambda: numpy.matmul(left, right, out=into)), lambda: []


serve({"numpy": numpy.__version__}, prepare)
