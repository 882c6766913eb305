"""The command line: Footing's own commands and Django's."""

import os
import sys


def main() -> None:
    """Run `footing …`. A wrong setting stops with its sentence, not with a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    # Databases, mail files and photos are for this user alone, even in a folder that others may list.
    os.umask(0o077)
    from footing.config import env
    from footing.vault.secrets import KeyFileError

    arguments = sys.argv if len(sys.argv) > 1 else [*sys.argv, "help"]
    try:
        if arguments[1] == "serve":
            from footing.config.serve import serve

            serve()
        elif arguments[1:] == ["run"]:
            from footing.config.run import run

            run()
        elif arguments[1:3] == ["keys", "restore-escrow"]:
            sys.exit(_restore_escrow())
        elif arguments[1:] == ["check"]:
            sys.exit(_check())
        elif arguments[1:] == ["migrate"]:
            from footing.config.prepare import prepare

            prepare()
        else:
            from django.core.management import execute_from_command_line

            execute_from_command_line(["footing", *arguments[1:]])
    except (env.SettingError, KeyFileError) as error:
        sys.exit(str(error))


def _check() -> int:
    """The signs check in a terminal; `footing check` with anything after it is Django's own."""
    import django

    django.setup()
    from footing.check import terminal

    return terminal.run()


def _restore_escrow() -> int:
    """Type the paper page back. Before Django starts: without a key file its settings refuse."""
    from footing.config import env
    from footing.vault import escrow, secrets

    path = env.read().key_file
    if path.exists():
        print(f"There is a key file at {path}. Move it away first, if it is the wrong one.", file=sys.stderr)
        return 1
    if sys.stdin.isatty():
        print("Type the lines of the page (M1 to M4 and any others), then an empty line with Ctrl-D.")
    try:
        ring = escrow.read(sys.stdin.read())
    except escrow.EscrowError as error:
        print(error, file=sys.stderr)
        return 1
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secrets.replace(path, ring)
    print(f"The key {secrets.key_id(ring.current)} is in {path}. Look whether it fits: footing keys status.")
    return 0


if __name__ == "__main__":
    main()
