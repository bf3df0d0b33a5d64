"""Writes data/formulations/float*.json: the two forms of the paper, by NumPy.

    pip install -r tools/reference/requirements.txt
    python tools/reference/formulations/paper_adam.py

Algorithm 1 of Kingma and Ba (2015), and the form before section 2.1, which adds
epsilon to the root of the moment itself. Every array operation is one rounding;
scalars are computed as Python's floats, then rounded to the precision.
"""

import numpy as np
import sequences


def averages(m, v, g, beta1, beta2, number):
    m = number(beta1) * m + number(1 - beta1) * g
    v = number(beta2) * v + number(1 - beta2) * np.square(g)
    return m, v


def algorithm_1(m, v, t, lr, beta1, beta2, epsilon, number):
    m_hat = m / number(1 - beta1**t)
    v_hat = v / number(1 - beta2**t)
    return number(-lr) * m_hat / (np.sqrt(v_hat) + number(epsilon))


def epsilon_hat(m, v, t, lr, beta1, beta2, epsilon, number):
    alpha = number(lr * (1 - beta2**t) ** 0.5 / (1 - beta1**t))
    return -alpha * m / (np.sqrt(v) + number(epsilon))


def run(key, update, precision):
    number = np.dtype(precision).type
    options = sequences.OPTIONS[key]
    lr, epsilon = options["learningRate"], options["epsilon"]
    betas = options["beta1"], options["beta2"]
    keep = number(1 - lr * options.get("weightDecay", 0.0))
    p = sequences.weights().astype(precision)
    m = v = np.zeros_like(p)
    for t in range(1, sequences.STEPS + 1):
        g = sequences.gradient(t, key).astype(precision)
        m, v = averages(m, v, g, *betas, number)
        p = p * keep + update(m, v, t, lr, *betas, epsilon, number)
        yield p, m, v


def main():
    np.seterr(over="ignore")
    for precision in ("float32", "float64"):
        for suffix, update, form in (
            ("", algorithm_1, "Algorithm 1"),
            ("_epsilon_hat", epsilon_hat, "the form before section 2.1"),
        ):
            sequences.write(
                precision + suffix,
                f"NumPy {precision}, {form}",
                {},
                "python tools/reference/formulations/paper_adam.py",
                {
                    key: list(run(key, update, precision))
                    for key in sequences.OPTIONS
                },
                precision,
            )


if __name__ == "__main__":
    main()
