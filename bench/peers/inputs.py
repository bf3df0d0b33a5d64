"""The numbers of inputs.ts."""

import math

import numpy

# Wide enough for a product of matrices to be as fast as products are.
WIDTH_OF_PRODUCT = 512


def wave(count, scale, kind=numpy.float32):
    indices = numpy.arange(count, dtype=numpy.int64)
    return (scale * (indices * 7919 % 10007 / 10007 - 0.5)).astype(kind)


def factors(rows, columns, width):
    """Two matrices in binary64, whose product is of each row with each row."""
    left = wave(rows * width, 2, numpy.float64).reshape(rows, width)
    return left, wave(columns * width, 0.2, numpy.float64).reshape(columns, width)


def targets(positions, vocabulary):
    return numpy.arange(positions, dtype=numpy.int64) * 37 % vocabulary


def rows_of_product(size):
    """Of as many operations as the softmax gradient has: 4 N V d, and of a row 2 w w."""
    return round(2 * math.prod(size) / WIDTH_OF_PRODUCT**2)


def settings_of_training(positions, vocabulary, width, layers):
    return {
        "batch": positions // 128,
        "sequenceLength": 128,
        "vocabulary": vocabulary,
        "deadTokens": int(0.48 * vocabulary),
        "width": width,
        "feedForward": 2 * width,
        "layers": layers,
    }


def sample_of_parameters(array):
    return [float(array[i]) for i in (0, 1, -2, -1)]


def sample_of_matrix(matrix):
    return [float(matrix[i, j]) for i in (0, -1) for j in (0, -1)]
