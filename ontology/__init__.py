"""The ontology layer."""
