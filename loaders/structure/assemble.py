"""From a tree of parts to elements with addresses (design: identifiers).

    2.c                  item (c) of paragraph 2          6/wrap        the words that close the list of 6
    B/4                  paragraph 4 of section B         5/quotation   a quotation below paragraph 5
    preamble/3           the third recital                18bis         the paragraph without number after 18
    unnumbered/1         the act of a decision that numbers nothing, or what stands before the first number
    6/unnumbered/2       the second item of paragraph 6, in a list marked by dashes
    draft, draft/2.a     the enacting words of the decision that a body recommends to another, and a part of it
    heading/5            the heading before paragraph 5   annex/goal-1/1.2, annex/mission, annex/section/II
    annex/goal-B/target-5, annex/target-5                 a target below its goal, or one that no goal is open for
    5/1, 5/1.a           paragraph 1 of article 5 of a treaty, and its item (a)
    note/2/a             item (a) of the second note      note/star     the note marked *

An address is made of printed numbers, and of places only where there is no number, so that an unnumbered part
never moves another one's address. Reads: a tree of `Node`. Writes: elements in reading order, leftovers, warnings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.structure.labels import flat, label_of, latin, lettered, note_mark, notes_of, numbers, restarts
from loaders.text import Element, Kind, Node, Role

_SYMBOL_NAMES = {"*": "star", "†": "dagger", "‡": "double-dagger"}

_KINDS = {
    Role.TITLE: Kind.TITLE,
    Role.OPENING: Kind.OPENING,
    Role.DRAFT: Kind.OPENING,
    Role.SECTION: Kind.SECTION,
    Role.HEADING: Kind.HEADING,
    Role.PARAGRAPH: Kind.PARAGRAPH,
    Role.RECITAL: Kind.PREAMBLE,
    Role.WRAP: Kind.PARAGRAPH,
    Role.ANNEX: Kind.ANNEX,
    Role.GOAL: Kind.GOAL,
    Role.OBJECTIVE: Kind.OBJECTIVE,
    Role.NOTE: Kind.NOTE,
    Role.TABLE: Kind.TABLE,
    Role.QUOTATION: Kind.QUOTATION,
    Role.SIGNATURE: Kind.SIGNATURE,
    Role.ARTICLE: Kind.SECTION,
}


@dataclass(frozen=True, slots=True)
class Assembled:
    """The elements of a text in reading order; warnings name numbers that are printed twice."""

    elements: tuple[Element, ...]
    warnings: tuple[str, ...]


def assemble(root: Node, *, decision: bool) -> Assembled:
    """Give every part of a tree its address. `decision` as in `recognise`.

    >>> item = Node(Role.ITEM, "This;", "(a)", slug="a")
    >>> tree = Node(Role.ROOT, children=(Node(Role.PARAGRAPH, "Asks:", "1.", (item,), slug="1"),))
    >>> [element.path for element in assemble(tree, decision=True).elements]
    ['1', '1.a']
    """
    return _Assembly(decision).run(root)


@dataclass(slots=True)
class _Scope:
    """Where numbers count: the address in front of them, and what has been met so far."""

    base: str
    recitals: bool
    sectioned: bool = False
    numbered: bool = False
    last: str | None = None
    unnumbered: int = 0
    preamble: int = 0
    acts: int = 0
    depth: int = 0


class _Assembly:
    def __init__(self, decision: bool) -> None:
        self.decision = decision
        self.elements: list[Element] = []
        self.warnings: list[str] = []
        self.taken: Counter[str] = Counter()
        self.numbered_notes: dict[str, int] = {}
        self.lettered: set[str] = set()
        self.dashed: Counter[str] = Counter()

    def run(self, root: Node) -> Assembled:
        self._number_notes(root)
        self.lettered = lettered(root) if self.decision else set()
        articles = any(child.role is Role.ARTICLE for child in root.children)
        sectioned = restarts(root, self.lettered)
        scope = _Scope("", recitals=self.decision or articles, sectioned=sectioned, numbered=numbers(root))
        self._children(root.children, scope, None)
        return Assembled(tuple(self.elements), tuple(self.warnings))

    def _number_notes(self, root: Node) -> None:
        """Integer marks are addressed by order from the first, since compilations number them through (44, 45)."""
        marks = [note_mark(note.number) for note in notes_of(root)]
        integers = [int(mark) for mark in marks if mark.isdigit()]
        first = min(integers, default=1)
        self.numbered_notes = {str(n): n - first + 1 for n in integers}

    # -- walking ----------------------------------------------------------------------------------------------

    def _children(self, nodes: Sequence[Node], scope: _Scope, parent: str | None) -> None:
        for position, node in enumerate(nodes):
            if node.role is Role.HEADING:
                self._heading(node, nodes[position + 1 :], scope, parent)
            elif node.role is Role.NOTE:
                self._note(node)
            else:
                self._child(node, scope, parent)

    def _child(self, node: Node, scope: _Scope, parent: str | None) -> None:
        match node.role:
            case Role.TEXT:
                self._unnumbered(node, scope, parent)
            case Role.OPERATIVE:
                scope.acts += 1
                self._inside(node, self._put(node, f"{scope.base}unnumbered/{scope.acts}", parent, Kind.PARAGRAPH), 0)
            case Role.DRAFT:
                path = self._put(node, label_of(node), None)
                self._children(node.children, _Scope(path + "/", recitals=True, sectioned=restarts(node)), path)
            case Role.SECTION:
                self._section(node, scope, parent)
            case Role.ANNEX:
                self._annex(node, scope)
            case Role.GOAL | Role.ARTICLE:
                self._goal(node, scope, parent)
            case Role.PARAGRAPH:
                self._paragraph(node, scope, parent)
            case Role.ITEM:
                self._item(node, scope.base.rstrip("/"), parent, scope.depth, container=True)
            case Role.OBJECTIVE | Role.RECITAL:
                self._put(node, scope.base + label_of(node), parent)
            case _:
                self._put(node, scope.base + node.role.value, parent)

    def _put(self, node: Node, path: str, parent: str | None, kind: Kind | None = None) -> str:
        """Add an element; a path that is taken gets a suffix, and a warning says so."""
        self.taken[path] += 1
        if (times := self.taken[path]) > 1:
            printed = f"number {node.number} is printed again"
            joint = "-" if node.number else "/"
            while self.taken[again := f"{path}{joint}{times}"]:
                times += 1
            if node.number:
                self.warnings.append(f"line {node.line}: {printed}; the later one is at {again}")
            path = again
            self.taken[path] += 1
        kind = kind or _KINDS[node.role]
        place = len(self.elements)
        self.elements.append(Element(path, kind, node.text, node.number, parent, node.line, node.page))
        calls = tuple((offset, self._note(note)) for offset, note in node.notes)
        if calls:
            self.elements[place] = replace(self.elements[place], notes=calls)
        return path

    def _paragraph(self, node: Node, scope: _Scope, parent: str | None) -> None:
        label = label_of(node)
        path = self._put(node, scope.base + label, parent)
        scope.last, scope.unnumbered = label, 0
        self._inside(node, path, 0)

    def _inside(self, node: Node, path: str, depth: int) -> None:
        """What stands inside a numbered part: items, a closing text, a quotation, a table, parts of its own."""
        for child in node.children:
            if child.role is Role.ITEM:
                self._item(child, path, path, depth)
            elif child.role in {Role.WRAP, Role.TEXT}:
                self._put(child, f"{path}/wrap", path, Kind.PARAGRAPH)
            elif child.role is Role.NOTE:
                self._note(child)
            elif child.role in {Role.PARAGRAPH, Role.SECTION}:
                self._children((child,), _Scope(path + "/", recitals=False, sectioned=True), path)
            else:
                self._put(child, f"{path}/{child.role.value}", path)

    def _item(self, node: Node, owner: str, parent: str | None, depth: int, *, container: bool = False) -> None:
        joint = "/" if container else "."
        kind = Kind.SUBITEM if depth else Kind.ITEM
        if not node.slug:
            self.dashed[owner] += 1
            path = self._put(node, f"{owner}/unnumbered/{self.dashed[owner]}", parent, kind)
            self._inside(node, path, depth + 1)
            return
        path = self._put(node, f"{owner}{joint if owner else ''}{label_of(node)}", parent, kind)
        self._inside(node, path, depth + 1)

    def _unnumbered(self, node: Node, scope: _Scope, parent: str | None) -> None:
        path, kind = self._place(node, scope)
        self._inside(node, self._put(node, path, parent, kind), 0)

    @staticmethod
    def _place(node: Node, scope: _Scope) -> tuple[str, Kind]:
        """The address and kind of a part without a number."""
        if node.slug:
            return scope.base + node.slug, Kind.PARAGRAPH
        if scope.last is None and scope.recitals:
            scope.preamble += 1
            return f"{scope.base}preamble/{scope.preamble}", Kind.PREAMBLE
        scope.unnumbered += 1
        if scope.last is None:
            before = "unnumbered/" if scope.numbered else ""
            return f"{scope.base}{before}{scope.unnumbered}", Kind.PARAGRAPH
        return f"{scope.base}{scope.last}{latin(scope.unnumbered)}", Kind.PARAGRAPH

    def _heading(self, node: Node, following: Sequence[Node], scope: _Scope, parent: str | None) -> None:
        if node.slug:
            self._put(node, scope.base + node.slug, parent)
            return
        anchor = next((label_of(n) for n in flat(following) if n.slug), "end")
        self._put(node, f"{scope.base}heading/{anchor}", parent)

    def _section(self, node: Node, scope: _Scope, parent: str | None) -> None:
        label = label_of(node)
        if node.number is None:
            path = self._put(node, scope.base + label, parent)
            self._children(node.children, _Scope(path + "/", recitals=False), path)
        elif label in self.lettered and not scope.base and parent is None:
            path = self._put(node, label, parent)
            inner = _Scope(path + "/", recitals=True, sectioned=restarts(node))
            self._children(node.children, inner, path)
        else:
            self._plain_section(node, label, scope, parent)

    def _plain_section(self, node: Node, label: str, scope: _Scope, parent: str | None) -> None:
        """A section that only groups paragraphs: their numbers run through it, unless they begin anew in each."""
        nested = bool(parent) and "section/" in (parent or "")
        path = self._put(node, f"{parent}/{label}" if nested else f"{scope.base}section/{label}", parent)
        if scope.sectioned:
            self._children(node.children, _Scope(path + "/", recitals=False, numbered=numbers(node)), path)
            return
        self._children(node.children, scope, path)

    def _annex(self, node: Node, scope: _Scope) -> None:
        path = self._put(node, scope.base + label_of(node), None)
        inner = _Scope(path + "/", recitals=False, sectioned=restarts(node), numbered=numbers(node))
        self._children(node.children, inner, path)

    def _goal(self, node: Node, scope: _Scope, parent: str | None) -> None:
        path = self._put(node, scope.base + label_of(node), parent)
        if node.role is Role.ARTICLE:
            scope.last, scope.unnumbered = label_of(node), 0
        self._children(node.children, _Scope(path + "/", recitals=False, numbered=numbers(node)), path)

    def _note(self, node: Node) -> str:
        mark = note_mark(node.number)
        if mark in self.numbered_notes:
            name = str(self.numbered_notes[mark])
        else:
            name = "-".join(_SYMBOL_NAMES.get(c, c) for c in mark) or "unmarked"
            same = sum(e.path.startswith(f"note/{name}") and e.kind is Kind.NOTE for e in self.elements)
            name = f"{name}-{same + 1}" if same else name
        path = self._put(node, f"note/{name}", None)
        self._children(node.children, _Scope(path + "/", recitals=False), path)
        return path
