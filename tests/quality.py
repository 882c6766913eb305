"""`make check`: format, lint, types, import rules, sizes. Ends with one line; exit 1 on any finding."""

import ast
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]
CODE = ("src", "tests", "bench")
FILE_LINES, FUNCTION_LINES = 300, 50


def main() -> int:
    """Start the tools side by side, then print what each found."""
    began = time.monotonic()
    tools = {
        "format": [BIN / "ruff", "format", "--check", "--quiet", *present()],
        "lint": [BIN / "ruff", "check", "--quiet", *present()],
        "types": [BIN / "mypy", "--no-error-summary"],
        "imports": [BIN / "lint-imports", "--no-cache"],
    }
    running = {
        name: subprocess.Popen(
            [str(a) for a in arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name, arguments in tools.items()
    }
    failed = []
    for name, process in running.items():
        output = process.communicate()[0]
        if process.returncode:
            failed.append(name)
            print(f"--- {name}\n{output}")
    sizes = list(too_large())
    if sizes:
        failed.append("sizes")
        print("--- sizes\n" + "\n".join(sizes))
    words = f"failed: {', '.join(failed)}" if failed else "clean"
    print(f"check: format, lint, types, imports, sizes: {words} ({time.monotonic() - began:.0f} s)")
    return 1 if failed else 0


def present() -> list[str]:
    """The folders of code that exist."""
    return [name for name in CODE if (ROOT / name).is_dir()]


def too_large() -> list[str]:
    """Files over 300 lines and functions over 50, migrations left out."""
    found = []
    for folder in present():
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" in file.parts:
                continue
            text = file.read_text(encoding="utf-8")
            if text.count("\n") > FILE_LINES:
                found.append(f"{file.relative_to(ROOT)}: {text.count(chr(10))} lines, at most {FILE_LINES}")
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or node.lineno) - node.lineno + 1
                    if lines > FUNCTION_LINES:
                        found.append(f"{file.relative_to(ROOT)}:{node.lineno} {node.name}: {lines} lines")
    return found


if __name__ == "__main__":
    sys.exit(main())
