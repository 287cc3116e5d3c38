"""What lets the Tab key complete: a script for each shell, and the line that reads it at the start."""

import os
import shlex
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from modelway.errors import Refused
from modelway.system.documents import write_document
from modelway.system.paths import default_store, home
from modelway.system.shells import START_FILES, quoted

SHELLS = tuple(START_FILES)
MARK = "# modelway completion"
ENDINGS = {"bash": "bash", "zsh": "zsh", "powershell": "ps1"}
BASH = """\
# The Tab key completes modelway's commands, values and nights in bash.
_modelway() {
    local line words=()
    COMPREPLY=()
    while IFS= read -r line; do
        words+=("$line")
    done < <(@program@ completion words bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${words[0]-} == :files ]]; then
        compopt -o default 2>/dev/null
        return
    fi
    for line in "${words[@]}"; do
        line=${line%%$'\\t'*}
        [[ $line == *= ]] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("$(printf %q "$line")")
    done
}
complete -F _modelway modelway
"""
ZSH = """\
# The Tab key completes modelway's commands, values and nights in zsh.
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
_modelway() {
    local line
    local -a lines plain texts
    lines=("${(@f)$(@program@ completion words zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ ${lines[1]} == :files ]]; then
        _files
        return
    fi
    for line in $lines; do
        if [[ ${line%%$'\\t'*} == *= ]]; then
            plain+=("${line%%$'\\t'*}")
        elif [[ -n $line ]]; then
            texts+=("${${line%%$'\\t'*}//:/\\\\:}:${${line#*$'\\t'}//$'\\t'/ }")
        fi
    done
    (( $#plain )) && compadd -S '' -a plain
    (( $#texts )) && _describe modelway texts
}
compdef _modelway modelway
"""
FISH = """\
# The Tab key completes modelway's commands, values and nights in fish.
function __modelway_words
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found (@program@ completion words fish -- $words[2..-1] "$current" 2>/dev/null)
    if test "$found[1]" = ":files"
        __fish_complete_path "$current"
    else
        printf '%s\\n' $found
    end
end
complete -c modelway -f -a '(__modelway_words)'
"""
POWERSHELL = """\
# The Tab key completes modelway's commands, values and nights in PowerShell.
Register-ArgumentCompleter -Native -CommandName modelway -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_".Trim("'", '"') })
    if ($wordToComplete -eq '') { $words += '' }
    & @program@ completion words powershell -- @words 2>$null | ForEach-Object {
        $word, $meaning = $_ -split "`t", 2
        if ($word -ne ':files') {
            $text = if ($word -match '\\s') { "'$($word -replace "'", "''")'" } else { $word }
            if (-not $meaning) { $meaning = $word }
            [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $meaning)
        }
    }
}
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}


class Completion(NamedTuple):
    """What is written for a shell: a script into a file, and a line into the file that the shell starts with.

    fish reads the script by itself: it needs no line, and `start_file` is None.
    """

    shell: str
    script: Path
    text: str
    start_file: Path | None
    line: str


def shell_of(environ: Mapping[str, str]) -> str:
    """The leader's shell; empty where it is none that can be helped."""
    name = Path(environ.get("SHELL", "")).name
    if name in SHELLS:
        return name
    return "powershell" if name == "pwsh" or sys.platform == "win32" else ""


def completion_script(shell: str, program: str) -> str:
    """The script for a shell, which calls that program."""
    return SCRIPTS[shell].replace("@program@", quoted(shell, program))


def plan_completion(shell: str, program: str, environ: Mapping[str, str]) -> Completion:
    """What would be written for a shell; nothing is."""
    text = completion_script(shell, program)
    if shell == "fish":
        file = _config(environ) / "fish" / "completions" / "modelway.fish"
        return Completion(shell, file, text, None, "")
    file = default_store(environ).parent / f"completion.{ENDINGS[shell]}"
    path = quoted(shell, str(file)) if shell == "powershell" else shlex.quote(str(file))
    line = f"if (Test-Path {path}) {{ . {path} }}" if shell == "powershell" else f"[ -r {path} ] && . {path}"
    return Completion(shell, file, text, _start_file(shell, environ), f"{line} {MARK}")


def is_installed(planned: Completion) -> bool:
    """Whether it is there, as it would be written now."""
    try:
        written = planned.script.read_text("utf-8") == planned.text
    except OSError:
        return False
    return written and (planned.start_file is None or planned.line in _lines(planned.start_file))


def install_completion(planned: Completion) -> None:
    """Write the script, and the line below all others; raises Refused where that fails."""
    try:
        planned.script.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(planned.script.parent, error) from error
    write_document(Path(os.path.realpath(planned.script)), planned.text, replacing=True)
    if planned.start_file and planned.line not in _lines(planned.start_file):
        kept = [line for line in _lines(planned.start_file) if not line.endswith(MARK)]
        _write_lines(planned.start_file, [*kept, planned.line])


def remove_completion(planned: Completion) -> bool:
    """Take both away again; whether there was anything. Raises Refused where that fails."""
    was_there = planned.script.exists()
    try:
        planned.script.unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(planned.script, error) from error
    if planned.start_file:
        lines = _lines(planned.start_file)
        kept = [line for line in lines if not line.endswith(MARK)]
        if kept != lines:
            was_there = True
            _write_lines(planned.start_file, kept)
    return was_there


def _start_file(shell: str, environ: Mapping[str, str]) -> Path:
    at_home = home(environ)
    if shell == "bash":
        return at_home / ".bashrc"
    if shell == "zsh":
        return Path(environ.get("ZDOTDIR") or at_home) / ".zshrc"
    profile = "Microsoft.PowerShell_profile.ps1"
    if sys.platform == "win32":
        return at_home / "Documents" / "PowerShell" / profile
    return _config(environ) / "powershell" / profile


def _config(environ: Mapping[str, str]) -> Path:
    named = environ.get("XDG_CONFIG_HOME", "")
    return Path(named) if named.startswith("/") else home(environ) / ".config"


def _lines(file: Path) -> list[str]:
    """The lines of a start file, byte for byte; none where there is no file."""
    try:
        return file.read_bytes().decode("utf-8", "surrogateescape").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _refusal(file, error) from error


def _write_lines(file: Path, lines: list[str]) -> None:
    """Put the lines in the place of the file, whole or not at all; links and permissions stay."""
    path = Path(os.path.realpath(file))
    half = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
        half.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))
        half.chmod(mode)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise _refusal(file, error) from error


def _refusal(path: Path, error: OSError) -> Refused:
    reason = (error.strerror or "unknown").lower()
    return Refused(
        f"{path} cannot be used ({reason}): allow it, or put what modelway completion show prints into a "
        "file that your shell reads."
    )
