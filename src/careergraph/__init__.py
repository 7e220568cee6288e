"""careergraph: a knowledge graph of roles and career paths, read from job-family pages."""

__version__ = "0.1.0"

#: The module whose function ``to_html`` shows graphs, ladders and paths in notebooks. Those find it by this
#: name when they are to be shown: the graph layer knows nothing of those above it.
NOTEBOOK = "careergraph.export.notebook"
