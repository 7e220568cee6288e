"""A small handbook in records, with one of everything that a page may state."""

from __future__ import annotations

import pytest

from careergraph.data.records import (
    Corpus,
    Extension,
    Finding,
    Grade,
    Indicator,
    Item,
    Link,
    Page,
    Role,
    Section,
    Specialty,
    StatedMove,
    Superior,
)
from careergraph.data.skills.scheme import Concept, Scheme
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import InferredTrack, ResolvedMove, Unresolved

BASE = "https://careers.example/"
WRITER = "writing/technical-writer/index.html.md"
EDITOR = "writing/editor.md"
SKILLS = "https://skills.example/"


@pytest.fixture
def corpus() -> Corpus:
    """Two families of one department and a page that is none."""
    responsibility = Item("Write manuals", 40, 40)
    writer = Page(
        path=WRITER,
        family="Technical Writer",
        is_job_family=True,
        line=2,
        description="Writers explain.",
        roles=(
            Role(
                title="Technical Writer",
                line=8,
                grades=(Grade("6", 10),),
                reports_to=(
                    Superior("Managing Editor", 12, "/writing/editor/", "Reports to the Managing Editor."),
                ),
                requirements=(
                    Item("Knows one of", 16, 18, nested=(Item("Markdown", 17, 17), Item("XML", 18, 18))),
                    Item("Writes [well](/style)", 19, 19, links=(Link("well", "/style"),)),
                    Item("3 years of experience, a BA or equivalent; fluent English; XSLT a plus", 20, 20),
                ),
                nice_to_haves=(Item("Draws", 22, 22),),
                indicators=(
                    Indicator("Pages per week", 24, "/kpi/#pages"),
                    Indicator("Pages read", 25, "/kpi/#pages"),
                ),
            ),
            Role(
                title="Senior Technical Writer",
                heading="Senior",
                anchors=("senior", "senior-technical-writer"),
                line=28,
                grades=(Grade("07.5", 30), Grade("Executive", 30)),
                extends=(
                    Extension("Technical Writer", 32, None, "requirements", "Extends its requirements."),
                    Extension("Storyteller", 33, None, "role"),
                ),
            ),
            Role(title="API Writer", line=38, responsibilities=(responsibility,)),
        ),
        responsibilities=(Item("Reads drafts", 5, 6),),
        indicators=(Indicator("Happy readers", 7),),
        specialties=(Specialty("API Writer", 38, ("api-writer",), "For APIs.", (responsibility,)),),
        segments=(Specialty("Enterprise", 44),),
        moves=(StatedMove("Technical Writer", "Managing Editor", 50, "prose"),),
        ladder_undefined=True,
        hiring_steps=(Item("Call", 55, 55), Item("Trial text", 56, 56)),
        sections=(Section("History", 60, "Founded long ago."),),
        findings=(Finding(WRITER, 60, "unplaced-section", "“History” is no section", "Responsibilities"),),
        sha256="0" * 64,
    )
    editor = Page(
        path=EDITOR,
        family="Editor",
        is_job_family=True,
        department="Writing Department",
        roles=(
            Role(title="Managing Editor", line=4, grades=(Grade("8", 5),)),
            Role(title="Managing editor", line=9, indicators=(Indicator("Happy Readers", 10),)),
        ),
    )
    ladders = Page(path="ladders.md", family="Ladders", is_job_family=False)
    return Corpus((editor, ladders, writer), (Finding("broken.md", 0, "unreadable-page", "no UTF-8"),))


@pytest.fixture
def scheme() -> Scheme:
    """A vocabulary of a few skills, one of them named nowhere."""
    return Scheme.of(
        [
            Concept(SKILLS + "text", "text formats", kind="knowledge"),
            Concept(SKILLS + "markdown", "Markdown", broader=(SKILLS + "text",)),
            Concept(SKILLS + "xml", "XML", broader=(SKILLS + "text",), exact_matches=("urn:esco:xml",)),
            Concept(SKILLS + "xslt", "XSLT", broader=(SKILLS + "xml",)),
            Concept(SKILLS + "drawing", "drawing", ("draws",), close_matches=("urn:esco:drawing",)),
            Concept(SKILLS + "manuals", "manuals"),
            Concept(SKILLS + "singing", "singing"),
        ]
    )


@pytest.fixture
def minter(corpus: Corpus) -> Minter:
    """The names of the small handbook."""
    return Minter(corpus, BASE)


@pytest.fixture
def targets(minter: Minter) -> dict[tuple[str, int, str], str | None]:
    """What the titles on the writers' page mean."""
    return {
        (WRITER, 12, "Managing Editor"): minter.names(EDITOR).roles[0],
        (WRITER, 32, "Technical Writer"): minter.names(WRITER).roles[0],
        (WRITER, 33, "Storyteller"): None,
    }


@pytest.fixture
def moves(minter: Minter) -> list[ResolvedMove]:
    """A move stated twice, the same one inferred, and one to a name."""
    writer, senior, _ = minter.names(WRITER).roles
    editor = minter.names(EDITOR).roles[0]
    return [
        ResolvedMove(
            writer,
            editor,
            "next family",
            "stated",
            ((WRITER, 50),),
            "Next is Managing Editor.",
            target_text="Managing Editor",
            resolved_by="title",
        ),
        ResolvedMove(writer, editor, "next family", "stated", ((EDITOR, 12),), "Writers become editors."),
        ResolvedMove(
            writer, editor, "next family", "inferred", ((EDITOR, 5), (WRITER, 10)), rule="grades-meet"
        ),
        ResolvedMove(
            senior,
            Unresolved("Chief Storyteller"),
            "promotion",
            "stated",
            ((WRITER, 51),),
            "Then Chief Storyteller.",
        ),
    ]


@pytest.fixture
def tracks(minter: Minter) -> list[InferredTrack]:
    """A role's track."""
    return [InferredTrack(minter.names(EDITOR).roles[0], "manager", "title-words", ((EDITOR, 4),))]
