"""RDF of others, and the thesaurus API's JSON: told from what they say, before any reader of rows is asked."""

from __future__ import annotations

from graph.errors import SourceError
from graph.namespaces import Names
from loaders.readers.rdf import read_rdf
from loaders.readers.table import stem
from loaders.records.formats.datasets import FORMAT, dataset_rows, is_dcat
from loaders.records.formats.row_format import begins
from loaders.records.rows import Rows
from loaders.vocabulary.others import Vocabulary, of_json, of_rdf


def read_linked_data(data: bytes, name: str, names: Names) -> Rows | Vocabulary | None:
    """The data sets of a file as rows, or its concepts as a vocabulary; None for a file of neither kind.

    Raises SourceError with the line for a broken file, and for RDF that is about something else.
    """
    rdf = read_rdf(data, name, names.iri(f"source/{stem(name)}/"))
    if rdf is None:
        return of_json(data, name) if begins(data, b"{", b"[") else None
    if is_dcat(rdf):
        return Rows(FORMAT, rdf.media_type, tuple(dataset_rows(rdf.triples)))
    vocabulary = of_rdf(rdf)
    if vocabulary is None and rdf.name != "json-ld":
        reason = f"{rdf.name} without a data set (dcat:Dataset) or concept (skos:Concept)"
        raise SourceError(name, reason, remedy="say what it is about, or put it into the store by /graphs")
    return vocabulary
