"""docs/queries.md: the page of the named questions, made from their headers."""

from __future__ import annotations

from graph.queries import AUDIENCES, Parameter, Question, questions


def page() -> str:
    """The Markdown of docs/queries.md: every question with its parameters, columns, call and SPARQL."""
    parts = [_HEAD]
    for audience in AUDIENCES:
        chosen = [each for each in questions() if each.audience == audience]
        parts.append(f"\n## {audience.capitalize()}\n\n| name | question |\n|---|---|")
        parts += [f"| [{each.name}](#{each.name}) | {each.question} |" for each in chosen]
        parts += [_section(each) for each in chosen]
    return "\n".join(parts) + "\n"


def _section(each: Question) -> str:
    rows = [f"| `{p.name}` | {_type(p)} | `{p.example}` | {_need(p)} | {p.about} |" for p in each.parameters]
    table = ["| parameter | type | example | needed | what |", "|---|---|---|---|---|", *rows, ""] if rows else []
    shown = {p.name: p.example for p in each.parameters if p.required}
    call = " ".join(["chm query", each.name, *(f"--param '{name}={value}'" for name, value in shown.items())])
    head = [f"\n### {each.name}\n", f"{each.title}. {each.question}\n", *table]
    columns = ", ".join(f"`{name}`" for name in each.columns)
    return "\n".join([*head, f"Columns: {columns}\n", f"```sh\n{call}\n```\n", f"```sparql\n{each.text.rstrip()}\n```"])


def _type(parameter: Parameter) -> str:
    return f"code of `vocab/{parameter.scheme}`" if parameter.scheme else parameter.type


def _need(parameter: Parameter) -> str:
    if parameter.required:
        return "yes"
    choices = f"; one of {', '.join(parameter.choices)}" if parameter.choices else ""
    return (f"no: `{parameter.default}`" if parameter.default is not None else "no") + choices


_HEAD = """# Named questions

Made from the headers of `queries/*.rq` by `python -m graph.queries`; a test keeps this page fresh.

Every question is asked in the same ways: by `chm query NAME --param name=value`, over HTTP at
`/queries/NAME?name=value` (JSON, CSV or XML by `Accept`), or by taking its SPARQL and binding its variables. A
service's graph `queries` holds all of them as SHACL executables. An `identifier` is taken in any spelling (`X/15`,
`X/15 para 5(d)`, `COP-11`, `vocab/gbf/8`); see [identifiers](identifiers.md).

What all of them keep to:

- The default graph is the union of all source graphs. A part of a text is read in the graph of one language version, so
  a row is what one version says, and `language` names it; leave the parameter `language` out to see every version.
- `labels` is the language of the names of concepts; where a concept has none in it, the column is empty.
- An *operative* element is a smallest part (a paragraph without items that act, or an item) whose act has strength 2 or
  more. What answers the paragraph above an item answers the item; what answers the whole decision does not.
- Rows come in a fixed order: reading order within a text, else by what is asked for.

From a program, with the service at port 8000:

```sh
curl -H 'Accept: text/csv' 'http://localhost:8000/queries/open-requests?decision=X/15'
```

```python
import csv, io, urllib.parse, urllib.request

query = urllib.parse.urlencode({"decision": "X/15"})
request = urllib.request.Request(f"http://localhost:8000/queries/open-requests?{query}", headers={"Accept": "text/csv"})
rows = list(csv.DictReader(io.TextIOWrapper(urllib.request.urlopen(request), "utf-8")))
```

```r
rows <- read.csv(url("http://localhost:8000/queries/open-requests?decision=X/15", headers = c(Accept = "text/csv")))
```"""
