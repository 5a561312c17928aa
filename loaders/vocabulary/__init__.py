"""The thesaurus as its keepers see it: is it fit (`chm vocab check`), built (`build`), added to (`import`).

    quality.check()                   -> Report    the checks of qSKOS and ours, against a budget
    build.build(out)                  -> Build     the normalised copy that skosify makes, with the difference
    imports.import_file(path, scheme) -> Import    a vocabulary of others as a scheme of its own, mapped to ours

Each result has a `render` that says it in lines for a terminal. What runs on the words is `graph.thesaurus`.
"""
