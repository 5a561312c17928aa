"""What a process prepares arrives in the one that writes as it was."""

from __future__ import annotations

import pickle

from graph.namespaces import Names
from graph.rooms import room
from loaders.pipeline import Work, run, tools
from loaders.structure.stage import Asked


def test_a_graph_arrives_in_another_process_as_it_was() -> None:
    file = room("examples") / "qr-25.en.txt"
    graphs = run(Work(str(file), file.read_bytes(), Asked()), tools(Names())).graphs
    assert graphs[0].triples
    assert pickle.loads(pickle.dumps(graphs)) == graphs  # noqa: S301 - made in the line itself
