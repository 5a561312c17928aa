"""Records: rows and trees of any format become linked data by a mapping that is data.

    bytes -> a row reader -> Row (names to values, with its place) -> a mapping -> triples -> the shapes

The seam for a new format is one `RowFormat` in `loaders.records.formats`: a name, a media type and a function from
bytes to `Row`s, None for bytes that are not of the format. A `Row` has a number from 1, a pointer (JSON pointer, sheet
row, element) and a tree of plain values: text, number, truth, nothing, list, or a mapping of names to the same. The
reader knows the format and nothing of record types.

What a row says is in `ontology/records/*.csvw.json` (`loaders.records.mapping`): `chm:format` and `chm:when` tell which
rows are of a type, `chm:path` where in the row a column's value is, `chm:reads` how it is read
(`loaders.records.cells`), `chm:rest` the property under which everything else is kept. The shapes in `ontology/shapes`
judge each record; one that they refuse is left out alone and stays listed (`chm:RefusedRecord`).

docs/record-types.md shows how to add a type.
"""
