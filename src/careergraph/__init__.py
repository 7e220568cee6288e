"""careergraph: a knowledge graph of roles and career paths, read from job-family pages."""

__version__ = "0.1.0"
