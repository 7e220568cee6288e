"""Skills: concept schemes, the linking of their mentions in text, and facts that are no skills."""
