"""The tests that Project Jupyter has for kernels, as far as a Deno kernel can take them."""

import unittest

import jupyter_kernel_test


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = "deno"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("test")'
    completion_samples = [
        {"text": "Math.ab", "matches": {"abs"}},
        {"text": "conso", "matches": {"console"}},
    ]
    complete_code_samples = ["1", "const a = 1;", "function f() {\n  return 1;\n}"]
    incomplete_code_samples = ["function f() {", "[1,", "`text"]
    invalid_code_samples = [")"]
    code_generate_error = 'throw new Error("on purpose")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "NaN", "result": "NaN"},
        {"code": "0 / -1", "result": "-0"},
        {"code": "10n ** 20n", "result": "100000000000000000000n"},
    ]
    code_display_data = [
        {
            "code": 'await Deno.jupyter.display({ [Symbol.for("Jupyter.display")]:'
            ' () => ({ "text/markdown": "**bold**" }) })',
            "mime": "text/markdown",
        }
    ]


if __name__ == "__main__":
    unittest.main()
