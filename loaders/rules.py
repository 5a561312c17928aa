"""What a file was read and described by, as one fingerprint: where it is another one, the file is read again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from graph.rooms import room
from loaders.provenance import reader_name

_PROGRAM = ("graph", "loaders")
_DATA = (("ontology", "*.json*"), ("ontology", "*.ttl"), ("vocab", "*.ttl"))


@cache
def rules() -> str:
    """The SHA-256 of the release, the program that reads, its mappings, contexts, shapes and vocabularies.

    It is taken once in a process: some 3 MB are read.
    """
    here = Path(__file__).resolve().parents[1]
    files = [file for name in _PROGRAM for file in sorted((here / name).rglob("*.py"))]
    files += [file for name, pattern in _DATA for file in sorted(room(name).rglob(pattern))]
    digest = sha256(reader_name("").encode())
    for file in files:
        digest.update(f"\n{file.name} {file.stat().st_size}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
