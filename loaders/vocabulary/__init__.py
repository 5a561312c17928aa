"""The thesaurus as its keepers see it: is it fit (`chm vocab check`), built (`build`), added to (`import`).

    quality.check(folder)             -> Report    the checks of qSKOS and ours, against a budget
    building.build(folder, out)       -> Build     the normalised copy that skosify makes, with the difference
    importing.import_file(path, name) -> Import    a vocabulary of others as a scheme of its own, mapped to ours

Each module has a `render` that says its result in lines for a terminal. What runs on the words is `graph.thesaurus`.
"""
